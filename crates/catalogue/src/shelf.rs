//! The entries in the present, ready to be searched and browsed.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use kernel::Slug;

use crate::{
    entry::{Entry, Kind},
    offering::{Access, teleservice},
    search::{Index, Query, SearchError, Synonyms},
};

/// A snapshot of what is published; immutable.
pub struct Shelf {
    entries: Arc<[Entry]>,
    positions: BTreeMap<String, usize>,
    /// How many authorities publish each téléservice.
    authorities: BTreeMap<String, usize>,
    index: Index,
}

impl Shelf {
    /// The shelf of these entries, but for those that have no place.
    pub(crate) fn build(entries: Vec<Entry>, synonyms: &Synonyms) -> Result<Self, SearchError> {
        let has_place = places(&entries);
        let entries: Arc<[Entry]> =
            entries.into_iter().zip(has_place).filter_map(|(entry, has_place)| has_place.then_some(entry)).collect();
        let index = Index::build(Arc::clone(&entries), synonyms)?;
        let positions = entries.iter().enumerate().map(|(position, entry)| (entry.id.clone(), position)).collect();
        let mut authorities = BTreeMap::new();
        for entry in entries.iter() {
            *authorities.entry(teleservice(entry).to_owned()).or_default() += 1;
        }
        Ok(Self { entries, positions, authorities, index })
    }

    /// Whether it is what these entries would give: building it again would change nothing.
    pub(crate) fn is_of(&self, entries: &[Entry]) -> bool {
        let shelved = entries.iter().zip(places(entries)).filter_map(|(entry, has_place)| has_place.then_some(entry));
        shelved.eq(self.entries.iter())
    }

    /// The entry of this id, `authority/teleservice`.
    pub fn entry(&self, id: &str) -> Option<&Entry> {
        self.positions.get(id).and_then(|position| self.entries.get(*position))
    }

    /// Every entry, in the order of their ids.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The best entries for a query, best first.
    pub fn search(&self, query: &Query) -> Result<Vec<&Entry>, SearchError> {
        Ok(self.index.search(query)?.iter().filter_map(|hit| self.entry(&hit.id)).collect())
    }

    /// The entries kept by `keep` that serve a commune, or anybody: forms
    /// first, then by title; one per téléservice, a commune's own before the shared one.
    pub fn browse(&self, commune: Option<&Slug>, keep: impl Fn(&Entry) -> bool) -> Vec<&Entry> {
        let serves = |entry: &&Entry| commune.is_none_or(|commune| entry.serves(commune));
        let mut found: Vec<&Entry> = self.entries.iter().filter(|entry| keep(entry)).filter(serves).collect();
        found.sort_by_key(|entry| (commune != Some(&entry.authority), Access::of(entry)));
        let mut seen = BTreeSet::new();
        found.retain(|entry| seen.insert(teleservice(entry)));
        found.sort_by_cached_key(|entry| (Access::of(entry) == Access::Information, kernel::text::folded(&entry.title)));
        found
    }

    /// What an authority publishes.
    pub fn of(&self, authority: &Slug) -> Vec<&Entry> {
        self.browse(None, |entry| entry.authority == *authority)
    }

    /// How many authorities publish the téléservice of this name.
    pub fn authorities_of(&self, name: &str) -> usize {
        self.authorities.get(name).copied().unwrap_or_default()
    }

    /// The téléservice of this name for the inhabitants of a commune.
    pub fn for_commune(&self, name: &str, commune: &Slug) -> Option<&Entry> {
        self.browse(Some(commune), |entry| teleservice(entry) == name).first().copied()
    }
}

/// Whether each entry has its place: a sheet has none where a form of the same
/// téléservice serves everybody it is for.
fn places(entries: &[Entry]) -> Vec<bool> {
    let mut forms: BTreeMap<&str, Vec<&Entry>> = BTreeMap::new();
    for form in entries.iter().filter(|entry| entry.kind == Kind::Filing) {
        forms.entry(teleservice(form)).or_default().push(form);
    }
    let covered = |sheet: &Entry| {
        let mut same = forms.get(teleservice(sheet)).into_iter().flatten();
        let serves_all = |form: &Entry| match (&form.communes, &sheet.communes) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(served), Some(meant)) => meant.iter().all(|commune| served.contains(commune)),
        };
        same.any(|form| serves_all(form))
    };
    entries.iter().map(|entry| Access::of(entry) != Access::Information || !covered(entry)).collect()
}

#[cfg(test)]
mod tests;
