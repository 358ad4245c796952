//! The words that can be found: for completing what is begun and correcting what is misspelt.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

use super::analysis::Token;

/// Words by spelling, without accents.
#[derive(Default)]
pub(super) struct Vocabulary {
    words: BTreeMap<String, Word>,
    stems: BTreeSet<String>,
}

struct Word {
    stem: String,
    times: usize,
    letters: u64,
}

/// Completions worth trying.
const COMPLETIONS: usize = 12;

impl Vocabulary {
    pub(super) fn learn(&mut self, tokens: &[Token]) {
        for token in tokens {
            let new = || Word { stem: token.stem.clone(), times: 0, letters: letters(&token.word) };
            self.words.entry(token.word.clone()).or_insert_with(new).times += 1;
            self.stems.insert(token.stem.clone());
        }
    }

    /// Whether a word of this stem can be found.
    pub(super) fn knows(&self, stem: &str) -> bool {
        self.stems.contains(stem)
    }

    /// Whether this very word can be found: it needs no completion.
    pub(super) fn spells(&self, word: &str) -> bool {
        self.words.contains_key(word)
    }

    /// Stems of the words that begin so, the most used first.
    pub(super) fn completions(&self, begun: &str) -> Vec<String> {
        let mut words: Vec<_> = self.words.range(begun.to_owned()..).take_while(|(word, _)| word.starts_with(begun)).collect();
        words.sort_by_key(|(_, word)| Reverse(word.times));
        let mut stems: Vec<String> = Vec::new();
        for (_, word) in words {
            if !stems.contains(&word.stem) {
                stems.push(word.stem.clone());
            }
        }
        stems.truncate(COMPLETIONS);
        stems
    }

    /// Stems of the nearest words, within one typo up to seven letters and two beyond; short words are left alone.
    /// A letter doubled or not is half a typo: « naisance » is « naissance » rather than « nuisance ».
    pub(super) fn corrections(&self, typed: &str) -> Vec<String> {
        let allowed = match typed.chars().count() {
            0..=3 => return Vec::new(),
            4..=7 => 1,
            _ => 2,
        };
        let bag = letters(typed);
        // A typo changes at most two letters of the bag: most words fall before they are compared.
        let like = self.words.iter().filter(|(_, word)| (word.letters ^ bag).count_ones() <= 2 * allowed);
        let like = like.filter(|(spelling, _)| spelling.len().abs_diff(typed.len()) <= allowed as usize);
        let mut near: Vec<_> = like.map(|(spelling, word)| (half_typos(spelling, typed), word)).collect();
        let Some(best) = near.iter().map(|(halves, _)| *halves).min().filter(|best| *best <= 2 * allowed as usize) else {
            return Vec::new();
        };
        near.retain(|(halves, _)| *halves == best);
        let stems: BTreeSet<_> = near.into_iter().map(|(_, word)| word.stem.clone()).collect();
        stems.into_iter().collect()
    }
}

/// The set of letters and digits of a folded word.
fn letters(word: &str) -> u64 {
    word.bytes().fold(0, |bag, byte| bag | 1 << (byte % 64))
}

/// Letters added, lost, changed, or swapped with their neighbour, to go from
/// one word to the other: two halves each, one for a letter doubled or not.
fn half_typos(from: &str, to: &str) -> usize {
    let (from, to): (Vec<char>, Vec<char>) = (from.chars().collect(), to.chars().collect());
    let lone = |word: &[char], at: usize| if at > 1 && word[at - 1] == word[at - 2] { 1 } else { 2 };
    let mut before = vec![0; to.len() + 1];
    let mut above = vec![0; to.len() + 1];
    for j in 1..=to.len() {
        above[j] = above[j - 1] + lone(&to, j);
    }
    for i in 1..=from.len() {
        let mut row = vec![above[0] + lone(&from, i); to.len() + 1];
        for j in 1..=to.len() {
            let change = above[j - 1] + if from[i - 1] == to[j - 1] { 0 } else { 2 };
            row[j] = change.min(above[j] + lone(&from, i)).min(row[j - 1] + lone(&to, j));
            if i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1] {
                row[j] = row[j].min(before[j - 2] + 2);
            }
        }
        before = std::mem::replace(&mut above, row);
    }
    above[to.len()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::analysis::Analyzer;

    fn vocabulary(text: &str) -> Vocabulary {
        let mut vocabulary = Vocabulary::default();
        vocabulary.learn(&Analyzer::french().tokens(text));
        vocabulary
    }

    #[test]
    fn begun_words_are_completed() {
        let vocabulary = vocabulary("poubelle poubelles passeport");
        assert_eq!(vocabulary.completions("poub"), Analyzer::french().stems("poubelle"));
        assert_eq!(vocabulary.completions("p").len(), 2);
    }

    #[test]
    fn misspelt_words_are_corrected_to_the_nearest() {
        let vocabulary = vocabulary("naissance nuisance lampadaire école crèche");
        let stem = |word| Analyzer::french().stems(word);
        for (typed, meant) in [("naisance", "naissance"), ("lanpadaire", "lampadaire"), ("ecoel", "école"), ("creche", "crèche")] {
            assert_eq!(vocabulary.corrections(typed), stem(meant), "{typed}");
        }
        for unlike in ["rue", "ecran", "bibliotheque"] {
            assert!(vocabulary.corrections(unlike).is_empty(), "{unlike}");
        }
    }

    #[test]
    fn typos_are_counted() {
        for (from, to, count) in [
            ("", "", 0),
            ("bac", "bac", 0),
            ("bac", "ba", 2),
            ("ecole", "ecoel", 2),
            ("chat", "chien", 6),
            ("", "abc", 6),
            ("apeler", "appeller", 2),
        ] {
            assert_eq!((half_typos(from, to), half_typos(to, from)), (count, count), "{from} {to}");
        }
    }
}
