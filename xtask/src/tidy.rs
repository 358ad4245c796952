//! `cargo xtask tidy`: the rules of the house that no compiler checks.
//!
//! A rule is one function from the tree to what it finds there, in its own
//! file; adding one is a file and a line in [`RULES`].

mod allow;
mod cited;
mod homes;
mod layers;
mod length;
mod lints;
mod locks;
mod manifest;
mod markup;
mod module_doc;
mod pure;
mod rust;
mod sql_home;
mod sql_star;
mod tree;
mod words;

use crate::Result;
use tree::{Finding, Tree};

/// A rule: its name, and what it finds.
type Rule = (&'static str, fn(&Tree) -> Vec<Finding>);

const RULES: &[Rule] = &[
    ("layers", layers::check),
    ("homes", homes::check),
    ("pure", pure::check),
    ("sql-home", sql_home::check),
    ("sql-star", sql_star::check),
    ("markup", markup::check),
    ("allow", allow::check),
    ("cited", cited::check),
    ("lints", lints::check),
    ("module-doc", module_doc::check),
    ("length", length::check),
    ("words", words::check),
    ("locks", locks::check),
];

/// `cargo xtask tidy`.
pub fn command(_: &[String]) -> Result<()> {
    let tree = Tree::read()?;
    let mut failures = 0;
    for (rule, check) in RULES {
        for finding in check(&tree) {
            let kind = if finding.fails { "" } else { "note: " };
            println!("{}:{}: {kind}{} ({rule})", finding.path, finding.line, finding.message);
            failures += usize::from(finding.fails);
        }
    }
    match failures {
        0 => Ok(()),
        count => Err(format!("tidy found {count} to mend")),
    }
}
