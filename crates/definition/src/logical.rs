//! What an instance must bind before it can serve a definition.

use std::collections::{BTreeMap, BTreeSet};

use kernel::Slug;
use workflow::{Destination, EffectSpec};

use crate::Definition;

/// The logical names of a definition.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LogicalNames {
    /// Functions, with their labels.
    pub functions: BTreeMap<Slug, String>,
    /// Teams that effects name.
    pub teams: BTreeSet<Slug>,
    /// Connectors, with their labels.
    pub connectors: BTreeMap<Slug, String>,
    /// Other téléservices that effects start.
    pub teleservices: BTreeSet<Slug>,
}

/// All that a definition leaves to each instance.
pub fn logical_names(definition: &Definition) -> LogicalNames {
    let workflow = &definition.workflow;
    let mut names = LogicalNames {
        functions: workflow.functions.iter().map(|function| (function.slug.clone(), function.label.clone())).collect(),
        connectors: definition.connectors.iter().map(|connector| (connector.slug.clone(), connector.label.clone())).collect(),
        ..LogicalNames::default()
    };
    for effect in workflow.effects() {
        match effect {
            EffectSpec::Transfer(transfer) => names.teams.extend(team(&transfer.to)),
            EffectSpec::StartCase(start) => names.teleservices.extend([start.teleservice.clone()]),
            _ => (),
        }
    }
    names
}

fn team(destination: &Destination) -> Option<Slug> {
    match destination {
        Destination::Team(team) => Some(team.clone()),
        Destination::Authority(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instance_binds_functions_teams_and_connectors() {
        let definition = crate::from_toml(include_str!("../tests/fixtures/demenagement.toml")).unwrap();
        let names = logical_names(&definition);
        let texts = |names: Vec<&Slug>| names.into_iter().map(Slug::to_string).collect::<Vec<_>>();
        assert_eq!(texts(names.functions.keys().collect()), ["instructeur"]);
        assert_eq!(texts(names.teams.iter().collect()), ["voirie"]);
        assert_eq!(names.connectors.values().collect::<Vec<_>>(), ["Logiciel de pose des panneaux"]);
        assert!(names.teleservices.is_empty());
    }
}
