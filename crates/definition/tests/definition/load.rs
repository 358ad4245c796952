//! What was checked when it was published is loaded to serve.

use definition::{Compiled, Definition, Served, canonical_json, hash, run_tests};
use forms::Lookups;

use crate::common::{changed, example};

/// As it is read where it was kept.
fn loaded(definition: &Definition) -> Option<Compiled> {
    let served: Served = serde_json::from_str(&canonical_json(definition)).unwrap();
    Compiled::load(served, hash(definition)).ok()
}

#[test]
fn what_is_loaded_serves_as_what_was_checked() {
    let definition = example();
    let loaded = loaded(&definition).unwrap();
    assert_eq!(loaded.hash(), hash(&definition), "under its whole document's hash, tests included");
    assert_eq!(loaded.about().title, definition.title);
    let reports = run_tests(&loaded, &definition.tests, &Lookups::default());
    assert!(!reports.is_empty() && reports.iter().all(|report| report.passed), "{reports:?}");
}

#[test]
fn what_only_warns_authors_is_not_looked_for_again() {
    let unpublishable = changed("retention_months = 24", "retention_months = 0");
    assert!(Compiled::new(unpublishable.clone()).is_err() && loaded(&unpublishable).is_some());
}

#[test]
fn what_cannot_be_served_is_refused() {
    let mut definition = example();
    definition.form.pages[0].fields[0].kind = "telepathy".to_owned();
    assert!(loaded(&definition).is_none());
}
