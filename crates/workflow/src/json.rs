//! Values of expressions as JSON, and back.

use expr::Value;
use serde_json::Value as Json;

use crate::DataType;

const MILLION: f64 = 1_000_000.0;

/// Dates and times as ISO 8601 text, decimals as numbers.
pub(crate) fn write(value: Value) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Bool(yes) => yes.into(),
        Value::Int(number) => number.into(),
        Value::Decimal(millionths) => decimal(millionths),
        Value::Text(text) => text.into(),
        Value::Date(date) => date.to_string().into(),
        Value::Timestamp(at) => at.to_string().into(),
        Value::List(items) => items.into_iter().map(write).collect(),
        Value::Record(fields) => fields.into_iter().map(|(name, value)| (name, write(value))).collect(),
    }
}

/// What a datum of this kind holds; absent when it holds something else.
pub(crate) fn read(json: &Json, kind: DataType) -> Value {
    let value = match kind {
        DataType::Text => json.as_str().map(Value::from),
        DataType::Boolean => json.as_bool().map(Value::from),
        DataType::Number => json.as_f64().and_then(millionths).map(Value::Decimal),
        DataType::Date => json.as_str().and_then(|text| text.parse::<jiff::civil::Date>().ok()).map(Value::from),
    };
    value.unwrap_or(Value::Null)
}

fn decimal(millionths: i64) -> Json {
    if millionths % 1_000_000 == 0 { (millionths / 1_000_000).into() } else { (millionths as f64 / MILLION).into() }
}

fn millionths(number: f64) -> Option<i64> {
    let scaled = (number * MILLION).round();
    (scaled.abs() < i64::MAX as f64).then_some(scaled as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_agents_record_is_read_back_as_it_was() {
        let day = jiff::civil::date(2026, 5, 3);
        let cases = [
            (Value::from("oui"), DataType::Text),
            (Value::from(true), DataType::Boolean),
            (Value::from(day), DataType::Date),
            (Value::Decimal(12_345_678), DataType::Number),
            (Value::Decimal(-3_000_000), DataType::Number),
        ];
        for (value, kind) in cases {
            assert_eq!(read(&write(value.clone()), kind), value);
        }
        assert_eq!(read(&Json::from("3 mai"), DataType::Date), Value::Null);
    }
}
