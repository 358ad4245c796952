//! Regular expressions that have a format of ours: some kind of characters,
//! so many times. Any other is told.

use super::Shape;
use crate::expression::Sort;

/// What makes a shape.
type Make = fn() -> Shape;

/// Patterns of a whole, with the type that means the same.
const WHOLES: [(&str, Make); 10] = [
    ("[0-9]{5}", || text().with("format", "postcode")),
    ("0[0-9]{9}", || Shape::of("phone", Sort::Text)),
    ("0[1-9][0-9]{8}", || Shape::of("phone", Sort::Text)),
    // a number of at least so many digits, with its country or not
    ("(0|\\+|00)([0-9]{8,})", || Shape::of("phone", Sort::Text)),
    ("(0|\\+|00)[0-9]{8,}", || Shape::of("phone", Sort::Text)),
    ("\\+?[0-9]{9,}", || Shape::of("phone", Sort::Text)),
    ("([0-1][0-9]|2[0-3]):[0-5][0-9]", || Shape::of("time", Sort::Text)),
    ("([01][0-9]|2[0-3]):[0-5][0-9]", || Shape::of("time", Sort::Text)),
    ("([01]?[0-9]|2[0-3]):[0-5][0-9]", || Shape::of("time", Sort::Text)),
    ("[A-Z]{2}-[0-9]{3}-[A-Z]{2}", || Shape::of("plate", Sort::Text)),
];

/// Kinds of characters, with our format; nothing for any character. Digits
/// that do not begin by zero are digits.
const KINDS: [(&str, Option<&str>); 12] = [
    ("[1-9][0-9]", Some("digits")),
    ("[0-9]", Some("digits")),
    ("[A-Za-z0-9]", Some("reference")),
    ("[a-zA-Z0-9]", Some("reference")),
    ("[0-9A-Za-z]", Some("reference")),
    ("[0-9a-zA-Z]", Some("reference")),
    ("[A-Z0-9]", Some("reference")),
    ("[0-9A-Z]", Some("reference")),
    ("[a-z0-9]", Some("reference")),
    ("[0-9a-z]", Some("reference")),
    ("\\w", Some("reference")),
    (".", None),
];

fn text() -> Shape {
    Shape::of("text", Sort::Text)
}

/// What asks for the same as a pattern, when there is something.
pub(crate) fn shape(pattern: &str) -> Option<Shape> {
    let whole = bare(pattern.trim());
    let whole = whole.replace("\\d", "[0-9]");
    if let Some((_, shape)) = WHOLES.iter().find(|(known, _)| *known == whole) {
        return Some(shape());
    }
    // authors write what may follow in many ways, all of them for an address of the web
    if ["http[s]?://", "https?://", "(http|https)://", "(https?)://"].iter().any(|begin| whole.starts_with(begin)) {
        return Some(text().with("format", "url"));
    }
    let (kind, format) = KINDS.iter().find(|(kind, _)| whole.starts_with(kind))?;
    // the first character of « [1-9][0-9]* » is counted apart
    let before = if *kind == "[1-9][0-9]" { 1 } else { 0 };
    let (least, most) = times(&whole[kind.len()..])?;
    let (least, most) = (least + before, most.map(|most| most + before));
    if format.is_none() && most.is_none() {
        return None;
    }
    let mut shape = text();
    if let Some(format) = format {
        shape = shape.with("format", *format);
    }
    if least > 1 {
        shape = shape.with("min_length", least);
    }
    Some(match most {
        Some(most) => shape.with("max_length", most),
        None => shape,
    })
}

/// Without the marks of the beginning and of the end, nor one group around all.
fn bare(pattern: &str) -> &str {
    let inner = pattern.trim_start_matches('^').trim_end_matches('$');
    let group = inner.strip_prefix('(').and_then(|inner| inner.strip_suffix(')')).filter(|inner| !inner.contains(['(', ')', '|']));
    group.map_or(inner, bare)
}

/// How many times: `*`, `+`, `{4}`, `{2,}`, `{2,8}`, or once.
fn times(mark: &str) -> Option<(u32, Option<u32>)> {
    match mark {
        "" => Some((1, Some(1))),
        "*" => Some((0, None)),
        "+" => Some((1, None)),
        mark => {
            let count = |text: &str| text.trim().parse::<u32>().ok().filter(|count| *count <= 5_000);
            let inside = mark.strip_prefix('{')?.strip_suffix('}')?;
            match inside.split_once(',') {
                None => count(inside).map(|count| (count, Some(count))),
                Some((least, "")) => Some((count(least)?, None)),
                Some((least, most)) => {
                    let (least, most) = (if least.is_empty() { 0 } else { count(least)? }, count(most)?);
                    (1..=most).contains(&least.max(1)).then_some((least, Some(most)))
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn patterns_are_formats_and_lengths() {
        for (pattern, kind, settings) in [
            ("[0-9]*", "text", json!({ "format": "digits" })),
            ("^\\d+$", "text", json!({ "format": "digits" })),
            ("[1-9][0-9]*", "text", json!({ "format": "digits" })),
            ("(\\d{5})", "text", json!({ "format": "postcode" })),
            ("^[0-9]{4}$", "text", json!({ "format": "digits", "min_length": 4, "max_length": 4 })),
            ("[A-Z0-9]{2,8}", "text", json!({ "format": "reference", "min_length": 2, "max_length": 8 })),
            (".{,80}", "text", json!({ "max_length": 80 })),
            ("0[1-9]\\d{8}", "phone", json!({})),
            (r"^(0|\+|00)(\d{8,})$", "phone", json!({})),
            ("^([0-1][0-9]|2[0-3]):[0-5][0-9]$", "time", json!({})),
            (r"http[s]?://(?:[a-z]|[0-9]|[$-_@.&+])+", "text", json!({ "format": "url" })),
        ] {
            let shape = shape(pattern).unwrap_or_else(|| panic!("{pattern}"));
            assert_eq!((shape.kind, json!(shape.settings)), (kind, settings), "{pattern}");
            assert!(forms::kind(shape.kind).is_some_and(|kind| (kind.load)(shape.settings.clone()).is_ok()), "{pattern}");
        }
        for pattern in
            ["", "abc", ".*", "[0-9]{3}-[0-9]+", "[a-z]+", "(a|b)", "[0-9]{4", "[0-9]{8,2}", "[0-9]{0,0}", "[0-9]{99999}", "é{2}"]
        {
            assert!(shape(pattern).is_none(), "{pattern}");
        }
    }
}
