//! `guichet definition …`: work on the definitions of téléservices.

use std::path::{Path, PathBuf};

use cases::territory_lookups;
use clap::Subcommand;
use definition::{Compiled, Definition, Severity, TESTS_BEGIN, from_json, from_toml, json_schema, run_tests};

use super::{Done, say};

#[derive(Subcommand)]
pub enum DefinitionCommand {
    /// Say what is wrong with a definition, and what could be better.
    Check {
        /// A file in TOML or JSON.
        file: PathBuf,
    },
    /// Run the tests of a definition.
    Test {
        /// A file in TOML or JSON.
        file: PathBuf,
    },
    /// Print the JSON Schema of definitions.
    Schema,
}

pub fn run(command: &DefinitionCommand) -> Done {
    match command {
        DefinitionCommand::Check { file } => check(&read(file)?),
        DefinitionCommand::Test { file } => test(read(file)?),
        DefinitionCommand::Schema => say(format_args!("{:#}", json_schema())),
    }
}

fn read(path: &Path) -> Result<Definition, String> {
    let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let is_json = path.extension().is_some_and(|extension| extension == "json");
    let read = if is_json { from_json(&text) } else { from_toml(&text) };
    read.map_err(|error| format!("{}: {error}", path.display()))
}

fn check(definition: &Definition) -> Done {
    let findings = definition::lint(definition);
    for finding in &findings {
        let severity = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Advice => "advice",
        };
        say(format_args!("{severity:<8} {}: {}", finding.path, finding.message))?;
    }
    let errors = findings.iter().filter(|finding| finding.is_error()).count();
    if errors > 0 { Err(format!("{errors} errors: it cannot be published")) } else { Ok(()) }
}

fn test(definition: Definition) -> Done {
    let compiled = Compiled::new(definition).map_err(|_| "it does not compile: run `guichet definition check`".to_owned())?;
    let reports = run_tests(&compiled, &territory_lookups(), TESTS_BEGIN);
    for report in &reports {
        say(format_args!("{} {}", if report.passed { "ok  " } else { "RED " }, report.name))?;
        report.failures.iter().try_for_each(|failure| say(format_args!("     {failure}")))?;
    }
    let red = reports.iter().filter(|report| !report.passed).count();
    if red > 0 { Err(format!("{red} of {} tests are red", reports.len())) } else { Ok(()) }
}
