//! The workflow: statuses that people stay in, and what leads from one to another.
//!
//! In w.c.s. actions run on entering a status, and many statuses are only
//! passed through. Here they hang on the transitions that lead there: a status
//! that is left at once disappears, a status that only holds a form gives its
//! form to the transitions that lead to it.

mod draft;
mod emit;
mod functions;
mod global;
mod items;
mod messages;
mod natures;
mod repair;
mod routes;
mod stay;

use std::collections::BTreeMap;

use definition::{Connector, DocumentTemplate, MessageTemplate};
use forms::Field as Question;
use kernel::Slug;
use workflow::Workflow;

use crate::{
    form,
    report::{Binding, Ledger, NatureGuess},
    wcs::{FormDef, Site, WorkflowDef},
};

pub(crate) use functions::addresses;

/// A workflow once carried, with what hangs on it.
pub(crate) struct Circuit {
    pub workflow: Workflow,
    pub inputs: BTreeMap<Slug, Vec<Question>>,
    pub messages: BTreeMap<Slug, MessageTemplate>,
    pub documents: BTreeMap<Slug, DocumentTemplate>,
    pub connectors: Vec<Connector>,
    pub natures: Vec<NatureGuess>,
    pub bindings: Vec<Binding>,
    /// Months that a case is kept, when a delay of the workflow tells.
    pub retention: Option<u16>,
}

/// Carries a workflow for one form.
pub(crate) fn carry(def: &WorkflowDef, of: &FormDef, form: &form::Carried, slug: &Slug, site: &Site, ledger: &mut Ledger) -> Circuit {
    let mut draft = draft::Draft::new(def, of, form, slug, site, ledger);
    draft.declare_data();
    let mut stays = draft.stays();
    let global = draft.global_actions();
    repair::crowded(&stays, &mut draft);
    repair::cut_loops(&mut stays, &mut draft);
    let routes = routes::Routes::of(&stays, &draft);
    let mut graph = emit::graph(&stays, &routes, &mut draft);
    repair::unreachable(&mut graph, &global, &routes, &mut draft);
    natures::guess(&mut graph, &mut draft);
    emit::global(&mut graph, global, &stays, &routes, &mut draft);
    // a way of everywhere is not offered where the case is over
    repair::unreachable(&mut graph, &[], &routes, &mut draft);
    repair::traps(&mut graph, &mut draft);
    repair::dead(&mut graph, &mut draft);
    draft.finish(graph)
}
