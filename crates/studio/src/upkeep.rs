//! The tests of a work, played. Those of the first draft follow the form by
//! themselves: their author never made them.

use authoring::{Edit, TestEdit, is_drafted_test};
use definition::{Compiled, Definition, Test, TestReport, complete_test, run_tests};
use forms::Lookups;

/// What the tests gave.
pub(crate) struct Played {
    /// A report for each test, in order.
    pub(crate) reports: Vec<TestReport>,
    /// What the tests of the first draft needed to pass: to be kept with what is published.
    pub(crate) upkeep: Vec<Edit>,
}

/// Plays the tests with the lists that every instance has; nothing while the
/// document cannot be compiled. `offered` are the lists of the instance, from
/// which the tests of the first draft choose.
pub(crate) fn play(of: &Definition, lists: &Lookups, offered: &Lookups) -> Option<Played> {
    let compiled = Compiled::new(of.clone()).ok()?;
    let run = |test: &Test| run_tests(&compiled, std::slice::from_ref(test), lists).pop();
    let (mut reports, mut upkeep) = (run_tests(&compiled, &of.tests, lists), Vec::new());
    for (at, (test, report)) in of.tests.iter().zip(&mut reports).enumerate() {
        if report.passed || !is_drafted_test(&test.name) {
            continue;
        }
        let test = complete_test(&compiled, lists, offered, test);
        if let Some(passed) = run(&test).filter(|report| report.passed) {
            *report = passed;
            upkeep.push(TestEdit::Set { at, test }.into());
        }
    }
    Some(Played { reports, upkeep })
}
