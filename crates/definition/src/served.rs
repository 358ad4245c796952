//! What serving a definition needs of its document.

use std::collections::BTreeMap;

use forms::{Field, Form};
use kernel::Slug;
use serde::Deserialize;
use workflow::Workflow;

use crate::{Connector, Definition, DocumentTemplate, MessageTemplate, Settings};

/// A definition but for its tests, which weigh more than all the rest: they are
/// neither read nor kept to serve. Read from the same JSON as [`Definition`].
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Served {
    pub(crate) slug: Slug,
    pub(crate) title: String,
    pub(crate) summary: String,
    pub(crate) settings: Settings,
    pub(crate) form: Form,
    #[serde(default)]
    pub(crate) inputs: BTreeMap<Slug, Vec<Field>>,
    pub(crate) workflow: Workflow,
    #[serde(default)]
    pub(crate) connectors: Vec<Connector>,
    #[serde(default)]
    pub(crate) messages: BTreeMap<Slug, MessageTemplate>,
    #[serde(default)]
    pub(crate) documents: BTreeMap<Slug, DocumentTemplate>,
}

impl From<Definition> for Served {
    fn from(definition: Definition) -> Self {
        let Definition {
            schema_version: _,
            slug,
            title,
            summary,
            settings,
            form,
            inputs,
            workflow,
            connectors,
            messages,
            documents,
            tests: _,
        } = definition;
        Self { slug, title, summary, settings, form, inputs, workflow, connectors, messages, documents }
    }
}
