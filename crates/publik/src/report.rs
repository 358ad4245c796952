//! What the import did, as data: counts, everything not carried with why, what
//! a person must decide.

mod ledger;
mod text;

use std::{collections::BTreeMap, fmt};

use kernel::Slug;
use serde::{Deserialize, Serialize};
use workflow::{Finding, Nature, Outcome as Ending};

pub(crate) use ledger::{Ledger, Place};

/// The report of an import. [`Report::to_markdown`] writes it in French.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// The files, with what was made of them.
    pub files: Vec<FileLine>,
    /// The téléservices, in the order of the files.
    pub forms: Vec<FormReport>,
    /// Constructs counted over all; a workflow used by several forms counts once.
    pub counts: Vec<Count>,
    /// Settings that were not read, of presentation most of all, by name, with how often.
    pub ignored: BTreeMap<String, usize>,
    /// What must be decided once for all téléservices.
    pub decisions: Vec<String>,
}

/// A file and what was made of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileLine {
    /// Its name.
    pub name: String,
    /// What it is.
    pub state: FileState,
    /// What it holds, or why it was refused, in French.
    pub message: String,
}

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FileState {
    /// Read and used.
    Read,
    /// Of a kind that is not imported.
    Ignored,
    /// It cannot be read.
    Refused,
}

/// What was made of one form and its workflow.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormReport {
    /// The téléservice's name.
    pub slug: Slug,
    /// Its title.
    pub title: String,
    /// The file it comes from.
    pub file: String,
    /// The name of its workflow.
    pub workflow: String,
    /// Whether it can be used.
    pub verdict: Verdict,
    /// What was not carried as it was.
    pub notes: Vec<Note>,
    /// The natures guessed for the statuses.
    pub natures: Vec<NatureGuess>,
    /// The functions of the workflow with the role that had them on the other site.
    pub bindings: Vec<Binding>,
    /// What the linter says of the definition.
    pub findings: Vec<Finding>,
    /// Constructs of the form.
    pub form_counts: Vec<Count>,
    /// Constructs of the workflow.
    pub workflow_counts: Vec<Count>,
}

/// Whether an imported téléservice can be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It passes the linter and nothing in it waits for a decision of its own.
    Ready,
    /// It passes the linter; some points must be looked at.
    ToCheck,
    /// It does not pass the linter, or lacks something essential.
    ToRedo,
}

/// How much a note weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Weight {
    /// To know: the product does it in another way.
    Info,
    /// Carried with a safe choice: to be looked at.
    Check,
    /// Not carried: somebody must decide.
    Decide,
    /// Something essential is missing.
    Redo,
}

/// Something that was not carried as it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// How much it weighs.
    pub weight: Weight,
    /// The construct of w.c.s.: `champ password`, `action sendmail`.
    pub construct: String,
    /// Where: form › page › field, or workflow › status › action.
    pub place: String,
    /// What was done and why, and what to decide, in French.
    pub message: String,
}

/// How many of a construct were met.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// The construct.
    pub construct: String,
    /// Carried as they were.
    pub as_is: usize,
    /// Carried with a change.
    pub changed: usize,
    /// Not carried.
    pub left: usize,
}

/// The nature guessed for a status.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NatureGuess {
    /// The status.
    pub status: Slug,
    /// As agents read it.
    pub label: String,
    /// The guess.
    pub nature: Nature,
    /// How it ends, when it does.
    pub outcome: Option<Ending>,
    /// Whether the workflow leaves no doubt.
    pub is_sure: bool,
}

/// Who had a function on the other site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Binding {
    /// The function.
    pub function: Slug,
    /// Its label.
    pub label: String,
    /// The name of the role, when the form gives one.
    pub role: Option<String>,
}

impl FormReport {
    /// Tells that another téléservice had its name.
    pub(crate) fn renamed(&mut self, wished: &str) {
        let message = format!(
            "Une autre démarche s’appelle «\u{a0}{wished}\u{a0}». Celle-ci s’appelle «\u{a0}{}\u{a0}»\u{a0}: gardez la bonne.",
            self.slug
        );
        self.notes.push(Note { weight: Weight::Check, construct: "formulaire".into(), place: self.title.clone(), message });
        self.verdict = self.verdict.max(Verdict::ToCheck);
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Ready => "prête",
            Self::ToCheck => "à vérifier",
            Self::ToRedo => "à reprendre",
        })
    }
}

/// A nature in words.
fn nature(nature: Nature, outcome: Option<Ending>) -> &'static str {
    match (nature, outcome) {
        (Nature::Filed, _) => "déposée",
        (Nature::InProgress, _) => "en cours",
        (Nature::Waiting, _) => "attend la personne",
        (Nature::Closed, Some(Ending::Accepted)) => "close, acceptée",
        (Nature::Closed, Some(Ending::Refused)) => "close, refusée",
        (Nature::Closed, Some(Ending::Withdrawn)) => "close, retirée",
        (Nature::Closed, _) => "close, faite",
    }
}
