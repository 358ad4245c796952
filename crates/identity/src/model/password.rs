//! Which passwords may be chosen: long, not guessable; any characters, no
//! rule of composition, no expiry (OWASP ASVS 5.0 §6.2, CNIL 2022-100).

use kernel::text::folded;

/// The fewest characters.
const SHORTEST: usize = 12;
/// The most; longer ones only cost time.
const LONGEST: usize = 256;
/// The fewest bits, when attempts are limited (CNIL 2022-100).
const BITS: f64 = 50.0;

/// What a word of the list, or of her own, adds: a guesser tries every word of
/// a list of this length.
const WORD_BITS: f64 = 10.0;

/// What most passwords are made of: usual words, first names, places, clubs,
/// walks on the keyboard, years. Our own list, so of the licence of the rest.
/// Folded, one a line. Any arrangement of them is refused by [`check`] as long
/// as it is not worth 50 bits, which covers far more than a list of passwords.
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
    let (rest, known) = without_known_words(&folded(password), personal);
    if known > 0 && bits(&rest) + WORD_BITS * f64::from(known) < BITS {
        return Err(Weakness::Common);
    }
    if bits(password) < BITS { Err(Weakness::Guessable) } else { Ok(()) }
}

/// How strong a password is, for whoever is choosing it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Strength {
    /// It may not be chosen.
    Refused(Weakness),
    /// It may.
    Fair,
    /// A guesser would need years.
    Strong,
}

/// From how many bits a password is strong: no list of guesses reaches it.
const STRONG: f64 = 80.0;

/// How strong a password is.
pub fn strength(password: &str, personal: &[&str]) -> Strength {
    if let Err(weakness) = check(password, personal) {
        return Strength::Refused(weakness);
    }
    let (rest, known) = without_known_words(&folded(password), personal);
    if bits(&rest) + WORD_BITS * f64::from(known) < STRONG { Strength::Fair } else { Strength::Strong }
}

impl Strength {
    /// In a few words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Refused(Weakness::Short) => "Trop court",
            Self::Refused(Weakness::Long) => "Trop long",
            Self::Refused(Weakness::Common) => "Trop courant",
            Self::Refused(Weakness::Guessable) => "Trop facile à deviner",
            Self::Fair => "Correct",
            Self::Strong => "Solide",
        }
    }
}

/// What remains of a password without the words that are known, each made one
/// sign that counts for nothing here, and how many they were.
fn without_known_words(folded_password: &str, personal: &[&str]) -> (String, u32) {
    // nobody has a longer name: what is longer only costs time
    let start = |text: &str| text.chars().take(LONGEST).collect::<String>();
    let personal = personal.iter().flat_map(|text| folded(&start(text)).split(['@', '.', ' ', '-']).map(str::to_owned).collect::<Vec<_>>());
    let mut words: Vec<String> = COMMON.lines().map(str::to_owned).chain(personal).filter(|word| word.chars().count() >= 4).collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    let mut rest = unmasked(folded_password);
    let mut known = 0;
    for word in &words {
        let times = rest.matches(word.as_str()).count();
        if times > 0 {
            rest = rest.replace(word.as_str(), "");
            known += u32::try_from(times).unwrap_or(u32::MAX);
        }
    }
    (rest, known)
}

/// Signs that stand for letters, put back: « m0td3p@sse ».
fn unmasked(text: &str) -> String {
    let is_word = |c: char| c.is_alphabetic() || matches!(c, '@' | '$');
    let letters: Vec<char> = text.chars().collect();
    let beside = |at: usize| {
        let before = at.checked_sub(1).and_then(|at| letters.get(at));
        before.into_iter().chain(letters.get(at + 1)).filter(|c| is_word(**c)).count()
    };
    let letter = |(at, c): (usize, &char)| match c {
        '@' => 'a',
        '$' => 's',
        // a digit in the middle of a word
        '0' if beside(at) == 2 => 'o',
        '1' if beside(at) == 2 => 'i',
        '3' if beside(at) == 2 => 'e',
        '4' if beside(at) == 2 => 'a',
        '5' if beside(at) == 2 => 's',
        other => *other,
    };
    letters.iter().enumerate().map(letter).collect()
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
            ("M0tD3P@sse2026!", Err(Weakness::Common)),
            ("lyon69lyon69lyon", Err(Weakness::Common)),
            ("Soleil123456789!", Err(Weakness::Common)),
            ("OlympiqueLyonnais1950", Err(Weakness::Common)),
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
    fn strength_is_told_in_words() {
        for (password, words) in [
            ("court", "Trop court"),
            ("motdepasse123", "Trop courant"),
            ("aaaaaaaaaaaaaaaaaaaa", "Trop facile à deviner"),
            ("qvtkzrhwnmxp", "Correct"),
            ("trois cerises volent", "Correct"),
            ("quarante wagons dormaient sous la grange", "Solide"),
        ] {
            assert_eq!(strength(password, &[]).words(), words, "{password}");
        }
    }

    #[test]
    fn the_list_is_folded_so_that_it_is_found() {
        let words: Vec<&str> = COMMON.lines().collect();
        for word in &words {
            assert_eq!(folded(word), **word);
        }
        assert_eq!(words.len(), words.iter().collect::<std::collections::BTreeSet<_>>().len(), "each word once");
        assert!(words.len().ilog2() >= 9, "what a word is worth: {}", words.len());
    }

    #[test]
    fn long_passwords_of_any_signs_are_taken() {
        for password in ["🦊 renard et 🐔 poule au bois", "x7Kp42vQze9".repeat(23).as_str(), "пароль длинный очень"] {
            assert_eq!(check(password, &[]), Ok(()), "{password}");
        }
    }
}
