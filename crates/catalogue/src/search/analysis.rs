//! From a text to its words: folded, cut at apostrophes, small words left out, stemmed.

use kernel::text::folded;
use tantivy::tokenizer::{Language, SimpleTokenizer, Stemmer, StopWordFilter, TextAnalyzer, TokenStream};

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    /// Folded, as written.
    pub(super) word: String,
    /// Its stem.
    pub(super) stem: String,
}

/// Cuts French texts into words; the same for entries and for what is typed.
pub(super) struct Analyzer(TextAnalyzer);

impl Analyzer {
    pub(super) fn french() -> Self {
        let small = StopWordFilter::remove(SMALL.split_whitespace().map(str::to_owned));
        Self(TextAnalyzer::builder(SimpleTokenizer::default()).filter(small).filter(Stemmer::new(Language::French)).build())
    }

    /// What the engine must use on folded texts to find these stems.
    pub(super) fn engine(&self) -> TextAnalyzer {
        self.0.clone()
    }

    pub(super) fn tokens(&self, text: &str) -> Vec<Token> {
        let folded = folded(text);
        let mut analyzer = self.0.clone();
        let mut stream = analyzer.token_stream(&folded);
        let mut tokens = Vec::new();
        while let Some(token) = stream.next() {
            let word = folded[token.offset_from..token.offset_to].to_owned();
            tokens.push(Token { word, stem: token.text.clone() });
        }
        tokens
    }

    pub(super) fn stems(&self, text: &str) -> Vec<String> {
        self.tokens(text).into_iter().map(|token| token.stem).collect()
    }
}

/// Words that say nothing of what is wanted: articles, pronouns, prepositions,
/// « I would like », « please », « how to », « ask ».
const SMALL: &str = "
a ai afin ait ans apres as au aucun aucune aura aussi autre aux avant avec avez avoir avons bonjour car ce cela ces cet cette chez
comment comme d dans de depuis demande demander demandes des deux dois doit doivent donc du elle elles en entre est et etait ete etes etre
eu eux fait faire faites fais faut il ils ici j je l la le les leur leurs lui m ma mais me meme merci mes mon moi n nos notre nous
obtenir on ou par peut peux plait pour pourquoi pouvoir puis qu quand que quel quelle quelles quels qui quoi recevoir s sa savoir se
ses si sont sous son suis sur svp t ta te tes toi ton tout tous toute toutes tres trop tu un une urgent vers veut veux vos votre voudrais
voulez vouloir vous y besoin aimerais souhaite dit";

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        Analyzer::french().tokens(text).into_iter().map(|token| token.word).collect()
    }

    #[test]
    fn elisions_and_small_words_fall() {
        assert_eq!(words("Je voudrais inscrire mon fils à l’école, s’il vous plaît"), ["inscrire", "fils", "ecole"]);
        assert_eq!(words("qu'est-ce que l'acte d'état civil ?"), ["acte", "etat", "civil"]);
    }

    #[test]
    fn endings_and_accents_do_not_matter() {
        let analyzer = Analyzer::french();
        for (one, other) in [("poubelles", "poubelle"), ("École", "ecoles"), ("déménagements", "demenagement"), ("Œuvres", "oeuvre")] {
            assert_eq!(analyzer.stems(one), analyzer.stems(other));
        }
    }
}
