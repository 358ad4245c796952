//! Values known beforehand: from the citizen's account, or computed as defaults.

use expr::{Value, Values};
use serde_json::Value as Json;

use crate::numbers;

/// The plain JSON of a value.
pub(crate) fn to_json(value: &Value) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Bool(yes) => (*yes).into(),
        Value::Int(number) => (*number).into(),
        Value::Decimal(millionths) => numbers::plain(*millionths).into(),
        Value::Text(text) if text.is_empty() => Json::Null,
        Value::Text(text) => text.clone().into(),
        Value::Date(date) => date.to_string().into(),
        Value::Timestamp(at) => at.to_string().into(),
        Value::List(items) => items.iter().map(to_json).collect(),
        Value::Record(fields) => {
            let given = fields.iter().map(|(name, value)| (name.clone(), to_json(value))).filter(|(_, json)| !json.is_null());
            Json::Object(given.collect())
        }
    }
}

/// The claim of this name in the record `citizen`, when there is one.
pub(crate) fn claim<'a>(values: &'a Values, name: &str) -> Option<&'a Value> {
    match values.get("citizen") {
        Some(Value::Record(claims)) => claims.get(name).filter(|value| value.is_present()),
        _ => None,
    }
}
