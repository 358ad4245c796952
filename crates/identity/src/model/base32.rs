//! Base 32 (RFC 4648 §6), without padding: how one-time code secrets are typed.

const ALPHABET: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// Writes bytes.
pub fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(5) * 8);
    for chunk in bytes.chunks(5) {
        let block = chunk.iter().chain(std::iter::repeat(&0)).take(5).fold(0u64, |block, byte| block << 8 | u64::from(*byte));
        let letters = (chunk.len() * 8).div_ceil(5);
        for index in 0..letters {
            let five = (block >> (35 - 5 * index)) & 31;
            text.push(char::from(ALPHABET[usize::try_from(five).unwrap_or(0)]));
        }
    }
    text
}

/// Reads bytes; spaces and case do not count.
pub fn decode(text: &str) -> Option<Vec<u8>> {
    let (mut bytes, mut buffer, mut bits) = (Vec::new(), 0u32, 0u32);
    for letter in text.bytes().filter(|byte| !byte.is_ascii_whitespace() && *byte != b'=') {
        let five = ALPHABET.iter().position(|known| *known == letter.to_ascii_uppercase())?;
        buffer = buffer << 5 | u32::try_from(five).ok()?;
        bits += 5;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from(buffer >> bits & 0xff).ok()?);
            buffer &= (1 << bits) - 1;
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vectors_of_the_rfc() {
        for (bytes, text) in
            [("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"), ("fooba", "MZXW6YTB"), ("foobar", "MZXW6YTBOI")]
        {
            assert_eq!(encode(bytes.as_bytes()), text);
            assert_eq!(decode(text).unwrap(), bytes.as_bytes());
        }
        assert_eq!(decode("mzxw 6ytb").unwrap(), b"fooba");
        assert_eq!(decode("M0"), None);
    }
}
