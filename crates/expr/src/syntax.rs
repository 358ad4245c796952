//! The source of an expression as a tree with positions, without its types: for
//! those who show, change or rename what authors wrote.

pub use crate::ast::{Arithmetic, Ast, Comparison, Kind, Name};
use crate::{expr::MAX_SOURCE, parser};

/// Reads a source; `None` when it is not an expression, or is too long or too deep to be one.
pub fn read(source: &str) -> Option<Ast> {
    if source.len() > MAX_SOURCE { None } else { parser::parse(source).ok() }
}
