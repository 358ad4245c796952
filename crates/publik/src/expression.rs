//! Conditions and values of w.c.s. (Django, a little Python) put into our
//! formulas.
//!
//! Django's conditions are untyped and never absent; ours are typed, and a
//! condition on an absent answer does not hold. So a condition is translated
//! twice, for when it must hold and for when it must not ([`condition`]), and
//! what depends on a choice is worked out on its possible answers, one by one.

mod ast;
mod cond;
mod filters;
mod lexer;
mod literal;
mod operand;
mod own;
mod parser;
mod vocabulary;

pub(crate) use ast::{Ast, Comparison};
pub(crate) use cond::{Cond, condition, holds};
pub(crate) use literal::{Literal, quoted};
pub(crate) use operand::{Operand, Value, operand};
pub(crate) use own::{Own, named, named_in};
pub(crate) use parser::{parse, parse_assignments, parse_cases, parse_values};
pub(crate) use vocabulary::{Known, Names, Pair, Sort, Variable};

/// Why something cannot be translated, in French, without a final point.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Untranslated(pub String);

pub(crate) type Result<T> = std::result::Result<T, Untranslated>;

fn cannot<T>(why: impl Into<String>) -> Result<T> {
    Err(Untranslated(why.into()))
}

#[cfg(test)]
mod tests;
