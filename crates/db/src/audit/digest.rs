//! The digests of the chain: SHA-256 over fields whose lengths are told, so
//! that no two rows give the same bytes.

use serde_json::Value;
use sha2::{Digest, Sha256};

use super::Row;
use crate::hex;

/// The digest of a detail.
pub(super) fn of_detail(salt: &str, detail: Option<&Value>) -> String {
    over(&[salt.as_bytes(), canonical(detail).as_bytes()])
}

/// A detail as it is hashed.
pub(super) fn canonical(detail: Option<&Value>) -> String {
    let mut text = String::new();
    write_canonical(detail.unwrap_or(&Value::Null), &mut text);
    text
}

/// The link of a row after `previous`.
pub(super) fn link(previous: &str, position: i64, row: &Row, digest: &str) -> String {
    over(&[
        previous.as_bytes(),
        &position.to_be_bytes(),
        row.id.as_bytes(),
        &row.at.to_be_bytes(),
        row.actor.as_bytes(),
        row.action.as_bytes(),
        row.subject.as_bytes(),
        digest.as_bytes(),
    ])
}

/// SHA-256 of these fields.
pub(super) fn over(fields: &[&[u8]]) -> String {
    let mut hash = Sha256::new();
    for field in fields {
        hash.update((field.len() as u64).to_be_bytes());
        hash.update(field);
    }
    hex(&hash.finalize())
}

/// JSON with sorted keys: the engines do not keep their order.
fn write_canonical(value: &Value, text: &mut String) {
    match value {
        Value::Object(fields) => {
            let mut fields: Vec<(&String, &Value)> = fields.iter().collect();
            fields.sort_by_key(|(key, _)| *key);
            text.push('{');
            for (key, value) in fields {
                text.push_str(&Value::from(key.as_str()).to_string());
                text.push(':');
                write_canonical(value, text);
                text.push(',');
            }
            text.push('}');
        }
        Value::Array(items) => {
            text.push('[');
            for item in items {
                write_canonical(item, text);
                text.push(',');
            }
            text.push(']');
        }
        plain => text.push_str(&plain.to_string()),
    }
}
