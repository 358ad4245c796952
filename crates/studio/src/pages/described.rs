//! The inputs of settings, made from what field types and effects say of them.
//!
//! Names of inputs are `reglage.{setting}`; lists add rows as `.{rank}.{column}`.

mod around;
mod day;
mod draw;
mod lines;
mod names;
mod read;
mod typed;

pub(super) use around::Around;
pub(super) use draw::draw;
pub(super) use names::{names, with_gone};
pub(super) use read::read;
pub(super) use typed::typed;

use kernel::setting::Setting;

/// The name of the input of a setting.
pub(super) fn input(setting: &Setting) -> String {
    format!("reglage.{}", setting.name)
}

/// The name of an input in a line of a list.
fn cell(setting: &Setting, line: usize, column: &str) -> String {
    format!("reglage.{}.{line}.{column}", setting.name)
}

/// Lines offered beyond those that are written.
const SPARE: usize = 2;
/// Lines read at most: more than any list should have.
const MOST: usize = 500;
