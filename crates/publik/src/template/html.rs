//! HTML to our small markdown, or to plain text.

/// Stands where a name was lost, so that an address cut short is no link.
pub(super) const LOST: char = '\u{fffc}';
/// Names of the request's page.
const PAGE: [&str; 4] = ["form_url", "form_url_frontoffice", "form_url_backoffice", "form_backoffice_url"];

/// A text in HTML or not, as plain lines.
pub(crate) fn plain(source: &str) -> String {
    let text = if is_html(source) { Writer::new(false).write(source) } else { unlinked(source) };
    tidy(&text)
}

/// A text in HTML or not, in the small markdown.
pub(crate) fn markdown(source: &str) -> String {
    let text = if is_html(source) { Writer::new(true).write(source) } else { unlinked(source) };
    tidy(&text)
}

fn is_html(source: &str) -> bool {
    let after = |at: usize| source[at + 1..].chars().next();
    source.match_indices('<').any(|(at, _)| after(at).is_some_and(|c| c.is_ascii_alphabetic() || c == '/' || c == '!'))
        && source.contains('>')
}

/// reStructuredText's links, which mails of w.c.s. use: `` `texte <adresse>`_ ``.
fn unlinked(source: &str) -> String {
    let mut text = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(open) = rest.find('`') {
        let (before, after) = (&rest[..open], &rest[open + 1..]);
        let link = after.find('`').and_then(|close| {
            let (label, address) = after[..close].split_once('<')?;
            Some((close, label.trim(), address.trim().trim_end_matches('>').trim()))
        });
        text.push_str(before);
        match link {
            Some((close, label, address)) => {
                text.push_str(&linked(label.trim_end_matches('.'), address));
                rest = after[close + 1..].trim_start_matches('_');
            }
            None => {
                text.push('`');
                rest = after;
            }
        }
    }
    text + rest
}

/// A link in a text: its words, then its address. An address that begins with
/// a name which is not the request's page is told as lost by that name.
fn linked(label: &str, address: &str) -> String {
    let first = address.find("{{").and_then(|open| Some(&address[open..open + address[open..].find("}}")? + 2]));
    match first {
        None => format!("{label}\u{a0}: {address}"),
        Some(name) if PAGE.iter().any(|page| name.trim_matches(['{', '}', ' ']) == *page) => format!("{label}\u{a0}: {name}"),
        Some(name) => format!("{label}{name}"),
    }
}

/// Lines without space around, at most one blank line between two.
fn tidy(text: &str) -> String {
    let mut tidy: Vec<&str> = Vec::new();
    for line in text.lines().map(|line| line.trim_matches([' ', '\t', '\u{a0}'])) {
        if !line.is_empty() || tidy.last().is_some_and(|last| !last.is_empty()) {
            tidy.push(line);
        }
    }
    while tidy.last() == Some(&"") {
        tidy.pop();
    }
    tidy.join("\n")
}

struct Writer {
    text: String,
    with_marks: bool,
    /// The address and the place of the link being read.
    link: Option<(String, usize)>,
    hidden: bool,
}

impl Writer {
    fn new(with_marks: bool) -> Self {
        Self { text: String::new(), with_marks, link: None, hidden: false }
    }

    fn write(mut self, source: &str) -> String {
        let mut rest = source;
        while let Some(open) = rest.find('<') {
            self.words(&rest[..open]);
            let after = &rest[open + 1..];
            let Some(close) = after.find('>') else {
                rest = after;
                continue;
            };
            self.tag(&after[..close]);
            rest = &after[close + 1..];
        }
        self.words(rest);
        self.text
    }

    fn words(&mut self, words: &str) {
        if self.hidden {
            return;
        }
        let words = entities(words);
        let breaks = |c: char| c.is_whitespace() && c != '\u{a0}';
        let inner = words.split(breaks).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
        let spaced = |edge: Option<char>| edge.is_some_and(breaks);
        if spaced(words.chars().next()) && !self.text.ends_with(char::is_whitespace) && !self.text.is_empty() {
            self.text.push(' ');
        }
        self.text.push_str(&inner);
        if !inner.is_empty() && spaced(words.chars().next_back()) {
            self.text.push(' ');
        }
    }

    fn tag(&mut self, tag: &str) {
        let closing = tag.starts_with('/');
        let name = tag.trim_start_matches('/').split(|c: char| c.is_whitespace() || c == '/').next().unwrap_or_default().to_lowercase();
        match name.as_str() {
            "p" | "div" | "ul" | "ol" | "table" | "section" | "blockquote" => self.text.push_str("\n\n"),
            "br" | "tr" => self.text.push('\n'),
            "li" if !closing => self.text.push_str("\n- "),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let (before, after) = if closing { (self.mark("**"), "\n\n") } else { ("\n\n", self.mark("**")) };
                self.text.push_str(before);
                self.text.push_str(after);
            }
            "strong" | "b" => self.bold(closing),
            "a" if closing => self.unlink(),
            "a" => self.link = attribute(tag, "href").map(|address| (address, self.text.len())),
            "script" | "style" => self.hidden = !closing,
            _ => (),
        }
    }

    fn mark(&self, mark: &'static str) -> &'static str {
        if self.with_marks { mark } else { "" }
    }

    /// Bold, unless it would be empty or cut a word in two.
    fn bold(&mut self, closing: bool) {
        if !self.with_marks {
            return;
        }
        let trimmed = self.text.trim_end().len();
        match (closing, self.text.ends_with("**")) {
            (true, true) => self.text.truncate(self.text.len() - 2),
            (true, false) => self.text.insert_str(trimmed, "**"),
            (false, _) => self.text.push_str("**"),
        }
    }

    fn unlink(&mut self) {
        let Some((address, start)) = self.link.take() else { return };
        let label = self.text.get(start..).unwrap_or_default().trim().to_owned();
        if address.is_empty() || address.contains(LOST) || label.is_empty() || label == address {
            return;
        }
        let link = if self.with_marks { format!("[{label}]({address})") } else { linked(&label, &address) };
        self.text.truncate(start);
        if !self.text.is_empty() && !self.text.ends_with(|c: char| c.is_whitespace() || matches!(c, '(' | '[' | '’' | '\'')) {
            self.text.push(' ');
        }
        self.text.push_str(&link);
    }
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let after = tag.split(&format!("{name}=")).nth(1)?;
    let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    after[1..].split(quote).next().map(entities)
}

/// The characters that HTML names, among those of French texts.
fn entities(text: &str) -> String {
    const NAMED: [(&str, &str); 60] = [
        ("amp", "&"),
        ("lt", "<"),
        ("gt", ">"),
        ("quot", "\""),
        ("apos", "'"),
        ("nbsp", "\u{a0}"),
        ("eacute", "é"),
        ("egrave", "è"),
        ("ecirc", "ê"),
        ("euml", "ë"),
        ("agrave", "à"),
        ("acirc", "â"),
        ("ccedil", "ç"),
        ("icirc", "î"),
        ("iuml", "ï"),
        ("ocirc", "ô"),
        ("ouml", "ö"),
        ("ugrave", "ù"),
        ("ucirc", "û"),
        ("uuml", "ü"),
        ("oelig", "œ"),
        ("Eacute", "É"),
        ("Egrave", "È"),
        ("Ecirc", "Ê"),
        ("Agrave", "À"),
        ("Ccedil", "Ç"),
        ("laquo", "«"),
        ("raquo", "»"),
        ("rsquo", "’"),
        ("lsquo", "‘"),
        ("hellip", "…"),
        ("ndash", "–"),
        ("euro", "€"),
        ("deg", "°"),
        ("middot", "·"),
        ("bull", "•"),
        ("mdash", "—"),
        ("ldquo", "“"),
        ("rdquo", "”"),
        ("sect", "§"),
        ("times", "×"),
        ("plusmn", "±"),
        ("sup2", "²"),
        ("sup3", "³"),
        ("frac12", "½"),
        ("ordm", "º"),
        ("copy", "©"),
        ("auml", "ä"),
        ("aelig", "æ"),
        ("ntilde", "ñ"),
        ("szlig", "ß"),
        ("Icirc", "Î"),
        ("Ocirc", "Ô"),
        ("Ucirc", "Û"),
        ("Euml", "Ë"),
        ("Iuml", "Ï"),
        ("OElig", "Œ"),
        ("ensp", " "),
        ("thinsp", "\u{202f}"),
        ("shy", ""),
    ];
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find('&') {
        let (before, after) = (&rest[..open], &rest[open + 1..]);
        out.push_str(before);
        let name = after.split(';').next().filter(|name| name.len() <= 8 && name.len() < after.len());
        let character = name.and_then(|name| {
            let known = NAMED.iter().find(|(known, _)| *known == name).map(|(_, text)| (*text).to_owned());
            let code = name
                .strip_prefix('#')
                .and_then(|code| code.strip_prefix('x').map_or_else(|| code.parse().ok(), |hex| u32::from_str_radix(hex, 16).ok()));
            known.or_else(|| code.and_then(char::from_u32).map(String::from))
        });
        match (name, character) {
            (Some(name), Some(character)) => {
                out.push_str(&character);
                rest = &after[name.len() + 1..];
            }
            _ => {
                out.push('&');
                rest = after;
            }
        }
    }
    out + rest
}
