//! What citizens say, and the words of our téléservices for it.

use std::collections::BTreeMap;

use super::{SearchError, analysis::Analyzer};

/// Expressions of daily life, each with the words to look for instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Synonyms {
    said: Vec<String>,
    rules: BTreeMap<String, Vec<Rule>>,
}

/// An expression, by its stems.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Rule {
    said: Vec<String>,
    means: Vec<String>,
}

impl Synonyms {
    /// The expressions shipped with the program.
    pub fn bundled() -> Result<Self, SearchError> {
        Self::parse(include_str!("../../assets/synonymes.toml"))
    }

    /// Reads sections of `"expression" = "our words"`.
    pub fn parse(text: &str) -> Result<Self, SearchError> {
        let sections: BTreeMap<String, BTreeMap<String, String>> =
            toml::from_str(text).map_err(|error| SearchError::Synonyms(error.to_string()))?;
        let analyzer = Analyzer::french();
        let mut synonyms = Self { said: Vec::new(), rules: BTreeMap::new() };
        for (said, means) in sections.into_values().flatten() {
            let rule = Rule { said: analyzer.stems(&said), means: analyzer.stems(&means) };
            let (Some(first), false) = (rule.said.first().cloned(), rule.means.is_empty()) else {
                return Err(SearchError::Synonyms(format!("« {said} » = « {means} » has only small words on one side")));
            };
            synonyms.rules.entry(first).or_default().push(rule);
            synonyms.said.push(said);
        }
        Ok(synonyms)
    }

    /// All expressions, as one text.
    pub(super) fn said(&self) -> String {
        self.said.join(" ")
    }

    /// Our words for the expressions that begin here: `stems` are the possible stems of each word typed, from here on.
    pub(super) fn meanings<'a>(&'a self, stems: &'a [Vec<String>]) -> impl Iterator<Item = &'a [String]> {
        let first = stems.first().into_iter().flatten();
        let rules = first.filter_map(|stem| self.rules.get(stem)).flatten();
        rules.filter(|rule| begins(stems, &rule.said)).map(|rule| rule.means.as_slice())
    }
}

/// Whether the words typed begin with the expression.
fn begins(stems: &[Vec<String>], said: &[String]) -> bool {
    said.len() <= stems.len() && said.iter().zip(stems).all(|(stem, possible)| possible.contains(stem))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions_are_met_whatever_their_small_words() {
        let synonyms = Synonyms::parse("[rue]\n\"trou dans la rue\" = \"signaler chaussée\"").unwrap();
        let typed = |text: &str| Analyzer::french().stems(text).into_iter().map(|stem| vec![stem]).collect::<Vec<_>>();
        assert_eq!(synonyms.meanings(&typed("trou de la rue")).count(), 1);
        assert_eq!(synonyms.meanings(&typed("trou")).count(), 0);
    }

    #[test]
    fn an_empty_expression_is_refused() {
        assert!(Synonyms::parse("[a]\n\"de la\" = \"rue\"").is_err());
        assert!(Synonyms::parse("[a]\nrue = \"le\"").is_err());
        assert!(Synonyms::parse("rue = \"chaussée\"").is_err());
    }

    #[test]
    fn many_expressions_are_shipped() {
        assert!(Synonyms::bundled().unwrap().said.len() >= 150);
    }
}
