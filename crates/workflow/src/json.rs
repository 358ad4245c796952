//! Values of expressions as JSON, and back.

use expr::Value;
use serde_json::Value as Json;

use crate::DataType;

const ONE: i64 = 1_000_000;

/// Dates and times as ISO 8601 text, decimals as exact text (« 12.5 »).
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
        DataType::Number => millionths(json).map(Value::Decimal),
        DataType::Date => json.as_str().and_then(|text| text.parse::<jiff::civil::Date>().ok()).map(Value::from),
    };
    value.unwrap_or(Value::Null)
}

/// A whole number is a number, any other is text: no rounding.
fn decimal(millionths: i64) -> Json {
    if millionths % ONE == 0 {
        return (millionths / ONE).into();
    }
    let sign = if millionths < 0 { "-" } else { "" };
    let (whole, rest) = (millionths.unsigned_abs() / ONE.unsigned_abs(), millionths.unsigned_abs() % ONE.unsigned_abs());
    format!("{sign}{whole}.{rest:06}").trim_end_matches('0').into()
}

fn millionths(json: &Json) -> Option<i64> {
    if let Some(whole) = json.as_i64() {
        return whole.checked_mul(ONE);
    }
    let (sign, digits) = json.as_str()?.strip_prefix('-').map_or((1, json.as_str()?), |digits| (-1, digits));
    let (whole, decimals) = digits.split_once('.')?;
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let sound = is_number(whole) && is_number(decimals) && decimals.len() <= 6;
    let unsigned: i64 = sound.then(|| format!("{whole}{decimals:0<6}"))?.parse().ok()?;
    Some(sign * unsigned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_agents_record_is_read_back_as_it_was() {
        let day = jiff::civil::date(2026, 5, 3);
        for (value, kind) in
            [(Value::from("oui"), DataType::Text), (Value::from(true), DataType::Boolean), (Value::from(day), DataType::Date)]
        {
            assert_eq!(read(&write(value.clone()), kind), value);
        }
        assert_eq!(write(Value::Decimal(-12_500_000)), Json::from("-12.5"));
        for wrong in ["3 mai", "1.", ".5", "1.0000001", "99999999999999.1"] {
            assert_eq!(read(&Json::from(wrong), DataType::Number), Value::Null, "{wrong}");
        }
        assert_eq!(read(&Json::from("3 mai"), DataType::Date), Value::Null);
    }

    proptest! {
        #[test]
        fn numbers_are_exact(millionths in -i64::MAX..i64::MAX) {
            prop_assert_eq!(read(&write(Value::Decimal(millionths)), DataType::Number), Value::Decimal(millionths));
        }
    }
}
