//! A page of a form that was sent: its words, its files, what follows.

use std::collections::BTreeMap;

use forms::{Answers, CompiledForm, CompiledPage, FileRef, Journey, Outcome, Submitted};
use kernel::{Moment, id::AttachmentId};
use ui::FormState;
use web::{Posted, StagedFile};

use crate::arrivals::{Arrival, Arrivals};

/// What a page that was sent gives.
pub(super) struct Received {
    /// The answers, and what to correct.
    pub outcome: Outcome,
    /// The files that came with it, with the names that answers give them.
    pub files: Vec<(AttachmentId, StagedFile)>,
    /// Whether something that was typed or sent is not kept: it must be corrected first.
    pub loses: bool,
}

/// What tells one set of answers of a page from another.
pub(super) fn seen(page: &CompiledPage, answers: &Answers) -> String {
    let mut given: serde_json::Value = page.fields().iter().map(|field| answers.get(field.slug()).cloned().unwrap_or_default()).collect();
    // databases do not all give the parts of an answer back in their order
    given.sort_all_objects();
    web::cookie::digest(&given.to_string())
}

/// Reads a page; `None` when it is not asked.
pub(super) fn read(
    form: &CompiledForm,
    (journey, page): (&Journey<'_>, &str),
    posted: &Posted,
    arrivals: Arrivals,
    moment: &Moment,
) -> Option<Received> {
    let mut submitted = Submitted { values: posted.values().clone(), ..Submitted::default() };
    let mut files = Vec::new();
    for Arrival { staged, media_type } in arrivals.files {
        let id: AttachmentId = moment.id();
        submitted.files.entry(staged.field.clone()).or_default().push(reference(id, &staged, media_type));
        files.push((id, staged));
    }
    let mut outcome = journey.submit(page, &submitted)?;
    let loses = !arrivals.refused.is_empty() || outcome.loses(form);
    if !arrivals.refused.is_empty() {
        outcome.state = with_lies(&outcome.state, arrivals.refused);
    }
    Some(Received { outcome, files, loses })
}

fn reference(id: AttachmentId, file: &StagedFile, media_type: &str) -> FileRef {
    FileRef {
        id: id.to_string(),
        name: file.name.clone(),
        size: file.size(),
        media_type: media_type.to_owned(),
        sha256: file.hash().to_owned(),
        date: None,
    }
}

/// The state with the files that lie told first: beside them, « ajoutez un
/// fichier » would not be understood.
fn with_lies(state: &FormState, lies: Vec<(String, String)>) -> FormState {
    let lies: BTreeMap<String, String> = lies.into_iter().collect();
    let mut told = FormState::default();
    for name in state.names() {
        told.set(name, state.values(name).to_vec());
    }
    let others = state.errors().iter().filter(|error| !lies.contains_key(&error.field));
    let others: Vec<_> = others.map(|error| (error.field.clone(), error.message.clone())).collect();
    lies.into_iter().chain(others).for_each(|(field, message)| told.add_error(field, message));
    told
}
