//! Pages and fields.

use serde_json::{Value as Json, json};

use super::{
    build::{list, object, text, yes_or_no},
    described,
};

pub(super) fn form() -> Json {
    object(&[], json!({ "pages": list(page()) }))
}

fn page() -> Json {
    object(
        &["slug", "title"],
        json!({
            "slug": text(), "title": text(), "intro": text(), "condition": text(), "fields": list(field()),
            "exit": list(rule()),
        }),
    )
}

/// A field: shared, since blocks hold fields.
pub(super) fn field() -> Json {
    json!({ "$ref": "#/$defs/field" })
}

/// A field, type by type: the keys of all fields, and the settings of its type beside them.
pub(super) fn fields() -> Json {
    json!({ "oneOf": forms::FIELDS.iter().map(field_of).collect::<Vec<_>>() })
}

fn field_of(kind: &forms::Kind) -> Json {
    let mut schema = object(
        &[&["slug", "label", "type"], described::required(kind.settings).as_slice()].concat(),
        json!({
            "slug": { "type": "string", "pattern": "^[a-z][a-z0-9_]*$" },
            "label": text(), "type": { "const": kind.name }, "hint": text(), "required": { "type": ["boolean", "string"] },
            "condition": text(), "checks": list(rule()), "default": text(), "prefill": text(),
            "listed": yes_or_no(), "sensitive": yes_or_no(),
        }),
    );
    schema["title"] = json!(kind.label);
    for (name, setting) in described::properties(kind.settings) {
        schema["properties"][name] = setting;
    }
    schema
}

fn rule() -> Json {
    object(&["condition", "message"], json!({ "condition": text(), "message": text() }))
}
