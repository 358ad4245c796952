//! What an instance must have before it can serve a definition, and where the
//! definition says so.

use forms::Field;
use kernel::Slug;
use serde::Deserialize;
use serde_json::Value as Json;
use workflow::{Destination, EffectSpec, GuardedEffect};

use crate::{Definition, INPUT_PAGE};

/// Something that a definition only names, and that each instance has or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Need {
    /// Where it is named: keys and slugs from the root, joined by dots.
    pub path: String,
    /// What it is.
    pub what: Needed,
}

/// What is needed of an instance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Needed {
    /// A team behind a function.
    Function {
        /// The function.
        slug: Slug,
        /// What agents read.
        label: String,
    },
    /// A team that an effect names.
    Team(Slug),
    /// A program behind a connector.
    Connector {
        /// The connector.
        slug: Slug,
        /// What agents read.
        label: String,
    },
    /// Another téléservice, that an effect starts.
    Teleservice(Slug),
    /// A list that a question chooses from, or that an effect writes in.
    List {
        /// Its name.
        name: String,
        /// Whether citizens choose from it.
        for_citizens: bool,
    },
}

/// All that a definition leaves to each instance, in its order. What is named twice is there twice.
pub fn needs(definition: &Definition) -> Vec<Need> {
    let workflow = &definition.workflow;
    let functions = workflow.functions.iter().map(|one| {
        let what = Needed::Function { slug: one.slug.clone(), label: one.label.clone() };
        Need { path: format!("workflow.functions.{}", one.slug), what }
    });
    let connectors = definition.connectors.iter().map(|one| {
        let what = Needed::Connector { slug: one.slug.clone(), label: one.label.clone() };
        Need { path: format!("connectors.{}", one.slug), what }
    });
    asked(definition).into_iter().chain(functions).chain(connectors).chain(of_effects(definition)).collect()
}

/// The lists that questions choose from.
fn asked(definition: &Definition) -> Vec<Need> {
    let mut needs = Vec::new();
    for page in &definition.form.pages {
        let at = format!("form.pages.{}", page.slug);
        page.fields.iter().for_each(|field| of_field(field, &at, true, &mut needs));
    }
    for (input, fields) in &definition.inputs {
        let at = format!("inputs.{input}.pages.{INPUT_PAGE}");
        fields.iter().for_each(|field| of_field(field, &at, false, &mut needs));
    }
    needs
}

/// The list of a question, then those of the questions inside it.
fn of_field(field: &Field, at: &str, for_citizens: bool, needs: &mut Vec<Need>) {
    let path = format!("{at}.fields.{}", field.slug);
    let list = field.settings.get("list").filter(|_| field.kind == "referential").and_then(Json::as_str);
    needs.extend(list.map(|list| Need { path: path.clone(), what: Needed::List { name: list.to_owned(), for_citizens } }));
    let inside = field.settings.get("fields").and_then(Json::as_array).into_iter().flatten();
    inside.filter_map(|inside| Field::deserialize(inside).ok()).for_each(|inside| of_field(&inside, &path, for_citizens, needs));
}

fn of_effects(definition: &Definition) -> Vec<Need> {
    let workflow = &definition.workflow;
    let on_filed = effects("workflow.on_filed".to_owned(), &workflow.on_filed);
    let of_transitions = workflow
        .transitions
        .iter()
        .flat_map(|transition| effects(format!("workflow.transitions.{}.effects", transition.slug), &transition.effects));
    on_filed.into_iter().chain(of_transitions).collect()
}

fn effects(at: String, effects: &[GuardedEffect]) -> Vec<Need> {
    let numbered = effects.iter().enumerate();
    numbered
        .flat_map(|(rank, guarded)| {
            let path = format!("{at}.{rank}");
            of_effect(&guarded.effect).into_iter().map(move |what| Need { path: path.clone(), what })
        })
        .collect()
}

fn of_effect(effect: &EffectSpec) -> Vec<Needed> {
    let list = |name: &Slug| vec![Needed::List { name: name.to_string(), for_citizens: false }];
    match effect {
        EffectSpec::Transfer(transfer) => team(&transfer.to).map(Needed::Team).into_iter().collect(),
        EffectSpec::Dispatch(dispatch) => dispatch.all_teams().cloned().map(Needed::Team).collect(),
        EffectSpec::CreateRecord(create) => list(&create.record),
        EffectSpec::UpdateRecord(update) => list(&update.record),
        EffectSpec::StartCase(start) => vec![Needed::Teleservice(start.teleservice.clone())],
        _ => Vec::new(),
    }
}

fn team(destination: &Destination) -> Option<Slug> {
    match destination {
        Destination::Team(team) => Some(team.clone()),
        Destination::Authority(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn told(definition: &Definition) -> Vec<String> {
        let told = |need: Need| match need.what {
            Needed::Function { label, .. } => format!("{}: function {label}", need.path),
            Needed::Team(team) => format!("{}: team {team}", need.path),
            Needed::Connector { label, .. } => format!("{}: connector {label}", need.path),
            Needed::Teleservice(slug) => format!("{}: teleservice {slug}", need.path),
            Needed::List { name, for_citizens } => format!("{}: list {name}{}", need.path, if for_citizens { ", public" } else { "" }),
        };
        needs(definition).into_iter().map(told).collect()
    }

    fn moving() -> Definition {
        crate::from_toml(include_str!("../tests/fixtures/demenagement.toml")).unwrap()
    }

    #[test]
    fn an_instance_has_functions_teams_and_connectors() {
        assert_eq!(
            told(&moving()),
            [
                "workflow.functions.instructeur: function Instructeur voirie",
                "connectors.pose_panneaux: connector Logiciel de pose des panneaux",
                "workflow.on_filed.0: team voirie"
            ]
        );
    }

    #[test]
    fn an_instance_has_the_lists_that_are_chosen_from_and_written_in() {
        let mut definition = moving();
        let field = |json: Json| serde_json::from_value::<Field>(json).unwrap();
        let school = serde_json::json!({ "slug": "ecole", "label": "École", "type": "referential", "list": "ecoles" });
        let room = serde_json::json!({ "slug": "salle", "label": "Salle", "type": "referential", "list": "salles" });
        let page = definition.form.pages[0].slug.clone();
        definition.form.pages[0].fields.push(field(serde_json::json!({ "slug": "b", "label": "B", "type": "block", "fields": [school] })));
        definition.inputs.insert("choix".parse().unwrap(), vec![field(room)]);
        let create = workflow::CreateRecord { record: "tournages".parse().unwrap(), values: BTreeMap::new() };
        definition.workflow.on_filed.insert(0, EffectSpec::CreateRecord(create).into());
        let lists: Vec<_> = told(&definition).into_iter().filter(|told| told.contains(": list ")).collect();
        assert_eq!(
            lists,
            [
                format!("form.pages.{page}.fields.b.fields.ecole: list ecoles, public"),
                "inputs.choix.pages.saisie.fields.salle: list salles".to_owned(),
                "workflow.on_filed.0: list tournages".to_owned()
            ]
        );
    }
}
