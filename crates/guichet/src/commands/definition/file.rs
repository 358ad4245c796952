//! A definition in a file, which anybody may have written.

use std::{fs::File, io::Read, path::Path};

use definition::{Definition, from_json, from_toml};

/// The largest file that is read, in bytes: thirty times the longest definition known.
const MOST_BYTES: u64 = 4_000_000;

/// Reads a definition, in JSON when the file's name says so, else in TOML.
///
/// # Errors
/// A sentence that names the file, and the place in it.
pub fn read(path: &Path) -> Result<Definition, String> {
    let text = text(path).map_err(|reason| format!("{}: {reason}", path.display()))?;
    let text = text.trim_start_matches('\u{feff}');
    let is_json = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json"));
    let read = if is_json { from_json(text) } else { from_toml(text) };
    read.map_err(|error| format!("{}: {}", path.display(), error.to_string().trim_end()))
}

fn text(path: &Path) -> Result<String, String> {
    let file = File::open(path).map_err(|error| error.to_string())?;
    if file.metadata().is_ok_and(|about| about.is_dir()) {
        return Err("this is a folder: name the files in it".to_owned());
    }
    let mut bytes = Vec::new();
    // one byte more than allowed tells that there is too much, whatever the file announces
    file.take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(|error| error.to_string())?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err("larger than 4 MB: no definition is".to_owned());
    }
    String::from_utf8(bytes).map_err(|error| {
        let good = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        format!("line {}: this is not text in UTF-8", 1 + good.iter().filter(|byte| **byte == b'\n').count())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(name: &str, bytes: &[u8]) -> String {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        let refusal = read(&path).unwrap_err();
        assert!(refusal.starts_with(&path.display().to_string()), "{refusal}");
        refusal
    }

    #[test]
    fn a_refusal_names_the_file_and_the_place() {
        assert!(refusal("a.toml", b"slug = \"a\"\ntitle = ").contains("line 2"));
        assert!(refusal("a.json", b"{\n\"slug\": ").contains("line 2"));
        assert!(refusal("a.toml", b"slug = \"a\"\n\ntitle = \"\xff\"").contains("line 3: this is not text"));
        assert!(refusal("a.toml", &vec![b'#'; 4_000_001]).contains("larger than 4 MB"));
        assert!(read(Path::new("/")).unwrap_err().contains("folder"));
    }

    #[test]
    fn what_is_nested_without_end_is_refused() {
        for depth in [1_000, 1_000_000] {
            refusal("a.json", "[".repeat(depth).as_bytes());
            refusal("a.toml", format!("a = {}", "[".repeat(depth)).as_bytes());
            refusal("a.toml", format!("a = {}", "{a=".repeat(depth)).as_bytes());
            refusal("a.toml", format!("{}a = 1", "a.".repeat(depth)).as_bytes());
            refusal("a.toml", format!("[{}a]", "a.".repeat(depth)).as_bytes());
        }
    }
}
