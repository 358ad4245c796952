//! Where something stands in a definition: what an address of the studio says,
//! what an edit names, what a finding points at.

mod finding;
mod text;

use kernel::Slug;
use serde::{Deserialize, Serialize};

pub use finding::of_finding;
pub use text::NotAPlace;

/// A list of questions: a page of the form, or what a transition asks.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Home {
    /// A page, by its name.
    Page(String),
    /// An input form, by its name.
    Input(Slug),
}

/// Where questions are together: a page, an input form, or a block in one of them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Group {
    /// The page or the input form.
    pub home: Home,
    /// The blocks to open, outermost first; none at the top of a page.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub path: Vec<String>,
}

/// A question: where it stands and its name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct FieldAt {
    /// The questions around it.
    #[serde(flatten)]
    pub group: Group,
    /// Its name.
    pub slug: String,
}

/// Where effects stand.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Effects {
    /// What filing does.
    Filed,
    /// What a transition does.
    Transition(Slug),
}

/// Anything in a definition. As text, `pages/enfants/questions/enfants/naissance`,
/// it is the end of an address; names of pages and questions that no address can
/// carry (they come from documents written elsewhere) do not read back.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// Title and summary.
    Presentation,
    /// Catalogue, competence, opening.
    Settings,
    /// The record of processing.
    Processing,
    /// The form as a whole.
    Form,
    /// A page.
    Page(String),
    /// A question, of the form or of an input form.
    Field(FieldAt),
    /// An input form.
    Input(Slug),
    /// The workflow as a whole.
    Workflow,
    /// A status.
    Status(Slug),
    /// A transition.
    Transition(Slug),
    /// An effect, by its rank.
    Effect(Effects, usize),
    /// All that filing does.
    Filed,
    /// An automation.
    Automation(Slug),
    /// A function.
    Function(Slug),
    /// A datum of the agents.
    Data(Slug),
    /// The legal clock.
    Clock,
    /// A connector.
    Connector(Slug),
    /// Messages and documents as a whole.
    Texts,
    /// A message.
    Message(Slug),
    /// A document.
    Document(Slug),
    /// A block of a document, by its rank.
    Block(Slug, usize),
    /// The tests as a whole.
    Tests,
    /// A test, by its rank.
    Test(usize),
}

impl Home {
    /// Its questions that are in no block.
    pub fn group(&self) -> Group {
        Group { home: self.clone(), path: vec![] }
    }
}

impl Group {
    /// The questions of a page.
    pub fn page(slug: impl Into<String>) -> Self {
        Home::Page(slug.into()).group()
    }

    /// The questions of an input form.
    pub fn input(slug: Slug) -> Self {
        Home::Input(slug).group()
    }

    /// A question among these.
    pub fn field(&self, slug: impl Into<String>) -> FieldAt {
        FieldAt { group: self.clone(), slug: slug.into() }
    }

    /// The page, the input form or the block itself.
    pub fn place(&self) -> Place {
        match (self.path.split_last(), &self.home) {
            (Some((slug, path)), home) => {
                Place::Field(FieldAt { group: Self { home: home.clone(), path: path.to_vec() }, slug: slug.clone() })
            }
            (None, Home::Page(slug)) => Place::Page(slug.clone()),
            (None, Home::Input(slug)) => Place::Input(slug.clone()),
        }
    }
}

impl FieldAt {
    /// The questions inside it, when it is a block.
    pub fn inside(&self) -> Group {
        Group { home: self.group.home.clone(), path: self.path() }
    }

    /// Its names from the top of its page: `["enfants", "naissance"]`.
    pub fn path(&self) -> Vec<String> {
        self.group.path.iter().chain([&self.slug]).cloned().collect()
    }
}

/// In documents and histories a place is its text.
impl Serialize for Place {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Place {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}
