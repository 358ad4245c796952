//! The definition tried: the linter's word, and a test that fills the form in
//! and sends it.

use std::collections::BTreeMap;

use definition::{Compiled, Definition, Expect, Fill, Send, TESTS_BEGIN, Test, TestStep, lint, run_tests};
use expr::{Today, Value, Values};
use forms::{Answers, CompiledForm, CompiledPage, Journey, Lookups, sample_answers};
use serde_json::Value as Json;
use workflow::Finding;

use crate::report::{Note, Weight};

/// The definition with its test when there is one, and what the linter says.
pub(super) fn tried(definition: Definition, notes: &mut Vec<Note>) -> (Definition, Vec<Finding>) {
    let Ok(compiled) = Compiled::new(definition.clone()) else {
        let findings = lint(&definition);
        return (definition, findings);
    };
    let tests = filled(&compiled);
    if tests.is_empty() && compiled.form().lists().is_empty() {
        let message = "Aucun essai d’envoi n’a pu être écrit\u{a0}: une règle refuse les réponses proposées. Écrivez-en un.";
        notes.push(Note { weight: Weight::Info, construct: "essai".into(), place: definition.title.clone(), message: message.into() });
    }
    let definition = Definition { tests, ..definition };
    let findings = lint(&definition);
    (definition, findings)
}

/// Sets of sample answers that are tried: an author's rule may refuse some.
const SAMPLES: [usize; 8] = [0, 1, 2, 3, 5, 12, 20, 60];

/// A test of filling in and sending that passes.
fn filled(compiled: &Compiled) -> Vec<Test> {
    // a list is the instance's: a test cannot choose in it
    if !compiled.form().lists().is_empty() {
        return Vec::new();
    }
    let steps = SAMPLES.into_iter().map(|index| steps(compiled.form(), index)).find(|steps| !steps.is_empty()).unwrap_or_default();
    let arrived = TestStep::Expect(Expect { status: Some(compiled.workflow().workflow().initial.clone()), ..Expect::default() });
    let test = |steps: Vec<TestStep>| Test { name: "La demande est remplie et envoyée".to_owned(), starts_on: None, steps };
    let with_status = test(steps.iter().cloned().chain([arrived]).collect());
    [with_status, test(steps)].into_iter().find(|test| passes(compiled, test)).into_iter().collect()
}

fn passes(compiled: &Compiled, test: &Test) -> bool {
    !test.steps.is_empty() && run_tests(compiled, std::slice::from_ref(test), &Lookups::default()).iter().all(|report| report.passed)
}

fn steps(form: &CompiledForm, index: usize) -> Vec<TestStep> {
    let channel = Value::Record([("channel".to_owned(), Value::from("online"))].into());
    let extra = Values::from([("case".to_owned(), channel)]);
    let Some(answers) = sample_answers(form, &Lookups::default(), Today { now: TESTS_BEGIN }, &extra, index) else { return Vec::new() };
    // a page that is only read is passed too
    let lookups = Lookups::default();
    let journey = Journey::new(form, &answers, &lookups, Today { now: TESTS_BEGIN }, &extra);
    let pages = journey.pages().map(|page| fill(page, &answers));
    pages.chain([TestStep::Send(Send {})]).collect()
}

/// The answers of a page.
fn fill(page: &CompiledPage, answers: &Answers) -> TestStep {
    let asked = page.fields().iter().filter(|field| field.kind().is_asked());
    let given: Vec<_> = asked.filter_map(|field| Some((field, answers.get(field.slug())?))).collect();
    let values: BTreeMap<String, Json> = given
        .iter()
        .filter(|(_, answer)| !answer.is_null())
        .map(|(field, answer)| (field.slug().to_owned(), told(field.field().kind, answer)))
        .collect();
    TestStep::Fill(Fill { page: page.slug.clone(), values })
}

/// Files are told by name in tests.
fn told(kind: &str, answer: &Json) -> Json {
    match (kind, answer) {
        ("files", Json::Array(files)) => files.iter().filter_map(|file| file.get("name").cloned()).collect(),
        (_, answer) => without_nulls(answer),
    }
}

/// Texts to read inside a block have no answer, and a definition writes none.
fn without_nulls(answer: &Json) -> Json {
    match answer {
        Json::Array(items) => items.iter().map(without_nulls).collect(),
        Json::Object(parts) => {
            let said = parts.iter().filter(|(_, value)| !value.is_null());
            Json::Object(said.map(|(name, value)| (name.clone(), without_nulls(value))).collect())
        }
        other => other.clone(),
    }
}
