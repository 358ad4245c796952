//! A test brought up to its form: it answers the questions that were added since
//! it was written, and no longer those that were taken away.

use std::collections::{BTreeMap, BTreeSet};

use expr::{Today, Values};
use forms::{Answers, CompiledForm, CompiledPage, Journey, Lookups, sample_page};
use serde_json::Value as Json;

use super::{
    fill::submit,
    play,
    player::{Player, refusal},
    stand_ins::{with_offered, with_stand_ins},
    tests_begin_on,
};
use crate::{Compiled, Fill, INPUT_PAGE, Press, Test, TestStep};

/// Rounds of answers: a question may open another one.
const MOST_ROUNDS: usize = 8;

/// The same test, with an answer to each question that is asked now and that it
/// does not answer. What it expects stays: a page that must be refused is left alone.
/// `lookups` are the lists with which it is run, `offered` those that its records
/// may be chosen from: an instance's. It keeps their labels, so it needs no instance after.
pub fn complete_test(compiled: &Compiled, lookups: &Lookups, offered: &Lookups, test: &Test) -> Test {
    let lookups = with_offered(with_stand_ins(compiled, lookups, test), offered);
    let mut player = Player::new(compiled, &lookups, tests_begin_on(test.starts_on));
    let mut steps = Vec::new();
    for (rank, step) in test.steps.iter().enumerate() {
        let must_fail = matches!(test.steps.get(rank + 1), Some(TestStep::ExpectError(_)));
        match step {
            TestStep::Fill(fill) if compiled.form().page(&fill.page).is_none() => continue,
            TestStep::Fill(fill) if !must_fail => {
                steps.extend(pages_before(&mut player, Some(&fill.page)));
                steps.push(filled(&mut player, fill));
                continue;
            }
            TestStep::Send(_) => steps.extend(pages_before(&mut player, None)),
            _ => {}
        }
        let step = match step {
            TestStep::Press(press) if !press.refused => TestStep::Press(pressed(&player, press)),
            step => step.clone(),
        };
        play(&mut player, &step);
        steps.push(step);
    }
    Test { steps, ..test.clone() }
}

/// The pages that are asked before this one, or before sending, filled in.
fn pages_before(player: &mut Player<'_>, page: Option<&str>) -> Vec<TestStep> {
    let mut steps = Vec::new();
    for _ in 0..player.compiled.form().pages().len() {
        let extra = Player::extra();
        let journey = player.journey(&extra);
        let next = journey.first_to_do().filter(|_| !page.is_some_and(|page| journey.can_visit(page)));
        let Some(next) = next.map(str::to_owned) else { break };
        steps.push(filled(player, &Fill { page: next, values: BTreeMap::new() }));
    }
    steps
}

fn filled(player: &mut Player<'_>, fill: &Fill) -> TestStep {
    let ground = Ground { form: player.compiled.form(), lookups: player.lookups, today: player.today(), extra: Player::extra() };
    let values = ground.completed(&player.answers, &fill.page, &fill.values);
    let step = TestStep::Fill(Fill { page: fill.page.clone(), values });
    play(player, &step);
    step
}

fn pressed(player: &Player<'_>, press: &Press) -> Press {
    let transition = player.compiled.workflow().transition(&press.transition);
    let Some(form) = transition.and_then(|transition| player.compiled.input(transition.input.as_ref()?)) else { return press.clone() };
    let ground = Ground { form, lookups: player.lookups, today: player.today(), extra: Values::new() };
    Press { input: ground.completed(&Answers::new(), INPUT_PAGE, &press.input), ..press.clone() }
}

/// Where a page is filled in.
struct Ground<'a> {
    form: &'a CompiledForm,
    lookups: &'a Lookups,
    today: Today,
    extra: Values,
}

impl Ground<'_> {
    /// The answers of a page, with a sample for each question that cannot stay without.
    fn completed(&self, answers: &Answers, page: &str, values: &BTreeMap<String, Json>) -> BTreeMap<String, Json> {
        let fields = self.form.page(page).map(CompiledPage::fields).unwrap_or_default();
        let mut values = values.clone();
        values.retain(|name, _| fields.iter().any(|field| field.slug() == name));
        for _ in 0..MOST_ROUNDS {
            let samples = self.samples(answers, page, &values);
            if samples.is_empty() {
                break;
            }
            values.extend(samples);
        }
        values
    }

    /// Samples for the questions that refuse the page because they have no answer.
    fn samples(&self, answers: &Answers, page: &str, values: &BTreeMap<String, Json>) -> Vec<(String, Json)> {
        let journey = Journey::new(self.form, answers, self.lookups, self.today, &self.extra);
        let Ok(outcome) = submit(self.form, &journey, page, values) else { return Vec::new() };
        let refused = refusal(&outcome).unwrap_or_default();
        let missing: BTreeSet<&str> = refused.iter().filter_map(|error| error.name.split('.').next()).collect();
        let again = Journey::new(self.form, &outcome.answers, self.lookups, self.today, &self.extra);
        let Some(sampled) = again.submit(page, &sample_page(&again, page, 0)) else { return Vec::new() };
        let wanted = missing.into_iter().filter(|name| !values.contains_key(*name));
        wanted.filter_map(|name| Some((name.to_owned(), sampled.answers.get(name)?.clone()))).collect()
    }
}
