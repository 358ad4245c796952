//! The words of tests.

use std::collections::BTreeMap;

use definition::{Definition, ExpectError, Test, TestStep};
use kernel::Slug;
use serde_json::Value as Json;
use workflow::{CITIZEN, Recipient, Transition};

use super::{Kind, Visit, Word, optional, slug};
use crate::Place;

/// Which form an answer of a test is typed in, and the names of the blocks around it.
#[derive(Debug, Clone)]
pub(crate) struct Stage<'s> {
    /// The input form; the form itself when there is none.
    pub(crate) input: Option<&'s Slug>,
    /// The blocks around.
    pub(crate) path: Vec<String>,
}

pub(super) fn words(definition: &mut Definition, visit: &mut Visit<'_>) {
    let transitions = &definition.workflow.transitions;
    for (index, test) in definition.tests.iter_mut().enumerate() {
        in_test(test, &Place::Test(index), transitions, visit);
    }
}

fn in_test(test: &mut Test, place: &Place, transitions: &[Transition], visit: &mut Visit<'_>) {
    for step in &mut test.steps {
        match step {
            TestStep::Fill(fill) => {
                visit(place, Word::Name(Kind::Page, &mut fill.page));
                answers(&mut fill.values, None, place, visit);
            }
            TestStep::ExpectError(error) => refused(error, place, visit),
            TestStep::Press(press) => {
                let input = transitions.iter().find(|transition| transition.slug == press.transition);
                if let Some(input) = input.and_then(|transition| transition.input.as_ref()) {
                    answers(&mut press.input, Some(input), place, visit);
                }
                slug(&mut press.transition, place, Kind::Transition, visit);
                if press.by != CITIZEN {
                    slug(&mut press.by, place, Kind::Function, visit);
                }
            }
            TestStep::AnswerCall(answer) => slug(&mut answer.connector, place, Kind::Connector, visit),
            TestStep::FailCall(failure) => slug(&mut failure.connector, place, Kind::Connector, visit),
            TestStep::Expect(expected) => {
                optional(&mut expected.status, place, Kind::Status, visit);
                optional(&mut expected.message, place, Kind::Message, visit);
                optional(&mut expected.document, place, Kind::Document, visit);
                optional(&mut expected.opinion, place, Kind::Function, visit);
                optional(&mut expected.call, place, Kind::Connector, visit);
                match &mut expected.message_to {
                    Some(Recipient::Function(function)) => slug(function, place, Kind::Function, visit),
                    Some(Recipient::Field(field)) => slug(field, place, Kind::Question, visit),
                    _ => {}
                }
                data(&mut expected.data, place, visit);
                let pages = expected.page_shown.iter_mut().chain(&mut expected.page_hidden);
                pages.for_each(|page| visit(place, Word::Name(Kind::Page, page)));
            }
            TestStep::GiveOpinion(given) => slug(&mut given.by, place, Kind::Function, visit),
            TestStep::Send(_) | TestStep::Advance(_) | TestStep::AnswerCompletion(_) => {}
        }
    }
}

/// `enfants.0.naissance`: a name, or names with ranks between them.
fn refused(error: &mut ExpectError, place: &Place, visit: &mut Visit<'_>) {
    let mut path = Vec::new();
    let mut parts: Vec<String> = error.field.split('.').map(ToOwned::to_owned).collect();
    for part in &mut parts {
        if part.parse::<usize>().is_ok() {
            continue;
        }
        let before = part.clone();
        visit(place, Word::Answer(Stage { input: None, path: path.clone() }, part, &mut Json::Null));
        path.push(before);
    }
    error.field = parts.join(".");
}

fn answers(values: &mut BTreeMap<String, Json>, input: Option<&Slug>, place: &Place, visit: &mut Visit<'_>) {
    let stage = Stage { input, path: vec![] };
    *values = std::mem::take(values).into_iter().map(|(name, value)| answer(name, value, &stage, place, visit)).collect();
}

/// An answer, and those inside it: a list of items gives the questions of its block.
fn answer(mut name: String, mut value: Json, stage: &Stage<'_>, place: &Place, visit: &mut Visit<'_>) -> (String, Json) {
    let inside = Stage { path: stage.path.iter().chain([&name]).cloned().collect(), ..stage.clone() };
    if let Json::Array(items) = &mut value {
        for item in items.iter_mut().filter_map(Json::as_object_mut) {
            *item = std::mem::take(item).into_iter().map(|(name, value)| answer(name, value, &inside, place, visit)).collect();
        }
    }
    visit(place, Word::Answer(stage.clone(), &mut name, &mut value));
    (name, value)
}

fn data(values: &mut BTreeMap<Slug, Json>, place: &Place, visit: &mut Visit<'_>) {
    let renamed = |(mut name, value): (Slug, Json)| {
        slug(&mut name, place, Kind::Data, visit);
        (name, value)
    };
    *values = std::mem::take(values).into_iter().map(renamed).collect();
}
