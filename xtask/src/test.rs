//! `cargo xtask test`: the Rust tests on both engines, then third-party clients
//! of the identity provider, then the journeys in a browser.

use std::process::Command;

use crate::postgres::Postgres;
use crate::process::{self, minutes};
use crate::{Result, setup, workspace};

/// A part of the tests.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Part {
    Unit,
    Clients,
    Browser,
}

/// What of the tests to run: all of them, or one part.
#[derive(Debug, PartialEq)]
struct Plan {
    only: Option<Part>,
    filters: Vec<String>,
}

impl Plan {
    fn parse(arguments: &[String]) -> Result<Self> {
        let (mut parts, mut filters) = (Vec::new(), Vec::new());
        for argument in arguments {
            match argument.as_str() {
                "--unit" => parts.push(Part::Unit),
                "--clients" => parts.push(Part::Clients),
                "--browser" => parts.push(Part::Browser),
                option if option.starts_with('-') => {
                    return Err(format!("test does not know {option}: --unit, --clients, --browser or a filter"));
                }
                filter => filters.push(filter.to_owned()),
            }
        }
        match *parts {
            [] if !filters.is_empty() => Err("say what to filter: --unit, --clients or --browser".to_owned()),
            [] | [_] => Ok(Self { only: parts.first().copied(), filters }),
            _ => Err("choose one of --unit, --clients and --browser, or none for all".to_owned()),
        }
    }

    fn has(&self, part: Part) -> bool {
        self.only.is_none_or(|only| only == part)
    }
}

/// `cargo xtask test [--unit [filter…] | --clients [filter…] | --browser [filter…]]`.
pub fn command(arguments: &[String]) -> Result<()> {
    let plan = Plan::parse(arguments)?;
    if plan.has(Part::Unit) {
        setup::for_unit_tests()?;
        unit_tests(&plan.filters, &Postgres::start()?)?;
    } else {
        // the tests of `guichet` build the program to start it
        process::run(&mut workspace::locked_cargo(["build", "--workspace", "--bin", "guichet"]), minutes(30))?;
    }
    if plan.has(Part::Clients) {
        setup::for_clients()?;
        clients(&plan.filters)?;
    }
    if plan.has(Part::Browser) {
        setup::for_journeys()?;
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

fn clients(filters: &[String]) -> Result<()> {
    let mut node = node("tests/clients/run.mjs", filters)?;
    process::run(node.env("CLIENTS_PYTHON", setup::python_environment()?), minutes(5))
}

fn journeys(filters: &[String], postgres: &Postgres) -> Result<()> {
    let chromium = workspace::on_path("chromium").ok_or("Chromium is missing: run cargo xtask setup")?;
    let mut node = node("tests/browser/run.mjs", filters)?;
    process::run(node.env("CHROMIUM", chromium).env("TEST_POSTGRES", postgres.url()), minutes(40))
}

/// A runner of tests on the program that was built.
fn node(runner: &str, filters: &[String]) -> Result<Command> {
    let mut node = Command::new("node");
    node.arg(runner).args(filters).current_dir(workspace::root());
    node.env("GUICHET_BIN", workspace::built_programs()?.join("guichet"));
    Ok(node)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Plan> {
        Plan::parse(&line.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
    }

    #[test]
    fn everything_runs_unless_a_part_is_named() {
        let all = parse("").unwrap();
        assert!([Part::Unit, Part::Clients, Part::Browser].iter().all(|part| all.has(*part)));
        let clients = parse("--clients php").unwrap();
        assert_eq!(clients, Plan { only: Some(Part::Clients), filters: vec!["php".to_owned()] });
        assert!(clients.has(Part::Clients) && !clients.has(Part::Unit) && !clients.has(Part::Browser));
    }

    #[test]
    fn what_cannot_be_meant_is_refused() {
        assert!(parse("smoke").is_err());
        assert!(parse("--unit --browser").is_err());
        assert!(parse("--fast").is_err());
    }
}
