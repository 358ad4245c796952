//! The example of the tests.
use definition::{Compiled, Definition, Finding, from_toml};

pub const EXAMPLE: &str = include_str!("../fixtures/demenagement.toml");

pub fn example() -> Definition {
    from_toml(EXAMPLE).unwrap()
}

/// The example once a piece of its text is replaced.
pub fn changed(from: &str, to: &str) -> Definition {
    assert!(EXAMPLE.contains(from), "{from} is not in the example");
    from_toml(&EXAMPLE.replacen(from, to, 1)).unwrap()
}

pub fn compiled(definition: Definition) -> Compiled {
    Compiled::new(definition).map_err(said).unwrap()
}

pub fn said(findings: Vec<Finding>) -> String {
    findings.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}
