//! What the words typed may mean: each one's stems, and those of the expressions they form.

use super::{analysis::Token, synonyms::Synonyms, vocabulary::Vocabulary};

/// One thing that is asked: the stems any of which answers it, with their weights.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Wish(pub(super) Vec<(String, f32)>);

impl Wish {
    /// Whether it is our guess of a word that nothing knows.
    pub(super) fn is_guess(&self) -> bool {
        self.0.iter().any(|(_, weight)| *weight == CORRECTED)
    }
}

const CERTAIN: f32 = 1.0;
const MEANT: f32 = 0.9;
const CORRECTED: f32 = 0.8;
const COMPLETED: f32 = 0.7;

/// The wishes in these words; when `unfinished`, the last word may be the beginning of another.
pub(super) fn read(tokens: &[Token], unfinished: bool, vocabulary: &Vocabulary, synonyms: &Synonyms) -> Vec<Wish> {
    let last = tokens.len().saturating_sub(1);
    let read = |(index, token)| word(token, unfinished && index == last, vocabulary);
    let mut wishes: Vec<Wish> = tokens.iter().enumerate().map(read).collect();
    let stems: Vec<Vec<String>> = wishes.iter().map(|Wish(any)| any.iter().map(|(stem, _)| stem.clone()).collect()).collect();
    for start in 0..stems.len() {
        for means in synonyms.meanings(&stems[start..]) {
            wishes.extend(means.iter().map(|stem| Wish(vec![(stem.clone(), MEANT)])));
        }
    }
    wishes.retain(|Wish(any)| !any.is_empty());
    wishes
}

/// A word as written; else completed; else corrected.
fn word(token: &Token, unfinished: bool, vocabulary: &Vocabulary) -> Wish {
    let mut any = Vec::new();
    if vocabulary.knows(&token.stem) {
        any.push((token.stem.clone(), CERTAIN));
    }
    if unfinished && token.word.len() >= 2 && !vocabulary.spells(&token.word) {
        let completions = vocabulary.completions(&token.word).into_iter().filter(|stem| *stem != token.stem);
        any.extend(completions.map(|stem| (stem, COMPLETED)));
    }
    if any.is_empty() {
        any.extend(vocabulary.corrections(&token.word).into_iter().map(|stem| (stem, CORRECTED)));
    }
    Wish(any)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::analysis::Analyzer;

    fn wishes(text: &str, unfinished: bool) -> Vec<Vec<(String, f32)>> {
        let analyzer = Analyzer::french();
        let synonyms = Synonyms::parse("[a]\n\"bébé est né\" = \"déclarer naissance\"").unwrap();
        let mut vocabulary = Vocabulary::default();
        vocabulary.learn(&analyzer.tokens("déclarer une naissance, bébé né"));
        read(&analyzer.tokens(text), unfinished, &vocabulary, &synonyms).into_iter().map(|Wish(any)| any).collect()
    }

    #[test]
    fn a_known_word_is_certain_and_an_unknown_one_is_corrected_or_dropped() {
        assert_eq!(wishes("naissance xylophone", false), [[("naissanc".to_owned(), CERTAIN)]]);
        assert_eq!(wishes("naisance", false), [[("naissanc".to_owned(), CORRECTED)]]);
    }

    #[test]
    fn only_the_last_word_is_completed() {
        assert_eq!(wishes("naiss", true), [[("naissanc".to_owned(), COMPLETED)]]);
        assert!(wishes("naiss", false).is_empty());
    }

    #[test]
    fn expressions_add_our_words_even_misspelt() {
        let added = wishes("mon bébbé est né", false);
        assert!(added.contains(&vec![("naissanc".to_owned(), MEANT)]), "{added:?}");
    }
}
