//! The ledger of erasures: a file outside the databases and their backups,
//! that says which accounts must never come back.
//!
//! A line is added after the commit that erased the account, by a job that the
//! same commit asked for: the ledger never names an account that was kept, and
//! what a crash left out is written at the next start. A line written twice is
//! harmless; a torn line is skipped, and written again. The database remembers
//! how far the file went: one that lost something is seen at the start.

use std::{
    collections::HashSet,
    fs::{File, OpenOptions},
    io::{Error, ErrorKind, Read, Seek, SeekFrom, Write},
    path::PathBuf,
    sync::Arc,
};

use aws_lc_rs::digest::{SHA256, digest as sha256};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use db::DbError;
use kernel::id::AccountId;
use web::cookie;

use crate::store::erasures::Erasure;

/// The ledger of erasures.
#[derive(Debug, Clone)]
pub struct Ledger(Arc<PathBuf>);

/// How far a ledger goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mark {
    /// In bytes.
    pub length: i64,
    /// SHA-256 of so many bytes.
    pub digest: String,
}

impl Mark {
    fn of(content: &[u8]) -> Self {
        let digest = URL_SAFE_NO_PAD.encode(sha256(&SHA256, content));
        Self { length: i64::try_from(content.len()).unwrap_or(i64::MAX), digest }
    }
}

impl std::fmt::Display for Ledger {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.display().fmt(f)
    }
}

/// What the ledger knows an account as. Its identifier holds 74 random bits:
/// nobody finds it again from its digest.
pub(crate) fn digest(account: AccountId) -> String {
    cookie::digest(&account.to_string())
}

impl Ledger {
    /// The ledger in this file, made when it is first needed.
    pub fn at(path: PathBuf) -> Self {
        Self(Arc::new(path))
    }

    /// Every digest that it holds.
    pub(crate) async fn digests(&self) -> Result<HashSet<String>, DbError> {
        self.apart(|ledger| ledger.read()).await
    }

    /// Adds lines; they are on the disk when it returns, with how far it goes then.
    pub(crate) async fn append(&self, erasures: Vec<Erasure>) -> Result<Mark, DbError> {
        self.apart(move |ledger| {
            ledger.write(&erasures)?;
            Ok(Mark::of(&ledger.content()?))
        })
        .await
    }

    /// How far it goes.
    pub(crate) async fn mark(&self) -> Result<Mark, DbError> {
        self.apart(|ledger| Ok(Mark::of(&ledger.content()?))).await
    }

    /// Whether it still holds, to the letter, what it held when it was marked.
    /// It may hold more: other replicas write, and a restored database forgot.
    pub(crate) async fn holds(&self, mark: Mark) -> Result<bool, DbError> {
        self.apart(move |ledger| {
            let content = ledger.content()?;
            let length = usize::try_from(mark.length).unwrap_or(usize::MAX);
            Ok(length == 0 || content.get(..length).is_some_and(|start| Mark::of(start) == mark))
        })
        .await
    }

    /// Does what waits for the disk apart from the requests.
    async fn apart<T: Send + 'static>(&self, work: impl FnOnce(&Self) -> Result<T, Error> + Send + 'static) -> Result<T, DbError> {
        let ledger = self.clone();
        let done = tokio::task::spawn_blocking(move || work(&ledger)).await;
        done.map_err(Error::other).flatten().map_err(|error| DbError::Other(format!("the ledger of erasures {self}: {error}")))
    }

    fn read(&self) -> Result<HashSet<String>, Error> {
        let content = self.content()?;
        let text = String::from_utf8_lossy(&content);
        Ok(text.lines().filter_map(|line| line.split_once(' ')).map(|(_, digest)| digest.to_owned()).collect())
    }

    fn content(&self) -> Result<Vec<u8>, Error> {
        match std::fs::read(&*self.0) {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(Vec::new()),
            content => content,
        }
    }

    fn write(&self, erasures: &[Erasure]) -> Result<(), Error> {
        let is_new = !self.0.exists();
        let mut file = OpenOptions::new().read(true).append(true).create(true).open(&*self.0)?;
        let mut text = String::new();
        if is_torn(&mut file)? {
            text.push('\n');
        }
        for erasure in erasures {
            text.push_str(&format!("{} {}\n", erasure.erased_at, erasure.digest));
        }
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        match self.0.parent() {
            // a new file is there after a power cut only once its folder is written
            Some(folder) if is_new && !folder.as_os_str().is_empty() => File::open(folder)?.sync_all(),
            _ => Ok(()),
        }
    }
}

/// Whether the last line was cut.
fn is_torn(file: &mut File) -> Result<bool, Error> {
    if file.metadata()?.len() == 0 {
        return Ok(false);
    }
    let mut last = [0];
    file.seek(SeekFrom::End(-1))?;
    file.read_exact(&mut last)?;
    Ok(last != *b"\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn erasure(digest: &str) -> Erasure {
        Erasure { digest: digest.to_owned(), erased_at: kernel::clock::from_micros(1_795_334_400_000_000) }
    }

    #[tokio::test]
    async fn what_was_written_is_read_whatever_was_torn() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("erasures.log");
        let ledger = Ledger::at(path.clone());
        assert!(ledger.digests().await.unwrap().is_empty(), "not made yet");
        ledger.append(vec![erasure("one"), erasure("two")]).await.unwrap();
        let mut text = std::fs::read_to_string(&path).unwrap();
        assert_eq!(text, "2026-11-22T08:00:00Z one\n2026-11-22T08:00:00Z two\n");
        text.push_str("2026-11-2");
        std::fs::write(&path, text).unwrap();
        ledger.append(vec![erasure("three")]).await.unwrap();
        assert_eq!(ledger.digests().await.unwrap(), ["one", "two", "three"].map(str::to_owned).into());
    }

    #[tokio::test]
    async fn it_holds_its_marks_until_something_of_it_is_lost() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("erasures.log");
        let ledger = Ledger::at(path.clone());
        let none = ledger.mark().await.unwrap();
        let one = ledger.append(vec![erasure("one")]).await.unwrap();
        let two = ledger.append(vec![erasure("two")]).await.unwrap();
        let held = async || {
            (ledger.holds(none.clone()).await.unwrap(), ledger.holds(one.clone()).await.unwrap(), ledger.holds(two.clone()).await.unwrap())
        };
        assert_eq!(held().await, (true, true, true));
        let whole = std::fs::read(&path).unwrap();
        std::fs::write(&path, &whole[..whole.len() - 1]).unwrap();
        assert_eq!(held().await, (true, true, false), "one byte less");
        let mut other = whole.clone();
        other[2] ^= 1;
        std::fs::write(&path, &other).unwrap();
        assert_eq!(held().await, (true, false, false), "one byte changed");
        std::fs::remove_file(&path).unwrap();
        assert_eq!(held().await, (true, false, false));
    }

    #[tokio::test]
    async fn a_ledger_that_cannot_be_written_says_where() {
        let ledger = Ledger::at("/nowhere/at/all".into());
        assert!(ledger.append(vec![erasure("one")]).await.unwrap_err().to_string().contains("/nowhere/at/all"));
    }
}
