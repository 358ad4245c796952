//! Conditions chosen in menus: a question, a comparison, a value; all of them, or
//! any of them. An expression that says more is left to those who write
//! expressions: it is shown in French, never lost.

mod candidates;
mod comparison;
mod operand;
mod parts;
mod read;
mod scope;
mod sentence;
#[cfg(test)]
mod tests;
mod write;

use serde::{Deserialize, Serialize};

pub use candidates::candidates;
pub use comparison::{Comparison, Value};
pub use operand::{NotAPath, Operand, OperandKind, Path, Reads, Rule};
pub use read::from_expression;
pub use sentence::sentence;
pub use write::to_expression;

/// A condition, as menus build it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// All of them hold; always, when there is none.
    All(Vec<Condition>),
    /// One of them holds at least; never, when there is none.
    Any(Vec<Condition>),
    /// One comparison.
    Test(Test),
}

/// One comparison.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Test {
    /// What is compared.
    pub path: Path,
    /// How.
    pub comparison: Comparison,
    /// With what.
    #[serde(default)]
    pub value: Value,
}

impl Condition {
    /// The same condition without a group of one, or a group directly inside one
    /// of its kind: two conditions that say the same in menus are equal so written.
    #[must_use]
    pub fn normal(self) -> Self {
        match self {
            Self::All(parts) => {
                let parts = parts.into_iter().map(Self::normal);
                one(parts.flat_map(|part| if let Self::All(inside) = part { inside } else { vec![part] }).collect(), Self::All)
            }
            Self::Any(parts) => {
                let parts = parts.into_iter().map(Self::normal);
                one(parts.flat_map(|part| if let Self::Any(inside) = part { inside } else { vec![part] }).collect(), Self::Any)
            }
            Self::Test(test) => Self::Test(test),
        }
    }
}

fn one(mut parts: Vec<Condition>, group: fn(Vec<Condition>) -> Condition) -> Condition {
    match parts.pop() {
        Some(only) if parts.is_empty() => only,
        Some(last) => {
            parts.push(last);
            group(parts)
        }
        None => group(parts),
    }
}
