//! One crate of ours names each of these libraries, and no other does.

use super::manifest::dependencies;
use super::tree::{Finding, Tree};

const HOMES: &[(&str, &str)] =
    &[("sqlx", "db"), ("krilla", "documents"), ("reqwest", "outbound"), ("lettre", "notify"), ("tantivy", "catalogue")];

/// Libraries named outside their home.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    for file in tree.manifests() {
        for dependency in dependencies(file) {
            let home = HOMES.iter().find(|(library, _)| *library == dependency.name);
            if let Some((library, home)) = home.filter(|(_, home)| file.crate_name() != Some(home)) {
                found.push(file.at(dependency.offset, format!("only `{home}` names `{library}`")));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::tree::lines;

    #[test]
    fn a_second_home_is_found() {
        let manifest = "[dependencies]\nreqwest.workspace = true\n";
        assert_eq!(lines(check, "crates/web/Cargo.toml", manifest), [2]);
        assert!(lines(check, "crates/outbound/Cargo.toml", manifest).is_empty());
    }
}
