//! A line of the catalogue: a téléservice as one authority publishes it.

use kernel::Slug;
use serde::{Deserialize, Serialize};

/// A téléservice that somebody can be led to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Unique in the catalogue: `authority/teleservice`.
    pub id: String,
    /// What one comes to do: « Demander un acte de naissance ».
    pub title: String,
    /// One short sentence.
    pub summary: String,
    /// Other words for it.
    pub keywords: Vec<String>,
    /// Themes it is found under.
    pub themes: Vec<Slug>,
    /// Moments of life it is useful in.
    pub life_events: Vec<Slug>,
    /// Who answers, shown on each result.
    pub responder: Responder,
    /// Who publishes it.
    pub authority: Slug,
    /// The communes it serves; none means all.
    pub communes: Option<Vec<Slug>>,
    /// Where it is: a path of the portal, or the address of another site.
    pub url: String,
    /// What one finds there.
    pub kind: Kind,
}

impl Entry {
    /// Whether it serves the inhabitants of this commune.
    pub fn serves(&self, commune: &Slug) -> bool {
        self.communes.as_ref().is_none_or(|served| served.contains(commune))
    }
}

/// Who answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Responder {
    /// The Métropole.
    Metropole,
    /// The commune.
    Commune,
}

/// What one finds at the entry's address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A form to file here.
    Filing,
    /// Another site, the commune's own or a partner's.
    Link,
}
