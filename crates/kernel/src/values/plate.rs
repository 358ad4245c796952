//! Licence plates.

/// A plate: `AB-123-CD` since 2009, `123 ABC 69` before, or a foreign one.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Plate(String);

impl Plate {
    /// Reads a plate; the French form of 2009 gets its hyphens.
    pub fn parse(text: &str) -> Option<Self> {
        let compact: String = text.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect();
        let clean = text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c.is_whitespace());
        if !clean || !(4..=10).contains(&compact.len()) || !compact.contains(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let bytes = compact.as_bytes();
        let letters = |range: std::ops::Range<usize>| bytes[range].iter().all(u8::is_ascii_uppercase);
        let current = bytes.len() == 7 && letters(0..2) && bytes[2..5].iter().all(u8::is_ascii_digit) && letters(5..7);
        Some(Self(if current { format!("{}-{}-{}", &compact[..2], &compact[2..5], &compact[5..]) } else { compact }))
    }

    /// The plate.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plates_are_normalised() {
        assert_eq!(Plate::parse("ab 123 cd").unwrap().as_str(), "AB-123-CD");
        assert_eq!(Plate::parse("123 ABC 69").unwrap().as_str(), "123ABC69");
        assert!(Plate::parse("A!").is_none());
        assert!(Plate::parse("ma voiture").is_none());
    }
}
