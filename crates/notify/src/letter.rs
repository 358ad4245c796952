//! What is written to a person, whatever carries it.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A letter. Its texts are plain: a line break stays one, nothing is markup.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Letter {
    /// What it is about, in a few words.
    pub subject: String,
    /// « Bonjour Camille, ».
    pub greeting: Option<String>,
    /// What happened and what is expected.
    pub paragraphs: Vec<String>,
    /// What to keep at hand, by name: a number, a date, a place.
    pub facts: Vec<(String, String)>,
    /// The one thing to do.
    pub action: Option<Action>,
    /// What may come after the action.
    pub after: Vec<String>,
    /// Who signs, line by line.
    pub signature: Vec<String>,
}

/// Something to do on one of our pages.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Action {
    /// What one does: « Voir ma demande ».
    pub label: String,
    /// The page, as a whole URL.
    pub url: String,
}

/// A letter is to one person: it prints nothing of itself.
impl fmt::Debug for Letter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Letter(‹personal›)")
    }
}

/// A link may open what it leads to: it prints nothing of itself.
impl fmt::Debug for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Action(‹personal›)")
    }
}
