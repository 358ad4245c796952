//! From one type to another. Texts are those a machine reads: 1.5, 2026-05-01.

use jiff::civil::Date;

use super::{Context, wrong};
use crate::{EvalError, Value, decimal};

type Outcome = Result<Value, EvalError>;

pub(super) fn same(_: &mut Context<'_>, args: &[&Value]) -> Outcome {
    let [value] = args else { return wrong() };
    Ok((*value).clone())
}

/// Towards zero.
pub(super) fn int_from_decimal(_: &mut Context<'_>, args: &[&Value]) -> Outcome {
    let [Value::Decimal(n)] = args else { return wrong() };
    Ok(Value::Int(decimal::to_int(*n)))
}

pub(super) fn int_from_text(_: &mut Context<'_>, args: &[&Value]) -> Outcome {
    let [Value::Text(text)] = args else { return wrong() };
    text.trim().parse().map(Value::Int).map_err(|_| EvalError::NotANumber)
}

/// With a point or a comma.
pub(super) fn decimal_from_text(_: &mut Context<'_>, args: &[&Value]) -> Outcome {
    let [Value::Text(text)] = args else { return wrong() };
    decimal::parse(text.trim()).map(Value::Decimal).ok_or(EvalError::NotANumber)
}

pub(super) fn text_from_bool(_: &mut Context<'_>, args: &[&Value]) -> Outcome {
    let [Value::Bool(yes)] = args else { return wrong() };
    Ok(Value::Text(yes.to_string()))
}

pub(super) fn text_from_int(_: &mut Context<'_>, args: &[&Value]) -> Outcome {
    let [Value::Int(n)] = args else { return wrong() };
    Ok(Value::Text(n.to_string()))
}

pub(super) fn text_from_decimal(_: &mut Context<'_>, args: &[&Value]) -> Outcome {
    let [Value::Decimal(n)] = args else { return wrong() };
    Ok(Value::Text(decimal::show(*n)))
}

pub(super) fn text_from_date(_: &mut Context<'_>, args: &[&Value]) -> Outcome {
    let [Value::Date(day)] = args else { return wrong() };
    Ok(Value::Text(day.to_string()))
}

pub(super) fn text_from_timestamp(_: &mut Context<'_>, args: &[&Value]) -> Outcome {
    let [Value::Timestamp(at)] = args else { return wrong() };
    Ok(Value::Text(at.to_string()))
}

pub(super) fn date_from_text(_: &mut Context<'_>, args: &[&Value]) -> Outcome {
    let [Value::Text(text)] = args else { return wrong() };
    read_date(text).map(Value::Date).ok_or(EvalError::NotADate)
}

/// The day it was in Paris.
pub(super) fn date_from_timestamp(_: &mut Context<'_>, args: &[&Value]) -> Outcome {
    let [Value::Timestamp(at)] = args else { return wrong() };
    Ok(Value::Date(kernel::text::day(*at)))
}

/// Year-month-day only, where jiff would also take a time and other forms.
pub(super) fn read_date(text: &str) -> Option<Date> {
    let text = text.trim();
    (text.len() == "2026-05-01".len()).then(|| text.parse().ok()).flatten()
}
