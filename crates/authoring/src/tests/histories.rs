//! Whatever is done to a document, it stays one.

use std::collections::BTreeSet;

use definition::{Definition, canonical_json, from_json, from_toml, to_toml};
use proptest::prelude::*;

use super::{
    random::{after, draws, edit},
    shipped,
};
use crate::{
    Place, compare,
    condition::{Rule, candidates},
    fields, outline,
};

fn unique<'s>(what: &str, names: impl Iterator<Item = &'s str>) {
    let mut seen = BTreeSet::new();
    for name in names {
        assert!(seen.insert(name.to_owned()), "two {what} named « {name} »");
    }
}

/// Every list of names has each name once.
fn is_sound(definition: &Definition) {
    let workflow = &definition.workflow;
    unique("pages", definition.form.pages.iter().map(|page| page.slug.as_str()));
    unique("questions", definition.form.pages.iter().flat_map(|page| &page.fields).map(|field| field.slug.as_str()));
    definition.inputs.values().for_each(|fields| unique("questions", fields.iter().map(|field| field.slug.as_str())));
    for (_, field) in fields::all_of_form(definition) {
        unique("questions of a block", fields::children(&field).unwrap_or_default().iter().map(|child| child.slug.as_str()));
        if crate::kinds::setting_of(&field.kind, kernel::setting::Shape::Options).is_some() {
            unique("answers", crate::edit::offered(&field).iter().map(|(value, _)| value.as_str()));
        }
    }
    unique("statuses", workflow.statuses.iter().map(|status| status.slug.as_str()));
    unique("transitions", workflow.transitions.iter().map(|transition| transition.slug.as_str()));
    unique("automations", workflow.automations.iter().map(|automation| automation.slug.as_str()));
    unique("functions", workflow.functions.iter().map(|function| function.slug.as_str()));
    unique("data", workflow.data.iter().map(|field| field.slug.as_str()));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 30, ..ProptestConfig::default() })]

    #[test]
    fn a_document_survives_any_history(which in 0..3_usize, draws in draws(16)) {
        let (edited, _) = after(&shipped()[which], &draws);
        is_sound(&edited);
        let toml = to_toml(&edited).unwrap();
        prop_assert_eq!(&from_toml(&toml).unwrap(), &edited);
        prop_assert_eq!(&from_json(&canonical_json(&edited)).unwrap(), &edited);
    }

    #[test]
    fn a_document_under_work_can_always_be_shown(which in 0..3_usize, draws in draws(8)) {
        let (edited, _) = after(&shipped()[which], &draws);
        let shown = outline::outline(&edited);
        prop_assert_eq!(shown.pages.len(), edited.form.pages.len());
        let drawn = outline::diagram(&edited);
        prop_assert_eq!(drawn.nodes.len(), edited.workflow.statuses.len());
        for (at, _) in fields::all_of_form(&edited).into_iter().take(5) {
            let place = Place::Field(at);
            let _ = (candidates(&edited, &place, Rule::Before), crate::uses(&edited, &place));
        }
        for finding in definition::lint(&edited) {
            prop_assert!(crate::of_finding(&finding.path).is_some(), "« {} » has no place", finding.path);
        }
    }

    #[test]
    fn an_edit_is_told_as_it_was_made(which in 0..3_usize, draws in draws(2)) {
        let before = &shipped()[which];
        let Some(edit) = edit(before, &draws[0]) else { return Ok(()) };
        let written = serde_json::to_string(&edit).unwrap();
        prop_assert_eq!(&serde_json::from_str::<crate::Edit>(&written).unwrap(), &edit);
    }

    #[test]
    fn two_documents_are_the_same_when_no_difference_is_told(which in 0..3_usize, draws in draws(6)) {
        let before = &shipped()[which];
        let (edited, _) = after(before, &draws);
        let told = compare::differences(before, &edited);
        prop_assert_eq!(told.is_empty(), *before == edited, "{:?}", told);
        prop_assert!(told.iter().all(|difference| !difference.to_string().is_empty()));
    }

    #[test]
    fn what_one_side_did_alone_is_kept(which in 0..3_usize, draws in draws(6)) {
        let base = &shipped()[which];
        let (edited, _) = after(base, &draws);
        let none = Default::default();
        prop_assert_eq!(&compare::merge(base, &edited, base, &none).unwrap(), &edited);
        prop_assert_eq!(&compare::merge(base, base, &edited, &none).unwrap(), &edited);
        prop_assert_eq!(&compare::merge(base, &edited, &edited, &none).unwrap(), &edited);
    }

    #[test]
    fn any_two_works_can_be_merged(which in 0..3_usize, ours in draws(5), theirs in draws(5), to_ours in any::<bool>()) {
        let base = &shipped()[which];
        let (ours, theirs) = (after(base, &ours).0, after(base, &theirs).0);
        let side = if to_ours { compare::Side::Ours } else { compare::Side::Theirs };
        let conflicts = compare::three_way(base, &ours, &theirs).into_iter().filter(|merge| merge.state == compare::State::Conflict);
        let choices = conflicts.map(|merge| (merge.key, side)).collect();
        let merged = compare::merge(base, &ours, &theirs, &choices).unwrap();
        prop_assert!(to_toml(&merged).is_ok());
    }
}
