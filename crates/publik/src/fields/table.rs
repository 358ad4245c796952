//! Tables: fixed rows and columns, or rows added.

use serde_json::{Value as Json, json};

use super::{Desk, Shape};
use crate::{expression::Sort, names::Given, report::Weight, source::Element, wcs::Field};

fn texts(element: &Element, list: &str) -> Vec<String> {
    let texts = element.inside(list).iter().map(|item| item.text.trim().to_owned());
    texts.filter(|text| !text.is_empty()).collect()
}

fn named(labels: &[String], extra: Option<&str>) -> Json {
    let mut given = Given::default();
    let one = |label: &String| {
        let mut entry = json!({ "slug": given.word(label), "label": label });
        if let (Some(kind), Some(entry)) = (extra, entry.as_object_mut()) {
            entry.insert("type".to_owned(), kind.into());
        }
        entry
    };
    labels.iter().map(one).collect()
}

pub(super) fn table(field: &Field, desk: &mut Desk<'_>) -> Option<Shape> {
    desk.kept();
    Some(grid(field))
}

pub(super) fn table_select(field: &Field, desk: &mut Desk<'_>) -> Option<Shape> {
    let choices = texts(&field.element, "items").join(", ");
    desk.changed(Weight::Check, format!("Les cases deviennent des textes libres. Réponses possibles avant\u{a0}: {choices}."));
    Some(grid(field))
}

fn grid(field: &Field) -> Shape {
    let (rows, columns) = (texts(&field.element, "rows"), texts(&field.element, "columns"));
    Shape::of("table", Sort::Record)
        .with("rows", named(&rows, None))
        .with("columns", named(&columns, Some("text")))
        .with("complete", field.required)
}

/// Rows added: a repeated block with a text per column.
pub(super) fn rows(field: &Field, desk: &mut Desk<'_>) -> Option<Shape> {
    desk.changed(Weight::Info, "Un tableau à lignes devient un bloc répété.");
    let columns = texts(&field.element, "columns");
    let mut fields = named(&columns, Some("text"));
    for entry in fields.as_array_mut().into_iter().flatten().filter_map(Json::as_object_mut) {
        entry.insert("required".to_owned(), false.into());
    }
    let count = |name: &str, usual: i64| field.element.number(name).unwrap_or(usual).clamp(0, 50);
    let (least, most) = (count("total_row", 0), count("max_rows", 10).max(1));
    let shape = Shape::of("block", Sort::List).with("item", "Ligne").with("fields", fields);
    Some(shape.with("min", i64::from(field.required).min(least.max(1))).with("max", most))
}
