//! Fields asked together: those of a page, or those of one item of a block.
//!
//! They are met in order, and each may depend on those above it: that is why one
//! walk is enough and why nothing can turn in circles.

use std::borrow::Cow;

use expr::{Today, Values};
use serde_json::{Map, Value as Json};

use crate::{CompiledField, FieldCtx, FieldError, Lookups, Submitted, action::SHOWN};

/// What does not change while a form is walked.
#[derive(Clone, Copy)]
pub(crate) struct Env<'a> {
    pub lookups: &'a Lookups,
    pub today: Today,
}

impl<'a> Env<'a> {
    /// The surroundings that a field type was given.
    pub fn of(ctx: &FieldCtx<'a>) -> Self {
        Self { lookups: ctx.lookups, today: ctx.today }
    }
}

/// A field once the answers above it are known.
#[derive(Clone)]
pub(crate) struct Settled<'a> {
    pub is_visible: bool,
    /// The answer as it counts now: `None` when it is hidden or was never given,
    /// recomputed when it is a computed value.
    pub answer: Option<Cow<'a, Json>>,
}

impl Settled<'_> {
    /// The same, which borrows nothing.
    pub fn into_owned<'a>(self) -> Settled<'a> {
        Settled { is_visible: self.is_visible, answer: self.answer.map(|answer| Cow::Owned(answer.into_owned())) }
    }
}

/// Finds which fields are asked and what their answers are worth; `values` receives each.
pub(crate) fn settle<'a>(
    fields: &[CompiledField],
    given: Option<&'a Map<String, Json>>,
    env: Env<'_>,
    values: &mut Values,
) -> Vec<Settled<'a>> {
    fields.iter().map(|field| settle_one(field, given.and_then(|given| given.get(field.slug())), env, values)).collect()
}

/// Settles one field.
fn settle_one<'a>(field: &CompiledField, given: Option<&'a Json>, env: Env<'_>, values: &mut Values) -> Settled<'a> {
    let is_visible = field.is_visible(env, values);
    let answer = if is_visible { current(field, given, env, values) } else { None };
    values.insert(field.slug().to_owned(), field.value(answer.as_deref().unwrap_or(&Json::Null)));
    Settled { is_visible, answer }
}

/// The answer of a visible field, recomputed or pruned where it must be.
fn current<'a>(field: &CompiledField, given: Option<&'a Json>, env: Env<'_>, values: &Values) -> Option<Cow<'a, Json>> {
    if !field.kind.is_asked() {
        return Some(Cow::Owned(field.read(field.slug(), &Json::Null, env, values, &Submitted::default()).answer));
    }
    match given? {
        Json::Array(items) if !field.children.is_empty() => {
            Some(Cow::Owned(items.iter().map(|item| settled_item(field, item, env, values)).collect()))
        }
        answer => Some(Cow::Borrowed(answer)),
    }
}

/// An item of a block without what is hidden in it; one left blank keeps its place.
fn settled_item(block: &CompiledField, item: &Json, env: Env<'_>, outer: &Values) -> Json {
    if item.is_null() {
        return Json::Null;
    }
    let settled = settle(&block.children, item.as_object(), env, &mut outer.clone());
    let answers =
        block.children.iter().zip(settled).filter_map(|(field, settled)| Some((field.slug().to_owned(), settled.answer?.into_owned())));
    Json::Object(answers.collect())
}

/// An item that was read.
pub(crate) struct ReadItem {
    /// The answers that can be kept; a wrong one is left out.
    pub answer: Json,
    pub errors: Vec<FieldError>,
    /// Whether something was typed for a question that is asked, right or wrong.
    pub is_typed: bool,
    /// Whether a question is asked that the page did not show.
    pub appeared: bool,
}

/// Reads one item of a block, whose inputs begin with `prefix`.
pub(crate) fn read(
    fields: &[CompiledField],
    prefix: &str,
    previous: &Json,
    env: Env<'_>,
    outer: &Values,
    submitted: &Submitted,
) -> ReadItem {
    let (mut values, mut answers, mut errors) = (outer.clone(), Map::new(), Vec::new());
    let (mut is_typed, mut appeared) = (false, false);
    let shown = shown_in(prefix, submitted);
    for field in fields {
        let name = format!("{prefix}.{}", field.slug());
        let is_visible = field.is_visible(env, &values);
        let kept = previous.get(field.slug()).unwrap_or(&Json::Null);
        let mut answer = Json::Null;
        if is_visible && field.kind.is_asked() && !shown.is_empty() && !shown.contains(&name.as_str()) {
            appeared = true;
            answer = kept.clone();
            answers.extend((!kept.is_null()).then(|| (field.slug().to_owned(), kept.clone())));
        } else if is_visible {
            is_typed |= submitted.says(&name);
            let parsed = field.read(&name, kept, env, &values, submitted);
            if parsed.errors.is_empty() || !parsed.answer.is_null() {
                answers.insert(field.slug().to_owned(), parsed.answer.clone());
            }
            errors.extend(parsed.errors);
            answer = parsed.answer;
        }
        values.insert(field.slug().to_owned(), field.value(&answer));
    }
    if errors.is_empty() && !appeared {
        errors = broken_checks(fields, prefix, &answers, env, &values);
    }
    ReadItem { answer: Json::Object(answers), errors, is_typed, appeared }
}

/// The questions of an item that the page showed; empty for what programs send.
fn shown_in<'a>(prefix: &str, submitted: &'a Submitted) -> Vec<&'a str> {
    let is_inside = |name: &&str| name.strip_prefix(prefix).is_some_and(|rest| rest.starts_with('.'));
    submitted.all(SHOWN).iter().map(String::as_str).filter(is_inside).collect()
}

fn broken_checks(fields: &[CompiledField], prefix: &str, answers: &Map<String, Json>, env: Env<'_>, values: &Values) -> Vec<FieldError> {
    let broken = |field: &CompiledField| {
        let answer = answers.get(field.slug()).unwrap_or(&Json::Null);
        field.broken_checks(&format!("{prefix}.{}", field.slug()), answer, env, values)
    };
    fields.iter().flat_map(broken).collect()
}

/// What is wrong in one stored item of a block.
pub(crate) fn faults(fields: &[CompiledField], prefix: &str, item: &Json, env: Env<'_>, outer: &Values) -> Vec<FieldError> {
    let mut values = outer.clone();
    let settled = settle(fields, item.as_object(), env, &mut values);
    fields
        .iter()
        .zip(&settled)
        .flat_map(|(field, settled)| settled.faults(field, &format!("{prefix}.{}", field.slug()), env, &values))
        .collect()
}

impl Settled<'_> {
    /// What is wrong with the field now. A question never answered is wrong, needed or not.
    pub fn faults(&self, field: &CompiledField, name: &str, env: Env<'_>, values: &Values) -> Vec<FieldError> {
        match &self.answer {
            _ if !self.is_visible || !field.kind.is_asked() => Vec::new(),
            Some(answer) => field.faults(name, answer, env, values),
            None => vec![FieldError::new(name, field.kind.missing(&field.field.label))],
        }
    }
}
