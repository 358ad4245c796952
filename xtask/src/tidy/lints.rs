//! Every member takes the lints of the workspace.

use super::manifest::table;
use super::tree::{Finding, Tree};

/// Manifests without `[lints] workspace = true`.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let takes_them = |manifest: &toml::Table| manifest.get("lints")?.get("workspace")?.as_bool();
    let without = tree.manifests().filter(|file| takes_them(&table(file)) != Some(true));
    without.map(|file| file.at(0, "add `[lints]` with `workspace = true`")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::tree::lines;

    #[test]
    fn a_member_without_lints_is_found() {
        assert_eq!(lines(check, "crates/web/Cargo.toml", "[package]\nname = 'web'\n"), [1]);
        assert!(lines(check, "crates/web/Cargo.toml", "[lints]\nworkspace = true\n").is_empty());
    }
}
