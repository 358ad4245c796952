//! Three-valued answers put together, for `&&`, `||`, `exists` and `all`.

use std::borrow::Cow;

use super::Outcome;
use crate::{EvalError, Value};

/// Answers gathered until one settles the matter.
pub(super) struct Verdict {
    settling: bool,
    /// What is to be said so far.
    so_far: Result<Value, EvalError>,
}

impl Verdict {
    pub(super) fn new(settling: bool) -> Self {
        Self { settling, so_far: Ok(Value::Bool(!settling)) }
    }

    /// Whether the matter is settled.
    pub(super) fn hears(&mut self, answer: Outcome<'_>) -> bool {
        match answer.map(Cow::into_owned) {
            Ok(Value::Bool(answer)) if answer == self.settling => {
                self.so_far = Ok(Value::Bool(answer));
                return true;
            }
            Ok(Value::Bool(_)) => {}
            Ok(_) if self.so_far.is_ok() => self.so_far = Ok(Value::Null),
            Err(error) if self.so_far.is_ok() => self.so_far = Err(error),
            Ok(_) | Err(_) => {}
        }
        false
    }

    pub(super) fn end(self) -> Result<Value, EvalError> {
        self.so_far
    }
}
