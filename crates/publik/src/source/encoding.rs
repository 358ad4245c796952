//! Bytes to text: UTF-8, and the one-byte encodings of old exports.

use std::borrow::Cow;

/// What the bytes say. The encoding that the file declares is read only when
/// the bytes are no UTF-8; the error is where they stop being so.
pub(super) fn decoded(bytes: &[u8]) -> Result<Cow<'_, str>, usize> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Cow::Borrowed(text)),
        Err(error) => {
            let read = declared(bytes).ok_or_else(|| error.valid_up_to())?;
            Ok(bytes.iter().map(|byte| read(*byte)).collect())
        }
    }
}

/// How a byte reads.
type Read = fn(u8) -> char;

/// Where a declaration stands, at most.
const HEAD: usize = 200;

fn declared(bytes: &[u8]) -> Option<Read> {
    let head: String = bytes.iter().take(HEAD).map(|byte| char::from(*byte).to_ascii_lowercase()).collect();
    let declaration = head.trim_start().strip_prefix("<?xml")?.split("?>").next()?;
    let name = declaration.split("encoding=").nth(1)?.split(['"', '\'']).nth(1)?;
    match name {
        "iso-8859-15" | "latin-9" | "latin9" => Some(latin_9),
        // what calls itself Latin-1 holds the quotes and dashes of Windows
        "iso-8859-1" | "latin-1" | "latin1" | "windows-1252" | "cp1252" => Some(windows_1252),
        _ => None,
    }
}

/// ISO/IEC 8859-15: eight characters are not those of Unicode's first 256.
fn latin_9(byte: u8) -> char {
    match byte {
        0xA4 => '€',
        0xA6 => 'Š',
        0xA8 => 'š',
        0xB4 => 'Ž',
        0xB8 => 'ž',
        0xBC => 'Œ',
        0xBD => 'œ',
        0xBE => 'Ÿ',
        other => char::from(other),
    }
}

/// Windows-1252: the bytes 80 to 9F (Unicode's table CP1252.TXT).
fn windows_1252(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’', '“', '”', '•',
        '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    let high = byte.checked_sub(0x80).and_then(|index| HIGH.get(usize::from(index)));
    high.copied().unwrap_or_else(|| char::from(byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_encodings_are_read_when_they_are_declared() {
        let latin =
            |name: &str, inside: &[u8]| [format!("<?xml version='1.0' encoding='{name}'?><a>").as_bytes(), inside, b"</a>"].concat();
        for (name, bytes, text) in [
            ("iso-8859-15", &b"caf\xe9 5 \xa4 c\xbdur"[..], "café 5 € cœur"),
            ("ISO-8859-1", b"l\x92\xe9t\xe9", "l’été"),
            ("windows-1252", b"\x9cuvre", "œuvre"),
        ] {
            assert!(decoded(&latin(name, bytes)).unwrap().contains(text), "{name}");
        }
        assert!(decoded("<?xml encoding='iso-8859-15'?><a>été</a>".as_bytes()).unwrap().contains("été"), "what is UTF-8 stays so");
        assert_eq!(decoded(b"<a>\xff</a>"), Err(3));
        assert_eq!(decoded(b"<?xml encoding='utf-8'?>\xff"), Err(24));
    }
}
