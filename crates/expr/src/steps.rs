//! The budget of one evaluation, so that no answers make a formula long.

use crate::{EvalError, Value};

/// Some ten milliseconds of work.
const BUDGET: u64 = 250_000;

/// Bytes of text compared or copied for the price of one step.
const BYTES_PER_STEP: usize = 64;

/// What is left.
pub(crate) struct Steps(u64);

impl Steps {
    /// A whole budget.
    pub fn new() -> Self {
        Self(BUDGET)
    }

    /// Spends some; an error when too little is left.
    pub fn spend(&mut self, steps: u64) -> Result<(), EvalError> {
        self.0 = self.0.checked_sub(steps).ok_or(EvalError::TooLong)?;
        Ok(())
    }

    /// Spends what going through a value costs.
    pub fn walk(&mut self, value: &Value) -> Result<(), EvalError> {
        match value {
            Value::Text(text) => self.spend(u64::try_from(text.len() / BYTES_PER_STEP).unwrap_or(u64::MAX)),
            Value::List(items) => {
                self.spend(u64::try_from(items.len()).unwrap_or(u64::MAX))?;
                items.iter().try_for_each(|item| self.walk(item))
            }
            Value::Record(fields) => fields.values().try_for_each(|field| self.walk(field)),
            _ => Ok(()),
        }
    }
}
