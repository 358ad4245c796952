//! Files that nobody else writes, even in a folder that several machines share.

use std::{
    fs::{self, File},
    io::{self, ErrorKind},
    path::{Path, PathBuf},
    sync::atomic::{AtomicU64, Ordering},
};

/// A file being written; gone when dropped, unless it was renamed.
pub(crate) struct Draft(PathBuf);

impl Draft {
    /// An empty one, open to be written.
    pub(crate) fn create(folder: &Path) -> io::Result<(Self, File)> {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        loop {
            let number = NEXT.fetch_add(1, Ordering::Relaxed);
            let path = folder.join(format!("draft-{}-{number}", std::process::id()));
            match File::options().write(true).create_new(true).open(&path) {
                // in containers every process has the same number: somebody else writes this one
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                opened => return opened.map(|file| (Self(path), file)),
            }
        }
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        // absent when renamed
        let _ = fs::remove_file(&self.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_another_machine_writes_is_left_to_it() {
        let folder = tempfile::tempdir().unwrap();
        let (first, _) = Draft::create(folder.path()).unwrap();
        let number: u64 = first.path().to_str().unwrap().rsplit('-').next().unwrap().parse().unwrap();
        // tests of this process draw numbers meanwhile: all the next ones are taken
        for next in number + 1..number + 50 {
            fs::write(folder.path().join(format!("draft-{}-{next}", std::process::id())), "theirs").unwrap();
        }
        let (second, file) = Draft::create(folder.path()).unwrap();
        assert_eq!(file.metadata().unwrap().len(), 0, "nobody wrote in it");
        let theirs = fs::read_dir(folder.path()).unwrap().filter(|entry| fs::read(entry.as_ref().unwrap().path()).unwrap() == b"theirs");
        assert_eq!(theirs.count(), 49, "nothing of theirs was cut");
        drop((first, second));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 49);
    }
}
