//! SQL stands in `db`, in the stores of the parts, and in migrations. Tests may
//! look at the rows.

use super::rust::literals;
use super::tree::{File, Finding, Tree};

/// SQL in a literal of another file.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    for file in tree.rust().filter(|file| !may_hold_sql(file)) {
        let statements = literals(&file.text).filter_map(|(offset, literal)| Some(offset + statement(literal)?));
        found.extend(statements.map(|offset| file.at(offset, "SQL stands in `store`")));
    }
    found
}

fn may_hold_sql(file: &File) -> bool {
    file.crate_name() == Some("db")
        || ["store", "store.rs", "migrations", "migrations.rs", "tests", "tests.rs"].iter().any(|part| file.has_part(part))
}

/// Where a statement begins in a literal.
fn statement(literal: &str) -> Option<usize> {
    let plain = ["SELECT ", "INSERT INTO", "DELETE FROM"].iter().find_map(|verb| literal.find(verb));
    plain.or_else(|| {
        let update = literal.find("UPDATE ")?;
        literal.get(update..)?.split_whitespace().any(|word| word == "SET").then_some(update)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::tree::lines;

    #[test]
    fn sql_in_a_page_is_found() {
        let text = "//! A page.\nlet sql = \"\n  UPDATE cases\n  SET status = $1\";\nlet other = \"SELECT id FROM cases\";\n";
        assert_eq!(lines(check, "crates/cases/src/pages/desk/case.rs", text), [3, 5]);
        assert!(lines(check, "crates/cases/src/store/case.rs", text).is_empty());
        assert!(lines(check, "crates/cases/src/pages/tests/case.rs", text).is_empty());
    }

    #[test]
    fn words_of_sql_elsewhere_are_fine() {
        assert!(lines(check, "crates/cases/src/model.rs", "// DELETE FROM is spoken of\nlet a = \"UPDATE the page\";\n").is_empty());
    }
}
