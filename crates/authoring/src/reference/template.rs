//! The names that texts of messages and documents say, between `{{` and `}}`, or
//! `{%` and `%}`: `answers.x`, `labels.x`, `parts.x.y`, `data.x`, `input.x`.

use std::ops::Range;

/// A name said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Said {
    /// `answers`, `labels`, `parts`, `data` or `input`.
    pub(crate) root: &'static str,
    /// The name.
    pub(crate) name: String,
    /// Where the name stands.
    pub(crate) at: Range<usize>,
}

impl Said {
    /// Whether it is a question of the form (`true`) or of an input form (`false`).
    pub(crate) fn form(&self) -> Option<bool> {
        match self.root {
            "answers" | "labels" | "parts" => Some(true),
            "input" => Some(false),
            _ => None,
        }
    }
}

const ROOTS: [&str; 5] = ["answers", "labels", "parts", "data", "input"];

/// All the names that a text says.
pub(crate) fn said(text: &str) -> Vec<Said> {
    codes(text).into_iter().flat_map(|code| in_code(text, code)).collect()
}

/// Where code stands in a text.
fn codes(text: &str) -> Vec<Range<usize>> {
    let (mut found, mut from) = (Vec::new(), 0);
    while let Some(start) = ["{{", "{%"].iter().filter_map(|open| text[from..].find(open)).min() {
        let start = from + start + 2;
        let close = if text[..start].ends_with("{{") { "}}" } else { "%}" };
        let end = text[start..].find(close).map_or(text.len(), |length| start + length);
        found.push(start..end);
        from = end;
    }
    found
}

fn in_code(text: &str, code: Range<usize>) -> Vec<Said> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '.';
    let mut words = Vec::new();
    let mut at = code.start;
    for word in text[code.clone()].split(|c| !is_name(c)) {
        words.push((at, word));
        at = (at + word.len() + text[at + word.len()..code.end].chars().next().map_or(0, char::len_utf8)).min(code.end);
    }
    words.into_iter().filter_map(|(at, word)| one(at, word)).collect()
}

fn one(at: usize, word: &str) -> Option<Said> {
    let (root, rest) = word.split_once('.')?;
    let root = ROOTS.into_iter().find(|known| *known == root)?;
    let name = rest.split('.').next().filter(|name| !name.is_empty())?;
    let start = at + root.len() + 1;
    Some(Said { root, name: name.to_owned(), at: start..start + name.len() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_in_code_only() {
        let text = "answers.non {{ answers.nom }}, {% if data.vu and input.motif|length %}é{{labels.été.x}}{% endif %} {{ case.url }}{{parts.qui.nom}}{{ answers.fin";
        let found: Vec<_> = said(text).into_iter().map(|said| (said.root, said.name, text[said.at].to_owned())).collect();
        let name = |root, name: &str| (root, name.to_owned(), name.to_owned());
        assert_eq!(
            found,
            [name("answers", "nom"), name("data", "vu"), name("input", "motif"), name("parts", "qui"), name("answers", "fin")]
        );
    }
}
