//! The answers of one citizen, opaque.

use std::{collections::BTreeMap, fmt};

use jiff::civil::Date;
use serde_json::{Map, Value as Json, json};

use crate::Proof;

/// What stands in the stored document for an answer that was erased. No part of an answer is named so.
const ERASED: &str = "$erased";
/// Where the stored document says which answers are certified. No question is named so.
const PROOFS: &str = "$proofs";

/// What was answered, by field. It never prints and does not serialise by
/// accident: [`Answers::to_json`] is called to store, to export or to show.
#[derive(Clone, PartialEq, Default)]
pub struct Answers {
    given: Map<String, Json>,
    erased: BTreeMap<String, Date>,
    proofs: BTreeMap<String, Proof>,
}

impl Answers {
    /// No answer yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The answers held by a stored document; anything but an object is no answer.
    pub fn from_json(json: Json) -> Self {
        let Json::Object(mut given) = json else { return Self::default() };
        let proofs = given.remove(PROOFS).and_then(|proofs| serde_json::from_value(proofs).ok()).unwrap_or_default();
        let day = |answer: &Json| answer.get(ERASED)?.as_str()?.parse().ok();
        let erased: BTreeMap<String, Date> = given.iter().filter_map(|(slug, answer)| Some((slug.clone(), day(answer)?))).collect();
        given.retain(|slug, _| !erased.contains_key(slug));
        Self { given, erased, proofs }
    }

    /// The document to store.
    pub fn to_json(&self) -> Json {
        let erased = self.erased.iter().map(|(slug, day)| (slug.clone(), json!({ ERASED: day })));
        let proofs = (!self.proofs.is_empty()).then(|| (PROOFS.to_owned(), json!(self.proofs)));
        Json::Object(self.given.clone().into_iter().chain(erased).chain(proofs).collect())
    }

    /// The answers by question, for the engine's walk.
    pub(crate) const fn map(&self) -> &Map<String, Json> {
        &self.given
    }

    /// The answer to a question: `None` when it was never given, null when it was left empty.
    pub fn get(&self, slug: &str) -> Option<&Json> {
        self.given.get(slug)
    }

    /// Gives or changes an answer.
    pub fn set(&mut self, slug: &str, answer: Json) {
        self.erased.remove(slug);
        self.proofs.remove(slug);
        self.given.insert(slug.to_owned(), answer);
    }

    /// Gives an answer that somebody vouches for.
    pub(crate) fn certify(&mut self, slug: &str, answer: Json, proof: Proof) {
        self.set(slug, answer);
        self.proofs.insert(slug.to_owned(), proof);
    }

    /// Who vouches for an answer, if anybody does.
    pub fn proof(&self, slug: &str) -> Option<&Proof> {
        self.proofs.get(slug)
    }

    /// Whether somebody vouches for one of them.
    pub fn is_certified(&self) -> bool {
        !self.proofs.is_empty()
    }

    /// The same answers, with who vouches for them there.
    pub(crate) fn with_proofs_of(mut self, there: &Self) -> Self {
        self.proofs = there.proofs.clone();
        self.proofs.retain(|slug, _| self.given.contains_key(slug));
        self
    }

    /// The same answers, with the days when those of there were erased.
    pub(crate) fn with_erased_of(mut self, there: &Self) -> Self {
        self.erased = there.erased.clone();
        self.erased.retain(|slug, _| !self.given.contains_key(slug));
        self
    }

    /// The same answers, for which nobody vouches any more.
    pub(crate) fn without_proofs(self) -> Self {
        Self { proofs: BTreeMap::new(), ..self }
    }

    /// Takes an answer back.
    pub fn remove(&mut self, slug: &str) {
        self.given.remove(slug);
        self.proofs.remove(slug);
    }

    /// Erases an answer: the day when it was remains. One that was never given is not erased.
    pub fn erase(&mut self, slug: &str, day: Date) {
        self.proofs.remove(slug);
        if self.given.remove(slug).is_some_and(|answer| !answer.is_null()) {
            self.erased.insert(slug.to_owned(), day);
        }
    }

    /// The day when an answer was erased.
    pub fn erased(&self, slug: &str) -> Option<Date> {
        self.erased.get(slug).copied()
    }

    /// Whether nothing was answered.
    pub fn is_empty(&self) -> bool {
        self.given.is_empty()
    }
}

impl fmt::Debug for Answers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("‹personal›")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn an_erased_answer_leaves_its_day() {
        let day = jiff::civil::date(2026, 11, 22);
        let mut answers = Answers::from_json(json!({ "iban": "FR76", "rib": null, "nom": "Ana" }));
        for slug in ["iban", "rib", "jamais"] {
            answers.erase(slug, day);
        }
        assert_eq!(answers.to_json(), json!({ "iban": { "$erased": "2026-11-22" }, "nom": "Ana" }));
        let read = Answers::from_json(answers.to_json());
        assert_eq!(read, answers);
        assert_eq!((read.get("iban"), read.erased("iban"), read.erased("rib")), (None, Some(day), None));
    }

    #[test]
    fn answers_do_not_print() {
        let answers = Answers::from_json(json!({ "nom": "Dupond" }));
        assert_eq!(format!("{answers:?}"), "‹personal›");
        assert_eq!(Answers::from_json(answers.to_json()), answers);
        assert_eq!(Answers::from_json(json!([1])), Answers::new());
    }
}
