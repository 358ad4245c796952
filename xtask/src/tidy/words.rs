//! Nothing unfinished lands.

use super::rust::words;
use super::tree::{File, Finding, Tree};

const SOURCES: &[&str] = &["rs", "toml", "sql", "css", "js", "mjs", "html", "json", "md", "txt", "svg"];
const MARKS: &[&str] = &["TODO", "FIXME", "XXX"];
const FILLERS: &[&str] = &["lorem ipsum", "à venir"];

/// Marks of work left, and texts that hold a place.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let sources = tree.files().filter(|file| file.is(SOURCES) && !file.path.ends_with("-lock.json"));
    sources.flat_map(in_file).collect()
}

fn in_file(file: &File) -> Vec<Finding> {
    let lower = file.text.to_lowercase();
    let marks = MARKS.iter().flat_map(|mark| words(&file.text, mark).map(move |offset| (offset, mark)));
    let fillers = FILLERS.iter().flat_map(|filler| words(&lower, filler).map(move |offset| (offset, filler)));
    marks.chain(fillers).map(|(offset, word)| file.at(offset, format!("finish it: « {word} »"))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::tree::lines;

    #[test]
    fn work_left_is_found() {
        assert_eq!(lines(check, "crates/web/src/lib.rs", "//! Doors.\n// TODO: lock them\n"), [2]);
        assert_eq!(lines(check, "README.md", "# Guichet\n\nLorem ipsum.\n\nÀ venir\n"), [3, 5]);
    }

    #[test]
    fn longer_words_are_fine() {
        assert!(lines(check, "README.md", "METODOLOGY-TODOS\n").is_empty());
    }
}
