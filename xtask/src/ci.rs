//! `cargo xtask ci`: all that must pass before a change lands, quickest first.

use std::time::Instant;

use crate::process::{self, minutes};
use crate::workspace::{cargo, locked_cargo, on_path};
use crate::{Result, setup, test, tidy};

/// A step: what it is about, and the doing.
type Step = (&'static str, fn() -> Result<()>);

const STEPS: &[Step] = &[
    ("setup", || setup::command(&[])),
    ("format", || process::run(&mut cargo(["fmt", "--all", "--check"]), minutes(2))),
    ("tidy", || tidy::command(&[])),
    ("licences and bans", deny),
    ("lints", clippy),
    ("tests", || test::command(&[])),
];

/// `cargo xtask ci`.
pub fn command(_: &[String]) -> Result<()> {
    for (name, step) in STEPS {
        println!("ci: {name}");
        let start = Instant::now();
        step().map_err(|message| format!("{name}: {message}"))?;
        println!("ci: {name}: done in {} s", start.elapsed().as_secs());
    }
    Ok(())
}

fn clippy() -> Result<()> {
    process::run(locked_cargo(["clippy", "--workspace", "--all-targets"]).args(["--", "-D", "warnings"]), minutes(45))
}

/// Advisories are left out: their list comes from the network.
fn deny() -> Result<()> {
    if on_path("cargo-deny").is_none() {
        println!("ci: skipped: cargo deny is not installed (cargo install cargo-deny --locked)");
        return Ok(());
    }
    process::run(&mut cargo(["deny", "--offline", "check", "bans", "licenses", "sources"]), minutes(5))
}
