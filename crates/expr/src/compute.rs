//! Arithmetic on values of one type. Numbers never wrap: too large is an error.

use crate::{EvalError, Value, ast::Arithmetic, decimal};

/// `a operator b`.
pub(crate) fn compute(operator: Arithmetic, a: &Value, b: &Value) -> Result<Value, EvalError> {
    match (a, b) {
        (Value::Int(a), Value::Int(b)) => whole(operator, *a, *b).map(Value::Int),
        (Value::Decimal(a), Value::Decimal(b)) => exact(operator, *a, *b).map(Value::Decimal),
        (Value::Text(a), Value::Text(b)) => Ok(Value::Text(format!("{a}{b}"))),
        (Value::List(a), Value::List(b)) => Ok(Value::List([a.as_slice(), b].concat())),
        _ => Ok(Value::Null),
    }
}

/// Division drops the fraction, as in CEL: 7 / 2 is 3, -7 / 2 is -3.
fn whole(operator: Arithmetic, a: i64, b: i64) -> Result<i64, EvalError> {
    refuse_zero(operator, b)?;
    let result = match operator {
        Arithmetic::Add => a.checked_add(b),
        Arithmetic::Subtract => a.checked_sub(b),
        Arithmetic::Multiply => a.checked_mul(b),
        Arithmetic::Divide => a.checked_div(b),
        Arithmetic::Remainder => a.checked_rem(b),
    };
    result.ok_or(EvalError::Overflow)
}

fn exact(operator: Arithmetic, a: i64, b: i64) -> Result<i64, EvalError> {
    refuse_zero(operator, b)?;
    let result = match operator {
        Arithmetic::Add => a.checked_add(b),
        Arithmetic::Subtract => a.checked_sub(b),
        Arithmetic::Multiply => decimal::multiply(a, b),
        Arithmetic::Divide => decimal::divide(a, b),
        Arithmetic::Remainder => a.checked_rem(b),
    };
    result.ok_or(EvalError::Overflow)
}

fn refuse_zero(operator: Arithmetic, divisor: i64) -> Result<(), EvalError> {
    let divides = matches!(operator, Arithmetic::Divide | Arithmetic::Remainder);
    if divides && divisor == 0 { Err(EvalError::DivisionByZero) } else { Ok(()) }
}
