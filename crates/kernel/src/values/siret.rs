//! Numbers of companies (SIREN, SIRET) and of associations (RNA).

/// The Luhn check used by INSEE.
fn luhn(digits: &str) -> bool {
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(index, byte)| {
            let digit = u32::from(byte - b'0') * if index % 2 == 1 { 2 } else { 1 };
            digit / 10 + digit % 10
        })
        .sum();
    sum.is_multiple_of(10)
}

fn compact(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '.').collect()
}

macro_rules! number {
    ($(#[$doc:meta])* $name:ident, $check:expr) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        pub struct $name(String);
        impl $name {
            /// Reads the number, spaces allowed, or nothing if its key is wrong.
            pub fn parse(text: &str) -> Option<Self> {
                let text = compact(text);
                let check: fn(&str) -> bool = $check;
                check(&text).then_some(Self(text))
            }
            /// The number without spaces.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
    };
}

fn all_digits(text: &str, length: usize) -> bool {
    text.len() == length && text.bytes().all(|b| b.is_ascii_digit())
}

number!(
    /// A company: nine digits, the last a key.
    Siren,
    |text| all_digits(text, 9) && luhn(text)
);
number!(
    /// An establishment: fourteen digits. La Poste (356 000 000) sums its digits to a multiple of five instead.
    Siret,
    |text| all_digits(text, 14)
        && (luhn(text) || (text.starts_with("356000000") && text.bytes().map(|b| u32::from(b - b'0')).sum::<u32>().is_multiple_of(5)))
);
number!(
    /// An association: W and nine digits.
    Rna,
    |text| text.strip_prefix('W').is_some_and(|rest| all_digits(rest, 9))
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_checked() {
        assert!(Siren::parse("216 901 231").is_some());
        assert!(Siren::parse("216 901 232").is_none());
        assert!(Siret::parse("200 046 977 00019").is_some());
        assert!(Siret::parse("20004697700018").is_none());
        assert!(Siret::parse("35600000000048").is_some());
        assert!(Rna::parse("W691234567").is_some());
        assert!(Rna::parse("691234567").is_none());
    }
}
