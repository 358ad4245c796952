//! The number of a case, as people say it on the phone.

use kernel::{Rng, Slug, Timestamp, rng::spoken_code, text::day};

/// `BRON-26-7K4MPQ`: whose, the year, and six letters or digits that cannot be
/// guessed in sequence (a running number would tell how many requests there are).
pub fn reference(authority: &Slug, at: Timestamp, rng: &dyn Rng) -> String {
    let place: String = authority.as_str().chars().filter(char::is_ascii_alphanumeric).take(5).collect();
    format!("{}-{:02}-{}", place.to_uppercase(), day(at).year() % 100, spoken_code(rng, 6))
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::rng::SeededRng;

    #[test]
    fn a_reference_says_whose_and_when() {
        let text = reference(&"saint-genis-laval".parse().unwrap(), "2026-11-22T10:00:00Z".parse().unwrap(), &SeededRng::new(3));
        assert!(text.starts_with("SAINT-26-"), "{text}");
        assert_eq!(text.len(), 15);
    }
}
