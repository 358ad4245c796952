//! A document taken apart into units.

use std::collections::BTreeSet;

use definition::Definition;
use kernel::{Slug, setting::Shape};
use serde_json::{Map, Value as Json};

use crate::{Group, Home, Place, kinds};

/// What is compared and merged as a whole.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Unit {
    /// What identifies it, wherever it stands.
    pub(super) key: String,
    /// The list it is in: a place of the document, or the key of the page or block around it.
    /// Nothing for a setting, whose key says its place.
    pub(super) parent: String,
    /// Its name in that list.
    pub(super) name: String,
    /// Where it stands.
    pub(super) place: Place,
    /// What it says, what is inside it left out.
    pub(super) content: Json,
}

/// Lists and dictionaries of things that have a name; questions apart.
pub(super) const PAGES: &str = "/form/pages";
pub(super) const INPUTS: &str = "/inputs";
pub(super) const LISTS: [&str; 7] =
    ["/workflow/functions", "/workflow/statuses", "/workflow/transitions", "/workflow/automations", "/workflow/data", "/connectors", TESTS];
pub(super) const MAPS: [&str; 2] = ["/messages", "/documents"];
const TESTS: &str = "/tests";
/// What stands alone: settings are listed as they are found.
const ALONE: [(&str, Place); 7] = [
    ("/schema_version", Place::Presentation),
    ("/slug", Place::Presentation),
    ("/title", Place::Presentation),
    ("/summary", Place::Presentation),
    ("/workflow/initial", Place::Workflow),
    ("/workflow/on_filed", Place::Filed),
    ("/workflow/legal_clock", Place::Clock),
];

/// The units of a document, in its order.
pub(super) fn apart(definition: &Definition) -> Vec<Unit> {
    let whole = serde_json::to_value(definition).unwrap_or_default();
    let mut units = Vec::new();
    units.extend(ALONE[..4].iter().filter_map(|(key, place)| alone(&whole, key, place)));
    units.extend(settings(&whole));
    units.extend(pages(definition, &whole));
    units.extend(ALONE[4..].iter().filter_map(|(key, place)| alone(&whole, key, place)));
    units.extend(LISTS[..5].iter().flat_map(|list| listed(&whole, list)));
    units.extend(inputs(definition));
    units.extend(MAPS.iter().flat_map(|map| mapped(&whole, map)));
    units.extend(LISTS[5..].iter().flat_map(|list| listed(&whole, list)));
    distinct(&mut units);
    units
}

/// Two things of one name are two things all the same.
fn distinct(units: &mut [Unit]) {
    let mut seen = BTreeSet::new();
    for unit in units {
        while !seen.insert(unit.key.clone()) {
            unit.key.push_str("#2");
        }
    }
}

fn alone(whole: &Json, key: &str, place: &Place) -> Option<Unit> {
    let content = whole.pointer(key)?.clone();
    let name = key.rsplit('/').next().unwrap_or_default().to_owned();
    Some(Unit { key: key.to_owned(), parent: String::new(), name, place: place.clone(), content })
}

fn settings(whole: &Json) -> Vec<Unit> {
    let under = |list: &str| whole.pointer(list).and_then(Json::as_object).cloned().unwrap_or_default();
    let one = |list: &str, name: &String, place| alone(whole, &format!("{list}/{name}"), place);
    let settings = under("/settings");
    let plain = settings.keys().filter(|name| *name != "processing").filter_map(|name| one("/settings", name, &Place::Settings));
    let record = under("/settings/processing");
    let record = record.keys().filter_map(|name| one("/settings/processing", name, &Place::Processing));
    plain.chain(record).collect()
}

fn pages(definition: &Definition, whole: &Json) -> Vec<Unit> {
    let written = whole.pointer(PAGES).and_then(Json::as_array).cloned().unwrap_or_default();
    let mut units = Vec::new();
    for (page, mut content) in definition.form.pages.iter().zip(written) {
        let fields = content.as_object_mut().and_then(|page| page.remove("fields"));
        let key = format!("{PAGES}/{}", page.slug);
        let place = Place::Page(page.slug.clone());
        units.push(Unit { key: key.clone(), parent: PAGES.to_owned(), name: page.slug.clone(), place, content });
        units.extend(questions(fields.unwrap_or_default(), &Group::page(&*page.slug), &key, "/form/questions"));
    }
    units
}

fn inputs(definition: &Definition) -> Vec<Unit> {
    let mut units = Vec::new();
    for (slug, fields) in &definition.inputs {
        let key = format!("{INPUTS}/{slug}");
        let (parent, name, place) = (INPUTS.to_owned(), slug.to_string(), Place::Input(slug.clone()));
        units.push(Unit { key: key.clone(), parent, name, place, content: Json::Object(Map::new()) });
        let written = serde_json::to_value(fields).unwrap_or_default();
        units.extend(questions(written, &Home::Input(slug.clone()).group(), &key, &format!("{key}/questions")));
    }
    units
}

/// The questions of a list, those of a block after it. Their keys do not say on
/// which page they are: a question that moves is the same.
fn questions(written: Json, group: &Group, parent: &str, root: &str) -> Vec<Unit> {
    let Json::Array(written) = written else { return vec![] };
    let mut units = Vec::new();
    for mut content in written {
        let name = content["slug"].as_str().unwrap_or_default().to_owned();
        let key = format!("{root}/{name}");
        let at = group.field(&*name);
        let inside = inside(&content).and_then(|setting| content.as_object_mut()?.remove(setting)).filter(Json::is_array);
        let place = Place::Field(at.clone());
        units.push(Unit { key: key.clone(), parent: parent.to_owned(), name, place, content });
        units.extend(questions(inside.unwrap_or_default(), &at.inside(), &key, &key));
    }
    units
}

/// The setting under which a question holds others, when its type does.
pub(super) fn inside(question: &Json) -> Option<&'static str> {
    kinds::setting_of(question["type"].as_str()?, Shape::Fields).map(|setting| setting.name)
}

fn listed(whole: &Json, list: &str) -> Vec<Unit> {
    let written = whole.pointer(list).and_then(Json::as_array).cloned().unwrap_or_default();
    let one = |(index, content): (usize, Json)| {
        let name = content[if list == TESTS { "name" } else { "slug" }].as_str().unwrap_or_default().to_owned();
        let place = if list == TESTS { Some(Place::Test(index)) } else { place(list, &name) };
        let place = place.unwrap_or(Place::Workflow);
        Unit { key: format!("{list}/{name}"), parent: list.to_owned(), name, place, content }
    };
    written.into_iter().enumerate().map(one).collect()
}

fn mapped(whole: &Json, map: &str) -> Vec<Unit> {
    let written = whole.pointer(map).and_then(Json::as_object).cloned().unwrap_or_default();
    let one = |(name, content): (String, Json)| {
        let place = place(map, &name).unwrap_or(Place::Texts);
        Unit { key: format!("{map}/{name}"), parent: map.to_owned(), name, place, content }
    };
    written.into_iter().map(one).collect()
}

fn place(list: &str, name: &str) -> Option<Place> {
    let slug: Slug = name.parse().ok()?;
    Some(match list {
        "/workflow/functions" => Place::Function(slug),
        "/workflow/statuses" => Place::Status(slug),
        "/workflow/transitions" => Place::Transition(slug),
        "/workflow/automations" => Place::Automation(slug),
        "/workflow/data" => Place::Data(slug),
        "/connectors" => Place::Connector(slug),
        "/messages" => Place::Message(slug),
        "/documents" => Place::Document(slug),
        _ => return None,
    })
}
