//! The words of the streets: which streets hold a word like the one typed.

use std::collections::{BTreeMap, BTreeSet};

/// Words too common in street names to be asked for.
const EMPTY: [&str; 8] = ["de", "du", "des", "la", "le", "les", "l", "d"];

/// The words of a folded text; articles left out, « st » and « bd » written in full.
pub(super) fn words(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty() && !EMPTY.contains(word)).map(|word| match word {
        "av" | "ave" => "avenue",
        "bd" | "bld" | "bvd" => "boulevard",
        "ch" | "che" => "chemin",
        "fg" => "faubourg",
        "gal" => "general",
        "imp" => "impasse",
        "mte" => "montee",
        "pl" => "place",
        "r" => "rue",
        "rte" => "route",
        "st" => "saint",
        "ste" => "sainte",
        other => other,
    })
}

/// From each word to the streets that hold it.
pub(super) struct Words(BTreeMap<String, Vec<usize>>);

impl Words {
    /// The words of these folded texts, each known by its position.
    pub(super) fn of(texts: impl Iterator<Item = String>) -> Self {
        let mut index: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (street, text) in texts.enumerate() {
            for word in words(&text).collect::<BTreeSet<_>>() {
                index.entry(word.to_owned()).or_default().push(street);
            }
        }
        Self(index)
    }

    /// The streets that hold this word: itself or its beginning, else a word one or two typos away.
    pub(super) fn like(&self, typed: &str) -> BTreeSet<usize> {
        let begun: BTreeSet<_> = self.begun(typed).flatten().copied().collect();
        if begun.is_empty() { self.misspelt(typed).flatten().copied().collect() } else { begun }
    }

    fn begun<'a>(&'a self, typed: &'a str) -> impl Iterator<Item = &'a Vec<usize>> {
        self.0.range(typed.to_owned()..).take_while(move |(word, _)| word.starts_with(typed)).map(|(_, streets)| streets)
    }

    fn misspelt<'a>(&'a self, typed: &'a str) -> impl Iterator<Item = &'a Vec<usize>> {
        let allowed = match typed.len() {
            0..=3 => 0,
            4..=7 => 1,
            _ => 2,
        };
        let near = move |word: &str| allowed > 0 && word.len().abs_diff(typed.len()) <= allowed && typos(word, typed) <= allowed;
        self.0.iter().filter(move |(word, _)| near(word)).map(|(_, streets)| streets)
    }
}

/// Letters added, lost or changed between two words (Levenshtein distance).
fn typos(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, letter) in a.chars().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, other) in b.iter().enumerate() {
            let changed = corner + usize::from(letter != *other);
            corner = row[j + 1];
            row[j + 1] = changed.min(corner + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn abbreviations_are_opened_and_articles_dropped() {
        assert_eq!(words("av de l'ecole st-jean").collect::<Vec<_>>(), ["avenue", "ecole", "saint", "jean"]);
    }

    #[test]
    fn a_word_is_found_by_its_beginning_or_with_a_typo() {
        let words = Words::of(["rue pasteur", "rue garibaldi", "place garnier"].map(str::to_owned).into_iter());
        let found = |typed| words.like(typed).into_iter().collect::<Vec<_>>();
        assert_eq!(found("rue"), [0, 1]);
        assert_eq!(found("gar"), [1, 2]);
        assert_eq!(found("garibladi"), [1]);
        assert_eq!(found("pateur"), [0]);
        assert_eq!(found("xyz"), [0; 0]);
    }

    #[test]
    fn typos_are_counted() {
        for (a, b, count) in [("", "", 0), ("rue", "rue", 0), ("rue", "ru", 1), ("rue", "roue", 1), ("abc", "", 3), ("chat", "chien", 3)] {
            assert_eq!(typos(a, b), count, "{a} {b}");
        }
    }
}
