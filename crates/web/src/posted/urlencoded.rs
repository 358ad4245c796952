//! `application/x-www-form-urlencoded`, both ways.

/// The pairs of a body or a query (WHATWG URL §5.1).
pub fn decode(body: &[u8]) -> Vec<(String, String)> {
    body.split(|byte| *byte == b'&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let cut = pair.iter().position(|byte| *byte == b'=');
            let (name, value) = cut.map_or((pair, &[][..]), |at| (&pair[..at], &pair[at + 1..]));
            (percent_decoded(name), percent_decoded(value))
        })
        .collect()
}

fn percent_decoded(text: &[u8]) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((first, tail)) = rest.split_first() {
        let hex = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
        let escaped = match tail {
            [high, low, ..] if *first == b'%' => hex(*high).zip(hex(*low)),
            _ => None,
        };
        match escaped {
            Some((high, low)) => {
                bytes.push(high << 4 | low);
                rest = &tail[2..];
            }
            None => {
                bytes.push(if *first == b'+' { b' ' } else { *first });
                rest = tail;
            }
        }
    }
    // nobody types a zero, and PostgreSQL keeps none: it becomes what stands for an unreadable sign
    String::from_utf8_lossy(&bytes).replace('\0', "\u{fffd}")
}

/// Percent-encodes a value for a query (RFC 3986 §2.3).
pub fn encode(value: &str) -> String {
    value.bytes().fold(String::new(), |mut text, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            text.push(char::from(byte));
        } else {
            text.push_str(&format!("%{byte:02X}"));
        }
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_read_as_browsers_send_them() {
        let pairs = decode("a=1&b=d%C3%A9j%C3%A0+vu&a=2&vide=&c%20d=%zz&&".as_bytes());
        let expected = [("a", "1"), ("b", "déjà vu"), ("a", "2"), ("vide", ""), ("c d", "%zz")];
        assert_eq!(pairs, expected.map(|(n, v)| (n.to_owned(), v.to_owned())));
    }

    #[test]
    fn a_zero_is_never_a_text() {
        assert_eq!(decode(b"a%00=%00b"), [("a\u{fffd}".to_owned(), "\u{fffd}b".to_owned())]);
    }

    #[test]
    fn what_is_encoded_is_decoded() {
        let text = "à vous\u{a0}: a=b&c%41+\r\n";
        assert_eq!(decode(format!("x={}", encode(text)).as_bytes()), [("x".to_owned(), text.to_owned())]);
    }
}
