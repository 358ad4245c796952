//! Lists to choose from, given as values: communes, countries, schools, and any
//! referential of an authority.

use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, LazyLock},
};

use kernel::text::folded;
use serde_json::Value as Json;

/// What a form may look up: lists by name, and where places are. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct Lookups {
    /// The lists.
    pub lists: BTreeMap<String, Arc<List>>,
    /// The commune (INSEE code) of an address or a place as it is kept, when it can be told.
    pub commune_of: Option<fn(&Json) -> Option<&'static str>>,
}

/// A list, indexed by identifier and searchable by words when it is first looked at.
#[derive(Debug)]
pub struct List(LazyLock<Index, Box<dyn FnOnce() -> Index + Send>>);

#[derive(Debug)]
struct Index {
    items: Vec<Item>,
    by_id: HashMap<String, usize>,
    /// The folded label of each item, split at what is not a letter or a digit.
    words: Vec<Vec<String>>,
}

/// An entry of a list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Item {
    /// Its stable identifier.
    pub id: String,
    /// What is read.
    pub label: String,
    /// The identifier of the entry of another list it belongs to.
    pub parent: Option<String>,
    /// Whatever else the list says of it.
    pub attributes: BTreeMap<String, String>,
}

impl Item {
    /// An entry with its label.
    pub fn new(id: impl Into<String>, label: impl Into<String>) -> Self {
        Self { id: id.into(), label: label.into(), ..Self::default() }
    }

    /// Whether it belongs to this parent, when one is asked for.
    pub fn is_under(&self, parent: Option<&str>) -> bool {
        parent.is_none_or(|parent| self.parent.as_deref() == Some(parent))
    }
}

impl Index {
    fn of(items: Vec<Item>) -> Self {
        let mut by_id = HashMap::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            by_id.entry(item.id.clone()).or_insert(index);
        }
        let words = items.iter().map(|item| words(&item.label)).collect();
        Self { items, by_id, words }
    }
}

impl List {
    /// A list of these items. The first of two with the same identifier wins.
    pub fn new(items: Vec<Item>) -> Self {
        Self(LazyLock::new(Box::new(|| Index::of(items))))
    }

    /// A long list, which weighs nothing until a form needs it.
    pub fn later(make: fn() -> Vec<Item>) -> Self {
        Self(LazyLock::new(Box::new(move || Index::of(make()))))
    }

    /// All the items, in the list's order.
    pub fn items(&self) -> &[Item] {
        &self.0.items
    }

    /// The item of this identifier.
    pub fn find(&self, id: &str) -> Option<&Item> {
        self.0.by_id.get(id).map(|&index| &self.0.items[index])
    }

    /// The items whose label has, for each word asked, a word that begins with it.
    /// Case and accents do not count.
    pub fn search<'a>(&'a self, query: &str) -> impl Iterator<Item = &'a Item> + use<'a> {
        let asked = words(query);
        let begins = |label: &[String], word: &str| label.iter().any(|candidate| candidate.starts_with(word));
        self.0.items.iter().zip(&self.0.words).filter(move |(_, label)| asked.iter().all(|word| begins(label, word))).map(|(item, _)| item)
    }

    /// The items that belong to `parent`, or all when it is not given.
    pub fn under<'a>(&'a self, parent: Option<&'a str>) -> impl Iterator<Item = &'a Item> {
        self.0.items.iter().filter(move |item| item.is_under(parent))
    }
}

/// The folded words of a text.
fn words(text: &str) -> Vec<String> {
    folded(text).split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_without_accents_in_any_order() {
        let list = List::new(vec![Item::new("1", "École Jean-Macé"), Item::new("2", "Collège Jean Moulin")]);
        let found = |query: &str| list.search(query).map(|item| item.id.as_str()).collect::<Vec<_>>();
        assert_eq!(found("mace ecole"), ["1"]);
        assert_eq!(found("JEAN"), ["1", "2"]);
        assert_eq!(found(""), ["1", "2"]);
        assert!(found("xyz").is_empty());
        assert_eq!(list.find("2").map(|item| item.label.as_str()), Some("Collège Jean Moulin"));
    }

    #[test]
    fn children_are_those_of_the_parent() {
        let child = Item { parent: Some("69123".into()), ..Item::new("1", "Lyon 1er") };
        let list = List::new(vec![child, Item::new("2", "Bron")]);
        assert_eq!(list.under(Some("69123")).count(), 1);
        assert_eq!(list.under(None).count(), 2);
    }
}
