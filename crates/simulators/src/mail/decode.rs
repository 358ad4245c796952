//! From what the network carries to text: transfer encodings (RFC 2045 §6),
//! character sets, encoded words of headers (RFC 2047).

use base64::{
    Engine,
    alphabet::STANDARD,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
};

/// With or without its final `=`.
const BASE64: GeneralPurpose =
    GeneralPurpose::new(&STANDARD, GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent));

/// The bytes of a body, by its `Content-Transfer-Encoding`.
pub(super) fn transfer(body: &[u8], encoding: &str) -> Vec<u8> {
    match encoding.trim().to_ascii_lowercase().as_str() {
        "quoted-printable" => quoted_printable(body),
        "base64" => base64(body),
        _ => body.to_vec(),
    }
}

/// The text of bytes, by the name of their character set.
pub(super) fn charset(bytes: &[u8], name: &str) -> String {
    match name.to_ascii_lowercase().as_str() {
        "iso-8859-1" | "iso-8859-15" | "windows-1252" => bytes.iter().map(|byte| char::from(*byte)).collect(),
        _ => String::from_utf8_lossy(bytes).into_owned(),
    }
}

/// A header with its encoded words read; white space between two of them is
/// not part of the text (RFC 2047 §6.2).
pub(super) fn header(value: &str) -> String {
    let (mut text, mut rest, mut after_word) = (String::new(), value, false);
    while let Some(start) = rest.find("=?") {
        let (before, candidate) = rest.split_at(start);
        let Some((word, after)) = encoded_word(candidate) else {
            text.push_str(before);
            text.push_str("=?");
            (rest, after_word) = (&candidate[2..], false);
            continue;
        };
        if !(after_word && before.trim().is_empty()) {
            text.push_str(before);
        }
        text.push_str(&word);
        (rest, after_word) = (after, true);
    }
    text.push_str(rest);
    text
}

/// Reads `=?charset?encoding?text?=` at the beginning, and what follows it.
fn encoded_word(candidate: &str) -> Option<(String, &str)> {
    let (name, rest) = candidate.strip_prefix("=?")?.split_once('?')?;
    let (encoding, rest) = rest.split_once('?')?;
    let (content, rest) = rest.split_once("?=")?;
    let bytes = match encoding {
        "B" | "b" => base64(content.as_bytes()),
        "Q" | "q" => quoted_printable(content.replace('_', " ").as_bytes()),
        _ => return None,
    };
    Some((charset(&bytes, name), rest))
}

fn base64(text: &[u8]) -> Vec<u8> {
    let dense: Vec<u8> = text.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect();
    BASE64.decode(dense).unwrap_or_default()
}

/// `=XX` is a byte, `=` at the end of a line joins it to the next; what is
/// neither stays as it is.
fn quoted_printable(text: &[u8]) -> Vec<u8> {
    let (mut bytes, mut rest) = (Vec::with_capacity(text.len()), text);
    while let Some((first, tail)) = rest.split_first() {
        let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
        rest = match (first, tail) {
            (b'=', [b'\r', b'\n', after @ ..] | [b'\n', after @ ..]) => after,
            (b'=', [high, low, after @ ..]) if digit(*high).is_some() && digit(*low).is_some() => {
                bytes.extend(digit(*high).zip(digit(*low)).map(|(high, low)| high << 4 | low));
                after
            }
            _ => {
                bytes.push(*first);
                tail
            }
        };
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encoded_words_join_and_anything_else_stays() {
        assert_eq!(header("=?UTF-8?Q?Ville_de?=  =?utf-8?B?IEx5b24=?= !"), "Ville de Lyon !");
        assert_eq!(header("=?iso-8859-1?q?d=E9j=E0?= vu"), "déjà vu");
        for plain in ["Re: a =? b", "=?utf-8?x?a?=", "=?utf-8?q?a", "2 =3D 2"] {
            assert_eq!(header(plain), plain);
        }
    }

    #[test]
    fn broken_encodings_give_what_they_can() {
        assert_eq!(transfer(b"a=3", "Quoted-Printable"), b"a=3");
        assert_eq!(transfer(b"a=ZZ=\r\nb", "quoted-printable"), b"a=ZZb");
        assert_eq!(transfer(b"QQ", "BASE64"), b"A");
        assert_eq!(transfer(b"*", "base64"), b"");
    }
}
