//! What a page of the documentation says of the code is still there: each file
//! and each test that `docs/identity.md` names.

use std::collections::BTreeMap;

use super::tree::{Finding, Tree};

/// The page.
const PAGE: &str = "docs/identity.md";
/// Where its paths begin, but for those that begin at the root.
const HOME: &str = "crates/identity/src/";

/// Files and tests that are named and are not.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let files: BTreeMap<&str, &str> = tree.files().map(|file| (file.path.as_str(), file.text.as_str())).collect();
    let pages = tree.files().filter(|file| file.path == PAGE);
    pages
        .flat_map(|page| {
            let cited = cited(&page.text);
            cited.filter_map(|(offset, path, test)| missing(&files, path, test).map(|message| page.at(offset, message))).collect::<Vec<_>>()
        })
        .collect()
}

/// Between backquotes: a Rust file, and perhaps one of its tests; where each stands.
fn cited(text: &str) -> impl Iterator<Item = (usize, &str, Option<&str>)> {
    let quoted = text.split('`').scan(0, |offset, part| {
        let at = *offset;
        *offset += part.len() + 1;
        Some((at, part))
    });
    quoted.skip(1).step_by(2).filter_map(|(at, part)| {
        let (path, test) = part.split_once("::").map_or((part, None), |(path, test)| (path, Some(test)));
        path.ends_with(".rs").then_some((at, path, test))
    })
}

fn missing(files: &BTreeMap<&str, &str>, path: &str, test: Option<&str>) -> Option<String> {
    let whole = if path.starts_with("crates/") { path.to_owned() } else { format!("{HOME}{path}") };
    match (files.get(whole.as_str()), test) {
        (None, _) => Some(format!("{whole} is not there: say where the rule went")),
        (Some(text), Some(test)) if !text.contains(&format!("fn {test}(")) => Some(format!("{whole} has no test {test}")),
        (Some(_), _) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_or_a_test_that_went_is_found() {
        let page = "# Rules\n`docs/identity.md`, `model/pkce.rs`\nand `tests/flow.rs::it_flows`, `state`\n";
        assert_eq!(super::super::tree::lines(check, PAGE, page), [2, 3]);
    }

    #[test]
    fn what_is_there_is_not() {
        let files = BTreeMap::from([("crates/identity/src/model/pkce.rs", "fn verifies() {}"), ("crates/web/src/a.rs", "")]);
        for (path, test, found) in [
            ("model/pkce.rs", None, true),
            ("model/pkce.rs", Some("verifies"), true),
            ("model/pkce.rs", Some("verifie"), false),
            ("crates/web/src/a.rs", None, true),
            ("a.rs", None, false),
        ] {
            assert_eq!(missing(&files, path, test).is_none(), found, "{path} {test:?}");
        }
    }
}
