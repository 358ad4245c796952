//! Lists. A list with an absent item has no sum, no smallest, no greatest.

use std::cmp::Ordering;

use super::{Context, wrong};
use crate::{EvalError, Value};

type Outcome = Result<Value, EvalError>;

pub(super) fn size(_: &mut Context<'_>, args: &[&Value]) -> Outcome {
    let [Value::List(items)] = args else { return wrong() };
    i64::try_from(items.len()).map(Value::Int).map_err(|_| EvalError::Overflow)
}

/// Absent when the list is empty.
pub(super) fn min(_: &mut Context<'_>, args: &[&Value]) -> Outcome {
    extreme(args, Ordering::Less)
}

/// Absent when the list is empty.
pub(super) fn max(_: &mut Context<'_>, args: &[&Value]) -> Outcome {
    extreme(args, Ordering::Greater)
}

/// 0 when the list is empty.
pub(super) fn sum_of_ints(_: &mut Context<'_>, args: &[&Value]) -> Outcome {
    sum(args, Value::Int)
}

/// 0 when the list is empty.
pub(super) fn sum_of_decimals(_: &mut Context<'_>, args: &[&Value]) -> Outcome {
    sum(args, Value::Decimal)
}

fn extreme(args: &[&Value], wanted: Ordering) -> Outcome {
    let [Value::List(items)] = args else { return wrong() };
    if items.contains(&Value::Null) {
        return Ok(Value::Null);
    }
    let best = items.iter().reduce(|best, item| if item.order(best) == Some(wanted) { item } else { best });
    Ok(best.cloned().unwrap_or(Value::Null))
}

fn sum(args: &[&Value], number: fn(i64) -> Value) -> Outcome {
    let [Value::List(items)] = args else { return wrong() };
    let mut total = 0_i64;
    for item in items {
        match item {
            Value::Int(n) | Value::Decimal(n) => total = total.checked_add(*n).ok_or(EvalError::Overflow)?,
            Value::Null => return Ok(Value::Null),
            _ => return wrong(),
        }
    }
    Ok(number(total))
}
