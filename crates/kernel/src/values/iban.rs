//! International bank account numbers (ISO 13616).

/// An account number whose two check digits are right.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Iban(String);

impl Iban {
    /// Reads the number, spaces allowed; French ones have 27 characters.
    pub fn parse(text: &str) -> Option<Self> {
        let text: String = text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_uppercase).collect();
        let shape = (15..=34).contains(&text.len())
            && text.bytes().all(|b| b.is_ascii_alphanumeric())
            && text.bytes().take(2).all(|b| b.is_ascii_uppercase())
            && text.bytes().skip(2).take(2).all(|b| b.is_ascii_digit())
            && (!text.starts_with("FR") || text.len() == 27);
        (shape && remainder(&text) == 1).then_some(Self(text))
    }

    /// The number without spaces.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// ISO 7064 MOD 97-10, the first four characters moved to the end.
fn remainder(iban: &str) -> u32 {
    let (head, tail) = iban.split_at(4);
    tail.chars().chain(head.chars()).fold(0, |rest, c| {
        let digit = c.to_digit(36).unwrap_or(0);
        (rest * if digit > 9 { 100 } else { 10 } + digit) % 97
    })
}

impl std::fmt::Debug for Iban {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("‹personal›")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn check_digits_are_checked() {
        assert!(Iban::parse("FR14 2004 1010 0505 0001 3M02 606").is_some());
        assert!(Iban::parse("DE89370400440532013000").is_some());
        assert!(Iban::parse("FR15 2004 1010 0505 0001 3M02 606").is_none());
        assert!(Iban::parse("FR14").is_none());
    }
}
