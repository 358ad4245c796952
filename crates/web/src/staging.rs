//! Files on their way in: streamed to a temporary file, counted, hashed.

use std::path::{Path, PathBuf};

use futures_util::{Stream, StreamExt};
use kernel::{Problem, text};
use sha2::{Digest, Sha256};
use tokio::{fs::File, io::AsyncWriteExt};

use crate::Failure;

/// A temporary file, erased when dropped.
pub(crate) struct Staged {
    pub path: PathBuf,
    pub size: u64,
    pub hash: String,
    /// The first bytes, enough to recognise what the file really is.
    pub start: Vec<u8>,
}

impl Drop for Staged {
    fn drop(&mut self) {
        // moved or already gone: nothing left to erase
        let _ = std::fs::remove_file(&self.path);
    }
}

/// Writes a stream to `path`, refusing more than `limit` bytes. Whatever
/// happens, the file lives no longer than what is returned.
pub(crate) async fn stage<S, B>(path: &Path, mut content: S, limit: u64) -> Result<Staged, Failure>
where
    S: Stream<Item = Result<B, Failure>> + Unpin,
    B: AsRef<[u8]>,
{
    let unwritable = |_| {
        Failure::Problem(Problem::Unavailable(
            "Votre fichier n’a pas pu être enregistré. Rien n’est perdu de ce que vous avez écrit. Réessayez dans quelques minutes.".into(),
        ))
    };
    let mut file = File::create(path).await.map_err(unwritable)?;
    let mut staged = Staged { path: path.to_owned(), size: 0, hash: String::new(), start: Vec::new() };
    let mut hash = Sha256::new();
    while let Some(chunk) = content.next().await {
        let chunk = chunk?;
        let bytes = chunk.as_ref();
        staged.size += bytes.len() as u64;
        if staged.size > limit {
            return Err(Problem::TooLarge(format!("Ce fichier est trop lourd. La limite est de {}.", text::size(limit))).into());
        }
        if staged.start.len() < 8_192 {
            staged.start.extend_from_slice(&bytes[..bytes.len().min(8_192 - staged.start.len())]);
        }
        hash.update(bytes);
        file.write_all(bytes).await.map_err(unwritable)?;
    }
    file.flush().await.map_err(unwritable)?;
    staged.hash = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(staged)
}
