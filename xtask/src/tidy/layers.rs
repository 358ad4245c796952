//! Crates name each other downwards only, as the table says.

use super::manifest::{Dependency, dependencies, package_name, table};
use super::tree::{File, Finding, Tree};

/// Which crates of ours each crate may name, in its product and in its tests.
const MAY_NAME: &[(&str, &[&[&str]])] = &[
    // base
    ("kernel", &[]),
    ("ui", &[&["kernel"]]),
    ("db", &[&["kernel"]]),
    ("outbound", &[&["kernel"]]),
    ("documents", &[&["kernel"]]),
    ("pictures", &[]),
    ("notify", &[&["kernel", "db", "outbound"]]),
    ("web", &[&["kernel", "db", "ui", "outbound"]]),
    // engines
    ("expr", &[&["kernel"]]),
    ("forms", &[&["kernel", "expr", "ui"]]),
    ("workflow", &[&["kernel", "expr"]]),
    ("definition", &[&["kernel", "expr", "forms", "workflow"]]),
    ("authoring", &[&["kernel", "expr", "forms", "workflow", "definition"]]),
    // core parts
    ("identity", &[BASE]),
    ("territory", &[BASE]),
    ("catalogue", &[BASE, &["definition", "territory"]]),
    ("records", &[BASE, &["expr", "forms"]]),
    ("cases", &[BASE, ENGINES, &["territory", "catalogue", "records"]]),
    // where what the core serves is written and brought in
    ("publik", &[&["kernel"], ENGINES]),
    ("exchange", &[BASE, &["definition", "workflow", "territory", "records", "cases"]]),
    ("studio", &[BASE, ENGINES, &["territory", "catalogue", "records", "cases"]]),
    // the binary, and what surrounds it
    ("simulators", &[&["kernel", "ui", "web", "outbound", "db", "notify"]]),
    ("guichet", &[BASE, ENGINES, CORE_PARTS, &["simulators", "studio", "exchange", "publik"]]),
    ("xtask", &[]),
];

/// What the tests of a crate may name besides: the outside world that they go through.
const TESTS_MAY_NAME: &[(&str, &str)] = &[("identity", "simulators")];

const BASE: &[&str] = &["kernel", "ui", "db", "outbound", "documents", "pictures", "notify", "web"];
const ENGINES: &[&str] = &["expr", "forms", "workflow", "definition", "authoring"];
const CORE_PARTS: &[&str] = &["identity", "territory", "catalogue", "records", "cases"];

/// Arrows that the table does not have, and crates that it does not know.
pub fn check(tree: &Tree) -> Vec<Finding> {
    tree.manifests().flat_map(in_manifest).collect()
}

fn in_manifest(file: &File) -> Vec<Finding> {
    let manifest = table(file);
    let name = package_name(&manifest).unwrap_or_default();
    let folder = file.path.rsplit('/').nth(1).unwrap_or_default();
    if name != folder {
        return vec![file.at(0, format!("the folder `{folder}` and the package `{name}` have one name"))];
    }
    match MAY_NAME.iter().find(|(known, _)| *known == name) {
        Some((_, allowed)) => arrows(file, name, allowed),
        None => vec![file.at(0, format!("`{name}` is not in the table of layers"))],
    }
}

fn arrows(file: &File, of: &str, allowed: &[&[&str]]) -> Vec<Finding> {
    let ours = |name: &str| MAY_NAME.iter().any(|(known, _)| *known == name);
    let forbidden = |name: &str| ours(name) && !allowed.iter().any(|group| group.contains(&name));
    let is_for_tests = |dependency: &Dependency| dependency.is_for_tests && TESTS_MAY_NAME.contains(&(of, &dependency.name));
    let found = dependencies(file).into_iter().filter(|dependency| forbidden(&dependency.name) && !is_for_tests(dependency));
    found.map(|dependency| file.at(dependency.offset, format!("this crate may not name `{}`", dependency.name))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::tree::lines;

    #[test]
    fn an_arrow_upwards_is_found() {
        let manifest = "[package]\nname = 'kernel'\n[dependencies]\nserde = '1'\nweb.workspace = true\n";
        assert_eq!(lines(check, "crates/kernel/Cargo.toml", manifest), [5]);
    }

    #[test]
    fn tests_may_go_through_the_simulators_and_products_may_not() {
        let manifest = |section: &str| format!("[package]\nname = 'identity'\n[{section}]\nsimulators.workspace = true\n");
        assert!(lines(check, "crates/identity/Cargo.toml", &manifest("dev-dependencies")).is_empty());
        assert_eq!(lines(check, "crates/identity/Cargo.toml", &manifest("dependencies")), [4]);
    }

    #[test]
    fn an_arrow_downwards_is_fine() {
        let manifest = "[package]\nname = 'web'\n[dependencies]\nkernel.workspace = true\n";
        assert!(lines(check, "crates/web/Cargo.toml", manifest).is_empty());
    }

    #[test]
    fn a_crate_has_a_place_and_its_folder_s_name() {
        assert_eq!(lines(check, "crates/attic/Cargo.toml", "[package]\nname = 'attic'\n"), [1]);
        assert_eq!(lines(check, "crates/web/Cargo.toml", "[package]\nname = 'guichet-web'\n"), [1]);
    }

    #[test]
    fn the_table_has_no_cycle() {
        let mut below: Vec<&str> = Vec::new();
        let mut left: Vec<_> = MAY_NAME.to_vec();
        while !left.is_empty() {
            let (ready, later): (Vec<_>, Vec<_>) =
                left.into_iter().partition(|(_, allowed)| allowed.iter().copied().flatten().all(|name| below.contains(name)));
            assert!(!ready.is_empty(), "a cycle among {later:?}");
            below.extend(ready.iter().map(|(name, _)| name));
            left = later;
        }
    }
}
