//! Every module opens by saying what it owns. A file of tests speaks for the
//! file beside it.

use super::tree::{Finding, Tree};

/// Modules without a first line of documentation.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let modules = tree.rust().filter(|file| file.has_part("src") && !file.is_test());
    let silent = modules.filter(|file| !file.text.starts_with("//! "));
    silent.map(|file| file.at(0, "open with `//!`: what this module owns")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::tree::lines;

    #[test]
    fn a_silent_module_is_found() {
        assert_eq!(lines(check, "crates/web/src/csrf.rs", "use std::fmt;\n"), [1]);
        assert!(lines(check, "crates/web/src/csrf.rs", "//! Forms come from our pages.\n").is_empty());
        assert!(lines(check, "crates/web/src/csrf/tests.rs", "use super::*;\n").is_empty());
    }
}
