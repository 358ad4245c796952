//! Units put together again as a document.

use definition::Definition;
use serde_json::{Map, Value as Json};

use super::apart::{INPUTS, LISTS, MAPS, PAGES, Unit, inside};

/// The document that these units say; `None` when something without which there
/// is no document (its title, its initial status) is not among them.
pub(super) fn together(units: &[Unit]) -> Option<Definition> {
    let mut whole = Json::Object(Map::new());
    put(&mut whole, PAGES, children(units, PAGES).map(|page| with(page, "fields", questions(units, &page.key))).collect());
    put(
        &mut whole,
        INPUTS,
        Json::Object(children(units, INPUTS).map(|input| (input.name.clone(), questions(units, &input.key))).collect()),
    );
    for list in LISTS {
        put(&mut whole, list, children(units, list).map(|unit| unit.content.clone()).collect());
    }
    for map in MAPS {
        put(&mut whole, map, Json::Object(children(units, map).map(|unit| (unit.name.clone(), unit.content.clone())).collect()));
    }
    for unit in units.iter().filter(|unit| unit.parent.is_empty()) {
        put(&mut whole, &unit.key, unit.content.clone());
    }
    serde_json::from_value(whole).ok()
}

fn children<'u>(units: &'u [Unit], parent: &'u str) -> impl Iterator<Item = &'u Unit> {
    units.iter().filter(move |unit| unit.parent == parent)
}

fn questions(units: &[Unit], parent: &str) -> Json {
    let one = |unit: &Unit| match inside(&unit.content) {
        Some(setting) => with(unit, setting, questions(units, &unit.key)),
        None => unit.content.clone(),
    };
    children(units, parent).map(one).collect()
}

fn with(unit: &Unit, key: &str, value: Json) -> Json {
    let mut content = unit.content.clone();
    content[key] = value;
    content
}

fn put(whole: &mut Json, pointer: &str, value: Json) {
    let mut at = whole;
    for key in pointer.split('/').skip(1) {
        if !at[key].is_object() {
            at[key] = Json::Object(Map::new());
        }
        at = &mut at[key];
    }
    *at = value;
}
