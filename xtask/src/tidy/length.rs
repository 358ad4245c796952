//! A file holds one idea, so it is short.

use super::tree::{Finding, Tree};

const REPORTED: usize = 400;
const REFUSED: usize = 600;

/// Long files: the longest fail.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    // a library that is shipped as a file stays as its authors wrote it
    let is_ours = |path: &str| !path.contains("/assets/vendor/");
    for file in tree.files().filter(|file| file.is(&["rs", "mjs", "js", "css", "sql"]) && is_ours(&file.path)) {
        let lines = file.text.lines().count();
        if lines > REPORTED {
            let finding = file.at(file.text.len(), format!("{lines} lines: split by idea, at most {REPORTED}"));
            found.push(Finding { fails: lines > REFUSED, ..finding });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdicts(lines: usize) -> Vec<bool> {
        let tree = Tree::of("crates/web/src/lib.rs", &"// line\n".repeat(lines));
        check(&tree).iter().map(|finding| finding.fails).collect()
    }

    #[test]
    fn a_long_file_is_reported_then_refused() {
        assert!(verdicts(REPORTED).is_empty());
        assert_eq!(verdicts(REPORTED + 1), [false]);
        assert_eq!(verdicts(REFUSED + 1), [true]);
    }

    #[test]
    fn a_library_keeps_its_length() {
        let tree = Tree::of("crates/ui/assets/vendor/map-1.0.css", &"a {}\n".repeat(REFUSED + 1));
        assert!(check(&tree).is_empty());
    }
}
