//! A lint is answered with `#[expect(…, reason)]`, which fails once it is no
//! longer needed.

use super::rust::code;
use super::tree::{Finding, Tree};

/// `#[allow(…)]`, in tests as well.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    for file in tree.rust() {
        let code = code(&file.text);
        let places = ["#[allow(", "#![allow("].into_iter().flat_map(|attribute| code.match_indices(attribute));
        found.extend(places.map(|(offset, _)| file.at(offset, "use `#[expect(…, reason = \"…\")]`")));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::tree::lines;

    #[test]
    fn an_allow_is_found() {
        assert_eq!(lines(check, "crates/web/src/lib.rs", "//! Doors.\n#[allow(dead_code)]\nfn f() {}\n"), [2]);
    }

    #[test]
    fn one_in_a_comment_is_fine() {
        assert!(lines(check, "crates/web/src/lib.rs", "// never #[allow(dead_code)]\n").is_empty());
    }
}
