//! What is inside a site export: a zip archive, read with bounds.

use std::io::{Cursor, Read};

use super::{MOST_BYTES, MOST_FILES, MOST_IN_ALL, SourceFile};

/// What a file holds: itself, or the files of the archive that it is.
pub(crate) struct Unpacked {
    pub files: Vec<SourceFile>,
    /// Names with what is wrong with them, in French.
    pub refused: Vec<(String, String)>,
}

/// Opens the archives among these files.
pub(crate) fn unpacked(files: &[SourceFile]) -> Unpacked {
    let mut unpacked = Unpacked { files: Vec::new(), refused: Vec::new() };
    let mut left = MOST_IN_ALL;
    for file in files {
        if file.bytes.starts_with(b"PK\x03\x04") {
            unpacked.open(file, &mut left);
        } else {
            unpacked.keep(file.name.clone(), file.bytes.clone(), &mut left);
        }
    }
    unpacked
}

impl Unpacked {
    fn refuse(&mut self, name: impl Into<String>, why: impl Into<String>) {
        self.refused.push((name.into(), why.into()));
    }

    fn keep(&mut self, name: String, bytes: Vec<u8>, left: &mut u64) {
        let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        if length > MOST_BYTES || length > *left || self.files.len() >= MOST_FILES {
            return self.refuse(name, "Fichier trop grand, ou trop de fichiers. Importez-le à part.");
        }
        *left -= length;
        self.files.push(SourceFile { name, bytes });
    }

    /// Opens an archive whose content is bounded before any of it is read: a small
    /// one may announce, or hide, far more than it weighs.
    fn open(&mut self, file: &SourceFile, left: &mut u64) {
        let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(file.bytes.as_slice())) else {
            return self.refuse(&file.name, "Archive abîmée ou incomplète. Exportez-la de nouveau.");
        };
        if archive.len() > MOST_FILES {
            return self.refuse(&file.name, "Trop de fichiers dans cette archive. Importez-la en plusieurs fois.");
        }
        let announced = (0..archive.len()).filter_map(|index| Some(archive.by_index_raw(index).ok()?.size()));
        let announced = announced.fold(0_u64, u64::saturating_add);
        if announced > *left {
            let (holds, most) = (kernel::text::size(announced), kernel::text::size(*left));
            let why =
                format!("Cette archive contient {holds} une fois ouverte, et nous lisons {most} au plus. Importez-la en plusieurs fois.");
            return self.refuse(&file.name, why);
        }
        for index in 0..archive.len() {
            let Ok(entry) = archive.by_index(index) else {
                self.refuse(format!("{} › n°\u{a0}{}", file.name, index + 1), "Ce fichier de l’archive ne se lit pas.");
                continue;
            };
            if entry.is_dir() {
                continue;
            }
            let inner = entry.name().map_or_else(|_| format!("n°\u{a0}{}", index + 1), std::borrow::Cow::into_owned);
            let name = format!("{} › {inner}", file.name);
            match content(entry) {
                Ok(bytes) => self.keep(name, bytes, left),
                Err(why) => self.refuse(name, why),
            }
        }
    }
}

/// What a file of an archive holds, if it is what the archive announces; why not else.
fn content(entry: zip::read::ZipFile<'_, impl Read>) -> Result<Vec<u8>, &'static str> {
    let announced = entry.size();
    if announced > MOST_BYTES {
        return Err("Fichier trop grand. Importez-le à part.");
    }
    let mut bytes = Vec::new();
    // one byte more tells an archive that lies
    match entry.take(announced + 1).read_to_end(&mut bytes) {
        Ok(read) if u64::try_from(read) == Ok(announced) => Ok(bytes),
        _ => Err("Ce fichier de l’archive ne se lit pas."),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

    use super::*;

    /// An archive of these entries, with so many spaces in each.
    fn archive(entries: &[(&str, usize)]) -> SourceFile {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, length) in entries {
            writer.start_file(*name, SimpleFileOptions::default().compression_method(CompressionMethod::Deflated)).unwrap();
            writer.write_all(&vec![b' '; *length]).unwrap();
        }
        SourceFile { name: "site.zip".into(), bytes: writer.finish().unwrap().into_inner() }
    }

    fn opened(file: &SourceFile, left: u64) -> (Vec<String>, Vec<(String, String)>) {
        let mut unpacked = Unpacked { files: Vec::new(), refused: Vec::new() };
        unpacked.open(file, &mut { left });
        (unpacked.files.into_iter().map(|file| file.name).collect(), unpacked.refused)
    }

    #[test]
    fn an_archive_that_swells_is_refused_before_it_is_read() {
        let (read, refused) = opened(&archive(&[("petit", 100), ("énorme", 100_000)]), 10_000);
        assert!(read.is_empty() && refused.len() == 1, "{read:?} {refused:?}");
        assert_eq!(refused[0].0, "site.zip");
        assert!(refused[0].1.contains("une fois ouverte"), "{}", refused[0].1);
    }

    #[test]
    fn a_file_that_holds_more_than_is_announced_is_refused_alone() {
        let mut file = archive(&[("petit", 100), ("énorme", 100_000)]);
        let (told, announced) = (100_000_u32.to_le_bytes(), 99_u32.to_le_bytes());
        while let Some(at) = file.bytes.windows(4).position(|bytes| bytes == told) {
            file.bytes[at..at + 4].copy_from_slice(&announced);
        }
        let (read, refused) = opened(&file, 10_000);
        assert_eq!(read, ["site.zip › petit"]);
        assert_eq!(refused[0].0, "site.zip › énorme");
    }

    #[test]
    fn many_files_too_large_are_not_unpacked_to_be_refused() {
        let huge = usize::try_from(MOST_BYTES).unwrap() + 1;
        let (read, refused) = opened(&archive(&[("un", huge), ("deux", 10)]), MOST_IN_ALL);
        assert_eq!(read, ["site.zip › deux"]);
        assert_eq!(refused[0].0, "site.zip › un");
    }
}
