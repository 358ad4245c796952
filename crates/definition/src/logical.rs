//! What an instance must bind before it can serve a definition.

use std::collections::{BTreeMap, BTreeSet};

use forms::Field;
use kernel::Slug;
use serde::Deserialize;
use serde_json::Value as Json;
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
    /// Lists that questions choose from and that effects write in.
    pub lists: BTreeSet<String>,
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
            EffectSpec::Dispatch(dispatch) => names.teams.extend(dispatch.all_teams().cloned()),
            EffectSpec::CreateRecord(create) => names.lists.extend([create.record.to_string()]),
            EffectSpec::UpdateRecord(update) => names.lists.extend([update.record.to_string()]),
            EffectSpec::StartCase(start) => names.teleservices.extend([start.teleservice.clone()]),
            _ => (),
        }
    }
    let asked = definition.form.pages.iter().flat_map(|page| &page.fields).chain(definition.inputs.values().flatten());
    names.lists.extend(asked.flat_map(lists_of));
    names
}

/// The lists that a question chooses from, with those of the questions inside it.
fn lists_of(field: &Field) -> Vec<String> {
    let own = field.settings.get("list").filter(|_| field.kind == "referential").and_then(Json::as_str).map(str::to_owned);
    let inside = field.settings.get("fields").and_then(Json::as_array).into_iter().flatten();
    let inside = inside.filter_map(|inside| Field::deserialize(inside).ok());
    own.into_iter().chain(inside.flat_map(|inside| lists_of(&inside))).collect()
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

    #[test]
    fn an_instance_has_the_lists_that_are_chosen_from_and_written_in() {
        let mut definition = crate::from_toml(include_str!("../tests/fixtures/demenagement.toml")).unwrap();
        let field = |json: Json| serde_json::from_value::<Field>(json).unwrap();
        let school = serde_json::json!({ "slug": "ecole", "label": "École", "type": "referential", "list": "ecoles" });
        let room = serde_json::json!({ "slug": "salle", "label": "Salle", "type": "referential", "list": "salles" });
        definition.form.pages[0].fields.push(field(serde_json::json!({ "slug": "b", "label": "B", "type": "block", "fields": [school] })));
        definition.inputs.insert("choix".parse().unwrap(), vec![field(room)]);
        let create = workflow::CreateRecord { record: "tournages".parse().unwrap(), values: BTreeMap::new() };
        definition.workflow.transitions[0].effects.push(EffectSpec::CreateRecord(create).into());
        assert_eq!(logical_names(&definition).lists.into_iter().collect::<Vec<_>>(), ["ecoles", "salles", "tournages"]);
    }
}
