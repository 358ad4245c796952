//! Everything that can be said against a definition, from what forbids
//! publishing to advice on plain language.

mod compared;
mod expressions;
mod form;
mod names;
mod processing;
mod questions;
mod sensitive;
mod settings;
mod wording;

pub use form::RESERVED_PAGES;
use workflow::Finding;

use crate::{Compiled, Definition};

/// All findings, gravest first, then in the order of the document.
pub fn lint(definition: &Definition) -> Vec<Finding> {
    let mut findings = Compiled::check(definition).1;
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    findings
}

/// What is not found by compiling.
pub(crate) fn beyond_compiling(definition: &Definition) -> Vec<Finding> {
    let checks = [settings::check, processing::check, form::check, compared::check, names::check, sensitive::check, wording::check];
    let mut findings: Vec<_> = checks.into_iter().flat_map(|check| check(definition)).collect();
    findings.extend(workflow::lint(&definition.workflow));
    findings
}

/// A finding when something is true.
fn when(wrong: bool, finding: Finding) -> Option<Finding> {
    wrong.then_some(finding)
}

/// Whether nothing is written.
fn blank(text: &str) -> bool {
    text.trim().is_empty()
}
