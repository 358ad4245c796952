//! The logical names that a workflow may use.

use std::collections::{BTreeMap, BTreeSet};

use expr::Type;
use kernel::Slug;

/// What exists around a workflow, by name.
#[derive(Default)]
pub struct Names {
    /// Input forms: the record of what their fields hold.
    pub inputs: BTreeMap<Slug, Type>,
    /// Message templates.
    pub messages: BTreeSet<Slug>,
    /// Document templates.
    pub documents: BTreeSet<Slug>,
    /// Connectors.
    pub connectors: BTreeSet<Slug>,
    /// Fields of the form that hold an e-mail address.
    pub addresses: BTreeSet<Slug>,
    /// Questions of one choice that everybody answers, with all their answers.
    pub choices: BTreeMap<String, BTreeSet<String>>,
}
