//! What is wrong with a workflow as a whole, beyond its names and expressions.

mod leaving;
mod parts;
mod reach;
#[cfg(test)]
mod tests;
mod time;

use kernel::Slug;

use crate::{Finding, Status, Workflow};

/// All findings, the whole document looked at.
pub fn lint(workflow: &Workflow) -> Vec<Finding> {
    let checks = [
        reach::unreachable,
        reach::traps,
        reach::loops,
        parts::functions,
        parts::transitions,
        leaving::once,
        leaving::opinions,
        parts::outcomes,
        parts::labels,
        time::clock,
        time::closed,
    ];
    checks.into_iter().flat_map(|check| check(workflow)).collect()
}

fn at_status(status: &Status) -> String {
    at("statuses", &status.slug)
}

fn at(list: &str, slug: &Slug) -> String {
    format!("workflow.{list}.{slug}")
}
