//! The stable key of a record.

use kernel::text::slugged;

/// The longest key, in characters.
const LONGEST: usize = 80;

/// The key of a record: letters without accents, digits, points, hyphens and
/// underscores, as registers number things (« 0693123A », « 69029 »).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(String);

impl Key {
    /// The key of this text, if it is one.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let is_sign = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_');
        let begins = text.bytes().next().is_some_and(|byte| byte.is_ascii_alphanumeric());
        (begins && text.len() <= LONGEST && text.bytes().all(is_sign)).then(|| Self(text.to_owned()))
    }

    /// The key made from a label, if there are letters or digits in it.
    pub fn of_label(label: &str) -> Option<Self> {
        Self::parse(&slugged(label))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn into_string(self) -> String {
        self.0
    }
}

/// The first of `key`, `key-2`, `key-3`… that is free.
pub fn free_key(key: Key, is_taken: impl Fn(&str) -> bool) -> Key {
    if !is_taken(key.as_str()) {
        return key;
    }
    let next = |number: u32| Key(format!("{}-{number}", key.0));
    (2..).map(next).find(|key| !is_taken(key.as_str())).unwrap_or(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_those_of_registers_and_stand_in_addresses() {
        for good in ["0693123A", "69029", "jean-mace", "a.b_c"] {
            assert_eq!(Key::parse(good).unwrap().as_str(), good);
        }
        for bad in ["", ".", "..", "a/b", "é", "a b", "-a", &"a".repeat(81)] {
            assert_eq!(Key::parse(bad), None, "{bad}");
        }
        assert_eq!(Key::of_label("École Jean-Macé").unwrap().as_str(), "ecole-jean-mace");
    }

    #[test]
    fn two_of_one_name_have_two_keys() {
        let key = |text| Key::parse(text).unwrap();
        assert_eq!(free_key(key("salle"), |_| false), key("salle"));
        assert_eq!(free_key(key("salle"), |taken| ["salle", "salle-2"].contains(&taken)), key("salle-3"));
    }
}
