//! What is told of a téléservice beside its form and its workflow.

use kernel::Slug;

use crate::Settings;

/// A téléservice, as its pages name and describe it.
#[derive(Debug, Clone, PartialEq)]
pub struct About {
    /// Its stable name, the last part of its address.
    pub slug: Slug,
    /// Its title: what one asks for, beginning with a verb.
    pub title: String,
    /// What it is for, in a sentence or two.
    pub summary: String,
    /// Everything about it that is neither asked nor processed.
    pub settings: Settings,
}
