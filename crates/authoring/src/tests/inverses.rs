//! What is done and undone leaves the document as it was.

use definition::{Definition, MessageTemplate, Test};
use workflow::{DataType, GuardedEffect, Nature};

use super::{school, shipped, slug};
use crate::{
    ChoiceEdit, DataEdit, DocumentEdit, Edit, EffectEdit, Effects, FieldEdit, FunctionEdit, Group, InputEdit, MessageEdit, PageEdit, Place,
    Rename, Spot, StatusEdit, Step, TestEdit, TransitionEdit, apply, fields, place,
};

/// Makes an edit, then the one that undoes it, told where the first one led.
fn and_back(definition: &Definition, edit: impl Into<Edit>, back: impl FnOnce(Place) -> Edit) {
    let edit = edit.into();
    let edited = apply(definition, &edit).unwrap();
    assert_ne!(&edited, definition, "{edit:?}");
    let back = back(place(&edit, definition));
    assert_eq!(&apply(&edited, &back).unwrap(), definition, "{edit:?} then {back:?}");
}

#[test]
fn what_is_added_then_removed_leaves_nothing() {
    for definition in shipped() {
        let page = definition.form.pages[1].slug.clone();
        and_back(&definition, PageEdit::Add { title: "Votre enfant".into(), spot: Spot::After(page.clone()) }, |place| match place {
            Place::Page(page) => PageEdit::Remove { page }.into(),
            other => panic!("{other:?}"),
        });
        and_back(&definition, PageEdit::Duplicate { page: page.clone() }, |place| match place {
            Place::Page(page) => PageEdit::Remove { page }.into(),
            other => panic!("{other:?}"),
        });
        for kind in forms::FIELDS {
            let add = FieldEdit::Add { to: Group::page(&*page), kind: kind.name.into(), label: "Essai".into(), spot: Spot::First };
            and_back(&definition, add, |place| match place {
                Place::Field(field) => FieldEdit::Remove { field }.into(),
                other => panic!("{other:?}"),
            });
        }
        for (field, _) in fields::all_of_form(&definition) {
            and_back(&definition, FieldEdit::Duplicate { field }, |place| match place {
                Place::Field(field) => FieldEdit::Remove { field }.into(),
                other => panic!("{other:?}"),
            });
        }
    }
}

#[test]
fn the_same_in_the_workflow_and_the_texts() {
    for definition in shipped() {
        let first = definition.workflow.transitions[0].clone();
        let status = StatusEdit::Add {
            citizen_label: "Nous attendons".into(),
            agent_label: "En pause".into(),
            nature: Nature::Waiting,
            outcome: None,
            spot: Spot::First,
        };
        and_back(&definition, status, |_| StatusEdit::Remove { status: slug("en_pause") }.into());
        let transition =
            TransitionEdit::Add { label: "Mettre en pause".into(), from: first.from.clone(), to: first.to, by: vec![], spot: Spot::Last };
        and_back(&definition, transition, |_| TransitionEdit::Remove { slug: slug("mettre_en_pause") }.into());
        let effect: GuardedEffect = serde_json::from_str(r#"{"do": "journal", "text": "Vu."}"#).unwrap();
        for owner in [Effects::Filed, Effects::Transition(first.slug.clone())] {
            let add = EffectEdit::Add { owner: owner.clone(), effect: effect.clone(), at: Some(0) };
            and_back(&definition, add, |_| EffectEdit::Remove { owner, at: 0 }.into());
        }
        and_back(&definition, FunctionEdit::Add { label: "Élu".into() }, |_| FunctionEdit::Remove { slug: slug("elu") }.into());
        let data = DataEdit::Add { label: "Jour du passage".into(), kind: DataType::Date };
        and_back(&definition, data, |_| DataEdit::Remove { slug: slug("jour_du_passage") }.into());
        let message = MessageTemplate { subject: "Bonjour".into(), body: "Merci.".into(), sms: None };
        let add = MessageEdit::Add { label: "Merci".into(), message };
        and_back(&definition, add, |_| MessageEdit::Remove { slug: slug("merci") }.into());
        let add = DocumentEdit::Add { title: "Attestation".into(), blocks: vec![] };
        and_back(&definition, add, |_| DocumentEdit::Remove { slug: slug("attestation") }.into());
        let add = TestEdit::Add { test: Test { name: "Rien".into(), starts_on: None, steps: vec![] }, at: Some(0) };
        and_back(&definition, add, |_| TestEdit::Remove { at: 0 }.into());
        let add = InputEdit::Add { label: "Saisie".into(), transition: None };
        and_back(&definition, add, |_| InputEdit::Remove { input: slug("saisie") }.into());
    }
}

#[test]
fn what_goes_up_comes_down() {
    let definition = school();
    let page = definition.form.pages[3].slug.clone();
    and_back(&definition, PageEdit::Move { page: page.clone(), to: Step::Up }, |_| PageEdit::Move { page, to: Step::Down }.into());
    let field = Group::page("enfants").field("enfants").inside().field("niveau");
    let back = FieldEdit::Move { field: field.clone(), to: Step::Down };
    and_back(&definition, FieldEdit::Move { field, to: Step::Up }, |_| back.into());
    let field = Group::page("garde").field("garde");
    let choice = |to| ChoiceEdit::Move { field: field.clone(), value: "accord".into(), to };
    and_back(&definition, choice(Step::To(Spot::First)), |_| choice(Step::To(Spot::After("jugement".into()))).into());
    let edge = apply(&definition, &PageEdit::Move { page: "rentree".into(), to: Step::Up }.into());
    assert_eq!(edge.as_ref(), Ok(&definition), "the first page goes no higher");
}

#[test]
fn every_name_can_change_and_come_back() {
    for definition in shipped() {
        let workflow = &definition.workflow;
        let mut places: Vec<Place> = definition.form.pages.iter().map(|page| Place::Page(page.slug.clone())).collect();
        places.extend(fields::all_of_form(&definition).into_iter().map(|(at, _)| Place::Field(at)));
        places.extend(
            definition
                .inputs
                .keys()
                .flat_map(|input| fields::all_in(&definition, &Group::input(input.clone()).home))
                .map(|(at, _)| Place::Field(at)),
        );
        places.extend(definition.inputs.keys().cloned().map(Place::Input));
        places.extend(workflow.statuses.iter().map(|one| Place::Status(one.slug.clone())));
        places.extend(workflow.transitions.iter().map(|one| Place::Transition(one.slug.clone())));
        places.extend(workflow.functions.iter().map(|one| Place::Function(one.slug.clone())));
        places.extend(workflow.data.iter().map(|one| Place::Data(one.slug.clone())));
        places.extend(definition.messages.keys().cloned().map(Place::Message));
        places.extend(definition.documents.keys().cloned().map(Place::Document));
        for place in places {
            let was = place.to_string().rsplit('/').next().unwrap_or_default().to_owned();
            if was.contains('-') || was == "resume" {
                continue;
            }
            let before = definition.clone();
            let there = apply(&before, &Rename { place: place.clone(), to: "tout_autre_nom".into() }.into()).unwrap();
            let at = crate::place(&Rename { place: place.clone(), to: "tout_autre_nom".into() }.into(), &before);
            assert!(!format!("{:?}", there.workflow).is_empty());
            let back = apply(&there, &Rename { place: at, to: was }.into());
            assert_eq!(back.as_ref().map_err(ToString::to_string), Ok(&before), "{place}");
        }
    }
}
