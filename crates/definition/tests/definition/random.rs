//! Whole definitions made at random: nearly all of them sound, whatever the
//! types, conditions, blocks, tables and effects they put together; and what
//! somebody may type in them.

mod questions;
mod typing;
mod workflows;

use definition::{Definition, from_json};
use proptest::{collection::vec, option::weighted, prelude::*};
use serde_json::{Map, Value as Json, json};

use crate::common::EXAMPLE;
pub use questions::lookups;
use questions::{Known, Question, Rule, question, rule};
pub use typing::{typed, typing};
use workflows::{Course, course};

/// As many cases as `PROPTEST_CASES` asks for, or few enough for each day.
#[expect(clippy::disallowed_methods, reason = "whoever runs the tests says how long they last")]
pub fn cases(usual: u32) -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|count| count.parse().ok());
    ProptestConfig { cases: asked.unwrap_or(usual), failure_persistence: None, max_shrink_iters: 400, ..ProptestConfig::default() }
}

#[derive(Debug, Clone)]
struct Page {
    when: Option<Rule>,
    exit: Option<Rule>,
    questions: Vec<Question>,
}

fn page() -> impl Strategy<Value = Page> {
    let parts = (weighted(0.3, rule()), weighted(0.15, rule()), vec(question(), 1..5));
    parts.prop_map(|(when, exit, questions)| Page { when, exit, questions })
}

/// A definition, plain data that came from JSON.
pub fn definition() -> impl Strategy<Value = Definition> {
    (vec(page(), 1..4), vec(question(), 1..3), course()).prop_map(|(pages, input, course)| build(&pages, &input, &course))
}

fn build(pages: &[Page], input: &[Question], course: &Course) -> Definition {
    let mut known = Known::default();
    let form: Vec<Json> = pages.iter().enumerate().map(|(index, page)| written(page, index, &mut known)).collect();
    let mut typed = Known::after(&known);
    let input: Vec<Json> = input.iter().map(|question| question.written(&mut typed, false)).collect();
    let mut document = serde_json::to_value(definition::from_toml(EXAMPLE).unwrap()).unwrap();
    let parts = json!({
        "form": { "pages": form },
        "inputs": { "saisie": input },
        "workflow": course.written(&known),
        "connectors": [{ "slug": "logiciel", "label": "Logiciel" }],
        "messages": { "note": message(&known) },
        "documents": { "acte": { "title": "Acte {{ case.reference | upper }}", "blocks": [{ "paragraph": said(&known) }, "answers"] } },
        "tests": [],
    });
    document.as_object_mut().unwrap().extend(parts.as_object().unwrap().clone());
    document["settings"]["competence"] = json!({ "kind": "instance" });
    from_json(&document.to_string()).unwrap()
}

fn written(page: &Page, index: usize, known: &mut Known) -> Json {
    let mut written =
        Map::from_iter([("slug".to_owned(), json!(format!("p{index}"))), ("title".to_owned(), json!(format!("Page {index}")))]);
    written.extend(page.when.as_ref().map(|rule| ("condition".to_owned(), json!(rule.written(known)))));
    let fields: Vec<Json> = page.questions.iter().map(|question| question.written(known, true)).collect();
    written.insert("fields".to_owned(), fields.into());
    let exit = page.exit.as_ref().map(|rule| json!([{ "condition": rule.written(known), "message": "Écrivez à la mairie." }]));
    written.extend(exit.map(|exit| ("exit".to_owned(), exit)));
    written.into()
}

fn message(known: &Known) -> Json {
    json!({ "subject": "Demande {{ case.reference }}", "body": format!("Bonjour,\n{}\n{{% for piece in asked %}}- {{{{ piece | trim }}}}\n{{% endfor %}}", said(known)) })
}

/// Every answer, in words.
fn said(known: &Known) -> String {
    let said = |name: &String| format!("{{% if answers.{name} %}}{{{{ labels.{name} }}}} : {{{{ answers.{name} }}}}{{% endif %}}.");
    known.open().iter().map(said).collect()
}
