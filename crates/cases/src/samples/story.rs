//! A test of a definition, lived by somebody invented: what she answers, and
//! what is done with it.

use std::collections::BTreeMap;

use definition::{Compiled, Test, TestStep};
use expr::{Today, Values};
use forms::{Answers, CompiledField, FileRef, Journey, Submitted};
use kernel::Moment;
use serde_json::Value as Json;

use super::{Place, invented, invented::Invented};
use crate::{Cases, filing::outer_values, model::Channel};

/// What somebody answers, and what happens then.
pub(super) struct Story {
    pub answers: Answers,
    /// The files that the answers name.
    pub files: Vec<Named>,
    pub steps: Vec<TestStep>,
}

/// A file of an answer, not kept yet.
pub(super) struct Named {
    pub field: String,
    pub file: FileRef,
}

impl Story {
    /// One of the definition's tests that ends with a request sent. Tests are
    /// written for a day: one that is not good on this one leaves its turn.
    pub(super) fn told(
        cases: &Cases,
        (compiled, tests): (&Compiled, &[Test]),
        who: &Invented,
        place: &Place<'_>,
        moment: &Moment,
    ) -> Option<Self> {
        let sent = |test: &Test| test.steps.iter().position(|step| matches!(step, TestStep::Send(_)));
        let tests: Vec<(&Test, usize)> = tests.iter().filter_map(|test| Some((test, sent(test)?))).collect();
        let first = invented::number(place.index, "story");
        let extra = outer_values(None, Channel::Web, &place.instance.authority);
        (0..tests.len()).find_map(|turn| {
            let (test, sent) = tests[(first + turn) % tests.len()];
            let (before, after) = test.steps.split_at(sent);
            let mut story = Self { answers: Answers::new(), files: Vec::new(), steps: after.to_vec() };
            for step in before {
                // a page that is refused keeps what is good in it, as for citizens
                if let TestStep::Fill(fill) = step {
                    story.fill(cases, compiled, who, (&fill.page, &fill.values), moment, &extra);
                }
            }
            let journey = Journey::new(compiled.form(), &story.answers, cases.lookups(), Today { now: moment.now }, &extra);
            journey.is_complete().then_some(story)
        })
    }

    fn fill(
        &mut self,
        cases: &Cases,
        compiled: &Compiled,
        who: &Invented,
        (page, values): (&str, &BTreeMap<String, Json>),
        moment: &Moment,
        extra: &Values,
    ) {
        let form = compiled.form();
        let journey = Journey::new(form, &self.answers, cases.lookups(), Today { now: moment.now }, extra);
        let mut submitted = Submitted::default();
        for field in form.page(page).map(|page| page.fields()).unwrap_or_default() {
            let Some(value) = values.get(field.slug()) else { continue };
            if field.field().kind == "files" {
                let files: Vec<FileRef> =
                    value.as_array().into_iter().flatten().filter_map(Json::as_str).map(|name| file(name, moment)).collect();
                self.files.extend(files.iter().map(|file| Named { field: field.slug().to_owned(), file: file.clone() }));
                submitted.files.insert(field.slug().to_owned(), files);
            } else {
                submitted.extend(typed(field, &who.instead_of(value, kernel::text::day(moment.now))));
            }
        }
        if let Some(outcome) = journey.submit(page, &submitted) {
            self.answers = outcome.answers;
        }
    }
}

fn typed(field: &CompiledField, value: &Json) -> Submitted {
    Submitted { values: field.kind().typed(field.slug(), value), ..Submitted::default() }
}

/// What stands for a file until it is kept.
fn file(name: &str, moment: &Moment) -> FileRef {
    let media_type = if name.ends_with(".pdf") { "application/pdf" } else { "image/jpeg" };
    let id = moment.id::<kernel::id::kind::Attachment>().to_string();
    FileRef { id, name: name.to_owned(), size: 1, media_type: media_type.to_owned(), sha256: "0".repeat(64), date: None }
}
