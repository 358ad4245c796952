//! Search: a citizen's words in, the téléservices that serve her out.
//!
//! Words are folded, stemmed and completed; a word that no entry knows is
//! corrected; expressions of daily life lead to our names for things
//! ([`Synonyms`]). Entries that say the same in several communes share one
//! document, so that being published fifty times makes a téléservice neither
//! rarer nor louder.

mod analysis;
mod documents;
mod reading;
mod synonyms;
mod vocabulary;

use std::{collections::BTreeSet, sync::Arc};

use kernel::{Slug, text::folded};
use tantivy::{DocAddress, IndexReader, Score, Searcher, collector::TopDocs};

pub use self::synonyms::Synonyms;
use self::{
    analysis::{Analyzer, Token},
    documents::Documents,
    reading::Wish,
    vocabulary::Vocabulary,
};
use crate::entry::{Entry, Kind};

/// What is typed beyond this many words is not read.
const MOST_WORDS: usize = 24;
/// Nobody reads further.
const MOST_HITS: usize = 200;
/// Results under this share of the best one's score are noise.
const NOISE: Score = 0.34;
/// The same share when a word was guessed: what only the guess finds is more often noise.
const GUESSED_NOISE: Score = 0.45;
/// What can be filed here comes before a sheet that says whom to ask.
const ONLINE: Score = 1.3;
/// Its author foresaw these very words.
const SAID: Score = 4.0;
/// The commune's own version passes before its near equals.
const OWN: Score = 1.2;

/// Building or searching the index failed.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// The synonyms do not read.
    #[error("synonyms: {0}")]
    Synonyms(String),
    /// The search engine refused.
    #[error(transparent)]
    Engine(#[from] tantivy::TantivyError),
}

/// What is looked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// The words as typed; blank lists everything. The last one may be unfinished.
    pub text: String,
    /// The person's commune: what does not serve it is left out. None: one result per title.
    pub commune: Option<Slug>,
    /// Only under this theme.
    pub theme: Option<Slug>,
    /// How many results at most; no more than 200 for a text.
    pub limit: usize,
}

/// A result.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// The entry's id. Without a commune in the query, any of the communes that publish this title.
    pub id: String,
    /// Comparable within one search only.
    pub score: f32,
}

/// The entries, ready to be searched; immutable, cheap to share.
pub struct Index {
    entries: Arc<[Entry]>,
    documents: Documents,
    reader: IndexReader,
    analyzer: Analyzer,
    vocabulary: Vocabulary,
    synonyms: Synonyms,
}

impl Index {
    /// Builds the index in memory: tens of milliseconds for thousands of entries.
    pub fn build(entries: Arc<[Entry]>, synonyms: &Synonyms) -> Result<Self, SearchError> {
        let analyzer = Analyzer::french();
        let documents = Documents::of(&entries);
        let reader = documents.index(&entries, &analyzer)?;
        let mut vocabulary = Vocabulary::default();
        for entry in documents.samples(&entries) {
            vocabulary.learn(&analyzer.tokens(&documents::text(entry)));
        }
        vocabulary.learn(&analyzer.tokens(&synonyms.said()));
        Ok(Self { entries, documents, reader, analyzer, vocabulary, synonyms: synonyms.clone() })
    }

    /// The best entries for this query, best first.
    pub fn search(&self, query: &Query) -> Result<Vec<Hit>, SearchError> {
        if query.text.trim().is_empty() {
            return Ok(self.list(query));
        }
        let mut tokens = self.analyzer.tokens(&query.text);
        tokens.truncate(MOST_WORDS);
        let reading = reading::read(&tokens, query.text.ends_with(char::is_alphanumeric), &self.vocabulary, &self.synonyms);
        if reading.is_empty() || query.limit == 0 {
            return Ok(Vec::new());
        }
        let searcher = self.reader.searcher();
        let wanted = documents::query(&reading, query);
        // Titles published by several communes fall together afterwards, and own versions rise: take more than asked.
        let found = searcher.search(&wanted, &TopDocs::with_limit(4 * query.limit.min(MOST_HITS) + 20).order_by_score())?;
        let noise = if reading.iter().any(Wish::is_guess) { GUESSED_NOISE } else { NOISE };
        self.hits(&searcher, found, query, &tokens, noise)
    }

    fn hits(
        &self,
        searcher: &Searcher,
        found: Vec<(Score, DocAddress)>,
        query: &Query,
        tokens: &[Token],
        noise: Score,
    ) -> Result<Vec<Hit>, SearchError> {
        let mut scored = Vec::with_capacity(found.len());
        for (score, address) in found {
            let document = documents::position(searcher, address)?;
            if let Some(entry) = self.documents.entries(document).filter_map(|index| self.serving(index, query)).min_by_key(|(own, _)| !own)
            {
                let (is_own, entry) = entry;
                let own = if is_own { OWN } else { 1.0 };
                let online = if entry.kind == Kind::Filing { ONLINE } else { 1.0 };
                let said = if self.says(entry, tokens) { SAID } else { 1.0 };
                scored.push((score * own * online * said, entry));
            }
        }
        scored.sort_by(|(one, _), (other, _)| other.total_cmp(one));
        let least = scored.first().map_or(0.0, |(best, _)| best * noise);
        let loud = scored.into_iter().filter(|(score, _)| *score >= least);
        Ok(distinct(loud, query.limit.min(MOST_HITS)))
    }

    /// Whether one of an entry's keywords of several words is wholly in the query.
    fn says(&self, entry: &Entry, tokens: &[Token]) -> bool {
        let phrases = entry.keywords.iter().filter(|keyword| keyword.contains(' '));
        phrases
            .map(|phrase| self.analyzer.tokens(phrase))
            .any(|words| words.iter().all(|word| tokens.iter().any(|token| token.stem == word.stem)))
    }

    /// The entry if it serves who asks, and whether her own commune publishes it.
    fn serving(&self, index: usize, query: &Query) -> Option<(bool, &Entry)> {
        let entry = &self.entries[index];
        let here = query.commune.as_ref().is_none_or(|commune| entry.serves(commune));
        let themed = query.theme.as_ref().is_none_or(|theme| entry.themes.contains(theme));
        (here && themed).then(|| (query.commune.as_ref() == Some(&entry.authority), entry))
    }

    /// Everything that serves, in the order of the catalogue, own entries first.
    fn list(&self, query: &Query) -> Vec<Hit> {
        let mut serving: Vec<_> = (0..self.entries.len()).filter_map(|index| self.serving(index, query)).collect();
        serving.sort_by_key(|(own, _)| !own);
        distinct(serving.into_iter().map(|(_, entry)| (0.0, entry)), query.limit)
    }
}

/// The first of each title.
fn distinct<'a>(scored: impl Iterator<Item = (Score, &'a Entry)>, limit: usize) -> Vec<Hit> {
    let mut titles = BTreeSet::new();
    let first = scored.filter(|(_, entry)| titles.insert(folded(&entry.title)));
    first.take(limit).map(|(score, entry)| Hit { id: entry.id.clone(), score }).collect()
}

#[cfg(test)]
mod tests;
