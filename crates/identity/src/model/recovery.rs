//! Recovery codes: ten, each serves once, when a telephone or a key is lost.

use kernel::{Personal, Rng};

use super::base32;

/// How many are made at once.
pub const COUNT: usize = 10;
/// 56 bits each: twelve letters and digits.
const BYTES: usize = 7;

/// A set of codes, as they are shown: « ABCD-EFGH-IJKL ».
pub fn draw(rng: &dyn Rng) -> Vec<String> {
    (0..COUNT)
        .map(|_| {
            let mut bytes = [0; BYTES];
            rng.fill(&mut bytes);
            spaced(&base32::encode(&bytes))
        })
        .collect()
}

fn spaced(letters: &str) -> String {
    letters.as_bytes().chunks(4).map(String::from_utf8_lossy).collect::<Vec<_>>().join("-")
}

/// What a typed code is compared as: case, spaces and dashes do not count, and
/// digits that are in no code are the letters they look like.
pub fn normal(typed: &str) -> Personal<String> {
    let letter = |c: char| match c {
        '0' => Some('O'),
        '1' => Some('I'),
        '8' => Some('B'),
        c if c.is_ascii_alphanumeric() => Some(c.to_ascii_uppercase()),
        _ => None,
    };
    Personal::new(typed.chars().filter_map(letter).take(64).collect())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use kernel::rng::SeededRng;

    use super::*;

    #[test]
    fn ten_different_codes_that_may_be_typed_as_they_are_read() {
        let codes = draw(&SeededRng::new(1));
        assert_eq!(codes.iter().collect::<BTreeSet<_>>().len(), COUNT);
        for code in codes {
            assert_eq!(code.len(), 14, "{code}");
            let kept = normal(&code);
            let read = code.to_lowercase().replace('-', " ").replace('o', "0").replace('i', "1").replace('b', "8");
            assert_eq!(normal(&read).expose(), kept.expose());
        }
    }
}
