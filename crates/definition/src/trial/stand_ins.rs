//! The records that a test brings: what it chooses in a list that only an
//! instance has stands in it, so that tests need no instance.

use std::collections::BTreeMap;
use std::sync::Arc;

use forms::{CompiledField, Item, List, Lookups};
use serde_json::Value as Json;

use crate::{Compiled, INPUT_PAGE, Test, TestStep};

/// The lists of a test: those known, and those that it brings.
pub(super) fn with_stand_ins(compiled: &Compiled, lookups: &Lookups, test: &Test) -> Lookups {
    let mut brought = Brought { known: lookups, items: BTreeMap::new(), given: BTreeMap::new() };
    for step in &test.steps {
        match step {
            TestStep::Fill(fill) => brought.take(compiled.form().page(&fill.page).map(|page| page.fields()), &fill.values),
            TestStep::Press(press) => {
                let transition = compiled.workflow().transition(&press.transition);
                let form = transition.and_then(|transition| compiled.input(transition.input.as_ref()?));
                brought.take(form.and_then(|form| form.page(INPUT_PAGE)).map(|page| page.fields()), &press.input);
            }
            _ => {}
        }
    }
    let mut lookups = lookups.clone();
    lookups.lists.extend(brought.items.into_iter().map(|(list, items)| (list, Arc::new(List::new(items)))));
    lookups
}

/// The same, with the records that an instance offers after those that the test brings.
pub(super) fn with_offered(mut lookups: Lookups, offered: &Lookups) -> Lookups {
    for (name, list) in &offered.lists {
        let known = lookups.lists.entry(name.clone()).or_insert_with(|| Arc::clone(list));
        if !Arc::ptr_eq(known, list) {
            let others = list.items().iter().filter(|item| known.find(&item.id).is_none());
            let items = known.items().iter().chain(others).cloned().collect();
            *known = Arc::new(List::new(items));
        }
    }
    lookups
}

struct Brought<'a> {
    known: &'a Lookups,
    items: BTreeMap<String, Vec<Item>>,
    /// The answers so far, by question.
    given: BTreeMap<String, &'a Json>,
}

impl<'a> Brought<'a> {
    fn take(&mut self, fields: Option<&'a [CompiledField]>, values: &'a BTreeMap<String, Json>) {
        for field in fields.unwrap_or_default() {
            if let Some(value) = values.get(field.slug()) {
                self.look_at(field, value);
            }
        }
    }

    fn look_at(&mut self, field: &'a CompiledField, value: &'a Json) {
        self.given.insert(field.slug().to_owned(), value);
        for item in value.as_array().into_iter().flatten() {
            for child in field.children() {
                if let Some(value) = item.get(child.slug()) {
                    self.look_at(child, value);
                }
            }
        }
        // what is not a whole answer is wrong on purpose: it brings nothing
        let text = |part: &str| value.get(part).and_then(Json::as_str);
        let (Some(id), Some(label)) = (text("id"), text("label")) else { return };
        let parent = self.parent_of(field);
        for list in field.kind().lists().into_iter().filter(|list| !self.known.lists.contains_key(*list)) {
            let item = Item { parent: parent.clone(), ..Item::new(id, label) };
            self.items.entry(list.to_owned()).or_default().push(item);
        }
    }

    /// What was chosen in the question that this one depends on.
    fn parent_of(&self, field: &CompiledField) -> Option<String> {
        let depends = field.kind().expressions().into_iter().find(|expression| expression.setting == "depends_on")?;
        let parent = self.given.get(depends.source.split('.').next()?)?;
        parent.get("id").unwrap_or(parent).as_str().map(str::to_owned)
    }
}
