//! `guichet definition check`, `guichet definition test`.

use std::path::Path;

use cases::territory_lookups;
use definition::{Compiled, Severity, lint, run_tests};
use workflow::Finding;

use super::{file, plain, say};
use crate::commands::Done;

/// Prints what can be said against a definition.
pub fn check(path: &Path) -> Done {
    let findings = lint(&file::read(path)?);
    findings.iter().try_for_each(|finding| say(line(finding)))?;
    match findings.iter().filter(|finding| finding.is_error()).count() {
        0 => Ok(()),
        errors => Err(format!("{}: {errors} errors: it cannot be published", path.display())),
    }
}

/// Runs the tests of a definition, and prints what they gave.
pub fn test(path: &Path) -> Done {
    let definition = file::read(path)?;
    let tests = definition.tests.clone();
    let compiled =
        Compiled::new(definition).map_err(|_| format!("{}: it does not compile: run `guichet definition check`", path.display()))?;
    let reports = run_tests(&compiled, &tests, &territory_lookups());
    for report in &reports {
        say(format_args!("{} {}", if report.passed { "ok  " } else { "RED " }, plain(&report.name)))?;
        report.failures.iter().try_for_each(|failure| say(format_args!("     {}", plain(failure))))?;
    }
    match reports.iter().filter(|report| !report.passed).count() {
        0 => Ok(()),
        red => Err(format!("{}: {red} of {} tests are red", path.display(), reports.len())),
    }
}

/// A finding on a line.
pub fn line(finding: &Finding) -> String {
    let severity = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "advice",
    };
    plain(&format!("{severity:<8} {}: {}", finding.path, finding.message))
}
