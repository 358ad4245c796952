//! The tests of a definition, run without database, network or clock.

mod act;
mod call;
mod complete;
mod expect;
mod fill;
mod player;
mod rehearsal;
mod stand_ins;

use forms::Lookups;
use jiff::{Timestamp, civil::Date};
use kernel::text;

use crate::{Compiled, Test, TestStep};
use player::Player;

pub use complete::complete_test;
pub use fill::file as test_file;
pub use rehearsal::{Happened, Rehearsal, Stopped, Told};

/// What a test gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TestReport {
    /// The test's name.
    pub name: String,
    /// Whether everything was as expected.
    pub passed: bool,
    /// What was not, in French: the step, what was expected, what was found.
    pub failures: Vec<String>,
}

/// The instant at which the tests of a definition begin unless told otherwise:
/// Monday 4 May 2026, 10 o'clock in Paris. Fixed, so that a definition that was
/// published can be published again any day.
pub const TESTS_BEGIN: Timestamp = Timestamp::constant(1_777_881_600, 0);

/// The instant at which a test that says its day begins: 10 o'clock in Paris.
pub fn tests_begin_on(day: Option<Date>) -> Timestamp {
    let at_ten = |day: Date| day.at(10, 0, 0, 0).to_zoned(text::paris()).ok();
    day.and_then(at_ten).map_or(TESTS_BEGIN, |zoned| zoned.timestamp())
}

/// Runs tests of a definition. Each brings the records that it chooses in lists
/// that `lookups` does not have.
pub fn run_tests(compiled: &Compiled, tests: &[Test], lookups: &Lookups) -> Vec<TestReport> {
    tests.iter().map(|test| run(compiled, lookups, test)).collect()
}

/// Stops at the first step that goes wrong: what follows would only repeat it.
fn run(compiled: &Compiled, lookups: &Lookups, test: &Test) -> TestReport {
    let lookups = stand_ins::with_stand_ins(compiled, lookups, test);
    let mut player = Player::new(compiled, &lookups, tests_begin_on(test.starts_on));
    let mut failures = Vec::new();
    for (index, step) in test.steps.iter().enumerate() {
        let wrong = play(&mut player, step);
        failures.extend(wrong.into_iter().map(|failure| format!("Étape {} ({})\u{a0}: {failure}", index + 1, verb(step))));
        if !failures.is_empty() {
            break;
        }
    }
    failures.extend(player.unexpected_errors().filter(|_| failures.is_empty()).map(|failure| format!("À la fin\u{a0}: {failure}")));
    TestReport { name: test.name.clone(), passed: failures.is_empty(), failures }
}

fn play(player: &mut Player<'_>, step: &TestStep) -> Vec<String> {
    if let Some(failure) = player.unexpected_errors().filter(|_| !matches!(step, TestStep::ExpectError(_))) {
        return vec![failure];
    }
    let done = match step {
        TestStep::Fill(fill) => player.fill(fill),
        TestStep::ExpectError(error) => player.expect_error(error),
        TestStep::Send(_) => player.send(),
        TestStep::Press(press) => player.press(press),
        TestStep::Advance(advance) => player.advance(advance),
        TestStep::AnswerCompletion(_) => player.answer_completion(),
        TestStep::GiveOpinion(given) => player.give_opinion(given),
        TestStep::AnswerCall(answer) => player.answer_call(answer),
        TestStep::FailCall(failure) => player.fail_call(failure),
        TestStep::Expect(expected) => return player.expect(expected),
    };
    done.err().into_iter().collect()
}

fn verb(step: &TestStep) -> &'static str {
    match step {
        TestStep::Fill(_) => "remplir une page",
        TestStep::ExpectError(_) => "vérifier une erreur",
        TestStep::Send(_) => "envoyer",
        TestStep::Press(_) => "agir",
        TestStep::Advance(_) => "laisser passer le temps",
        TestStep::AnswerCompletion(_) => "compléter",
        TestStep::AnswerCall(_) | TestStep::FailCall(_) => "répondre à un appel",
        TestStep::GiveOpinion(_) => "donner un avis",
        TestStep::Expect(_) => "vérifier",
    }
}
