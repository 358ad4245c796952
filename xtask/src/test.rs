//! `cargo xtask test`: the Rust tests on both engines, then the journeys in a
//! browser.

use std::process::Command;

use crate::postgres::Postgres;
use crate::process::{self, minutes};
use crate::{Result, setup, workspace};

/// What of the tests to run.
#[derive(Debug, PartialEq)]
struct Plan {
    unit: bool,
    browser: bool,
    filters: Vec<String>,
}

impl Plan {
    fn parse(arguments: &[String]) -> Result<Self> {
        let mut plan = Self { unit: true, browser: true, filters: Vec::new() };
        for argument in arguments {
            match argument.as_str() {
                "--unit" => plan.browser = false,
                "--browser" => plan.unit = false,
                option if option.starts_with('-') => return Err(format!("test does not know {option}: --unit, --browser or a filter")),
                filter => plan.filters.push(filter.to_owned()),
            }
        }
        match (plan.unit, plan.browser) {
            (false, false) => Err("choose --unit or --browser, or neither for both".to_owned()),
            (true, true) if !plan.filters.is_empty() => Err("say what to filter: --unit or --browser".to_owned()),
            _ => Ok(plan),
        }
    }
}

/// `cargo xtask test [--unit [filter…] | --browser [filter…]]`.
pub fn command(arguments: &[String]) -> Result<()> {
    let plan = Plan::parse(arguments)?;
    if plan.unit {
        setup::for_unit_tests()?;
        unit_tests(&plan.filters, &Postgres::start()?)?;
    }
    if plan.browser {
        setup::for_journeys()?;
        // the tests of `guichet` have just built the program to start it
        if !plan.unit {
            process::run(&mut workspace::locked_cargo(["build", "--workspace", "--bin", "guichet"]), minutes(30))?;
        }
        journeys(&plan.filters, &Postgres::start()?)?;
    }
    Ok(())
}

fn unit_tests(filters: &[String], postgres: &Postgres) -> Result<()> {
    let mut tests = if workspace::on_path("cargo-nextest").is_some() {
        let profile = if workspace::in_ci() { "ci" } else { "default" };
        workspace::locked_cargo(["nextest", "run", "--workspace", "--profile", profile])
    } else {
        workspace::locked_cargo(["test", "--workspace", "--no-fail-fast"])
    };
    tests.arg("--").args(filters).env("TEST_POSTGRES", postgres.url());
    if let Some(clamd) = setup::clamd() {
        tests.env("TEST_CLAMD", clamd);
    }
    process::run(&mut tests, minutes(45))
}

fn journeys(filters: &[String], postgres: &Postgres) -> Result<()> {
    let chromium = workspace::on_path("chromium").ok_or("Chromium is missing: run cargo xtask setup")?;
    let mut node = Command::new("node");
    node.arg("tests/browser/run.mjs").args(filters).current_dir(workspace::root());
    node.env("GUICHET_BIN", workspace::built_programs()?.join("guichet")).env("CHROMIUM", chromium);
    node.env("TEST_POSTGRES", postgres.url());
    process::run(&mut node, minutes(20))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Plan> {
        Plan::parse(&line.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
    }

    #[test]
    fn everything_runs_unless_a_half_is_named() {
        let filters = Vec::new;
        assert_eq!(parse(""), Ok(Plan { unit: true, browser: true, filters: filters() }));
        assert_eq!(parse("--unit"), Ok(Plan { unit: true, browser: false, filters: filters() }));
        assert_eq!(parse("--browser smoke"), Ok(Plan { unit: false, browser: true, filters: vec!["smoke".to_owned()] }));
    }

    #[test]
    fn what_cannot_be_meant_is_refused() {
        assert!(parse("smoke").is_err());
        assert!(parse("--unit --browser").is_err());
        assert!(parse("--fast").is_err());
    }
}
