//! Columns are named: a schema that grows under a running server would break
//! cached plans.

use super::rust::literals;
use super::tree::{File, Finding, Tree};

/// `SELECT *` and `RETURNING *`.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let rust = tree.rust().flat_map(|file| literals(&file.text).flat_map(|(offset, literal)| stars(file, offset, literal)));
    let sql = tree.files().filter(|file| file.is(&["sql"])).flat_map(|file| stars(file, 0, &file.text));
    rust.chain(sql).collect()
}

fn stars(file: &File, offset: usize, text: &str) -> Vec<Finding> {
    let places = ["SELECT *", "RETURNING *"].into_iter().flat_map(|star| text.match_indices(star));
    places.map(|(place, star)| file.at(offset + place, format!("name the columns instead of `{star}`"))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::tree::lines;

    #[test]
    fn a_star_is_found() {
        assert_eq!(lines(check, "crates/cases/src/store.rs", "//! Rows.\nlet sql = \"SELECT * FROM cases\";\n"), [2]);
        assert_eq!(lines(check, "crates/db/migrations/1.sql", "-- one\nINSERT INTO a SELECT * FROM b;\n"), [2]);
    }

    #[test]
    fn counting_is_fine() {
        assert!(lines(check, "crates/cases/src/store.rs", "let sql = \"SELECT count(*) FROM cases\";\n").is_empty());
    }
}
