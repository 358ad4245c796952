//! The names inside a zip archive, as its directory tells them: nothing of what
//! it holds is unpacked.

use std::{
    io::{self, SeekFrom},
    path::Path,
};

use tokio::{
    fs::File,
    io::{AsyncReadExt, AsyncSeekExt},
};

/// The last record of an archive, and the longest comment that may follow it.
const END: u64 = 22 + 65_535;
/// What is read of a directory, in bytes: some ten thousand names.
const DIRECTORY: u64 = 1_000_000;

/// The names in the directory of an archive; none when it has no directory.
pub(super) async fn names(path: &Path) -> io::Result<Vec<String>> {
    let mut file = File::open(path).await?;
    let length = file.metadata().await?.len();
    let end = piece(&mut file, length.saturating_sub(END), END).await?;
    let Some((at, size)) = directory(&end) else { return Ok(Vec::new()) };
    Ok(listed(&piece(&mut file, at, size.min(DIRECTORY)).await?))
}

async fn piece(file: &mut File, at: u64, most: u64) -> io::Result<Vec<u8>> {
    file.seek(SeekFrom::Start(at)).await?;
    let mut bytes = Vec::new();
    file.take(most).read_to_end(&mut bytes).await?;
    Ok(bytes)
}

/// Where the directory is, and its size (APPNOTE 4.3.16).
fn directory(end: &[u8]) -> Option<(u64, u64)> {
    let at = end.windows(4).rposition(|bytes| bytes == b"PK\x05\x06")?;
    let field = |from: usize| Some(u64::from(u32::from_le_bytes(end.get(at + from..at + from + 4)?.try_into().ok()?)));
    Some((field(16)?, field(12)?))
}

/// The names of a directory (APPNOTE 4.3.12), as far as it can be read.
fn listed(mut directory: &[u8]) -> Vec<String> {
    let mut names = Vec::new();
    while directory.starts_with(b"PK\x01\x02") {
        let length = |from: usize| Some(usize::from(u16::from_le_bytes(directory.get(from..from + 2)?.try_into().ok()?)));
        let (Some(name), Some(extra), Some(comment)) = (length(28), length(30), length(32)) else { break };
        let Some(written) = directory.get(46..46 + name) else { break };
        names.push(String::from_utf8_lossy(written).into_owned());
        directory = directory.get(46 + name + extra + comment..).unwrap_or_default();
    }
    names
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// An archive of these files, not compressed.
    pub(crate) fn archive(files: &[(&str, &str)]) -> Vec<u8> {
        let (mut archive, mut directory) = (Vec::new(), Vec::new());
        for (name, content) in files {
            let at = u32::try_from(archive.len()).unwrap();
            let size = u32::try_from(content.len()).unwrap().to_le_bytes();
            let length = u16::try_from(name.len()).unwrap().to_le_bytes();
            let common = [&[20, 0, 0, 0, 0, 0, 0, 0, 0, 0][..], &[0; 4], &size, &size, &length, &[0, 0]].concat();
            archive.extend([&b"PK\x03\x04"[..], &common, name.as_bytes(), content.as_bytes()].concat());
            directory.extend([&b"PK\x01\x02\x14\0"[..], &common, &[0; 10], &at.to_le_bytes(), name.as_bytes()].concat());
        }
        let (at, size) = (u32::try_from(archive.len()).unwrap(), u32::try_from(directory.len()).unwrap());
        let count = u16::try_from(files.len()).unwrap().to_le_bytes();
        archive.extend(directory);
        archive.extend([&b"PK\x05\x06\0\0\0\0"[..], &count, &count, &size.to_le_bytes(), &at.to_le_bytes(), &[0, 0]].concat());
        archive
    }

    /// The names in what would be a file of this content.
    pub(crate) async fn inside(content: &[u8]) -> Vec<String> {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), content).unwrap();
        names(file.path()).await.unwrap()
    }

    #[tokio::test]
    async fn names_are_those_of_the_directory() {
        let whole = archive(&[("un", "1"), ("dossier/deux", "22")]);
        assert_eq!(inside(&whole).await, ["un", "dossier/deux"]);
        for cut in 0..whole.len() {
            // nothing panics, and nothing is made up
            assert!(inside(&whole[..cut]).await.len() <= 2, "{cut}");
        }
        let mut endless = whole.clone();
        let at = endless.windows(4).position(|bytes| bytes == b"PK\x01\x02").unwrap();
        endless[at + 28..at + 30].copy_from_slice(&[0xff, 0xff]);
        assert!(inside(&endless).await.is_empty());
    }
}
