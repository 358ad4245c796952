//! A condition written with menus, and read back as a sentence. Whoever wants to
//! may write the expression instead.
//!
//! Two levels: groups, each with its comparisons. All the groups must hold and one
//! comparison of each, or the other way round. What says more stays an expression.
//!
//! Inputs: `{name}.sens`, `{name}.{group}.{line}.quoi`, `.compare`, `.valeur`,
//! `.jour`; `{name}.calcul` holds the expression when `{name}.mode` says so.

mod draw;
mod read;
mod typed;
mod value;

pub(super) use draw::{inputs, one_line};
pub(super) use read::{read, test};
pub(super) use typed::{is_typed, put, typed};

/// Groups, and lines of a group, read at most.
const MOST: usize = 12;

fn line(name: &str, group: usize, line: usize, what: &str) -> String {
    format!("{name}.{group}.{line}.{what}")
}

/// The value of `{name}.mode` when the expression itself is written.
const BY_HAND: &str = "calcul";
/// The value of `{name}.sens` when one group is enough.
const ANY: &str = "une";
