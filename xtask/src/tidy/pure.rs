//! The engines take values and give values: no I/O, nothing async.

use super::manifest::dependencies;
use super::rust::words;
use super::tree::{File, Finding, Tree};

const PURE: &[&str] = &["kernel", "ui", "pictures", "expr", "forms", "workflow", "definition", "authoring"];
const FORBIDDEN: &[&str] = &["tokio", "async", "std::fs", "std::net", "std::process"];

/// Doors to the world in a pure crate.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let is_pure = |file: &&File| file.crate_name().is_some_and(|name| PURE.contains(&name));
    let named = tree.manifests().filter(is_pure).flat_map(in_manifest);
    // an example is a program beside the crate
    let used = tree.rust().filter(|file| !file.has_part("examples")).filter(is_pure).flat_map(in_code);
    named.chain(used).collect()
}

fn in_manifest(file: &File) -> Vec<Finding> {
    let found = dependencies(file).into_iter().filter(|dependency| FORBIDDEN.contains(&dependency.name.as_str()));
    found.map(|dependency| file.at(dependency.offset, format!("a pure crate does not name `{}`", dependency.name))).collect()
}

fn in_code(file: &File) -> Vec<Finding> {
    let code = file.product_code();
    let at = |word| words(&code, word).map(move |offset| file.at(offset, format!("a pure crate does not use `{word}`")));
    FORBIDDEN.iter().flat_map(|word| at(*word)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::tree::lines;

    #[test]
    fn an_async_function_in_an_engine_is_found() {
        let text = "//! Tokio is only spoken of.\n\npub async fn step() {}\n";
        assert_eq!(lines(check, "crates/workflow/src/step.rs", text), [3]);
        assert!(lines(check, "crates/cases/src/step.rs", text).is_empty());
    }

    #[test]
    fn a_runtime_in_a_manifest_is_found() {
        assert_eq!(lines(check, "crates/forms/Cargo.toml", "[dev-dependencies]\ntokio.workspace = true\n"), [2]);
    }

    #[test]
    fn tests_may_read_files() {
        let text = "//! Rules.\n#[cfg(test)]\nmod tests {\n    use std::fs;\n}\n";
        assert!(lines(check, "crates/forms/src/rules.rs", text).is_empty());
    }
}
