//! The forms of a page, as a browser would send them.

/// A form: where it goes, and what it holds.
pub struct Form {
    pub action: String,
    pub is_multipart: bool,
    inputs: Vec<Input>,
}

struct Input {
    name: String,
    value: String,
    /// One of the values that its name may take: a radio, a box, an option.
    is_choice: bool,
    /// Whether it is sent as it stands.
    is_given: bool,
}

impl Form {
    /// The forms of a page that post.
    pub fn all(html: &str) -> Vec<Self> {
        let posted = html.split("<form").skip(1).map(|rest| rest.split("</form>").next().unwrap_or_default());
        posted.filter_map(Self::read).collect()
    }

    fn read(text: &str) -> Option<Self> {
        let (own, inside) = cut(text);
        if attribute(own, "method").as_deref() != Some("post") {
            return None;
        }
        let is_multipart = attribute(own, "enctype").as_deref() == Some("multipart/form-data");
        Some(Self { action: attribute(own, "action")?, is_multipart, inputs: inputs(inside) })
    }

    /// The value that a field has.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.inputs.iter().find(|input| input.name == name).map(|input| input.value.as_str())
    }

    /// What is sent when the fields named by `answers` are filled or chosen;
    /// `*` chooses whatever the value.
    pub fn filled(&self, answers: &[(&str, &str)]) -> Vec<(String, String)> {
        let sent = |input: &Input| {
            let answer = answers.iter().find(|(name, _)| *name == input.name).map(|(_, value)| *value);
            match answer {
                Some(answer) if input.is_choice => (answer == "*" || answer == input.value).then(|| input.value.clone()),
                Some(answer) => Some(answer.to_owned()),
                None => input.is_given.then(|| input.value.clone()),
            }
        };
        self.inputs.iter().filter_map(|input| Some((input.name.clone(), sent(input)?))).collect()
    }
}

fn inputs(html: &str) -> Vec<Input> {
    let mut found = Vec::new();
    let mut select = String::new();
    for text in html.split('<').skip(1) {
        let (tag, after) = cut(text);
        let name = attribute(tag, "name").unwrap_or_default();
        let value = || attribute(tag, "value").unwrap_or_default();
        let kind = attribute(tag, "type").unwrap_or_default();
        match tag.split_whitespace().next() {
            // files are joined by nobody here
            Some("input") if name.is_empty() || kind == "file" => {}
            Some("input") => {
                let is_choice = matches!(kind.as_str(), "radio" | "checkbox");
                let is_given = !is_choice || attribute(tag, "checked").is_some();
                let value = if is_choice && attribute(tag, "value").is_none() { "on".to_owned() } else { value() };
                found.push(Input { name, value, is_choice, is_given });
            }
            Some("select") => select = name,
            Some("option") => {
                found.push(Input { name: select.clone(), value: value(), is_choice: true, is_given: attribute(tag, "selected").is_some() });
            }
            Some("textarea") => found.push(Input { name, value: plain(after.trim_start_matches('\n')), is_choice: false, is_given: true }),
            _ => {}
        }
    }
    found
}

/// A tag without its brackets, and what follows it.
fn cut(text: &str) -> (&str, &str) {
    let mut quoted = false;
    let end = text.find(|c| {
        quoted ^= c == '"';
        c == '>' && !quoted
    });
    end.map_or((text, ""), |end| (&text[..end], &text[end + 1..]))
}

/// The value of an attribute of a tag; empty when it stands without a value.
pub fn attribute(tag: &str, wanted: &str) -> Option<String> {
    let mut rest = tag;
    while let Some(at) = rest.find(char::is_whitespace) {
        rest = rest[at..].trim_start();
        let end = rest.find(|c: char| c == '=' || c.is_whitespace()).unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        let value = after.strip_prefix("=\"").and_then(|quoted| quoted.split_once('"'));
        if name == wanted {
            return Some(value.map_or_else(String::new, |(value, _)| plain(value)));
        }
        rest = value.map_or(after, |(_, after)| after);
    }
    None
}

fn plain(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"<form method="get" action="/suivi"><input name="code"></form>
        <form method="post" action="/a?b=1&amp;c" enctype="multipart/form-data" novalidate>
        <input type="hidden" name="_csrf" value="x&quot;&gt;y"><input type="text" name="nom" value="">
        <input type="radio" name="pour" value="moi"><input type="radio" name="pour" value="autre" checked>
        <select name="ville" required><option value="">Choisir</option><option value="bron" selected>Bron</option></select>
        <input type="checkbox" name="ok" value="oui"><input type="file" name="photo"><textarea name="mot">Déjà</textarea></form>"#;

    fn sent(answers: &[(&str, &str)]) -> String {
        let fields = Form::all(PAGE)[0].filled(answers);
        fields.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_form_left_alone_is_sent_as_it_stands() {
        assert_eq!(sent(&[]), "_csrf=x\">y nom= pour=autre ville=bron mot=Déjà");
    }

    #[test]
    fn what_is_answered_replaces_what_stands() {
        assert_eq!(sent(&[("nom", "Zoé"), ("pour", "moi"), ("ok", "*")]), "_csrf=x\">y nom=Zoé pour=moi ville=bron ok=oui mot=Déjà");
    }

    #[test]
    fn only_forms_that_post_are_read() {
        let forms = Form::all(PAGE);
        assert_eq!(forms.len(), 1);
        assert_eq!((forms[0].action.as_str(), forms[0].is_multipart), ("/a?b=1&c", true));
    }
}
