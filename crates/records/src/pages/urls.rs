//! The addresses of the lists, in one place.

use db::InstanceKey;
use kernel::{Id, Slug};

use super::done::Done;
use crate::store::imports::Import;

pub fn lists(instance: &InstanceKey) -> String {
    format!("/{instance}/referentiels")
}

/// The records of a list.
pub fn list(instance: &InstanceKey, list: &Slug) -> String {
    format!("/{instance}/referentiels/{list}")
}

/// A part of a list: `reglages`, `source`, `import`, `export`, `ajouter`, `recherche`.
pub fn part(instance: &InstanceKey, list: &Slug, part: &str) -> String {
    format!("/{instance}/referentiels/{list}/{part}")
}

pub fn record(instance: &InstanceKey, list: &Slug, key: &str) -> String {
    format!("/{instance}/referentiels/{list}/fiches/{key}")
}

pub fn imported(instance: &InstanceKey, list: &Slug, import: Id<Import>) -> String {
    format!("/{instance}/referentiels/{list}/imports/{import}")
}

/// A page that tells what was just done.
pub fn after(page: &str, done: Done) -> String {
    format!("{page}?fait={}", done.as_str())
}
