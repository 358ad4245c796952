//! Letters to people: what is written here is sent by whoever the binary says.

use kernel::Personal;
use serde::Deserialize;
use serde_json::{Value, json};
use web::house::BoxFuture;

/// An e-mail to write to somebody.
#[derive(Debug, Clone, Deserialize)]
pub struct Letter {
    /// Her address.
    pub to: Personal<String>,
    /// Its subject.
    pub subject: String,
    /// What it says.
    pub paragraphs: Vec<String>,
    /// What she may do: the words of the link, and its address.
    pub action: Option<(String, String)>,
}

/// Sends letters.
pub trait Mailer: Send + Sync {
    /// Sends a letter. The same `key` twice is the same letter: it is sent once.
    fn send<'a>(&'a self, letter: &'a Letter, key: &'a str) -> BoxFuture<'a, Result<(), String>>;
}

impl Letter {
    /// As it waits in a job, before it is sealed.
    pub(crate) fn to_json(&self) -> Value {
        json!({ "to": self.to.expose(), "subject": self.subject, "paragraphs": self.paragraphs, "action": self.action })
    }
}
