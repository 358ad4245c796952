//! The document as the studio shows it: pages and questions with their conditions
//! in French and what depends on them, the workflow as a table and as a drawing.

mod diagram;
mod form;
mod words;
mod workflow;

use definition::Definition;

pub use diagram::{Diagram, Edge, Node, diagram};
pub use form::{FieldLine, FormLine, Needed, PageLine, Route};
pub use workflow::{AutomationLine, EffectLine, Row, StatusLine, Table, TransitionLine, WorkflowLines};

/// The whole document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outline {
    /// The pages of the form, in order.
    pub pages: Vec<PageLine>,
    /// What transitions ask.
    pub inputs: Vec<FormLine>,
    /// What becomes of a case.
    pub workflow: WorkflowLines,
}

/// The outline of a document, however unfinished.
pub fn outline(definition: &Definition) -> Outline {
    let readers = form::readers(definition);
    Outline { pages: form::pages(definition, &readers), inputs: form::inputs(definition, &readers), workflow: workflow::lines(definition) }
}
