//! Answers that no browser of good will sends: refused question by question, and
//! shown again as they were typed.

use super::*;
use crate::FIELDS;

/// A page with one question of every type, named by its type.
fn everything() -> CompiledForm {
    let question = |kind: &crate::Kind| {
        let mut question: Json = serde_json::from_str(kind.example).unwrap();
        let own = json!({ "slug": kind.name, "label": kind.label, "type": kind.name });
        question.as_object_mut().unwrap().extend(own.as_object().unwrap().clone());
        question
    };
    compile(json!([{ "slug": "tout", "title": "Tout", "fields": FIELDS.iter().map(question).collect::<Vec<_>>() }]))
}

/// The names of all its inputs.
fn inputs(form: &CompiledForm) -> Vec<String> {
    form.fields().flat_map(|field| field.kind().input_names(field.slug())).collect()
}

fn submit(form: &CompiledForm, answers: Json, submitted: &Submitted) -> Outcome {
    let (answers, lookups) = (Answers::from_json(answers), lookups());
    let outcome = journey(form, &answers, &lookups).submit("tout", submitted).unwrap();
    let after = journey(form, &outcome.answers, &lookups);
    let html = edit_page(&after, "tout", &outcome.state, Links::NONE).into_string();
    for error in outcome.state.errors() {
        assert!(html.contains(&format!("href=\"#{}\"", ui::field_id(&error.field))), "{} is in the summary", error.field);
    }
    summary(&after, None);
    outcome
}

/// The questions that take no such text: each has its error, and nothing is kept for it.
fn is_refused_everywhere(form: &CompiledForm, outcome: &Outcome) {
    for field in form.fields().filter(|field| field.kind().is_asked()) {
        let slug = field.slug();
        let inside = format!("{slug}.");
        let told = outcome.state.errors().iter().any(|error| error.field == slug || error.field.starts_with(&inside));
        assert!(told, "{slug} says what to correct: {:?}", outcome.state.errors());
        let kept = outcome.answers.get(slug).map_or(String::new(), Json::to_string);
        assert!(kept.len() < 200, "{slug} keeps nothing of it");
    }
}

#[test]
fn an_enormous_text_is_refused_in_every_input_and_shown_again() {
    let (form, enormous) = (everything(), "é1".repeat(50_000));
    let typed = inputs(&form).iter().fold(Submitted::default(), |page, input| page.with(input, &enormous));
    let outcome = submit(&form, json!({}), &typed);
    is_refused_everywhere(&form, &outcome);
    for input in inputs(&form) {
        assert_eq!(outcome.state.value(&input), enormous, "{input}");
    }
    let line = submit(&form, json!({}), &Submitted::default().with("text", &"x".repeat(1_000_000)));
    let told = line.state.error("text").unwrap();
    assert_eq!(told, "Raccourcissez le texte\u{a0}: 250 caractères au plus. Il en a 1000000.");
}

#[test]
fn letters_where_numbers_are_and_the_other_way_round() {
    let form = everything();
    for content in ["\u{202e}<b>", "{}", "[1,2]", "true", "null", "-0", "NaN", "1e308", "٣", "0x10", "2026-13-45", "🦀"] {
        let typed = inputs(&form).iter().fold(Submitted::default(), |page, input| page.with(input, content));
        let outcome = submit(&form, json!({}), &typed);
        for name in [
            "number", "amount", "date", "email", "phone", "iban", "siret", "siren", "rna", "choice", "choices", "ranked", "yes_no",
            "commune",
        ] {
            let inside = format!("{name}.");
            let told = outcome.state.errors().iter().any(|error| error.field == name || error.field.starts_with(&inside));
            let kept = outcome.answers.get(name).is_some_and(|answer| !answer.is_null());
            assert_ne!(told, kept, "{name}, {content}: told or kept, never both nor neither");
        }
    }
}

#[test]
fn thousands_of_values_for_one_name_are_one_answer() {
    let form = everything();
    let mut typed = Submitted::default();
    for input in inputs(&form) {
        typed.values.insert(input, vec!["a".to_owned(); 5_000]);
    }
    let outcome = submit(&form, json!({}), &typed);
    assert_eq!(outcome.answers.get("text"), Some(&json!("a")));
    assert_eq!(outcome.answers.get("choices"), Some(&json!(["a"])));
    assert_eq!(outcome.state.values("choices").len(), 5_000, "as it was sent");
}

#[test]
fn names_that_the_page_does_not_have_are_nothing() {
    let form = everything();
    let names = [
        "inconnu",
        "text.",
        ".text",
        "text[0]",
        "text.0",
        "text\u{0}",
        "",
        ".",
        "..",
        "__proto__",
        "block",
        "block.",
        "block.0.inconnu",
        "block..child_name",
        "_shown.x",
        "_removed",
        "table.eau",
        "table.eau.",
        "table.vent.montant",
    ];
    let typed = names.iter().fold(Submitted::default(), |page, name| page.with(name, "abc"));
    let outcome = submit(&form, json!({}), &typed);
    let known: Vec<_> = form.fields().map(|field| field.slug().to_owned()).collect();
    let kept = outcome.answers.to_json();
    let strangers: Vec<_> = kept.as_object().unwrap().keys().filter(|name| !known.contains(name)).collect();
    assert!(strangers.is_empty(), "{strangers:?}");
    assert!(!kept.to_string().contains("abc"), "{kept}");
}

#[test]
fn control_characters_are_left_out_of_every_answer() {
    let form = everything();
    let outcome = submit(&form, json!({}), &Submitted::default().with("text", "Zo\u{0}é\u{1b}[31m").with("long_text", "a\u{0}\r\nb\u{7f}"));
    assert_eq!(outcome.answers.get("text"), Some(&json!("Zoé[31m")));
    assert_eq!(outcome.answers.get("long_text"), Some(&json!("a\nb")));
}

#[test]
fn a_thousand_million_items_are_none() {
    let form = everything();
    for index in ["1000000000", "18446744073709551615", "18446744073709551616", "-1", "100", "1e3", " 1", "٣"] {
        let typed = Submitted::default().with(&format!("block.{index}"), "1").with(&format!("block.{index}.child_name"), "Zoé");
        let outcome = submit(&form, json!({}), &typed);
        assert_eq!(outcome.answers.get("block").filter(|answer| !answer.is_null()), None, "{index}");
    }
    let crowd = (0..100).fold(Submitted::default(), |page, index| page.with(&format!("block.{index}.child_name"), "Zoé"));
    assert!(submit(&form, json!({}), &crowd).answers.get("block").unwrap().as_array().unwrap().len() <= 100);
}

#[test]
fn buttons_that_no_page_has_change_nothing_that_matters() {
    let form = everything();
    let answers = json!({ "text": "abc", "choices": ["a", "b"], "table": { "eau": { "montant": 1 } }, "block": [{ "child_name": "Zoé" }] });
    let buttons = [
        "add:",
        "add:text",
        "add:block.0",
        "add:block",
        "add:inconnu",
        "remove:block:0",
        "remove:block:18446744073709551615",
        "remove:block:-1",
        "remove:text:0",
        "remove:choices:0",
        "remove:table.eau:0",
        "remove::0",
        "search:",
        "refresh",
        "::::",
        "add:a:b",
    ];
    for button in buttons {
        let outcome = submit(&form, answers.clone(), &Submitted::default().with("_action", button).with("block.99", "1"));
        assert!(outcome.answers.to_json().to_string().len() < 1_000, "{button}");
        assert!(!outcome.may_go_on(), "{button}");
    }
}

#[test]
fn a_file_is_no_text_and_a_text_is_no_file() {
    let form = everything();
    let file =
        FileRef { id: "f".into(), name: "a.pdf".into(), size: 9, media_type: "application/pdf".into(), sha256: "0".repeat(64), date: None };
    let mut typed = Submitted::default().with("files", "/etc/passwd");
    for input in inputs(&form).into_iter().filter(|input| input != "files") {
        typed.files.insert(input, vec![file.clone()]);
    }
    let outcome = submit(&form, json!({}), &typed);
    assert_eq!(outcome.state.error("files"), Some("Ajoutez un fichier pour «\u{a0}Fichiers\u{a0}»."));
    let kept = outcome.answers.to_json().to_string();
    assert!(!kept.contains("a.pdf") && !kept.contains("passwd"), "{kept}");
}
