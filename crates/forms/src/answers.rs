//! The answers of one citizen, opaque.

use std::fmt;

use serde_json::{Map, Value as Json};

/// What was answered, by field. It never prints and does not serialise by
/// accident: [`Answers::to_json`] is called to store, to export or to show.
#[derive(Clone, PartialEq, Default)]
pub struct Answers(Map<String, Json>);

impl Answers {
    /// No answer yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The answers held by a stored document; anything but an object is no answer.
    pub fn from_json(json: Json) -> Self {
        match json {
            Json::Object(map) => Self(map),
            _ => Self::default(),
        }
    }

    /// The document to store.
    pub fn to_json(&self) -> Json {
        Json::Object(self.0.clone())
    }

    /// The answers by question, for the engine's walk.
    pub(crate) const fn map(&self) -> &Map<String, Json> {
        &self.0
    }

    /// The answer to a question: `None` when it was never given, null when it was left empty.
    pub fn get(&self, slug: &str) -> Option<&Json> {
        self.0.get(slug)
    }

    /// Gives or changes an answer.
    pub fn set(&mut self, slug: &str, answer: Json) {
        self.0.insert(slug.to_owned(), answer);
    }

    /// Takes an answer back.
    pub fn remove(&mut self, slug: &str) {
        self.0.remove(slug);
    }

    /// Whether nothing was answered.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
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
    fn answers_do_not_print() {
        let answers = Answers::from_json(json!({ "nom": "Dupond" }));
        assert_eq!(format!("{answers:?}"), "‹personal›");
        assert_eq!(Answers::from_json(answers.to_json()), answers);
        assert_eq!(Answers::from_json(json!([1])), Answers::new());
    }
}
