//! What a form sent: values and files, whichever way it was encoded.

mod read;
mod urlencoded;

use std::{collections::BTreeMap, path::Path};

use axum::extract::{FromRequest, Request};
use futures_util::stream;
use kernel::Problem;
use subtle::ConstantTimeEq;

pub use urlencoded::{decode, encode};

use crate::{Ctx, Failure, body::BodyLimit, staging};

/// The values and files of a form of ours. Reading it proves that the form
/// came from our own page.
#[derive(Default)]
pub struct Posted {
    values: BTreeMap<String, Vec<String>>,
    csrf: String,
    key: String,
    files: Vec<StagedFile>,
}

/// A file received, kept in a temporary place until it is stored or dropped.
pub struct StagedFile {
    /// The field it was joined to.
    pub field: String,
    /// Its name, as the person's computer calls it: never a path of ours.
    pub name: String,
    staged: staging::Staged,
}

impl StagedFile {
    /// Where it waits.
    pub fn path(&self) -> &Path {
        &self.staged.path
    }
    /// Its size in bytes.
    pub const fn size(&self) -> u64 {
        self.staged.size
    }
    /// The SHA-256 of its content, in hexadecimal.
    pub fn hash(&self) -> &str {
        &self.staged.hash
    }
    /// Puts another content in its place.
    ///
    /// # Errors
    /// When there is no room for it.
    pub async fn replace(&mut self, content: &[u8]) -> Result<(), Failure> {
        // another path: what is dropped erases its own
        let path = self.staged.path.with_extension("new");
        self.staged = staging::stage(&path, stream::iter([Ok(content)]), content.len() as u64).await?;
        Ok(())
    }
    /// Its first bytes, enough to recognise what it really is.
    pub fn start(&self) -> &[u8] {
        &self.staged.start
    }
}

impl Posted {
    /// The last value of a field, trimmed of nothing; empty when absent.
    pub fn value(&self, name: &str) -> &str {
        self.values.get(name).and_then(|values| values.last()).map_or("", String::as_str)
    }
    /// Every value; the proof and the key of the form are not among them.
    pub const fn values(&self) -> &BTreeMap<String, Vec<String>> {
        &self.values
    }
    /// The idempotency key of the form; empty when it has none.
    pub fn key(&self) -> &str {
        &self.key
    }
    /// The files, taken out.
    pub fn take_files(&mut self) -> Vec<StagedFile> {
        std::mem::take(&mut self.files)
    }
    /// As a form state, to show it again with what was typed. Passwords are not kept.
    pub fn state(&self) -> ui::FormState {
        let mut state = ui::FormState::default();
        for (name, values) in self.without_passwords() {
            state.set(name, values.clone());
        }
        state
    }

    /// What may be shown or kept again.
    pub(crate) fn without_passwords(&self) -> impl Iterator<Item = (&String, &Vec<String>)> {
        self.values.iter().filter(|(name, _)| !name.to_ascii_lowercase().contains("password"))
    }

    /// Keeps a value. Control characters go, but for ends of lines and tabs:
    /// PostgreSQL cannot store a NUL, and nobody types the others.
    fn add(&mut self, name: &str, value: &str) {
        let (name, value) = (plain(name), plain(value));
        match &*name {
            ui::CSRF_FIELD => self.csrf = value,
            ui::KEY_FIELD => self.key = value,
            _ => self.values.entry(name).or_default().push(value),
        }
    }

    /// Reads a form and checks that it comes from our own page. Without
    /// `with_files`, the files are read but not kept.
    pub(crate) async fn read(request: Request, ctx: &Ctx, with_files: bool) -> Result<Self, Failure> {
        let limit = request.extensions().get::<BodyLimit>().map_or(0, |limit| limit.0);
        let posted = read::form(request, ctx, limit, with_files).await?;
        match bool::from(posted.csrf.as_bytes().ct_eq(ctx.csrf().as_bytes())) {
            true => Ok(posted),
            false => Err(Problem::Forbidden.into()),
        }
    }
}

impl<S: Send + Sync> FromRequest<S> for Posted {
    type Rejection = Failure;

    async fn from_request(request: Request, _: &S) -> Result<Self, Failure> {
        let ctx = request.extensions().get::<Ctx>().cloned().ok_or_else(|| Failure::fault("a handler ran outside the guard"))?;
        Self::read(request, &ctx, true).await
    }
}

fn plain(text: &str) -> String {
    text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\r' | '\t')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_are_dropped_but_lines_stay() {
        let mut posted = Posted::default();
        posted.add("no\u{0}m", "Zoé\u{0}\u{1b}[31m\r\nLyon\t69\u{7f}");
        assert_eq!(posted.value("nom"), "Zoé[31m\r\nLyon\t69");
    }

    #[test]
    fn the_proof_and_the_key_are_not_answers() {
        let mut posted = Posted::default();
        for (name, value) in [(ui::CSRF_FIELD, "proof"), (ui::KEY_FIELD, "key"), ("nom", "Zoé"), ("New-Password", "secret")] {
            posted.add(name, value);
        }
        assert_eq!(posted.key(), "key");
        assert_eq!(posted.values().len(), 2);
        assert_eq!(posted.state().names().collect::<Vec<_>>(), ["nom"]);
    }
}
