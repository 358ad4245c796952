//! The connection kit of one client: what its developer needs to sign people in,
//! with the client's own names and addresses. Pure; the secret is never in it.

mod archive;
pub mod checklist;
pub mod departures;
pub mod env;
mod files;
pub mod gaps;
mod markdown;
pub mod place;
mod readme;
pub mod received;
mod samples;
pub mod settings;
#[cfg(test)]
mod tests;

pub use self::{archive::archive, files::button};
use super::client::Client;

/// Whose kit.
#[derive(Debug, Clone, Copy)]
pub struct Kit<'a> {
    /// The client.
    pub client: &'a Client,
    /// Our base URL.
    pub issuer: &'a str,
    /// Where the client is told of deleted accounts.
    pub events_uri: Option<&'a str>,
}

/// A file of the kit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its place in the archive.
    pub path: String,
    /// What it holds.
    pub text: String,
}

impl File {
    fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self { path: path.into(), text: text.into() }
    }
}

impl Kit<'_> {
    /// Every file, in the order of the archive.
    pub fn files(&self) -> Vec<File> {
        let written = [File::new("README.md", readme::text(self)), File::new("exigences.md", checklist::text())];
        let button = files::BUTTON.iter().map(|(path, text)| File::new(*path, *text));
        written.into_iter().chain(button).chain(samples::files(self)).collect()
    }
}
