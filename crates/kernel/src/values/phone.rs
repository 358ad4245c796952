//! Telephone numbers, kept in international form (ITU-T E.164).

/// A telephone number, `+` and 8 to 15 digits.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Phone(String);

impl Phone {
    /// Reads « 06 12 34 56 78 », « +33 6.12.34.56.78 », « 0041 22 … ».
    pub fn parse(text: &str) -> Option<Self> {
        let compact: String = text.replace("(0)", "").chars().filter(|c| !c.is_whitespace() && !".-/()".contains(*c)).collect();
        let international = compact.strip_prefix('+').or_else(|| compact.strip_prefix("00"));
        let digits = match international {
            Some(rest) => rest.to_owned(),
            None => format!("33{}", compact.strip_prefix('0')?),
        };
        let all_digits = digits.chars().all(|c| c.is_ascii_digit());
        let french = digits.strip_prefix("33");
        let length_ok = french.map_or((8..=15).contains(&digits.len()), |n| n.len() == 9 && !n.starts_with('0'));
        (all_digits && length_ok && !digits.starts_with('0')).then(|| Self(format!("+{digits}")))
    }

    /// The number, as `+33612345678`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it can receive a text message, as far as its number tells.
    pub fn is_mobile(&self) -> bool {
        self.0.strip_prefix("+33").is_none_or(|n| n.starts_with(['6', '7']))
    }

    /// « 06 12 34 56 78 » for a French number, the international form otherwise.
    pub fn spoken(&self) -> String {
        match self.0.strip_prefix("+33") {
            Some(rest) => {
                let national = format!("0{rest}");
                let pairs: Vec<String> = national.as_bytes().chunks(2).map(|p| String::from_utf8_lossy(p).into_owned()).collect();
                pairs.join("\u{a0}")
            }
            None => self.0.clone(),
        }
    }
}

impl std::fmt::Debug for Phone {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("‹personal›")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn french_and_foreign_numbers() {
        for (typed, kept) in
            [("06 12 34 56 78", "+33612345678"), ("+33 (0)4.72.10.30.30", "+33472103030"), ("0041 22 379 11 11", "+41223791111")]
        {
            assert_eq!(Phone::parse(typed).unwrap().as_str(), kept);
        }
        for bad in ["", "06 12", "6 12 34 56 78", "abc", "+33 06 12 34 56 7", "+0123456789"] {
            assert!(Phone::parse(bad).is_none(), "{bad}");
        }
        assert_eq!(Phone::parse("0612345678").unwrap().spoken(), "06\u{a0}12\u{a0}34\u{a0}56\u{a0}78");
        assert!(!Phone::parse("0472103030").unwrap().is_mobile());
    }
}
