//! The engine's side: which documents are indexed, and how wishes become its query.

use std::collections::BTreeMap;

use kernel::text::folded;
use tantivy::{
    DocAddress, IndexReader, ReloadPolicy, Score, Searcher, TantivyDocument, TantivyError, Term,
    query::{BooleanQuery, BoostQuery, ConstScoreQuery, DisjunctionMaxQuery, Occur, Query as EngineQuery, TermQuery},
    schema::{FAST, Field, IndexRecordOption, STRING, Schema, SchemaBuilder, TextFieldIndexing, TextOptions},
    tokenizer::TokenizerManager,
};

use super::{Query, analysis::Analyzer, reading::Wish};
use crate::entry::Entry;

// The fields, in the order `schema` declares them.
const TITLE: Field = Field::from_field_id(0);
const KEYWORDS: Field = Field::from_field_id(1);
const SUMMARY: Field = Field::from_field_id(2);
const COMMUNE: Field = Field::from_field_id(3);
const THEME: Field = Field::from_field_id(4);
const POSITION: Field = Field::from_field_id(5);
const POSITION_NAME: &str = "position";

/// Where a word is found counts.
const WEIGHTS: [(Field, Score); 3] = [(TITLE, 3.0), (KEYWORDS, 2.0), (SUMMARY, 1.0)];
/// A word found in a second field adds a little.
const TIE: Score = 0.2;
/// In the field of communes: serves all of them. No slug has this form.
const ALL: &str = "*";
const TOKENIZER: &str = "french";
/// The least the engine accepts; the catalogue is smaller.
const MEMORY: usize = 15_000_000;

/// Which entries share a document: those that say the same words.
pub(super) struct Documents(Vec<Vec<usize>>);

impl Documents {
    pub(super) fn of(entries: &[Entry]) -> Self {
        let mut same = BTreeMap::new();
        let mut documents: Vec<Vec<usize>> = Vec::new();
        for (index, entry) in entries.iter().enumerate() {
            let document = *same.entry((&entry.title, &entry.summary, &entry.keywords)).or_insert(documents.len());
            if document == documents.len() {
                documents.push(Vec::new());
            }
            documents[document].push(index);
        }
        Self(documents)
    }

    /// The entries of a document.
    pub(super) fn entries(&self, document: usize) -> impl Iterator<Item = usize> {
        self.0.get(document).into_iter().flatten().copied()
    }

    /// One entry of each document.
    pub(super) fn samples<'a>(&'a self, entries: &'a [Entry]) -> impl Iterator<Item = &'a Entry> {
        self.0.iter().filter_map(|document| document.first()).map(|index| &entries[*index])
    }

    pub(super) fn index(&self, entries: &[Entry], analyzer: &Analyzer) -> Result<IndexReader, TantivyError> {
        let tokenizers = TokenizerManager::default();
        tokenizers.register(TOKENIZER, analyzer.engine());
        let index = tantivy::Index::builder().schema(schema()).tokenizers(tokenizers).create_in_ram()?;
        let mut writer = index.writer_with_num_threads(1, MEMORY)?;
        for (position, document) in (0_u64..).zip(&self.0) {
            let all: Vec<_> = document.iter().map(|index| &entries[*index]).collect();
            writer.add_document(self::document(position, &all))?;
        }
        writer.commit()?;
        index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()
    }
}

fn schema() -> Schema {
    let indexing = TextFieldIndexing::default().set_tokenizer(TOKENIZER).set_index_option(IndexRecordOption::WithFreqs);
    let text = TextOptions::default().set_indexing_options(indexing);
    let mut schema = SchemaBuilder::new();
    for name in ["title", "keywords", "summary"] {
        schema.add_text_field(name, text.clone());
    }
    schema.add_text_field("commune", STRING);
    schema.add_text_field("theme", STRING);
    schema.add_u64_field(POSITION_NAME, FAST);
    schema.build()
}

fn document(position: u64, entries: &[&Entry]) -> TantivyDocument {
    let mut document = TantivyDocument::default();
    document.add_u64(POSITION, position);
    if let Some(entry) = entries.first() {
        document.add_text(TITLE, folded(&entry.title));
        document.add_text(KEYWORDS, folded(&entry.keywords.join(" ")));
        document.add_text(SUMMARY, folded(&entry.summary));
    }
    for entry in entries {
        match &entry.communes {
            None => document.add_text(COMMUNE, ALL),
            Some(communes) => communes.iter().for_each(|commune| document.add_text(COMMUNE, commune)),
        }
        entry.themes.iter().for_each(|theme| document.add_text(THEME, theme));
    }
    document
}

/// All the words of an entry.
pub(super) fn text(entry: &Entry) -> String {
    format!("{} {} {}", entry.title, entry.keywords.join(" "), entry.summary)
}

/// Any wish may be met, the more the better; who serves elsewhere is out.
pub(super) fn query(wishes: &[Wish], query: &Query) -> BooleanQuery {
    let met = wishes.iter().map(|wish| (Occur::Should, wish_query(wish))).collect();
    let mut clauses: Vec<(Occur, Box<dyn EngineQuery>)> = vec![(Occur::Must, Box::new(BooleanQuery::new(met)))];
    if let Some(commune) = &query.commune {
        clauses.push((Occur::Must, among(COMMUNE, &[ALL, commune.as_str()])));
    }
    if let Some(theme) = &query.theme {
        clauses.push((Occur::Must, among(THEME, &[theme.as_str()])));
    }
    BooleanQuery::new(clauses)
}

fn wish_query(Wish(any): &Wish) -> Box<dyn EngineQuery> {
    let of_stem = |(stem, weight): &(String, f32)| {
        let weight = *weight;
        let term = |field| TermQuery::new(Term::from_field_text(field, stem), IndexRecordOption::WithFreqs);
        WEIGHTS.map(|(field, boost)| Box::new(BoostQuery::new(Box::new(term(field)), boost * weight)) as Box<dyn EngineQuery>)
    };
    Box::new(DisjunctionMaxQuery::with_tie_breaker(any.iter().flat_map(of_stem).collect(), TIE))
}

/// A condition that adds nothing to the score.
fn among(field: Field, values: &[&str]) -> Box<dyn EngineQuery> {
    let terms = values.iter().map(|value| Term::from_field_text(field, value)).collect();
    Box::new(ConstScoreQuery::new(Box::new(BooleanQuery::new_multiterms_query(terms)), 0.0))
}

/// The position among [`Documents`] of a document found.
pub(super) fn position(searcher: &Searcher, found: DocAddress) -> Result<usize, TantivyError> {
    let column = searcher.segment_reader(found.segment_ord).fast_fields().u64(POSITION_NAME)?;
    // Every document was given a position; one beyond the list finds no entry.
    Ok(column.first(found.doc_id).and_then(|position| usize::try_from(position).ok()).unwrap_or(usize::MAX))
}
