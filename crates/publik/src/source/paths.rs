//! The only door to the disk: files and folders to bytes.

use std::{
    fmt, fs, io,
    path::{Path, PathBuf},
};

use super::{MOST_BYTES, MOST_FILES, MOST_IN_ALL, SourceFile};

/// Folders inside each other, at most.
const DEEPEST: usize = 16;

/// Why files could not be read at all.
#[derive(Debug)]
pub enum CannotRead {
    /// The disk refused; the path is told.
    Disk(PathBuf, io::Error),
    /// Too many files or too many bytes; the path reached is told.
    TooMuch(PathBuf),
}

/// The files named, and those of the folders named, in alphabetical order.
/// Hidden files are left out, and links to folders are not followed.
///
/// # Errors
/// A path that does not exist or cannot be read, or more than 5 000 files or
/// 200 million bytes in all.
pub fn read_paths(paths: &[PathBuf]) -> Result<Vec<SourceFile>, CannotRead> {
    let mut read = Reading { files: Vec::new(), left: MOST_IN_ALL };
    paths.iter().try_for_each(|path| read.path(path, 0))?;
    Ok(read.files)
}

struct Reading {
    files: Vec<SourceFile>,
    /// Bytes that may still be read.
    left: u64,
}

impl Reading {
    fn path(&mut self, path: &Path, depth: usize) -> Result<(), CannotRead> {
        let disk = |error| CannotRead::Disk(path.to_owned(), error);
        let about = fs::metadata(path).map_err(disk)?;
        if about.is_file() {
            return self.file(path, about.len());
        }
        if depth >= DEEPEST {
            return Err(CannotRead::TooMuch(path.to_owned()));
        }
        let mut inside =
            fs::read_dir(path).map_err(disk)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<Vec<_>, _>>().map_err(disk)?;
        inside.retain(|path| is_plain(path));
        inside.sort();
        inside.iter().try_for_each(|path| self.path(path, depth + 1))
    }

    fn file(&mut self, path: &Path, length: u64) -> Result<(), CannotRead> {
        if self.files.len() >= MOST_FILES || length > MOST_BYTES || length > self.left {
            return Err(CannotRead::TooMuch(path.to_owned()));
        }
        let bytes = fs::read(path).map_err(|error| CannotRead::Disk(path.to_owned(), error))?;
        self.left = self.left.saturating_sub(length);
        self.files.push(SourceFile { name: path.display().to_string(), bytes });
        Ok(())
    }
}

/// Neither hidden nor a link to a folder.
fn is_plain(path: &Path) -> bool {
    let hidden = path.file_name().is_none_or(|name| name.to_string_lossy().starts_with('.'));
    let links_away = path.is_symlink() && path.is_dir();
    !hidden && !links_away
}

impl fmt::Display for CannotRead {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Disk(path, error) => write!(f, "{}: {error}", path.display()),
            Self::TooMuch(path) => write!(f, "{}: too many files or too large to import at once", path.display()),
        }
    }
}

impl std::error::Error for CannotRead {}
