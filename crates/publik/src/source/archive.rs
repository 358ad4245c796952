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

    fn open(&mut self, file: &SourceFile, left: &mut u64) {
        let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(file.bytes.as_slice())) else {
            return self.refuse(&file.name, "Archive abîmée ou incomplète. Exportez-la de nouveau.");
        };
        if archive.len() > MOST_FILES {
            return self.refuse(&file.name, "Trop de fichiers dans cette archive. Importez-la en plusieurs fois.");
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
            let mut bytes = Vec::new();
            // one byte more than allowed tells that there is too much, whatever the archive announces
            match entry.take((*left).min(MOST_BYTES).saturating_add(1)).read_to_end(&mut bytes) {
                Ok(_) => self.keep(name, bytes, left),
                Err(_) => self.refuse(name, "Ce fichier de l’archive ne se lit pas."),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

    use super::*;

    #[test]
    fn an_archive_that_swells_is_cut() {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for name in ["petit", "énorme"] {
            writer.start_file(name, SimpleFileOptions::default().compression_method(CompressionMethod::Deflated)).unwrap();
            writer.write_all(&vec![b' '; if name == "petit" { 100 } else { 100_000 }]).unwrap();
        }
        let file = SourceFile { name: "site.zip".into(), bytes: writer.finish().unwrap().into_inner() };
        let mut unpacked = Unpacked { files: Vec::new(), refused: Vec::new() };
        unpacked.open(&file, &mut 10_000);
        assert_eq!(unpacked.files.iter().map(|file| file.name.as_str()).collect::<Vec<_>>(), ["site.zip › petit"]);
        assert_eq!(unpacked.refused[0].0, "site.zip › énorme");
    }
}
