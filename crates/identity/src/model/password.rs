//! Which passwords may be chosen: long, not guessable; any characters, no
//! rule of composition, no expiry (OWASP ASVS 5.0 §6.2, CNIL 2022-100).

use kernel::text::folded;

/// The fewest characters.
const SHORTEST: usize = 12;
/// The most; longer ones only cost time.
const LONGEST: usize = 256;
/// The fewest bits, when attempts are limited (CNIL 2022-100).
const BITS: f64 = 50.0;

/// Passwords that many people choose, folded, one a line.
const COMMON: &str = include_str!("../../data/common-passwords.txt");

/// Why a password is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weakness {
    /// Too few characters.
    Short,
    /// Too many.
    Long,
    /// Many people choose it, or it is their own name.
    Common,
    /// Too easy to guess: repeats, sequences, digits alone.
    Guessable,
}

impl Weakness {
    /// What to do.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::Short => "Choisissez un mot de passe d’au moins 12\u{a0}caractères.",
            Self::Long => "Choisissez un mot de passe de 256\u{a0}caractères au plus.",
            Self::Common => "Ce mot de passe est trop courant, ou contient votre nom ou votre adresse. Choisissez-en un autre.",
            Self::Guessable => "Ce mot de passe est trop facile à deviner. Ajoutez des mots ou des signes différents.",
        }
    }
}

/// Checks a password; `personal` are the words an acquaintance would try.
///
/// # Errors
/// [`Weakness`] says what to change.
pub fn check(password: &str, personal: &[&str]) -> Result<(), Weakness> {
    let length = password.chars().count();
    if length < SHORTEST {
        return Err(Weakness::Short);
    }
    if length > LONGEST {
        return Err(Weakness::Long);
    }
    let rest = without_known_words(&folded(password), personal);
    if rest.chars().count() < 4 {
        return Err(Weakness::Common);
    }
    // a known word is worth one character, whatever its length
    if bits(&rest) < BITS && rest.len() < folded(password).len() {
        return Err(Weakness::Common);
    }
    if bits(password) < BITS { Err(Weakness::Guessable) } else { Ok(()) }
}

/// The password with each known word made one sign.
fn without_known_words(folded_password: &str, personal: &[&str]) -> String {
    let personal = personal.iter().flat_map(|text| folded(text).split(['@', '.', ' ', '-']).map(str::to_owned).collect::<Vec<_>>());
    let mut words: Vec<String> = COMMON.lines().map(str::to_owned).chain(personal).filter(|word| word.chars().count() >= 4).collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    words.iter().fold(
        folded_password.to_owned(),
        |rest, word| if rest.contains(word.as_str()) { rest.replace(word.as_str(), "\u{1}") } else { rest },
    )
}

/// An estimate of how many bits a guesser must find: characters that repeat or
/// follow one another count for little.
fn bits(password: &str) -> f64 {
    let alphabet = alphabet_size(password);
    let mut previous: Option<char> = None;
    let mut total = 0.0;
    for c in password.chars() {
        let is_next = previous
            .is_some_and(|p| i64::from(u32::from(c)) - i64::from(u32::from(p)) == 1 || u32::from(p).checked_sub(u32::from(c)) == Some(1));
        let is_same = previous == Some(c);
        total += if is_same || is_next { 1.0 } else { alphabet.log2() };
        previous = Some(c);
    }
    total
}

fn alphabet_size(password: &str) -> f64 {
    let has = |test: fn(char) -> bool| password.chars().any(test);
    let mut size = 0.0;
    for (present, letters) in [
        (has(|c| c.is_ascii_digit()), 10.0),
        (has(|c| c.is_lowercase()), 26.0),
        (has(|c| c.is_uppercase()), 26.0),
        (has(|c| c == ' '), 1.0),
        (has(|c| !c.is_alphanumeric() && c != ' '), 20.0),
    ] {
        if present {
            size += letters;
        }
    }
    f64::max(size, 2.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_in_examples() {
        let personal = ["jeanne.dupont@exemple.fr", "Jeanne", "Dupont"];
        for (password, expected) in [
            ("court", Err(Weakness::Short)),
            ("onze-lettre", Err(Weakness::Short)),
            ("", Err(Weakness::Short)),
            ("motdepasse123", Err(Weakness::Common)),
            ("MotDePasse2026", Err(Weakness::Common)),
            ("azertyuiop123456", Err(Weakness::Common)),
            ("Jeanne.Dupont69", Err(Weakness::Common)),
            ("aaaaaaaaaaaaaaaaaaaa", Err(Weakness::Guessable)),
            ("bcdefghijklmnopqr", Err(Weakness::Guessable)),
            ("739146208517", Err(Weakness::Guessable)),
            ("trois cerises volent", Ok(())),
            ("qvtkzrhwnmxp", Ok(())),
            ("7391462085173946", Ok(())),
            ("La Saône coule en hiver", Ok(())),
            ("x7Kp-42vQ!ze9", Ok(())),
        ] {
            assert_eq!(check(password, &personal), expected, "{password}");
        }
        assert_eq!(check(&"é1 ".repeat(100), &[]), Err(Weakness::Long));
    }

    #[test]
    fn the_list_is_folded_so_that_it_is_found() {
        for word in COMMON.lines() {
            assert_eq!(folded(word), word);
        }
    }
}
