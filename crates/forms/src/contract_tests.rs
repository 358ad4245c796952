//! What every type of field owes, checked over the whole list.

use std::{collections::BTreeSet, sync::Arc};

use expr::{Scope, Today, Type, Value, Values};
use proptest::prelude::*;
use serde_json::{Value as Json, json};

use crate::{
    Answers, CompiledForm, FIELDS, FieldCtx, Form, Item, Journey, Kind, Links, List, Lookups, Submitted, edit_page, group::Env, summary,
};

pub(crate) fn today() -> Today {
    Today { now: "2026-11-22T10:00:00Z".parse().unwrap() }
}

pub(crate) fn lookups() -> Lookups {
    let numbered =
        |prefix: &str, count: usize| (0..count).map(|n| Item::new(format!("{prefix}{n}"), format!("Lieu {prefix} numéro {n}"))).collect();
    let schools = vec![Item::new("e1", "École Jean-Macé"), Item::new("e2", "École Jean Moulin")];
    let lists = [("ecoles", schools), ("communes", numbered("69", 58)), ("countries", numbered("P", 12))];
    let lists = lists.into_iter().map(|(name, items): (_, Vec<Item>)| (name.to_owned(), Arc::new(List::new(items)))).collect();
    Lookups { lists, commune_of: Some(|place| (place.get("postcode")? == "69500").then_some("69029")) }
}

/// Calls with a bare context, for the tests of one type.
pub(crate) fn with_ctx<R>(then: impl FnOnce(&FieldCtx<'_>) -> R) -> R {
    let (lookups, none) = (lookups(), Values::new());
    then(&FieldCtx {
        name: "essai",
        label: "Ma question",
        required: true,
        previous: &Json::Null,
        lookups: &lookups,
        today: today(),
        values: &none,
        settings: &none,
        children: &[],
    })
}

pub(crate) fn ctx<'a>(base: &FieldCtx<'a>, name: &'a str) -> FieldCtx<'a> {
    FieldCtx { name, ..*base }
}

/// A form that asks one question of this type.
fn form_of(kind: &Kind) -> CompiledForm {
    let mut field = json!({ "slug": "essai", "label": "Ma question", "type": kind.name, "hint": "Un peu d’aide." });
    let settings: Json = serde_json::from_str(kind.example).unwrap();
    field.as_object_mut().unwrap().extend(settings.as_object().unwrap().clone());
    let form: Form = serde_json::from_value(json!({ "pages": [{ "slug": "page", "title": "Ma page", "fields": [field] }] })).unwrap();
    CompiledForm::compile(&form, &Scope::new()).unwrap_or_else(|faults| panic!("{}: {faults:?}", kind.name))
}

fn journey<'a>(form: &'a CompiledForm, answers: &'a Answers, lookups: &'a Lookups) -> Journey<'a> {
    Journey::new(form, answers, lookups, today(), &Values::new())
}

fn sample(form: &CompiledForm, lookups: &Lookups, index: usize) -> Submitted {
    let field = form.fields().next().unwrap();
    let env = Env { lookups, today: today() };
    field.with_ctx("essai", &Json::Null, env, &Values::new(), |ctx| field.kind.sample(ctx, index))
}

/// Whether a value is of a type, however deep; nothing is of every type.
fn is_of(value: &Value, ty: &Type) -> bool {
    match (value, ty) {
        (Value::Null, _)
        | (Value::Bool(_), Type::Bool)
        | (Value::Int(_), Type::Int)
        | (Value::Decimal(_), Type::Decimal)
        | (Value::Text(_), Type::Text)
        | (Value::Date(_), Type::Date) => true,
        (Value::List(items), Type::List(item)) => items.iter().all(|value| is_of(value, item)),
        (Value::Record(fields), Type::Record(types)) => {
            fields.iter().all(|(name, value)| types.get(name).is_some_and(|ty| is_of(value, ty)))
        }
        _ => false,
    }
}

/// The values of an attribute, in the order of the page.
fn attributes<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    html.split(&format!(" {name}=\"")).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn names_and_labels_are_unique_and_plain() {
    let names: BTreeSet<_> = FIELDS.iter().map(|kind| kind.name).collect();
    let labels: BTreeSet<_> = FIELDS.iter().map(|kind| kind.label).collect();
    assert_eq!((names.len(), labels.len()), (FIELDS.len(), FIELDS.len()));
    assert!(names.iter().all(|name| crate::compile::is_name(name)));
}

#[test]
fn a_setting_that_does_not_exist_is_refused() {
    for kind in FIELDS {
        let mut settings: serde_json::Map<String, Json> = serde_json::from_str(kind.example).unwrap();
        settings.insert("couleur".into(), json!("bleu"));
        let refusal = (kind.load)(settings).unwrap_err();
        assert!(refusal.starts_with("le réglage «\u{a0}couleur\u{a0}» n’existe pas"), "{}: {refusal}", kind.name);
    }
}

#[test]
fn every_setting_is_described_and_none_that_does_not_exist() {
    for kind in FIELDS {
        let mut settings: serde_json::Map<String, Json> = serde_json::from_str(kind.example).unwrap();
        settings.insert("couleur".into(), json!("bleu"));
        let refusal = (kind.load)(settings).unwrap_err();
        let possible = refusal.split_once("Possible\u{a0}: ").map(|(_, names)| names.trim_end_matches('.').split(", ").collect());
        let described = kind.settings.iter().map(|setting| setting.name).collect::<BTreeSet<_>>();
        assert_eq!(described, possible.unwrap_or_default(), "{}", kind.name);
    }
}

#[test]
fn a_setting_that_is_missing_was_described_as_required() {
    for kind in FIELDS {
        for setting in kind.settings {
            let mut settings: serde_json::Map<String, Json> = serde_json::from_str(kind.example).unwrap();
            settings.remove(setting.name);
            let refused = (kind.load)(settings).is_err_and(|refusal| refusal.contains("manque"));
            assert_eq!(refused, setting.is_required, "{} {}", kind.name, setting.name);
        }
    }
}

#[test]
fn a_sample_is_read_kept_shown_exported_and_typed_again() {
    let lookups = lookups();
    for kind in FIELDS {
        let form = form_of(kind);
        let field = form.fields().next().unwrap();
        for index in 0..40 {
            let empty = Answers::new();
            let outcome = journey(&form, &empty, &lookups).submit("page", &sample(&form, &lookups, index)).unwrap();
            assert!(outcome.may_go_on(), "{} {index}: {:?}", kind.name, outcome.state.errors());
            let done = journey(&form, &outcome.answers, &lookups);
            assert!(done.is_complete(), "{} {index}", kind.name);
            let filed = done.filed_answers();
            let answer = filed.get("essai").unwrap_or(&Json::Null);
            assert!(is_of(&field.kind.to_expr(answer), &field.kind.value_type()), "{}", kind.name);
            let columns = field.kind.export("essai", answer);
            let distinct: BTreeSet<_> = columns.iter().map(|(column, _)| column).collect();
            assert_eq!(distinct.len(), columns.len(), "{}", kind.name);
            if field.kind.value_type() != Type::Null {
                assert!(!answer.is_null() && !columns.is_empty(), "{}", kind.name);
                assert!(!field.kind.text(answer, &lookups).is_empty(), "{}", kind.name);
                assert!(summary(&done, None).into_string().contains("Ma question"), "{}", kind.name);
            }
            let mut again = Submitted { values: field.kind.typed("essai", answer), ..Submitted::default() };
            again.files = sample(&form, &lookups, index).files;
            assert_eq!(journey(&form, &empty, &lookups).submit("page", &again).unwrap().answers, outcome.answers, "{} {index}", kind.name);
        }
    }
}

#[test]
fn a_page_names_its_inputs_and_leads_from_each_error_to_one() {
    let lookups = lookups();
    for kind in FIELDS {
        let form = form_of(kind);
        let field = form.fields().next().unwrap();
        let empty = Answers::new();
        let journey = journey(&form, &empty, &lookups);
        let outcome = journey.submit("page", &Submitted::default()).unwrap();
        let html = edit_page(&journey, "page", &outcome.state, Links::NONE).into_string();
        let ids = attributes(&html, "id");
        let distinct: BTreeSet<_> = ids.iter().collect();
        assert_eq!(distinct.len(), ids.len(), "{}: an id is there twice: {ids:?}", kind.name);
        for id in attributes(&html, "aria-describedby").iter().flat_map(|ids| ids.split(' ')) {
            assert!(ids.contains(&id), "{}: {id} describes nothing", kind.name);
        }
        for target in attributes(&html, "for") {
            assert!(ids.contains(&target), "{}: a label names {target}, which is not there", kind.name);
        }
        for name in attributes(&html, "name").into_iter().filter(|name| !name.starts_with('_')) {
            assert!(field.kind.input_names("essai").iter().any(|known| known == name), "{}: {name}", kind.name);
        }
        if !field.kind.is_asked() {
            assert!(outcome.may_go_on(), "{}", kind.name);
            continue;
        }
        assert!(html.contains("Ma question") && html.contains("Un peu d’aide."), "{}", kind.name);
        assert_eq!(outcome.state.errors().len(), 1, "{}", kind.name);
        for error in outcome.state.errors() {
            assert!(ids.contains(&ui::field_id(&error.field).as_str()), "{}: no input {}", kind.name, error.field);
            assert!(html.matches(error.message.as_str()).count() >= 2, "{}: said at the top and beside the input", kind.name);
        }
        let reopened = journey.state("page");
        assert!(!edit_page(&journey, "page", &reopened, Links::NONE).into_string().contains("Il y a un problème"), "{}", kind.name);
    }
}

/// A sentence that tells what to do, with the typography of French.
fn is_french(message: &str) -> bool {
    let spaced = [" :", " ?", " !", " »", "« ", " ;"].iter().all(|bad| !message.contains(bad));
    message.ends_with('.') && spaced && !message.contains('\'') && message.starts_with(char::is_uppercase)
}

/// What people, browsers and programs may send.
fn typed() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[0-9 .,/:hW+-]{0,16}",
        prop::sample::select(vec![
            "",
            "oui",
            "a",
            "b",
            "69003",
            "2026-02-30",
            "e1",
            "31",
            "12",
            "1990",
            "-5",
            "1e9",
            "0",
            "Inès",
            "é@é.fr",
            "99999999999999999999"
        ])
        .prop_map(str::to_owned),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_sent_is_kept_soundly_or_refused_in_french(values in prop::collection::vec((any::<prop::sample::Index>(), typed()), 0..12)) {
        let lookups = lookups();
        for kind in FIELDS {
            let form = form_of(kind);
            let field = form.fields().next().unwrap();
            let names: Vec<String> = field.kind.input_names("essai").into_iter().chain(["essai".to_owned(), "essai.1".to_owned()]).collect();
            let submitted = values.iter().fold(Submitted::default(), |page, (name, value)| page.with(name.get::<String>(&names), value));
            let empty = Answers::new();
            let outcome = journey(&form, &empty, &lookups).submit("page", &submitted).unwrap();
            for error in outcome.state.errors() {
                prop_assert!(is_french(&error.message), "{}: {}", kind.name, error.message);
            }
            let after = journey(&form, &outcome.answers, &lookups);
            prop_assert_eq!(after.is_complete(), outcome.may_go_on(), "{}", kind.name);
            edit_page(&after, "page", &outcome.state, Links::NONE);
            summary(&after, None);
        }
    }

    #[test]
    fn a_stored_document_of_any_shape_never_breaks_a_page(text in any::<String>(), number in any::<i64>()) {
        let lookups = lookups();
        for kind in FIELDS {
            let form = form_of(kind);
            for stored in [json!(text), json!(number), json!([text, number]), json!([{ "child_name": number }]), json!({ "lat": text, "street": number, "eau": 1 }), json!(true)] {
                let answers = Answers::from_json(json!({ "essai": stored }));
                let journey = journey(&form, &answers, &lookups);
                edit_page(&journey, "page", &journey.state("page"), Links::NONE);
                summary(&journey, None);
                form.fields().next().unwrap().kind.export("essai", answers.get("essai").unwrap());
            }
        }
    }
}
