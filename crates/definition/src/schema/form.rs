//! Pages and fields.

use serde_json::{Value as Json, json};

use super::build::{list, object, text, yes_or_no};

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

/// A field: the keys of all fields, and the settings of its type beside them.
pub(super) fn field() -> Json {
    let kinds: Vec<_> = forms::FIELDS.iter().map(|kind| kind.name).collect();
    let mut field = object(
        &["slug", "label", "type"],
        json!({
            "slug": { "type": "string", "pattern": "^[a-z][a-z0-9_]*$" },
            "label": text(), "type": { "enum": kinds }, "hint": text(), "required": { "type": ["boolean", "string"] },
            "condition": text(), "checks": list(rule()), "default": text(), "prefill": text(),
            "listed": yes_or_no(), "sensitive": yes_or_no(),
        }),
    );
    field["additionalProperties"] = json!(true);
    field
}

fn rule() -> Json {
    object(&["condition", "message"], json!({ "condition": text(), "message": text() }))
}
