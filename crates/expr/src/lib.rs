//! The formulas of forms and workflows: a subset of CEL's syntax, statically
//! typed, with exact decimals, dates and French working time.
//!
//! ```text
//! age(naissance) >= 18 && (commune == 'Bron' || has(justificatif))
//! add_working_days(depot, 10) < today() ? 'en retard' : 'à jour'
//! enfants.exists(e, age(e.naissance) < 3)
//! ```
//!
//! A formula is compiled once against a [`Scope`] of typed names, then evaluated
//! on [`Values`]. What compiles cannot go wrong, except for [`EvalError`].
//!
//! **Absence.** Any value may be absent ([`Value::Null`]): a question not asked or
//! not answered. `x == null` says whether `x` is absent, `has(x)` whether it is
//! present and not empty. Any other operator or function on something absent gives
//! something absent, except that `false && …`, `true || …`, `exists` and `all`
//! answer when one side is enough. An item out of a list is absent. A condition
//! that comes out absent does not hold, nor does its opposite.
//!
//! **Differences from CEL.** Names are typed before evaluation; decimals are exact
//! (six places) where CEL has floating point, and mix with integers; absence is not
//! an error; `has(x)` takes any expression; any function may be called as a method
//! of its first argument; `exists`, `all`, `filter` and `map` are methods of lists.
//! No regular expressions, maps, bytes, unsigned numbers or durations.
//!
//! Invariants: pure (the time is an argument), total (no panic, no endless loop),
//! bounded (source of 4,000 bytes, 64 levels, loops of 10,000 rounds in all, a
//! budget of steps per evaluation). Nothing here prints the values it reads.

mod ast;
mod check;
mod compute;
mod decimal;
mod error;
mod eval;
mod expr;
mod functions;
mod lexer;
mod parser;
mod plan;
mod sentence;
mod steps;
pub mod syntax;
#[cfg(test)]
mod tests;
mod today;
mod types;
mod value;

pub use error::{Diagnostic, EvalError};
pub use expr::Expr;
pub use functions::{Signature, signatures};
pub use sentence::sentence;
pub use today::Today;
pub use types::{Scope, Type};
pub use value::{Value, Values};
