//! Every expression of a definition that decides something, with where it stands
//! and the questions whose answers it may compare.

use forms::{Field, Required};
use kernel::setting::Shape;
use serde::Deserialize;
use serde_json::Value as Json;
use workflow::{EFFECTS, EffectSpec, GuardedEffect};

use super::questions::Questions;
use crate::{Definition, INPUT_PAGE};

/// An expression, where it is written.
pub(super) struct Written<'a> {
    pub(super) path: String,
    pub(super) source: String,
    /// The questions that it may name.
    pub(super) questions: Questions<'a>,
}

/// All of them, in the order of the document.
pub(super) fn all(definition: &Definition) -> Vec<Written<'_>> {
    let citizen = Questions::of(definition.form.pages.iter().flat_map(|page| &page.fields));
    let mut all = Vec::new();
    for page in &definition.form.pages {
        let at = format!("form.pages.{}", page.slug);
        let exits = page.exit.iter().map(|exit| &exit.condition);
        all.extend(page.condition.iter().chain(exits).map(|source| written(&at, source, &citizen)));
        page.fields.iter().for_each(|field| of_field(&at, field, &citizen, &mut all));
    }
    for (input, fields) in &definition.inputs {
        let at = format!("inputs.{input}.pages.{INPUT_PAGE}");
        let questions = Questions::of(fields);
        fields.iter().for_each(|field| of_field(&at, field, &questions, &mut all));
    }
    of_workflow(definition, &citizen, &mut all);
    all
}

fn written<'a>(path: &str, source: &str, questions: &Questions<'a>) -> Written<'a> {
    Written { path: path.to_owned(), source: source.to_owned(), questions: questions.clone() }
}

/// Those of a question, then those of the questions inside it, which name each other.
fn of_field<'a>(at: &str, field: &Field, questions: &Questions<'a>, all: &mut Vec<Written<'a>>) {
    let path = format!("{at}.fields.{}", field.slug);
    let required = if let Required::When(source) = &field.required { Some(source) } else { None };
    let checks = field.checks.iter().map(|check| &check.condition);
    let own = field.condition.iter().chain(required).chain(&field.default).chain(checks);
    all.extend(own.map(|source| written(&path, source, questions)));
    let settings = forms::kind(&field.kind).map(|kind| kind.settings).unwrap_or_default();
    let expressions = settings.iter().filter(|setting| matches!(setting.shape, Shape::Expression | Shape::Bound | Shape::Day));
    let sources = expressions.filter_map(|setting| field.settings.get(setting.name)?.as_str());
    all.extend(sources.map(|source| written(&path, source, questions)));
    let inside: Vec<Field> = children(field);
    let among = questions.inside(&field.slug);
    inside.iter().for_each(|child| of_field(&path, child, &among, all));
}

/// The questions inside a block.
pub(super) fn children(field: &Field) -> Vec<Field> {
    let inside = field.settings.get("fields").and_then(Json::as_array).into_iter().flatten();
    inside.filter_map(|inside| Field::deserialize(inside).ok()).collect()
}

fn of_workflow<'a>(definition: &'a Definition, citizen: &Questions<'a>, all: &mut Vec<Written<'a>>) {
    let workflow = &definition.workflow;
    of_effects("workflow.on_filed", &workflow.on_filed, citizen, all);
    for transition in &workflow.transitions {
        let at = format!("workflow.transitions.{}", transition.slug);
        all.extend(transition.condition.iter().map(|source| written(&at, source, citizen)));
        let input = transition.input.as_ref().and_then(|input| definition.inputs.get(input));
        let questions = citizen.with_input(input.into_iter().flatten());
        of_effects(&format!("{at}.effects"), &transition.effects, &questions, all);
    }
    for automation in &workflow.automations {
        let at = format!("workflow.automations.{}", automation.slug);
        all.extend(automation.date.iter().chain(&automation.condition).map(|source| written(&at, source, citizen)));
    }
}

fn of_effects<'a>(at: &str, effects: &[GuardedEffect], questions: &Questions<'a>, all: &mut Vec<Written<'a>>) {
    for (rank, guarded) in effects.iter().enumerate() {
        let path = format!("{at}.{rank}");
        let sources = guarded.when.iter().cloned().chain(of_settings(&guarded.effect));
        all.extend(sources.map(|source| written(&path, &source, questions)));
    }
}

/// The expressions among the settings of an effect.
fn of_settings(effect: &EffectSpec) -> Vec<String> {
    let Ok(set) = serde_json::to_value(effect) else { return Vec::new() };
    let kind = EFFECTS.iter().find(|kind| kind.name == effect.name());
    let settings = kind.map(|kind| kind.settings).unwrap_or_default();
    let sources = |shape: Shape, value: &Json| -> Vec<String> {
        match (shape, value) {
            (Shape::Expression | Shape::Input | Shape::Bound | Shape::Day, Json::String(source)) => vec![source.clone()],
            (Shape::Expressions, Json::Object(sources)) => sources.values().filter_map(Json::as_str).map(str::to_owned).collect(),
            _ => Vec::new(),
        }
    };
    settings.iter().flat_map(|setting| sources(setting.shape, &set[setting.name])).collect()
}
