//! `cargo xtask fuzz [target…] [--seconds N] [--seed N]`: the parsers of the
//! identity provider, fed for longer than the tests do. What panics, or takes
//! long, is kept in `target/fuzz/<target>`.

use std::time::Duration;

use crate::process::{self, minutes};
use crate::{Result, workspace};

/// What feeds them.
const DRIVER: &str = "tests::fuzz::for_longer";

/// What to feed, and for how long each.
#[derive(Debug, PartialEq)]
struct Plan {
    targets: Vec<String>,
    seconds: u64,
    seed: u64,
}

impl Plan {
    fn parse(arguments: &[String]) -> Result<Self> {
        let mut plan = Self { targets: Vec::new(), seconds: 60, seed: 1 };
        let mut words = arguments.iter();
        while let Some(word) = words.next() {
            let mut number = || words.next().and_then(|number| number.parse().ok()).ok_or_else(|| format!("{word} needs a number"));
            match word.as_str() {
                "--seconds" => plan.seconds = number()?,
                "--seed" => plan.seed = number()?,
                option if option.starts_with('-') => return Err(format!("fuzz does not know {option}: targets, --seconds N or --seed N")),
                target => plan.targets.push(target.to_owned()),
            }
        }
        Ok(plan)
    }
}

/// Feeds the targets named, or all, one after the other.
pub fn command(arguments: &[String]) -> Result<()> {
    let plan = Plan::parse(arguments)?;
    let mut test = workspace::locked_cargo(["test", "--package", "identity", "--lib", DRIVER, "--", "--exact", "--ignored", "--nocapture"]);
    test.env("GUICHET_FUZZ_TARGETS", plan.targets.join(","))
        .env("GUICHET_FUZZ_SECONDS", plan.seconds.to_string())
        .env("GUICHET_FUZZ_SEED", plan.seed.to_string())
        .env("GUICHET_FUZZ_KEPT", workspace::root().join("target/fuzz"));
    // as many targets as there will ever be, and the build
    process::run(&mut test, minutes(60) + Duration::from_secs(plan.seconds * 100))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_and_their_time_are_read() {
        let parse = |line: &str| Plan::parse(&line.split_whitespace().map(str::to_owned).collect::<Vec<_>>());
        assert_eq!(parse(""), Ok(Plan { targets: Vec::new(), seconds: 60, seed: 1 }));
        let read = Plan { targets: vec!["jws".to_owned(), "dpop".to_owned()], seconds: 5, seed: 9 };
        assert_eq!(parse("jws --seconds 5 --seed 9 dpop"), Ok(read));
        assert!(parse("--seconds").is_err() && parse("--seconds many").is_err() && parse("--fast").is_err());
    }
}
