//! What agents recorded, in words.

use serde_json::Value as Json;
use workflow::DataType;

/// The text of a datum, for messages and documents.
pub(crate) fn data_text(value: &Json, kind: DataType) -> String {
    match (kind, value) {
        (DataType::Date, Json::String(iso)) => iso.parse().map_or_else(|_| iso.clone(), kernel::text::date),
        (DataType::Number, Json::String(decimal)) => decimal.replace('.', ","),
        (_, Json::String(text)) => text.clone(),
        (_, Json::Bool(yes)) => if *yes { "Oui" } else { "Non" }.to_owned(),
        (_, Json::Number(whole)) => whole.to_string(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn data_are_written_as_the_french_do() {
        assert_eq!(data_text(&json!("2026-06-01"), DataType::Date), "1er juin 2026");
        assert_eq!(data_text(&json!("12.5"), DataType::Number), "12,5");
        assert_eq!(data_text(&json!(12), DataType::Number), "12");
        assert_eq!(data_text(&json!(true), DataType::Boolean), "Oui");
        assert_eq!(data_text(&json!("2026-06-01"), DataType::Text), "2026-06-01");
        assert_eq!(data_text(&Json::Null, DataType::Text), "");
    }
}
