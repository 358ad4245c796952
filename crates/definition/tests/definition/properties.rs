//! Random definitions × random answers.

use std::collections::BTreeMap;

use definition::{Advance, AnswerCompletion, Compiled, Definition, Press, Rehearsal, Send, TESTS_BEGIN, TestStep};
use definition::{canonical_json, from_json, from_toml, hash, lint, needs, to_toml};
use expr::{Today, Values};
use forms::{Answers, CompiledForm, Journey, Links, Lookups, Sensitive, Submitted, edit_page, given, summary, summary_pairs};
use proptest::{prelude::*, sample::Index, strategy::ValueTree, test_runner::TestRunner};

use crate::random::{cases, definition, lookups, typed, typing};

const TODAY: Today = Today { now: TESTS_BEGIN };

fn journey<'a>(form: &'a CompiledForm, answers: &'a Answers, lookups: &'a Lookups) -> Journey<'a> {
    Journey::new(form, answers, lookups, TODAY, &Values::new())
}

/// What a form came to: what was kept, the first page to do, what is wrong on it.
#[derive(Debug, PartialEq)]
struct Verdict {
    kept: serde_json::Value,
    to_do: Option<String>,
    errors: Vec<(String, String)>,
}

/// The inputs of one page, as its form sends them.
fn of_page(journey: &Journey<'_>, page: &str, all: &Submitted) -> Submitted {
    let asked: Vec<_> =
        journey.visible_fields(page).into_iter().filter(|field| field.kind().is_asked()).map(|field| field.slug()).collect();
    let is_of =
        |input: &str| asked.iter().any(|slug| input.strip_prefix(slug).is_some_and(|rest| rest.is_empty() || rest.starts_with('.')));
    let mut sent = Submitted {
        values: all.values.iter().filter(|(input, _)| is_of(input)).map(|(input, values)| (input.clone(), values.clone())).collect(),
        files: all.files.iter().filter(|(input, _)| is_of(input)).map(|(input, files)| (input.clone(), files.clone())).collect(),
    };
    sent.values.insert("_shown".to_owned(), asked.into_iter().map(str::to_owned).collect());
    sent
}

/// A citizen who goes from page to page until something is wrong.
fn page_by_page(form: &CompiledForm, lookups: &Lookups, all: &Submitted) -> Verdict {
    let mut answers = Answers::new();
    // a page comes back once for each question that its own answers open
    for _ in 0..=form.pages().len() + form.fields().count() {
        let here = journey(form, &answers, lookups);
        let Some(page) = here.first_to_do() else { return verdict(&here, &answers, None, vec![]) };
        assert!(here.can_visit(page));
        let sent = of_page(&here, page, all);
        let outcome = here.submit(page, &sent).unwrap();
        let errors = errors(&outcome);
        let after = journey(form, &outcome.answers, lookups);
        leads_to_inputs(&edit_page(&after, page, &outcome.state, Links::NONE).into_string());
        assert!(!outcome.may_go_on() || after.first_to_do() != Some(page), "{page} is accepted and still to do");
        let is_settled = of_page(&after, page, all) == sent;
        if !errors.is_empty() && is_settled {
            assert_eq!(after.first_to_do(), Some(page), "what is refused is still to do");
            return verdict(&after, &outcome.answers, Some(page), errors);
        }
        answers = outcome.answers;
    }
    unreachable!("the form never ends");
}

/// A program that sends everything, then reads what came of it.
fn at_once(form: &CompiledForm, lookups: &Lookups, all: &Submitted) -> Verdict {
    let (mut answers, mut wrong) = (Answers::new(), BTreeMap::new());
    for page in form.pages() {
        let Some(outcome) = journey(form, &answers, lookups).submit(&page.slug, all) else { continue };
        wrong.insert(page.slug.clone(), errors(&outcome));
        answers = outcome.answers;
    }
    let after = journey(form, &answers, lookups);
    let errors = after.first_to_do().and_then(|page| wrong.remove(page)).unwrap_or_default();
    verdict(&after, &answers, after.first_to_do(), errors)
}

fn errors(outcome: &forms::Outcome) -> Vec<(String, String)> {
    outcome.state.errors().iter().map(|error| (error.field.clone(), error.message.clone())).collect()
}

/// What was kept of what is asked, up to the first page to do: what comes after
/// has not been asked yet, and what is hidden stays in the draft only.
fn verdict(here: &Journey<'_>, answers: &Answers, to_do: Option<&str>, errors: Vec<(String, String)>) -> Verdict {
    let pages: Vec<_> = here.pages().map(|page| page.slug.as_str()).collect();
    let last = pages.iter().position(|page| Some(*page) == to_do).unwrap_or(pages.len());
    let fields = pages.iter().take(last + 1).flat_map(|page| here.visible_fields(page));
    let kept = fields.filter_map(|field| Some((field.slug().to_owned(), answers.get(field.slug())?.clone()))).collect();
    Verdict { kept, to_do: to_do.map(str::to_owned), errors }
}

/// Each line of the error summary leads to an input, and no label is a tag.
fn leads_to_inputs(html: &str) {
    assert!(!html.contains("<script"), "{html}");
    let after = |mark: &str| html.split(mark).skip(1).filter_map(|rest| rest.split('"').next()).collect::<Vec<_>>();
    let ids = after(" id=\"");
    for target in after("href=\"#") {
        assert!(ids.contains(&target), "an error leads to {target}, which is not there:\n{html}");
    }
}

/// Everything that is drawn or written of the answers.
fn read_everywhere(compiled: &Compiled, lookups: &Lookups, answers: &Answers) {
    let form = compiled.form();
    let journey = journey(form, answers, lookups);
    for page in form.pages() {
        leads_to_inputs(&edit_page(&journey, &page.slug, &journey.state(&page.slug), Links::NONE).into_string());
    }
    leads_to_inputs(&summary(&journey, Some(&|page| format!("/{page}"))).into_string());
    drop((summary_pairs(&journey, Sensitive::Hidden), given(&journey, &|_| summary(&journey, None))));
    let filed = journey.filed_answers();
    drop(compiled.answer_texts(&filed, lookups));
    for (field, answer) in form.fields().filter_map(|field| Some((field, filed.get(field.slug())?))) {
        drop((field.kind().export(field.slug(), answer), field.kind().files(answer)));
    }
}

fn compiled(definition: Definition) -> Option<Compiled> {
    Compiled::new(definition).ok()
}

#[test]
fn nearly_all_random_definitions_are_sound() {
    let mut runner = TestRunner::deterministic();
    let drawn: Vec<_> = (0..60).map(|_| definition().new_tree(&mut runner).unwrap().current()).collect();
    let errors: Vec<_> =
        drawn.into_iter().filter_map(|definition| Compiled::new(definition).err()).flatten().filter(|finding| finding.is_error()).collect();
    assert!(errors.len() < 15, "{errors:#?}");
}

proptest! {
    #![proptest_config(cases(48))]

    #[test]
    fn toml_and_json_say_the_same_of_any_definition(definition in definition()) {
        let json = canonical_json(&definition);
        let toml = to_toml(&definition).unwrap();
        let read = from_toml(&toml).unwrap();
        prop_assert_eq!(&read, &definition);
        prop_assert_eq!(&from_json(&json).unwrap(), &definition);
        prop_assert_eq!(canonical_json(&read), json);
        let again = to_toml(&read).unwrap();
        prop_assert_eq!(to_toml(&from_toml(&again).unwrap()).unwrap(), again, "written again, it changes no more");
        prop_assert_eq!(hash(&read), hash(&definition));
        drop((lint(&definition), needs(&definition)));
    }

    #[test]
    fn a_form_gives_the_same_verdict_page_by_page_as_at_once(definition in definition(), typing in typing()) {
        let Some(compiled) = compiled(definition) else { return Ok(()) };
        let lookups = lookups();
        let all = typed(compiled.form(), &lookups, TODAY, &typing);
        let walked = page_by_page(compiled.form(), &lookups, &all);
        prop_assert_eq!(&walked, &at_once(compiled.form(), &lookups, &all));
        let kept = Answers::from_json(walked.kept.clone());
        read_everywhere(&compiled, &lookups, &kept);
        let stored = journey(compiled.form(), &kept, &lookups);
        prop_assert_eq!(stored.first_to_do(), walked.to_do.as_deref(), "what is stored says the same");
    }

    #[test]
    fn what_is_kept_can_be_typed_again(definition in definition(), typing in typing()) {
        let Some(compiled) = compiled(definition) else { return Ok(()) };
        let (form, lookups) = (compiled.form(), lookups());
        let first = page_by_page(form, &lookups, &typed(form, &lookups, TODAY, &typing));
        let (kept, mut again) = (Answers::from_json(first.kept.clone()), Submitted::default());
        for (field, answer) in form.fields().filter_map(|field| Some((field, kept.get(field.slug())?))) {
            let files = BTreeMap::from([(field.slug().to_owned(), field.kind().files(answer))]);
            again.extend(Submitted { values: field.kind().typed(field.slug(), answer), files: if field.field().kind == "files" { files } else { BTreeMap::new() } });
        }
        if first.to_do.is_none() && !form.fields().any(|field| field.field().kind == "block" && field.kind().takes_files()) {
            prop_assert_eq!(page_by_page(form, &lookups, &again), first);
        }
    }

    #[test]
    fn any_life_of_a_case_is_told(definition in definition(), typing in typing(), life in prop::collection::vec((any::<Index>(), 0..6u16), 0..12)) {
        let Some(compiled) = compiled(definition) else { return Ok(()) };
        let lookups = lookups();
        let all = typed(compiled.form(), &lookups, TODAY, &typing);
        let mut steps = Vec::new();
        for page in compiled.form().pages() {
            let play = Rehearsal::play(&compiled, &lookups, TESTS_BEGIN, &steps);
            steps.extend(play.filling(&page.slug, &all).ok());
        }
        steps.push(TestStep::Send(Send {}));
        for (which, how) in life {
            let play = Rehearsal::play(&compiled, &lookups, TESTS_BEGIN, &steps);
            let offered = play.offered();
            steps.push(match how {
                0 => TestStep::AnswerCompletion(AnswerCompletion {}),
                1 => TestStep::Advance(Advance { days: Some(40), working_days: None, hours: Some(7) }),
                2 => TestStep::Advance(Advance { days: Some(u16::MAX), working_days: Some(u16::MAX), hours: Some(u16::MAX) }),
                _ if offered.is_empty() => break,
                _ => {
                    let (transition, by) = which.get(&offered);
                    TestStep::Press(Press { transition: transition.slug.clone(), by: by.clone(), input: BTreeMap::new(), refused: false })
                }
            });
        }
        let play = Rehearsal::play(&compiled, &lookups, TESTS_BEGIN, &steps);
        prop_assert!(play.stopped().is_none_or(|stopped| !stopped.why.is_empty()));
    }
}
