//! The few shapes that the schema is made of.

use serde_json::{Value as Json, json};

/// An object with these keys and no other.
pub(super) fn object(required: &[&str], properties: Json) -> Json {
    json!({ "type": "object", "properties": properties, "required": required, "additionalProperties": false })
}

/// An object with any slugs as keys.
pub(super) fn map(values: Json) -> Json {
    json!({ "type": "object", "propertyNames": slug(), "additionalProperties": values })
}

/// An object with any keys.
pub(super) fn dictionary(values: Json) -> Json {
    json!({ "type": "object", "additionalProperties": values })
}

pub(super) fn list(items: Json) -> Json {
    json!({ "type": "array", "items": items })
}

pub(super) fn text() -> Json {
    json!({ "type": "string" })
}

pub(super) fn yes_or_no() -> Json {
    json!({ "type": "boolean" })
}

/// A whole number from 0 to `most`.
pub(super) fn count(most: u32) -> Json {
    json!({ "type": "integer", "minimum": 0, "maximum": most })
}

pub(super) fn slug() -> Json {
    json!({ "$ref": "#/$defs/slug" })
}

pub(super) fn one_of(words: &[&str]) -> Json {
    json!({ "enum": words })
}

/// A choice of one key among these: `{ days = 3 }`.
pub(super) fn either(variants: &[(&str, Json)]) -> Json {
    let variants: Vec<_> = variants.iter().map(|(name, value)| object(&[name], json!({ *name: value }))).collect();
    json!({ "oneOf": variants })
}

/// Objects told apart by the word under `tag`.
pub(super) fn tagged(tag: &str, variants: &[(&str, &[&str], Json)]) -> Json {
    let variant = |(name, required, properties): &(&str, &[&str], Json)| {
        let mut properties = properties.clone();
        properties[tag] = json!({ "const": name });
        object(&[&[tag], *required].concat(), properties)
    };
    json!({ "oneOf": variants.iter().map(variant).collect::<Vec<_>>() })
}
