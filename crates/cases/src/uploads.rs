//! Files that people send: what they really are.

use web::StagedFile;

/// What a file is named like, and what it must then be (RFC 6838).
const NAMED: [(&[&str], &str); 13] = [
    (&["pdf"], "application/pdf"),
    (&["jpg", "jpeg"], "image/jpeg"),
    (&["png"], "image/png"),
    (&["webp"], "image/webp"),
    (&["heic", "heif"], "image/heic"),
    (&["odt"], "application/vnd.oasis.opendocument.text"),
    (&["ods"], "application/vnd.oasis.opendocument.spreadsheet"),
    (&["docx"], "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    (&["xlsx"], "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    (&["doc"], "application/msword"),
    (&["xls"], "application/vnd.ms-excel"),
    (&["txt"], "text/plain"),
    (&["csv"], "text/csv"),
];

/// The type of a file that was received, as its content tells.
///
/// # Errors
/// A sentence when its name says something else: a program named `facture.pdf`.
pub(crate) fn media_type(file: &StagedFile) -> Result<&'static str, String> {
    recognised(&file.name, file.start())
}

fn recognised(name: &str, start: &[u8]) -> Result<&'static str, String> {
    let found = of_content(start);
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_lowercase()).unwrap_or_default();
    match NAMED.iter().find(|(names, _)| names.contains(&extension.as_str())).map(|(_, named)| *named) {
        None => Ok(found),
        // an empty file is refused for being empty
        Some(named) if start.is_empty() || is_such(named, found) => Ok(named),
        // phones rename pictures: what they are counts
        Some(named) if is_picture(named) && is_picture(found) => Ok(found),
        Some(_) => Err(format!(
            "Le fichier «\u{a0}{name}\u{a0}» ne contient pas ce que son nom annonce. Ouvrez-le, enregistrez-le de nouveau, puis choisissez-le."
        )),
    }
}

fn of_content(start: &[u8]) -> &'static str {
    match infer::get(start).map(|kind| kind.mime_type()) {
        Some("image/heif") => "image/heic",
        Some(found) => found,
        None if is_text(start) => "text/plain",
        None => "application/octet-stream",
    }
}

/// Whether a content may be what its name says. Office files are archives that
/// begin alike: their first bytes do not always tell which.
fn is_such(named: &str, found: &str) -> bool {
    match named {
        "text/csv" => found == "text/plain",
        "application/msword" | "application/vnd.ms-excel" => found == named || found == "application/x-ole-storage",
        named if named.starts_with("application/vnd.o") => found == named || found == "application/zip",
        named => found == named,
    }
}

fn is_picture(media_type: &str) -> bool {
    ["image/jpeg", "image/png", "image/webp", "image/heic"].contains(&media_type)
}

/// Whether the beginning of a file is words; the last one may be cut.
fn is_text(start: &[u8]) -> bool {
    match std::str::from_utf8(start) {
        Ok(text) => !text.contains('\0'),
        Err(error) if error.valid_up_to() + 4 > start.len() => !start.contains(&0),
        // older programs write French in Latin-1
        Err(_) => start.iter().all(|byte| *byte >= 0x20 || b"\t\r\n".contains(byte)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_its_content_says() {
        let jpeg = [0xff, 0xd8, 0xff, 0xe0, 0, 16];
        for (name, start, media_type) in [
            ("devis.pdf", &b"%PDF-1.7"[..], "application/pdf"),
            ("photo.JPG", &jpeg, "image/jpeg"),
            ("photo.png", &jpeg, "image/jpeg"),
            ("photo", &jpeg, "image/jpeg"),
            ("notes.txt", "déjà vu".as_bytes(), "text/plain"),
            ("liste.csv", b"nom;rue\n", "text/csv"),
            ("courrier.docx", b"PK\x03\x04\x14\0\0\0", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
            ("rien.pdf", b"", "application/pdf"),
            ("inconnu.xyz", b"\0\x01\x02", "application/octet-stream"),
        ] {
            assert_eq!(recognised(name, start), Ok(media_type), "{name}");
        }
    }

    #[test]
    fn a_file_that_lies_is_refused() {
        for (name, start) in [
            ("facture.pdf", &b"MZ\x90\0\x03\0\0\0"[..]),
            ("facture.pdf", b"<!DOCTYPE html><script>"),
            ("photo.jpg", b"%PDF-1.7"),
            ("notes.txt", b"\x7fELF\x02\x01\x01\0"),
            ("page.txt", b"<!DOCTYPE html><script>"),
        ] {
            assert!(recognised(name, start).is_err_and(|sentence| sentence.contains(name)), "{name}");
        }
    }
}
