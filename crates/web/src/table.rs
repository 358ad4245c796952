//! The table of routes, checked as a whole before anything is served.

use std::collections::{HashMap, HashSet};

use crate::{Policy, Route, Site};

/// Why the table of routes cannot be built.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum TableError {
    /// The same method and path twice on a site.
    #[error("two routes answer {0}")]
    Twice(String),
    /// The same path with other names for its parameters.
    #[error("{0} names its parameters otherwise than another route")]
    Names(String),
    /// An agent's route that does not name the instance.
    #[error("{0} asks for an agent but its path names no instance")]
    NoInstance(String),
    /// A route that only the loopback socket protects, on a site that is not served there.
    #[error("{0} is protected by the loopback socket only, on a site that people reach")]
    Loopback(String),
}

/// Checks every line by itself, and against the others.
pub(crate) fn check(routes: &[Route]) -> Result<(), TableError> {
    let mut answered = HashSet::new();
    let mut named = HashMap::new();
    for route in routes {
        let line = || format!("{} {} {}", route.site, route.method.as_str(), route.path);
        let shape = shape(route.path);
        if !answered.insert((route.site, route.method, shape.clone())) {
            return Err(TableError::Twice(line()));
        }
        if *named.entry((route.site, shape)).or_insert(route.path) != route.path {
            return Err(TableError::Names(line()));
        }
        if matches!(route.policy, Policy::Agent(_)) && !route.path.contains("{instance}") {
            return Err(TableError::NoInstance(line()));
        }
        if route.policy == Policy::Loopback && !matches!(route.site, Site::Ops | Site::Simulators | Site::FranceConnect) {
            return Err(TableError::Loopback(line()));
        }
    }
    Ok(())
}

/// A path without the names of its parameters: `/demandes/{}/pieces/{}`.
fn shape(path: &str) -> String {
    let mut shape = String::with_capacity(path.len());
    for (index, part) in path.split('{').enumerate() {
        match part.split_once('}') {
            Some((_, rest)) if index > 0 => {
                shape.push_str("{}");
                shape.push_str(rest);
            }
            _ => shape.push_str(part),
        }
    }
    shape
}
