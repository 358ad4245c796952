//! The files that rules look at, and what they find in them.

use std::process::Command;

use super::rust;
use crate::process::{self, minutes};
use crate::{Result, workspace};

/// Rules carry samples of what they forbid.
const SAMPLES: &str = "xtask/src/tidy/";

/// A text file of the repository.
pub struct File {
    /// From the root, with `/`.
    pub path: String,
    /// All of it.
    pub text: String,
}

impl File {
    /// Whether the name ends with one of these extensions.
    pub fn is(&self, extensions: &[&str]) -> bool {
        self.path.rsplit_once('.').is_some_and(|(_, extension)| extensions.contains(&extension))
    }

    /// Whether a folder or the file itself has this name.
    pub fn has_part(&self, name: &str) -> bool {
        self.path.split('/').any(|part| part == name)
    }

    /// The name of its crate, for a file under `crates/`.
    pub fn crate_name(&self) -> Option<&str> {
        self.path.strip_prefix("crates/")?.split('/').next()
    }

    /// Whether the file holds nothing but tests.
    pub fn is_test(&self) -> bool {
        self.has_part("tests") || self.path.ends_with("tests.rs")
    }

    /// Rust without comments, what literals hold, nor the tests at the foot.
    pub fn product_code(&self) -> String {
        if self.is_test() { String::new() } else { rust::before_tests(rust::code(&self.text)) }
    }

    /// A finding that fails, at a place in the text.
    pub fn at(&self, offset: usize, message: impl Into<String>) -> Finding {
        let line = 1 + self.text.as_bytes().iter().take(offset).filter(|byte| **byte == b'\n').count();
        Finding { path: self.path.clone(), line, message: message.into(), fails: true }
    }
}

/// What a rule has to say of a place.
#[derive(Debug, PartialEq)]
pub struct Finding {
    /// The file.
    pub path: String,
    /// From 1.
    pub line: usize,
    /// What is wrong and what to do.
    pub message: String,
    /// Whether tidy fails by it.
    pub fails: bool,
}

/// The text files of the repository.
pub struct Tree {
    files: Vec<File>,
}

impl Tree {
    /// The files that git has or would take.
    pub fn read() -> Result<Self> {
        let mut git = Command::new("git");
        git.args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]).current_dir(workspace::root());
        let paths = process::read(&mut git, minutes(1))?;
        let read = |path: &str| {
            let text = std::fs::read_to_string(workspace::root().join(path)).ok()?;
            Some(File { path: path.to_owned(), text })
        };
        Ok(Self { files: paths.split_terminator('\0').filter_map(read).collect() })
    }

    /// Every file.
    pub fn files(&self) -> impl Iterator<Item = &File> {
        self.files.iter().filter(|file| !file.path.starts_with(SAMPLES))
    }

    /// Every Rust file.
    pub fn rust(&self) -> impl Iterator<Item = &File> {
        self.files().filter(|file| file.is(&["rs"]))
    }

    /// Every manifest of a member.
    pub fn manifests(&self) -> impl Iterator<Item = &File> {
        self.files().filter(|file| file.path.ends_with("/Cargo.toml"))
    }

    /// A tree of one file, for the tests of rules.
    #[cfg(test)]
    pub fn of(path: &str, text: &str) -> Self {
        Self { files: vec![File { path: path.to_owned(), text: text.to_owned() }] }
    }
}

/// Where findings of a rule stand in a tree of one file, for the tests of rules.
#[cfg(test)]
pub fn lines(check: fn(&Tree) -> Vec<Finding>, path: &str, text: &str) -> Vec<usize> {
    check(&Tree::of(path, text)).iter().map(|finding| finding.line).collect()
}
