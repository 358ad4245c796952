//! The addresses of the connectors, in one place.

use db::InstanceKey;
use kernel::Slug;

use super::done::Done;

pub fn connectors(instance: &InstanceKey) -> String {
    format!("/{instance}/connecteurs")
}

pub fn connector(instance: &InstanceKey, connector: &Slug) -> String {
    format!("/{instance}/connecteurs/{connector}")
}

/// What stands behind the names of téléservices.
pub fn bindings(instance: &InstanceKey) -> String {
    format!("/{instance}/connecteurs/liens")
}

/// A page that tells what was just done.
pub fn after(page: &str, done: Done) -> String {
    format!("{page}?fait={}", done.as_str())
}
