//! Messages and documents.

use serde_json::{Value as Json, json};

use super::build::{either, list, object, text};

pub(super) fn message() -> Json {
    object(&["subject", "body"], json!({ "subject": text(), "body": text(), "sms": text() }))
}

pub(super) fn document() -> Json {
    let row = object(&["label", "text"], json!({ "label": text(), "text": text() }));
    let block = either(&[("heading", text()), ("paragraph", text()), ("pairs", list(row))]);
    let block = json!({ "oneOf": [{ "const": "answers" }, block] });
    object(&["title", "blocks"], json!({ "title": text(), "blocks": list(block) }))
}
