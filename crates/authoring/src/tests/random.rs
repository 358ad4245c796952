//! Edits drawn from numbers: whatever is drawn, it names what the document has.

use std::collections::BTreeMap;

use definition::{Block, Definition, MessageTemplate, Test};
use forms::{Check, Field, Required};
use kernel::Slug;
use proptest::prelude::*;
use serde_json::json;
use workflow::{EFFECTS, GuardedEffect, Nature};

use crate::{
    AutomationEdit, ChoiceEdit, DataEdit, DocumentEdit, Edit, EffectEdit, Effects, FieldAt, FieldEdit, FunctionEdit, Group, InputEdit,
    MessageEdit, PageEdit, PageProperties, Place, Properties, Rename, SettingsEdit, Spot, StatusEdit, Step, TestEdit, TransitionEdit,
    fields,
};

/// What an edit is drawn from.
#[derive(Debug, Clone)]
pub(super) struct Draw {
    kind: usize,
    a: usize,
    b: usize,
    text: String,
}

pub(super) fn draws(most: usize) -> impl Strategy<Value = Vec<Draw>> {
    let text = prop_oneof![
        "[A-Za-zéèàç’ ?]{0,20}",
        Just("Votre enfant".to_owned()),
        Just("Résumé\r\n\u{0}de la « page » '''\"\"\" \\ #".to_owned()),
        Just("in".to_owned()),
    ];
    let draw = (0..60_usize, 0..1_000_usize, 0..1_000_usize, text).prop_map(|(kind, a, b, text)| Draw { kind, a, b, text });
    proptest::collection::vec(draw, 1..most)
}

fn pick<T: Clone>(list: &[T], rank: usize) -> Option<T> {
    list.get(rank.checked_rem(list.len())?).cloned()
}

fn every_field(definition: &Definition) -> Vec<(FieldAt, Field)> {
    let inputs = definition.inputs.keys().flat_map(|input| fields::all_in(definition, &Group::input(input.clone()).home));
    fields::all_of_form(definition).into_iter().chain(inputs).collect()
}

/// The edit that a draw means on this document; `None` when there is nothing to edit.
pub(super) fn edit(definition: &Definition, draw: &Draw) -> Option<Edit> {
    let Draw { kind, a, b, text } = draw.clone();
    let all = every_field(definition);
    let pages: Vec<String> = definition.form.pages.iter().map(|page| page.slug.clone()).collect();
    let field = || pick(&all, a).map(|(at, _)| at);
    let group = |rank: usize| {
        let blocks = all.iter().filter(|(_, field)| fields::children(field).is_some()).map(|(at, _)| at.inside());
        let groups: Vec<Group> = pages.iter().map(|page| Group::page(&**page)).chain(blocks).collect();
        pick(&groups, rank)
    };
    let step = || [Step::Up, Step::Down, Step::To(Spot::First), Step::To(Spot::Last), Step::To(Spot::After(text.clone()))][b % 5].clone();
    let workflow = &definition.workflow;
    let statuses: Vec<Slug> = workflow.statuses.iter().map(|status| status.slug.clone()).collect();
    let transitions: Vec<Slug> = workflow.transitions.iter().map(|transition| transition.slug.clone()).collect();
    let owner = || if a.is_multiple_of(3) { Some(Effects::Filed) } else { pick(&transitions, a).map(Effects::Transition) };
    let spot = || [Spot::First, Spot::Last, Spot::After(pick(&pages, b).unwrap_or_default())][b % 3].clone();
    let keys = |map: Vec<&Slug>| map.into_iter().cloned().collect::<Vec<_>>();
    Some(match kind {
        0 | 1 => PageEdit::Add { title: text, spot: spot() }.into(),
        2 => {
            let properties = PageProperties { title: text.clone(), intro: Some(text.clone()), condition: Some(text), exit: vec![] };
            PageEdit::Set { page: pick(&pages, a)?, properties }.into()
        }
        3 => PageEdit::Move { page: pick(&pages, a)?, to: step() }.into(),
        4 => PageEdit::Duplicate { page: pick(&pages, a)? }.into(),
        5 => PageEdit::Remove { page: pick(&pages, a)? }.into(),
        6..=12 => FieldEdit::Add {
            to: group(a)?,
            kind: pick(forms::FIELDS.iter().map(|kind| kind.name).collect::<Vec<_>>().as_slice(), b)?.to_owned(),
            label: text,
            spot: spot(),
        }
        .into(),
        13 | 14 => {
            let rule = Check { condition: text.clone(), message: text.clone() };
            let required = if b.is_multiple_of(2) { Required::When(text.clone()) } else { Required::Fixed(false) };
            let properties =
                Properties { label: text.clone(), hint: Some(text), required, checks: vec![rule], listed: true, ..Properties::default() };
            FieldEdit::Set { field: field()?, properties }.into()
        }
        15 => {
            let settings = json!({ "min": 1, "max": null, "options": [{ "value": text, "label": null }], "rows": u64::MAX, "text": text });
            FieldEdit::SetSettings { field: field()?, settings: settings.as_object()?.clone() }.into()
        }
        16 | 17 => FieldEdit::SetKind {
            field: field()?,
            kind: pick(forms::FIELDS.iter().map(|kind| kind.name).collect::<Vec<_>>().as_slice(), b)?.to_owned(),
        }
        .into(),
        18 | 19 => FieldEdit::Move { field: field()?, to: step() }.into(),
        20..=23 => FieldEdit::MoveTo { field: field()?, to: group(b)?, spot: Spot::First }.into(),
        24..=26 => FieldEdit::Duplicate { field: field()? }.into(),
        27 => FieldEdit::Remove { field: field()? }.into(),
        28 | 29 => FieldEdit::Insert { to: group(b)?, fields: vec![pick(&all, a)?.1, pick(&all, b)?.1], spot: Spot::Last }.into(),
        30 => ChoiceEdit::Add { field: field()?, label: text.clone(), hint: Some(text), spot: Spot::First }.into(),
        31 => ChoiceEdit::Move { field: field()?, value: "oui".to_owned(), to: step() }.into(),
        32 => ChoiceEdit::Rename { field: field()?, value: "oui".to_owned(), to: text }.into(),
        33 => InputEdit::Add { label: text, transition: pick(&transitions, a) }.into(),
        34 => InputEdit::Remove { input: pick(&keys(definition.inputs.keys().collect()), a)? }.into(),
        35 => {
            let nature = [Nature::Filed, Nature::InProgress, Nature::Waiting, Nature::Closed][a % 4];
            StatusEdit::Add { citizen_label: text.clone(), agent_label: text, nature, outcome: None, spot: Spot::Last }.into()
        }
        36 => StatusEdit::Move { status: pick(&statuses, a)?, to: step() }.into(),
        37 => StatusEdit::Remove { status: pick(&statuses, a)? }.into(),
        38 => StatusEdit::Initial { status: pick(&statuses, a)? }.into(),
        39 => TransitionEdit::Add { label: text, from: statuses.clone(), to: pick(&statuses, a)?, by: vec![], spot: Spot::Last }.into(),
        40 => TransitionEdit::Set { slug: pick(&transitions, a)?, transition: Box::new(pick(&workflow.transitions, b)?) }.into(),
        41 => TransitionEdit::Remove { slug: pick(&transitions, a)? }.into(),
        42 | 43 => {
            let every: Vec<GuardedEffect> =
                workflow.on_filed.iter().chain(workflow.transitions.iter().flat_map(|one| &one.effects)).cloned().collect();
            EffectEdit::Add { owner: owner()?, effect: pick(&every, b)?, at: Some(b % EFFECTS.len()) }.into()
        }
        44 => EffectEdit::Move { owner: owner()?, at: b % 3, to: a % 3 }.into(),
        45 => EffectEdit::Remove { owner: owner()?, at: b % 3 }.into(),
        46 => {
            let automation = pick(&workflow.automations, a)?;
            AutomationEdit::Add { label: text, automation, spot: Spot::First }.into()
        }
        47 => FunctionEdit::Add { label: text }.into(),
        48 => DataEdit::Add { label: text, kind: workflow::DataType::Date }.into(),
        49 | 50 => {
            let message = MessageTemplate { subject: text.clone(), body: format!("{{{{ answers.{text} }}}}"), sms: Some(text.clone()) };
            MessageEdit::Add { label: text, message }.into()
        }
        51 => DocumentEdit::Add { title: text.clone(), blocks: vec![Block::Heading(text), Block::Answers] }.into(),
        52 => MessageEdit::Remove { slug: pick(&keys(definition.messages.keys().collect()), a)? }.into(),
        53 => SettingsEdit::Title { title: text }.into(),
        54 => TestEdit::Add { test: Test { name: text, starts_on: None, steps: vec![] }, at: Some(a) }.into(),
        55 => TestEdit::Move { at: a % 3, to: b }.into(),
        _ => Rename { place: named(definition, &all, a)?, to: crate::slugs::question(&text, &[].into()) }.into(),
    })
}

/// Anything that has a name.
fn named(definition: &Definition, all: &[(FieldAt, Field)], rank: usize) -> Option<Place> {
    let workflow = &definition.workflow;
    let mut places: Vec<Place> = all.iter().map(|(at, _)| Place::Field(at.clone())).collect();
    places.extend(definition.form.pages.iter().map(|page| Place::Page(page.slug.clone())));
    places.extend(workflow.statuses.iter().map(|status| Place::Status(status.slug.clone())));
    places.extend(workflow.transitions.iter().map(|transition| Place::Transition(transition.slug.clone())));
    places.extend(workflow.data.iter().map(|field| Place::Data(field.slug.clone())));
    places.extend(definition.messages.keys().cloned().map(Place::Message));
    pick(&places, rank)
}

/// The document after the edits that mean something, and how many were made.
pub(super) fn after(definition: &Definition, draws: &[Draw]) -> (Definition, BTreeMap<&'static str, usize>) {
    let (mut definition, mut counts) = (definition.clone(), BTreeMap::new());
    for draw in draws {
        let Some(edit) = edit(&definition, draw) else { continue };
        assert!(!crate::describe(&edit, &definition).is_empty());
        match crate::apply(&definition, &edit) {
            Ok(edited) => {
                let _ = crate::place(&edit, &definition);
                definition = edited;
                *counts.entry("made").or_default() += 1;
            }
            Err(refusal) => {
                assert!(
                    refusal.message().ends_with('.') && refusal.message().starts_with(char::is_uppercase)
                        || refusal.message().starts_with('«'),
                    "{refusal}"
                );
                *counts.entry("refused").or_default() += 1;
            }
        }
    }
    (definition, counts)
}
