//! Files and places.

use serde_json::{Value as Json, json};

use super::{Desk, Shape};
use crate::{expression::Sort, report::Weight, wcs::Field};

/// Millions of bytes, at most, that our files accept without thinking twice.
const LARGEST: u64 = 50;

pub(super) fn file(field: &Field, desk: &mut Desk<'_>) -> Option<Shape> {
    let mut shape = Shape::of("files", Sort::List);
    let several = field.element.says("allow_multiple") || field.element.says("multiple");
    if !several {
        shape = shape.with("max", 1);
    }
    if let Some(size) = field.element.get("max_file_size").and_then(megabytes) {
        shape = shape.with("max_size", size.clamp(1, LARGEST));
    }
    if let Some(families) = families(field) {
        shape = shape.with("accept", families);
    }
    desk.kept();
    Some(shape)
}

/// « 10Mo », « 500 ko », « 10485760 ».
fn megabytes(text: &str) -> Option<u64> {
    let digits: String = text.chars().take_while(|c| c.is_ascii_digit()).collect();
    let number: u64 = digits.parse().ok()?;
    match text[digits.len()..].trim().to_lowercase().chars().next() {
        Some('m') => Some(number),
        Some('k') => Some(number.div_ceil(1_000)),
        Some('g') => Some(number.saturating_mul(1_000)),
        _ => Some(number.div_ceil(1_000_000)),
    }
}

/// The families of formats asked for, when they are said.
fn families(field: &Field) -> Option<Json> {
    let document = field.element.child("document_type").or_else(|| field.element.child("file_type"))?;
    let mut said = document.text.clone();
    for inner in &document.children {
        said.push_str(&inner.text);
        inner.children.iter().for_each(|deeper| said.push_str(&deeper.text));
    }
    let known = [
        ("pdf", "pdf"),
        ("image", "image"),
        ("word", "document"),
        ("opendocument.text", "document"),
        ("sheet", "spreadsheet"),
        ("csv", "spreadsheet"),
    ];
    let mut families: Vec<&str> = Vec::new();
    for (mark, family) in known {
        if said.contains(mark) && !families.contains(&family) {
            families.push(family);
        }
    }
    (!families.is_empty()).then(|| json!(families))
}

pub(super) fn map(_: &Field, desk: &mut Desk<'_>) -> Option<Shape> {
    desk.changed(Weight::Info, "Une carte devient un lieu\u{a0}: une adresse ou un point, jamais la carte seule.");
    Some(Shape::of("place", Sort::Record))
}
