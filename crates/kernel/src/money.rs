//! Money, in whole cents of euro.

use std::fmt;

use serde::{Deserialize, Serialize};

/// An amount in cents of euro.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Cents(pub i64);

impl Cents {
    /// Reads « 12 », « 12,5 », « 1 234,50 € ». Two decimals at most.
    pub fn parse(text: &str) -> Option<Self> {
        let text: String = text.trim().trim_end_matches('€').chars().filter(|c| !c.is_whitespace()).collect();
        let (sign, text) = match text.strip_prefix('-') {
            Some(rest) => (-1, rest),
            None => (1, text.as_str()),
        };
        let (whole, fraction) = text.split_once([',', '.']).unwrap_or((text, ""));
        let digits = |s: &str| s.chars().all(|c| c.is_ascii_digit());
        if whole.is_empty() || whole.len() > 12 || fraction.len() > 2 || !digits(whole) || !digits(fraction) {
            return None;
        }
        let cents: i64 = format!("{fraction:0<2}").parse().ok()?;
        Some(Self(sign * (whole.parse::<i64>().ok()? * 100 + cents)))
    }
}

impl fmt::Display for Cents {
    /// As French readers write it: « 1 234,50 € », with no-break spaces.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, cents) = (self.0.unsigned_abs() / 100, self.0.unsigned_abs() % 100);
        let digits = whole.to_string();
        if self.0 < 0 {
            f.write_str("-")?;
        }
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                f.write_str("\u{202f}")?;
            }
            write!(f, "{digit}")?;
        }
        write!(f, ",{cents:02}\u{a0}€")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_read_and_print_in_french() {
        assert_eq!(Cents::parse("1 234,5 €"), Some(Cents(123_450)));
        assert_eq!(Cents::parse("12"), Some(Cents(1_200)));
        assert_eq!(Cents::parse("-3.05"), Some(Cents(-305)));
        for bad in ["", "1,234", "douze", "1,2,3", ","] {
            assert_eq!(Cents::parse(bad), None, "{bad}");
        }
        assert_eq!(Cents(123_456_705).to_string(), "1\u{202f}234\u{202f}567,05\u{a0}€");
    }
}
