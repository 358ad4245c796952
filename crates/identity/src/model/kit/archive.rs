//! The kit as one file.

use std::io::{Cursor, Write};

use zip::{CompressionMethod, DateTime, ZipWriter, result::ZipResult, write::SimpleFileOptions};

use super::{File, Kit};

/// Everything lies in this folder.
const FOLDER: &str = "kit-grandlyon-connect";

/// The archive: the same bytes for the same kit.
///
/// # Errors
/// None in practice: it is written in memory.
pub fn archive(kit: &Kit<'_>) -> ZipResult<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(DateTime::DEFAULT)
        .unix_permissions(0o644);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for File { path, text } in kit.files() {
        writer.start_file(format!("{FOLDER}/{path}"), options)?;
        writer.write_all(text.as_bytes())?;
    }
    Ok(writer.finish()?.into_inner())
}
