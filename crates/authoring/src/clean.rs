//! What no document can say: nulls, bare carriage returns, control characters,
//! numbers beyond 64 bits. Everything that enters passes here once, so that a
//! work in progress can always be written as TOML and read back the same.

use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Number, Value as Json};

/// The same value, cleaned.
pub(crate) fn cleaned<T: Serialize + DeserializeOwned + Clone>(value: &T) -> T {
    let json = serde_json::to_value(value).ok().and_then(clean);
    json.and_then(|json| serde_json::from_value(json).ok()).unwrap_or_else(|| value.clone())
}

fn clean(json: Json) -> Option<Json> {
    match json {
        Json::Null => None,
        Json::String(text) => Some(line_ends(&text).into()),
        Json::Number(number) => Some(Json::Number(within(number))),
        Json::Array(items) => Some(items.into_iter().filter_map(clean).collect()),
        Json::Object(entries) => {
            Some(Json::Object(entries.into_iter().filter_map(|(key, value)| Some((line_ends(&key), clean(value)?))).collect()))
        }
        other => Some(other),
    }
}

/// Browsers end lines with two characters, documents with one.
fn line_ends(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect()
}

fn within(number: Number) -> Number {
    let too_large = number.is_u64() && !number.is_i64();
    number.as_f64().filter(|_| too_large).and_then(Number::from_f64).unwrap_or(number)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_browsers_send_becomes_what_documents_say() {
        let typed = json!({ "a": "un\r\ndeux\rtrois\u{0}\t", "b": null, "c": [null, 1, u64::MAX], "d": { "e": null } });
        assert_eq!(cleaned(&typed), json!({ "a": "un\ndeux\ntrois\t", "c": [1, 18_446_744_073_709_551_615.0], "d": {} }));
    }
}
