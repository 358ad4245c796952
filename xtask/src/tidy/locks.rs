//! Lock files and settings name no host that packages come from: each place
//! takes them from its own mirror.

use super::tree::{File, Finding, Tree};

/// How cargo itself names crates.io, whatever mirror serves it.
const CRATES_IO: &str = "source = \"registry+https://github.com/rust-lang/crates.io-index\"";

/// Hosts in what pins packages.
pub fn check(tree: &Tree) -> Vec<Finding> {
    tree.files().filter_map(|file| Some((file, names_host_of(file)?))).flat_map(|(file, names_host)| in_file(file, names_host)).collect()
}

/// How a line of this file would name a host, for a file that pins packages.
fn names_host_of(file: &File) -> Option<fn(&str) -> bool> {
    match file.path.rsplit('/').next()? {
        "Cargo.lock" => Some(|line| line.starts_with("source = ") && line != CRATES_IO),
        "package-lock.json" => Some(|line| line.contains("\"resolved\"")),
        ".npmrc" => Some(|line| line.contains("registry=")),
        "config.toml" if file.has_part(".cargo") => Some(|line| line.contains("://")),
        _ => None,
    }
}

fn in_file(file: &File, names_host: fn(&str) -> bool) -> Vec<Finding> {
    let lines = file.text.lines().scan(0, |offset, line| {
        let start = *offset;
        *offset += line.len() + 1;
        Some((start, line))
    });
    lines.filter(|(_, line)| names_host(line)).map(|(offset, _)| file.at(offset, "no host of a registry here")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::tree::lines;

    #[test]
    fn a_host_is_found() {
        let npm = "{\n  \"resolved\": \"https://mirror.example/axe-core.tgz\"\n}\n";
        assert_eq!(lines(check, "tests/browser/package-lock.json", npm), [2]);
        let cargo = format!("name = \"a\"\n{CRATES_IO}\nname = \"b\"\nsource = \"registry+https://mirror.example\"\n");
        assert_eq!(lines(check, "Cargo.lock", &cargo), [4]);
    }

    #[test]
    fn the_switch_that_leaves_hosts_out_is_fine() {
        assert!(lines(check, "tests/browser/.npmrc", "omit-lockfile-registry-resolved=true\n").is_empty());
    }
}
