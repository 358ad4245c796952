//! The addresses of pages in a message.

/// A stretch of text.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Piece<'a> {
    /// Words.
    Words(&'a str),
    /// The address of a page.
    Link(&'a str),
}

/// A text cut into words and addresses; put together again, it is the text.
pub(crate) fn pieces(text: &str) -> Vec<Piece<'_>> {
    let (mut pieces, mut rest) = (Vec::new(), text);
    while let Some(start) = ["https://", "http://"].iter().filter_map(|scheme| rest.find(scheme)).min() {
        let (before, from) = rest.split_at(start);
        let end = from.find(|c: char| c.is_whitespace() || "<>\"«»".contains(c)).unwrap_or(from.len());
        let link = from[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '\'', '’']);
        if !before.is_empty() {
            pieces.push(Piece::Words(before));
        }
        pieces.push(Piece::Link(link));
        rest = &from[link.len()..];
    }
    if !rest.is_empty() {
        pieces.push(Piece::Words(rest));
    }
    pieces
}

/// The addresses in a text, in order.
pub(super) fn in_text(text: &str) -> Vec<String> {
    let link = |piece| match piece {
        Piece::Link(link) => Some(link.to_owned()),
        Piece::Words(_) => None,
    };
    pieces(text).into_iter().filter_map(link).collect()
}

/// The addresses that an HTML document leads to, in order.
pub(super) fn in_html(html: &str) -> Vec<String> {
    let targets = html.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    targets.map(unescaped).filter(|target| target.starts_with("http://") || target.starts_with("https://")).collect()
}

/// The few references that addresses are written with.
fn unescaped(text: &str) -> String {
    text.replace("&#x2f;", "/").replace("&#x27;", "'").replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_end_where_the_sentence_goes_on() {
        let text = "Voir (https://a.fr/b?c=1&d=2), puis http://localhost:8080/x\u{a0}: fin.";
        assert_eq!(in_text(text), ["https://a.fr/b?c=1&d=2", "http://localhost:8080/x"]);
        let again: String = pieces(text)
            .iter()
            .map(|piece| match piece {
                Piece::Words(text) | Piece::Link(text) => *text,
            })
            .collect();
        assert_eq!(again, text);
    }

    #[test]
    fn an_html_document_leads_somewhere() {
        let html = r#"<a href="https:&#x2f;&#x2f;a.fr/?a=1&amp;b=2">x</a> <a href="mailto:a@b.fr">y</a>"#;
        assert_eq!(in_html(html), ["https://a.fr/?a=1&b=2"]);
    }
}
