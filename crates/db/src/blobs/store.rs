//! The files themselves, in a folder.

use std::{
    io::{Error, ErrorKind},
    path::{Path, PathBuf},
    sync::Arc,
};

use sha2::{Digest, Sha256};
use tokio::{
    fs::{self, File},
    io::{AsyncRead, AsyncReadExt, AsyncWriteExt},
};

use super::BlobRef;
use crate::{DbError, InstanceKey, Result, draft::Draft, hex};

/// Bytes read at a time.
const CHUNK: usize = 64 * 1024;

/// Where the files are.
#[derive(Clone)]
pub struct Blobs {
    dir: Arc<Path>,
}

impl Blobs {
    /// Files kept in a local folder, made when first needed.
    pub fn local(dir: impl Into<PathBuf>) -> Self {
        Self { dir: dir.into().into() }
    }

    /// Keeps the content of a file, which stays where it is. See [`Blobs::put`].
    pub async fn put_file(&self, instance: &InstanceKey, path: &Path) -> Result<BlobRef> {
        self.put(instance, File::open(path).await.map_err(refused)?).await
    }

    /// Keeps a content. When this returns, it would survive a power cut.
    /// Keeping the same content again changes nothing.
    ///
    /// # Errors
    /// [`DbError::Unavailable`] when it cannot be read or written, for instance
    /// for want of room: nothing is kept.
    pub async fn put(&self, instance: &InstanceKey, content: impl AsyncRead + Unpin) -> Result<BlobRef> {
        let folder = self.folder(instance);
        make_folder(&folder).await?;
        let (draft, file) = Draft::create(&folder).map_err(refused)?;
        let blob = write(File::from_std(file), content).await.map_err(refused)?;
        let path = self.path(instance, &blob.hash);
        if let Some(shelf) = path.parent() {
            make_folder(shelf).await?;
            // even over a file that is there: it may be about to be erased
            fs::rename(draft.path(), &path).await.map_err(refused)?;
            sync_folder(shelf).await.map_err(refused)?;
        }
        Ok(blob)
    }

    /// Opens a content to read it.
    ///
    /// # Errors
    /// [`DbError::NotFound`] when it is not there.
    pub async fn open(&self, instance: &InstanceKey, hash: &str) -> Result<File> {
        File::open(self.path(instance, hash)).await.map_err(refused)
    }

    /// Erases a content. Doing it again changes nothing.
    pub async fn remove(&self, instance: &InstanceKey, hash: &str) -> Result<()> {
        absent_is_fine(fs::remove_file(self.path(instance, hash)).await)
    }

    /// Whether a content is there.
    pub(super) async fn has(&self, instance: &InstanceKey, hash: &str) -> Result<bool> {
        fs::try_exists(self.path(instance, hash)).await.map_err(refused)
    }

    pub(super) fn folder(&self, instance: &InstanceKey) -> PathBuf {
        self.dir.join(format!("{}.{}", instance.authority, instance.stage.as_str()))
    }

    /// Files are spread over 256 folders. What is not a hash names no file.
    fn path(&self, instance: &InstanceKey, hash: &str) -> PathBuf {
        let is_hash = hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte));
        let hash = if is_hash { hash } else { "00" };
        self.folder(instance).join(&hash[..2]).join(hash)
    }
}

async fn write(mut file: File, mut content: impl AsyncRead + Unpin) -> Result<BlobRef, Error> {
    let mut hash = Sha256::new();
    let mut size = 0;
    let mut chunk = vec![0; CHUNK];
    loop {
        let length = content.read(&mut chunk).await?;
        if length == 0 {
            break;
        }
        hash.update(&chunk[..length]);
        size += length as u64;
        file.write_all(&chunk[..length]).await?;
    }
    file.flush().await?;
    file.sync_all().await?;
    Ok(BlobRef { hash: hex(&hash.finalize()), size })
}

/// Makes a folder, on disk up to the one that was there.
async fn make_folder(folder: &Path) -> Result<()> {
    let mut missing: Vec<&Path> = Vec::new();
    for ancestor in folder.ancestors() {
        if ancestor.as_os_str().is_empty() || fs::try_exists(ancestor).await.map_err(refused)? {
            break;
        }
        missing.push(ancestor);
    }
    fs::create_dir_all(folder).await.map_err(refused)?;
    for made in missing {
        if let Some(parent) = made.parent() {
            sync_folder(parent).await.map_err(refused)?;
        }
    }
    Ok(())
}

async fn sync_folder(folder: &Path) -> Result<(), Error> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    File::open(folder).await?.sync_all().await
}

fn absent_is_fine(result: Result<(), Error>) -> Result<()> {
    match result.map_err(refused) {
        Err(DbError::NotFound) => Ok(()),
        other => other,
    }
}

fn refused(error: Error) -> DbError {
    match error.kind() {
        ErrorKind::NotFound => DbError::NotFound,
        _ => DbError::Unavailable(error.to_string()),
    }
}
