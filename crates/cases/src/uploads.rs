//! Files that people send: what they really are.

mod archive;

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

/// Where the documents of Office Open XML have what they say (ECMA-376).
const OFFICE: [(&str, &str); 2] = [
    ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "word/"),
    ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xl/"),
];

/// The type of a file that was received, as its content tells.
///
/// # Errors
/// A sentence when its name says something else: a program named `facture.pdf`.
pub(crate) async fn media_type(file: &StagedFile) -> Result<&'static str, String> {
    // one that cannot be read is no office file
    let inside = if is_archive(file.start()) { archive::names(file.path()).await.unwrap_or_default() } else { Vec::new() };
    recognised(&file.name, file.start(), &inside)
}

/// `inside`: the names that it holds, when it is an archive.
fn recognised(name: &str, start: &[u8], inside: &[String]) -> Result<&'static str, String> {
    let found = of_content(start, inside);
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

fn is_archive(start: &[u8]) -> bool {
    start.starts_with(b"PK\x03\x04")
}

fn of_content(start: &[u8], inside: &[String]) -> &'static str {
    if is_archive(start) {
        return office(start, inside).unwrap_or("application/zip");
    }
    match infer::get(start).map(|kind| kind.mime_type()) {
        Some("image/heif") => "image/heic",
        Some(found) => found,
        None if is_text(start) => "text/plain",
        None => "application/octet-stream",
    }
}

/// The office document that an archive is, by the names that it holds, or by the
/// type that it begins with (OpenDocument 1.3, part 2, 3.3).
fn office(start: &[u8], inside: &[String]) -> Option<&'static str> {
    let written = start.get(30..).and_then(|name| name.strip_prefix(b"mimetype")).unwrap_or_default();
    let begins = |media_type: &str| written.strip_prefix(media_type.as_bytes()).is_some_and(|rest| rest.starts_with(b"PK"));
    let holds = |folder: &str| inside.iter().any(|name| name.starts_with(folder));
    let is = |media_type: &str| match OFFICE.iter().find(|(named, _)| *named == media_type) {
        Some((_, folder)) => holds(folder) && inside.iter().any(|name| name == "[Content_Types].xml"),
        None => begins(media_type),
    };
    NAMED.iter().map(|(_, named)| *named).find(|named| named.starts_with("application/vnd.o") && is(named))
}

/// Whether a content may be what its name says.
fn is_such(named: &str, found: &str) -> bool {
    match named {
        "text/csv" => found == "text/plain",
        "application/msword" | "application/vnd.ms-excel" => found == named || found == "application/x-ole-storage",
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
    use super::{
        archive::tests::{archive, inside},
        *,
    };

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
            ("rien.pdf", b"", "application/pdf"),
            ("inconnu.xyz", b"\0\x01\x02", "application/octet-stream"),
        ] {
            assert_eq!(recognised(name, start, &[]), Ok(media_type), "{name}");
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
            assert!(recognised(name, start, &[]).is_err_and(|sentence| sentence.contains(name)), "{name}");
        }
    }

    #[tokio::test]
    async fn an_archive_is_an_office_document_by_what_it_holds() {
        const TEXT: &str = "application/vnd.oasis.opendocument.text";
        let word = archive(&[("_rels/.rels", ""), ("[Content_Types].xml", ""), ("word/document.xml", "")]);
        let sheet = archive(&[("[Content_Types].xml", ""), ("xl/workbook.xml", "")]);
        let (open, template) = (archive(&[("mimetype", TEXT), ("content.xml", "")]), archive(&[("mimetype", &format!("{TEXT}-template"))]));
        let plain = archive(&[("word/facture.exe", ""), ("mimetype", TEXT)]);
        for (name, content, is_kept) in [
            ("courrier.docx", &word, true),
            ("budget.xlsx", &sheet, true),
            ("courrier.odt", &open, true),
            ("courrier.xlsx", &word, false),
            ("courrier.odt", &word, false),
            ("courrier.odt", &template, false),
            ("courrier.ods", &open, false),
            ("courrier.docx", &plain, false),
            ("courrier.odt", &plain, false),
        ] {
            let found = recognised(name, content, &inside(content).await);
            assert_eq!(found.is_ok(), is_kept, "{name}: {found:?}");
        }
        assert_eq!(recognised("archive", &plain, &inside(&plain).await), Ok("application/zip"));
        assert_eq!(recognised("courrier", &word, &inside(&word).await).map(|found| found.ends_with("wordprocessingml.document")), Ok(true));
    }
}
