//! The questions that differ between two versions of a form.

use forms::{CompiledField, CompiledForm};

/// A question that is not the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuestionFate {
    /// Its label; after that of its block when it is inside one.
    pub label: String,
    /// What became of it.
    pub change: QuestionChange,
}

/// What became of a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum QuestionChange {
    /// It is asked no more.
    Removed,
    /// It has another type: what both are called.
    Retyped(&'static str, &'static str),
    /// It is new; whether it may need an answer.
    Added {
        /// False when it never needs one.
        required: bool,
    },
}

/// A question, and the names that lead to it.
struct Met<'a> {
    path: String,
    label: String,
    field: &'a CompiledField,
}

pub(super) fn changed(from: &CompiledForm, to: &CompiledForm) -> Vec<QuestionFate> {
    let (before, after) = (all(from), all(to));
    let find = |list: &'_ [Met<'_>], path: &str| list.iter().position(|met| met.path == path);
    let gone = before.iter().filter_map(|met| {
        let change = match find(&after, &met.path) {
            None => QuestionChange::Removed,
            Some(index) => retyped(met.field, after[index].field)?,
        };
        Some(QuestionFate { label: met.label.clone(), change })
    });
    let new = after.iter().filter(|met| met.field.kind().is_asked() && find(&before, &met.path).is_none());
    let new = new.map(|met| {
        let required = met.field.may_be_required();
        QuestionFate { label: met.label.clone(), change: QuestionChange::Added { required } }
    });
    gone.chain(new).collect()
}

fn retyped(was: &CompiledField, is: &CompiledField) -> Option<QuestionChange> {
    let label = |field: &CompiledField| forms::kind(field.field().kind).map(|kind| kind.label);
    let (was, is) = (label(was)?, label(is)?);
    (was != is).then_some(QuestionChange::Retyped(was, is))
}

/// What is told of an answer: every question, and those inside blocks.
fn all(form: &CompiledForm) -> Vec<Met<'_>> {
    let mut found = Vec::new();
    form.fields().for_each(|field| add(field, "", "", &mut found));
    found
}

fn add<'a>(field: &'a CompiledField, path: &str, over: &str, found: &mut Vec<Met<'a>>) {
    let path = format!("{path}/{}", field.slug());
    let label = if over.is_empty() { field.field().label.clone() } else { format!("{over}, {}", field.field().label) };
    field.children().iter().for_each(|child| add(child, &path, &label, found));
    if field.kind().is_reported() {
        found.push(Met { path, label, field });
    }
}
