//! Workflows: statuses with their items, global actions with their triggers.

use std::collections::{BTreeMap, BTreeSet};

use super::{Condition, Field, condition::condition_of, fields_of};
use crate::source::Element;

/// A workflow.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct WorkflowDef {
    pub id: String,
    pub name: String,
    pub slug: String,
    /// Functions with their labels.
    pub roles: BTreeMap<String, String>,
    /// The variables that forms give a value to.
    pub variables: Vec<Field>,
    /// What agents fill in.
    pub backoffice: Vec<Field>,
    pub statuses: Vec<Status>,
    pub actions: Vec<GlobalAction>,
    /// The names of the levels of priority, from the lowest.
    pub levels: Vec<String>,
    /// Names of its settings that are not read.
    pub unread: Vec<String>,
}

/// A status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Status {
    pub id: String,
    pub name: String,
    /// Whether only some roles see it.
    pub is_hidden: bool,
    pub is_end: bool,
    /// Whether its items run once per element of a list.
    pub loops: bool,
    /// The status where a case goes once the list is over.
    pub after_loop: Option<String>,
    pub items: Vec<Item>,
    /// Names of its settings that are not read.
    pub unread: Vec<String>,
}

/// An action of a status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Item {
    pub kind: String,
    pub condition: Option<Condition>,
    pub element: Element,
}

/// An action possible in any status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct GlobalAction {
    pub name: String,
    pub items: Vec<Item>,
    pub triggers: Vec<Trigger>,
}

/// What sets off a global action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Trigger {
    /// `manual`, `timeout`, `webservice`.
    pub kind: String,
    pub element: Element,
}

/// Statuses and global actions of one workflow, at most.
const MOST_STATUSES: usize = 300;
/// Settings of a workflow that are read, or that only number it.
const READ_OF_ALL: [&str; 11] = [
    "id",
    "name",
    "slug",
    "category",
    "last_modification",
    "roles",
    "possible_status",
    "global_actions",
    "variables",
    "backoffice-fields",
    "criticality_levels",
];
/// Settings of a status that are read, or that only paint it.
const READ: [&str; 8] = ["id", "name", "colour", "visibility", "forced_endpoint", "loop_items_template", "after_loop_status", "items"];
/// Items of one status, at most.
const MOST_ITEMS: usize = 200;

impl WorkflowDef {
    pub fn read(element: &Element) -> Self {
        let name = element.get("name").unwrap_or("Sans nom");
        let inner = |name: &str| element.child(name).map_or(element, |outer| outer.child("formdef").unwrap_or(outer));
        let only = |name: &str| if element.child(name).is_some() { fields_of(inner(name)) } else { Vec::new() };
        Self {
            id: element.attribute("id").unwrap_or_default().to_owned(),
            name: name.to_owned(),
            slug: element.get("slug").unwrap_or_default().to_owned(),
            roles: element
                .inside("roles")
                .iter()
                .filter_map(|role| Some((role.attribute("id")?.to_owned(), role.text.trim().to_owned())))
                .collect(),
            variables: only("variables"),
            backoffice: only("backoffice-fields"),
            statuses: element.inside("possible_status").iter().take(MOST_STATUSES).map(Status::read).collect(),
            actions: element.inside("global_actions").iter().take(MOST_STATUSES).map(GlobalAction::read).collect(),
            unread: element.unread(&READ_OF_ALL).map(str::to_owned).collect(),
            levels: element.inside("criticality_levels").iter().filter_map(|level| level.get("name").map(str::to_owned)).collect(),
        }
    }

    /// Its actions: those of its statuses, then those of everywhere.
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        let everywhere = self.actions.iter().flat_map(|action| &action.items);
        self.statuses.iter().flat_map(|status| &status.items).chain(everywhere)
    }

    /// The names of the forms that somebody fills in on the way.
    pub fn forms(&self) -> BTreeSet<String> {
        let forms = self.items().filter(|item| item.kind == "form");
        forms.filter_map(|item| item.get("varname")).map(str::to_owned).collect()
    }

    /// A status by its identifier.
    pub fn status(&self, id: &str) -> Option<&Status> {
        self.statuses.iter().find(|status| status.id == id)
    }
}

impl Status {
    fn read(element: &Element) -> Self {
        Self {
            id: element.get("id").unwrap_or_default().to_owned(),
            name: element.get("name").unwrap_or("Sans nom").to_owned(),
            is_hidden: !element.inside("visibility").is_empty(),
            is_end: element.says("forced_endpoint"),
            loops: element.get("loop_items_template").is_some(),
            after_loop: element.get("after_loop_status").map(str::to_owned),
            items: items(element),
            unread: element.unread(&READ).map(str::to_owned).collect(),
        }
    }
}

impl GlobalAction {
    fn read(element: &Element) -> Self {
        let trigger =
            |element: &Element| Trigger { kind: element.attribute("type").unwrap_or_default().to_owned(), element: element.clone() };
        Self {
            name: element.get("name").unwrap_or("Sans nom").to_owned(),
            items: items(element),
            triggers: element.inside("triggers").iter().map(trigger).collect(),
        }
    }
}

fn items(element: &Element) -> Vec<Item> {
    element.inside("items").iter().filter(|child| child.name == "item").take(MOST_ITEMS).map(Item::read).collect()
}

impl Item {
    fn read(element: &Element) -> Self {
        Self { kind: element.attribute("type").unwrap_or_default().to_owned(), condition: condition_of(element), element: element.clone() }
    }

    /// A text setting.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.element.get(name)
    }

    /// The roles listed under `<by>` or `<to>`: identifier and name.
    pub fn roles(&self, list: &str) -> Vec<(String, String)> {
        roles(&self.element, list)
    }

    /// Its name for the report.
    pub fn shown(&self) -> String {
        let named = ["label", "name", "title", "varname"].into_iter().find_map(|key| self.get(key));
        named.map_or_else(|| self.kind.clone(), |name| format!("{} «\u{a0}{name}\u{a0}»", self.kind))
    }
}

impl Trigger {
    /// The roles that may set it off.
    pub fn roles(&self) -> Vec<(String, String)> {
        roles(&self.element, "roles")
    }
}

fn roles(element: &Element, list: &str) -> Vec<(String, String)> {
    let role = |role: &Element| {
        let name = role.text.trim();
        let id = role.attribute("role_id").unwrap_or(name);
        (id.to_owned(), if name.is_empty() { id } else { name }.to_owned())
    };
    element.inside(list).iter().map(role).filter(|(id, _)| !id.is_empty()).collect()
}
