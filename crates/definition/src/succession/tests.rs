use serde_json::json;
use workflow::Workflow;

use super::*;
use crate::{Definition, from_toml};

fn slug(text: &str) -> Slug {
    text.parse().unwrap()
}

fn before() -> Definition {
    from_toml(include_str!("../../tests/fixtures/demenagement.toml")).unwrap()
}

fn succession(change: impl FnOnce(&mut Definition)) -> Succession {
    let mut after = before();
    change(&mut after);
    after.tests.clear();
    let compiled = |definition| Compiled::new(definition).unwrap_or_else(|findings| panic!("{findings:?}"));
    Succession::between(&compiled(before()), &compiled(after))
}

/// A workflow in which « attente » has another name.
fn renamed(workflow: &mut Workflow) {
    let text = serde_json::to_string(workflow).unwrap().replace("\"attente\"", "\"chez_usager\"");
    *workflow = serde_json::from_str(&text).unwrap();
}

#[test]
fn nothing_changes_between_a_version_and_itself() {
    let same = succession(|_| ());
    assert!(same.statuses.iter().all(|fate| fate.stays) && same.questions.is_empty());
    assert!(same.actions_gone.is_empty() && same.functions_gone.is_empty() && same.data_gone.is_empty());
}

#[test]
fn somebody_chooses_where_the_requests_of_a_status_that_is_gone_go() {
    let gone = succession(|definition| renamed(&mut definition.workflow));
    let fate = gone.statuses.iter().find(|fate| !fate.stays).unwrap();
    assert_eq!(fate.slug, slug("attente"));
    assert_eq!(fate.candidates[0].slug, slug("chez_usager"), "of the same nature first");
    assert!(fate.candidates.iter().all(|candidate| candidate.slug != slug("acceptee")), "a move closes nothing");

    let to = |status: &str| BTreeMap::from([(slug("attente"), slug(status))]);
    assert_eq!(gone.destination(&slug("attente"), &BTreeMap::new()), None);
    assert_eq!(gone.destination(&slug("attente"), &to("acceptee")), None);
    assert_eq!(gone.destination(&slug("attente"), &to("instruction")), Some(slug("instruction")));
    assert_eq!(gone.destination(&slug("recue"), &to("instruction")), Some(slug("recue")));
    assert_eq!(gone.destination(&slug("nulle_part"), &to("instruction")), None);
}

#[test]
fn questions_are_told_by_their_labels() {
    let changed = succession(|definition| {
        let field = |json| serde_json::from_value(json).unwrap();
        let fields = &mut definition.form.pages.iter_mut().find(|page| page.slug == "contact").unwrap().fields;
        fields.push(field(json!({ "slug": "etage", "label": "Étage", "type": "number" })));
        fields.push(field(json!({ "slug": "note", "label": "Remarque", "type": "text", "required": false })));
        let company = definition.form.pages.iter_mut().find(|page| page.slug == "entreprise").unwrap();
        let devis = company.fields.iter().position(|field| field.slug == "devis").unwrap();
        company.fields[devis] = field(json!({ "slug": "devis", "label": "Devis", "type": "text" }));
    });
    let told: Vec<(&str, &QuestionChange)> = changed.questions.iter().map(|fate| (fate.label.as_str(), &fate.change)).collect();
    assert!(told.iter().any(|(_, change)| **change == QuestionChange::Retyped("Fichiers", "Texte court")), "{told:?}");
    assert!(told.contains(&("Étage", &QuestionChange::Added { required: true })), "{told:?}");
    assert!(told.contains(&("Remarque", &QuestionChange::Added { required: false })), "{told:?}");
}
