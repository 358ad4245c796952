//! The parts put together.

use definition::{Definition, SCHEMA_VERSION};
use forms::Form;

use crate::{settings::About, workflow::Circuit};

pub(super) fn definition(about: About, form: Form, circuit: Circuit) -> Definition {
    Definition {
        schema_version: SCHEMA_VERSION,
        slug: about.slug,
        title: about.title,
        summary: about.summary,
        settings: about.settings,
        form,
        inputs: circuit.inputs,
        workflow: circuit.workflow,
        connectors: circuit.connectors,
        messages: circuit.messages,
        documents: circuit.documents,
        tests: Vec::new(),
    }
}
