//! Texts. Case and accents count.

use super::{Context, wrong};
use crate::{EvalError, Value};

type Outcome = Result<Value, EvalError>;

/// In characters, not in bytes.
pub(super) fn size(_: &mut Context<'_>, args: &[&Value]) -> Outcome {
    let [Value::Text(text)] = args else { return wrong() };
    i64::try_from(text.chars().count()).map(Value::Int).map_err(|_| EvalError::Overflow)
}

pub(super) fn contains(_: &mut Context<'_>, args: &[&Value]) -> Outcome {
    compared(args, |text, part| text.contains(part))
}

pub(super) fn starts_with(_: &mut Context<'_>, args: &[&Value]) -> Outcome {
    compared(args, |text, part| text.starts_with(part))
}

pub(super) fn ends_with(_: &mut Context<'_>, args: &[&Value]) -> Outcome {
    compared(args, |text, part| text.ends_with(part))
}

pub(super) fn lower(_: &mut Context<'_>, args: &[&Value]) -> Outcome {
    changed(args, str::to_lowercase)
}

pub(super) fn upper(_: &mut Context<'_>, args: &[&Value]) -> Outcome {
    changed(args, str::to_uppercase)
}

pub(super) fn trim(_: &mut Context<'_>, args: &[&Value]) -> Outcome {
    changed(args, |text| text.trim().to_owned())
}

fn compared(args: &[&Value], holds: fn(&str, &str) -> bool) -> Outcome {
    let [Value::Text(text), Value::Text(part)] = args else { return wrong() };
    Ok(Value::Bool(holds(text, part)))
}

fn changed(args: &[&Value], change: fn(&str) -> String) -> Outcome {
    let [Value::Text(text)] = args else { return wrong() };
    Ok(Value::Text(change(text)))
}
