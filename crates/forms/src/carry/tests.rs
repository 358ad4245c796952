//! No answer is lost, whatever becomes of the form.

use expr::{Scope, Values};
use maud::html;
use proptest::prelude::*;
use serde_json::{Value as Json, json};

use super::*;
use crate::{CompiledForm, FIELDS, Form, contract_tests::today, sample_answers};

fn form(fields: &Json) -> CompiledForm {
    let form: Form = serde_json::from_value(json!({ "pages": [{ "slug": "page", "title": "Page", "fields": fields }] })).unwrap();
    CompiledForm::compile(&form, &Scope::new()).unwrap_or_else(|faults| panic!("{faults:?}: {fields}"))
}

fn lookups() -> Lookups {
    crate::contract_tests::lookups()
}

/// What becomes of answers: the form that takes them over, and what is kept beside.
struct Gone {
    answers: Json,
    kept: Vec<(String, String)>,
    missing: Vec<String>,
}

fn carry(from: &CompiledForm, answers: &Json, to: &CompiledForm) -> Gone {
    let (lookups, none) = (lookups(), Values::new());
    let given = Answers::from_json(answers.clone());
    let before = || Journey::new(from, &given, &lookups, today(), &none);
    let taken = carried(&[before()], to, &lookups, today(), &none);
    let now = Journey::new(to, &taken, &lookups, today(), &none);
    let rows = kept(&[before()], &now, &|file| html! { (file.name) });
    Gone {
        answers: taken.to_json(),
        kept: rows.into_iter().map(|row| (row.name, row.value.into_string())).collect(),
        missing: unanswered(&now).into_iter().map(|field| field.slug().to_owned()).collect(),
    }
}

/// From one question to another of the same name.
fn changed(from: Json, answer: Json, to: Json) -> Gone {
    let named = |mut question: Json| {
        let more = json!({ "slug": "q", "label": "La question" });
        question.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        form(&json!([question]))
    };
    carry(&named(from), &json!({ "q": answer }), &named(to))
}

fn options(labels: &[(&str, &str)]) -> Json {
    let options: Vec<Json> = labels.iter().map(|(value, label)| json!({ "value": value, "label": label })).collect();
    json!({ "type": "choice", "options": options })
}

#[test]
fn a_question_that_is_gone_leaves_its_answer_under_its_label() {
    let from = form(&json!([{ "slug": "nom", "label": "Nom", "type": "text" }, { "slug": "jour", "label": "Jour", "type": "date" }]));
    let to = form(&json!([{ "slug": "nom", "label": "Votre nom", "type": "text" }, { "slug": "ville", "label": "Ville", "type": "text" }]));
    let gone = carry(&from, &json!({ "nom": "Roche", "jour": "2026-12-15" }), &to);
    assert_eq!(gone.answers, json!({ "nom": "Roche" }));
    assert_eq!(gone.kept, [("Jour".to_owned(), "15 décembre 2026".to_owned())]);
    assert_eq!(gone.missing, ["ville"], "told, and nothing is blocked");
}

#[test]
fn a_type_that_reads_the_answer_as_it_was_takes_it_over() {
    let text = || json!({ "type": "text" });
    assert_eq!(changed(text(), json!("Rue Garibaldi"), json!({ "type": "long_text" })).answers, json!({ "q": "Rue Garibaldi" }));
    let number = changed(text(), json!("deux"), json!({ "type": "number" }));
    assert_eq!((number.answers, number.kept.len()), (json!({}), 1), "no longer read: kept beside");
    let day = changed(json!({ "type": "date" }), json!("2026-12-15"), text());
    assert_eq!(day.kept[0].1, "15 décembre 2026", "« 2026-12-15 » is not what she wrote");
}

#[test]
fn a_stricter_rule_takes_nothing_away() {
    let gone = changed(json!({ "type": "number" }), json!(9), json!({ "type": "number", "max": 5 }));
    assert_eq!((gone.answers, gone.kept.len()), (json!({ "q": 9 }), 0));
}

#[test]
fn an_option_keeps_its_words() {
    let vehicles = options(&[("camion", "Camion"), ("moto", "Moto")]);
    let renamed = changed(vehicles.clone(), json!("camion"), options(&[("camion", "Poids lourd"), ("moto", "Moto")]));
    assert_eq!((renamed.answers, renamed.kept.len()), (json!({ "q": "camion" }), 0), "still a possible answer");
    let removed = changed(vehicles, json!("camion"), options(&[("velo", "Vélo"), ("moto", "Moto")]));
    assert_eq!((removed.answers, removed.kept[0].1.as_str()), (json!({}), "Camion"));
}

#[test]
fn a_question_inside_a_block_leaves_the_whole_block_beside() {
    let block = |fields: Json| json!({ "type": "block", "item": "Enfant", "fields": fields });
    let (name, born) =
        (json!({ "slug": "nom", "label": "Prénom", "type": "text" }), json!({ "slug": "ne", "label": "Né le", "type": "date" }));
    let kids = json!([{ "nom": "Ana", "ne": "2020-03-01" }, { "nom": "Bob", "ne": "2021-04-02" }]);
    let gone = changed(block(json!([name, born])), kids, block(json!([name])));
    assert_eq!(gone.answers, json!({ "q": [{ "nom": "Ana" }, { "nom": "Bob" }] }));
    assert!(gone.kept[0].1.contains("1er mars 2020") && gone.kept.len() == 1, "{:?}", gone.kept);
}

#[test]
fn what_a_condition_hides_now_is_kept_beside() {
    let yes = json!({ "slug": "pro", "label": "Pro ?", "type": "yes_no" });
    let name = |condition: &str| json!({ "slug": "nom", "label": "Nom", "type": "text", "condition": condition });
    let gone = carry(&form(&json!([yes, name("pro")])), &json!({ "pro": true, "nom": "Les Bras" }), &form(&json!([yes, name("!pro")])));
    assert_eq!((gone.answers, gone.kept[0].1.as_str()), (json!({ "pro": true }), "Les Bras"));
}

#[test]
fn what_comes_back_is_an_answer_again() {
    let (lookups, none) = (lookups(), Values::new());
    let (with, without) = (
        form(&json!([{ "slug": "nom", "label": "Nom", "type": "text" }, { "slug": "age", "label": "Âge", "type": "number" }])),
        form(&json!([{ "slug": "nom", "label": "Nom", "type": "text" }])),
    );
    let filed = Answers::from_json(json!({ "nom": "Roche", "age": 30 }));
    let first = Journey::new(&with, &filed, &lookups, today(), &none);
    let meanwhile = carried(&[first], &without, &lookups, today(), &none);
    assert_eq!(meanwhile.to_json(), json!({ "nom": "Roche" }));
    let given = [Journey::new(&without, &meanwhile, &lookups, today(), &none), Journey::new(&with, &filed, &lookups, today(), &none)];
    assert_eq!(carried(&given, &with, &lookups, today(), &none), filed);
}

const NAMES: [&str; 5] = ["a", "b", "c", "d", "e"];

/// A form of a few questions of any type, in any order, required or not, some inside a block.
fn forms() -> impl Strategy<Value = Json> {
    let question = (0..NAMES.len(), 0..FIELDS.len(), any::<bool>(), any::<bool>());
    proptest::collection::vec(question, 1..5).prop_map(|drawn| {
        let mut seen = BTreeSet::new();
        let fresh = drawn.into_iter().filter(|(name, ..)| seen.insert(*name));
        fresh.map(|(name, kind, required, inside)| question_of(NAMES[name], &FIELDS[kind], required, inside)).collect()
    })
}

fn question_of(name: &str, kind: &crate::Kind, required: bool, inside: bool) -> Json {
    let mut question =
        json!({ "slug": name, "label": format!("Question {name} de type {}", kind.label), "type": kind.name, "required": required });
    let settings: Json = serde_json::from_str(kind.example).unwrap();
    question.as_object_mut().unwrap().extend(settings.as_object().unwrap().clone());
    let is_plain = kind.name != "block" && kind.name != "computed";
    if !(inside && is_plain) {
        return question;
    }
    question["slug"] = json!("dedans");
    let always = json!({ "slug": "fixe", "label": "Toujours là", "type": "text" });
    json!({ "slug": name, "label": format!("Bloc {name}"), "type": "block", "item": "Élément", "fields": [always, question] })
}

/// The words of a piece of page.
fn words(row: ui::Row) -> String {
    let html = row.value.into_string();
    html.split('<').map(|part| part.split_once('>').map_or(part, |(_, words)| words)).collect()
}

proptest! {
    #[test]
    fn any_form_after_any_other_loses_no_answer(from in forms(), to in forms(), back in any::<bool>(), index in 0..20_usize) {
        let (lookups, none) = (lookups(), Values::new());
        let (from, to) = (form(&from), form(&to));
        let Some(answers) = sample_answers(&from, &lookups, today(), &none, index) else { return Ok(()) };
        let filed = Journey::new(&from, &answers, &lookups, today(), &none).filed_answers();
        let before = || Journey::new(&from, &filed, &lookups, today(), &none);
        let mut taken = carried(&[before()], &to, &lookups, today(), &none);
        let form = if back { &from } else { &to };
        if back {
            taken = carried(&[Journey::new(&to, &taken, &lookups, today(), &none), before()], &from, &lookups, today(), &none);
        }
        let now = Journey::new(form, &taken, &lookups, today(), &none);
        let file = |file: &FileRef| html! { (file.name) };
        let rows = |sections: Vec<(&str, Vec<ui::Row>)>| sections.into_iter().flat_map(|(_, rows)| rows).collect::<Vec<_>>();
        let told: Vec<String> = rows(crate::given(&now, &file)).into_iter().chain(kept(&[before()], &now, &file)).map(words).collect();
        for row in rows(crate::given(&before(), &file)) {
            let (name, words) = (row.name.clone(), words(row));
            prop_assert!(told.contains(&words), "« {name} : {words} » among {told:?}");
        }
        prop_assert_eq!(&Journey::new(form, &taken, &lookups, today(), &none).filed_answers(), &taken, "it is read as it was kept");
    }
}
