//! Data sources: lists to choose from.

use crate::source::Element;

/// A named data source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DataSource {
    pub name: String,
    pub slug: String,
    pub kind: SourceKind,
}

/// Where the items of a list come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum SourceKind {
    /// Items written in the source itself, in Python or JSON: identifier and text.
    Written(Items),
    /// The cards of a model: all of them, or those of one view.
    Cards(String, Option<String>),
    /// A named source.
    Named(String),
    /// A web service, or anything that this export does not hold.
    Elsewhere,
}

/// Items that can be chosen, and the texts of those that cannot be any more.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Items {
    pub open: Vec<(String, String)>,
    pub closed: Vec<String>,
}

impl DataSource {
    pub fn read(element: &Element) -> Self {
        let name = element.get("name").unwrap_or("Sans nom");
        Self {
            name: name.to_owned(),
            slug: element.get("slug").unwrap_or(name).to_owned(),
            kind: element.child("data_source").map_or(SourceKind::Elsewhere, SourceKind::read),
        }
    }
}

impl SourceKind {
    /// Reads `<data_source><type/><value/></data_source>`.
    pub fn read(element: &Element) -> Self {
        let value = element.get("value").unwrap_or_default();
        match element.get("type").unwrap_or_default() {
            "formula" | "python" | "jsonvalue" => written(value).map_or(Self::Elsewhere, Self::Written),
            "json" | "jsonp" | "geojson" | "wcs:users" | "" => Self::Elsewhere,
            other => match other.strip_prefix("carddef:") {
                Some(card) => match card.split_once(':') {
                    Some((card, view)) => Self::Cards(card.to_owned(), Some(view.to_owned())),
                    None => Self::Cards(card.to_owned(), None),
                },
                None => Self::Named(other.to_owned()),
            },
        }
    }
}

/// `[{"id": "1", "text": "Un"}]`, `[("1", "Un")]`, `["Un"]`, in JSON or in
/// Python. `None` when it is anything more.
fn written(value: &str) -> Option<Items> {
    let json: serde_json::Value = serde_json::from_str(value).ok().or_else(|| serde_json::from_str(&as_json(value)?).ok())?;
    let text = |value: &serde_json::Value| match value {
        serde_json::Value::String(text) => Some(text.clone()),
        serde_json::Value::Number(number) => Some(number.to_string()),
        _ => None,
    };
    let item = |item: &serde_json::Value| match item {
        serde_json::Value::Object(map) => {
            let id = map.get("id").and_then(text)?;
            Some((id.clone(), map.get("text").and_then(text).unwrap_or(id)))
        }
        serde_json::Value::Array(pair) => {
            let id = pair.first().and_then(text)?;
            Some((id.clone(), pair.get(1).and_then(text).unwrap_or(id)))
        }
        single => text(single).map(|single| (single.clone(), single)),
    };
    let mut items = Items::default();
    for one in json.as_array()? {
        let (id, text) = item(one)?;
        match one.get("disabled").and_then(serde_json::Value::as_bool) {
            Some(true) => items.closed.push(text),
            _ => items.open.push((id, text)),
        }
    }
    (!items.open.is_empty()).then_some(items)
}

/// Python's literals written as JSON: quotes, tuples, `None`, a comma too many.
fn as_json(python: &str) -> Option<String> {
    let mut json = String::with_capacity(python.len());
    let mut chars = python.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\'' | '"' => {
                let mut text = String::new();
                loop {
                    match chars.next()? {
                        end if end == c => break,
                        '\\' => text.push(chars.next()?),
                        other => text.push(other),
                    }
                }
                json.push_str(&serde_json::Value::String(text).to_string());
            }
            '(' => json.push('['),
            ')' => json.push(']'),
            'u' if matches!(chars.peek(), Some('\'' | '"')) => (),
            ',' => {
                while chars.next_if(|next| next.is_whitespace()).is_some() {}
                if !matches!(chars.peek(), Some(']' | ')' | '}') | None) {
                    json.push(',');
                }
            }
            other => json.push(other),
        }
    }
    Some(json)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_read_in_python_and_in_json() {
        let written = |value: &str| written(value).map(|items| items.open);
        let pairs =
            |written: &[(&str, &str)]| Some(written.iter().map(|(id, text)| ((*id).to_owned(), (*text).to_owned())).collect::<Vec<_>>());
        assert_eq!(written("[{'id': '1', 'text': 'L\\'école'}, {'id': 2, 'text': \"Deux\"},]"), pairs(&[("1", "L'école"), ("2", "Deux")]));
        assert_eq!(written("[('a', 'Un'), ('b', 'Deux')]"), pairs(&[("a", "Un"), ("b", "Deux")]));
        assert_eq!(written(r#"["Un", "Deux"]"#), pairs(&[("Un", "Un"), ("Deux", "Deux")]));
        assert_eq!(written("[x for x in range(3)]"), None);
        assert_eq!(written("['a"), None);
        assert_eq!(written("[]"), None);
    }

    #[test]
    fn what_cannot_be_chosen_any_more_is_apart() {
        let items = written(r#"[{"id": 1, "text": "Un", "disabled": false}, {"id": 2, "text": "Deux", "disabled": true}]"#).unwrap();
        assert_eq!((items.open, items.closed), (vec![("1".into(), "Un".into())], vec!["Deux".to_owned()]));
        assert_eq!(written(r#"[{"id": 1, "text": "Un", "disabled": true}]"#), None);
    }
}
