//! What authors can set in a field type or an effect, as schema.

use kernel::setting::{Named, Setting, Shape};
use serde_json::{Map, Value as Json, json};

use super::{
    build::{dictionary, either, list, object, slug, text, yes_or_no},
    form::field,
    workflow::recipient,
};

/// The schema of each setting, by name.
pub(super) fn properties(settings: &[Setting]) -> Map<String, Json> {
    settings.iter().map(|setting| (setting.name.to_owned(), told(setting))).collect()
}

/// The names of those that must be given.
pub(super) fn required(settings: &[Setting]) -> Vec<&'static str> {
    settings.iter().filter(|setting| setting.is_required).map(|setting| setting.name).collect()
}

/// With its words, which editors show.
fn told(setting: &Setting) -> Json {
    let mut schema = shape(setting.shape);
    schema["title"] = json!(setting.label);
    if !setting.hint.is_empty() {
        schema["description"] = json!(setting.hint);
    }
    schema
}

fn shape(shape: Shape) -> Json {
    match shape {
        Shape::YesNo | Shape::NoOrYes => yes_or_no(),
        Shape::Text | Shape::LongText | Shape::Expression | Shape::Input | Shape::Day => text(),
        Shape::Texts => list(text()),
        Shape::Count(least, most) => json!({ "type": "integer", "minimum": least, "maximum": most }),
        Shape::Bound => json!({ "type": ["number", "string"] }),
        Shape::Expressions | Shape::DataPaths => dictionary(text()),
        Shape::Teams => dictionary(slug()),
        Shape::OneOf(choices) => json!({ "enum": values(choices) }),
        Shape::SomeOf(choices) => list(json!({ "enum": values(choices) })),
        Shape::Options => list(object(&["value", "label"], json!({ "value": text(), "label": text(), "hint": text() }))),
        Shape::Rows(contents) => list(row(contents)),
        Shape::Fields => list(field()),
        Shape::Named(named) => name(named),
        Shape::SeveralNamed(named) => list(name(named)),
        Shape::Recipient => recipient(),
        Shape::Destination => either(&[("team", slug()), ("authority", text())]),
    }
}

fn values(choices: &[(&'static str, &'static str)]) -> Vec<&'static str> {
    choices.iter().map(|(value, _)| *value).collect()
}

fn row(contents: &[(&'static str, &'static str)]) -> Json {
    let mut properties = json!({ "slug": text(), "label": text() });
    if !contents.is_empty() {
        properties["type"] = json!({ "enum": values(contents) });
    }
    object(&["slug", "label"], properties)
}

/// Fields and lists have names of their own; all the others are slugs.
fn name(named: Named) -> Json {
    match named {
        Named::Field | Named::Referential => text(),
        _ => slug(),
    }
}
