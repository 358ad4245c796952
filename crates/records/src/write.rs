//! Writing records, whoever asks: a page, a file, a source, a step of a workflow.

use std::{collections::BTreeMap, sync::Arc};

use db::{DbKey, InstanceTx};
use forms::{Item, List, Lookups};
use kernel::{Moment, Slug};
use serde_json::Value as Json;
use web::Failure;

use crate::{
    Records,
    cells::Reader,
    change::{Change, Incoming, change},
    model::{Column, ColumnKind, Key, Referential, State, free_key},
    store::{self, history::Hand},
};

/// A list to make.
pub struct NewList {
    /// Its stable name.
    pub slug: Slug,
    /// What is read.
    pub label: String,
    /// Whether citizens may search it.
    pub is_public: bool,
    /// Its columns.
    pub columns: Vec<Column>,
}

/// A record to write, as a program gives it: `key`, `label`, `parent` and
/// columns by name. It may speak of a person: it is never printed.
pub struct Entry {
    /// The list.
    pub list: Slug,
    /// What is written.
    pub values: BTreeMap<String, Json>,
    /// What its key is made from when `key` is not given.
    pub fallback: String,
    /// Whether it is refused when no record has its key.
    pub must_exist: bool,
}

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The key of the record.
    pub key: String,
    /// The label of the list.
    pub list: String,
    /// Whether the record is new.
    pub is_new: bool,
}

impl Records {
    /// Makes a list. False when its name is taken.
    ///
    /// # Errors
    /// When the instance cannot be written.
    pub async fn make_list(&self, tx: &mut InstanceTx, new: &NewList) -> Result<bool, Failure> {
        let is_free = !self.base().lists.contains_key(new.slug.as_str());
        let made = is_free && store::referentials::add(tx, &new.slug, &new.label, new.is_public, &new.columns).await?;
        self.changed_in(tx);
        Ok(made)
    }

    /// Adds a record, or changes the one that has its key: what is not told stays.
    /// Inside, a sentence that says why it is not written: nothing changed then.
    ///
    /// # Errors
    /// When the instance cannot be written.
    pub async fn write(&self, tx: &mut InstanceTx, moment: &Moment, who: &str, entry: Entry) -> Result<Result<Written, String>, Failure> {
        let Some(list) = store::referentials::hold(tx, &entry.list).await? else {
            return Ok(Err(format!("La liste «\u{a0}{}\u{a0}» n’existe pas dans cet espace", entry.list)));
        };
        if list.source().is_some() {
            return Ok(Err(format!("La liste «\u{a0}{}\u{a0}» vient d’une source\u{a0}: on n’y écrit pas", list.label)));
        }
        let (related, must_exist) = (self.related(tx, &list).await?, entry.must_exist);
        let incoming = match self.read_entry(tx, &list, &related, entry).await? {
            Ok(incoming) => incoming,
            Err(why) => return Ok(Err(format!("La fiche n’est pas écrite dans «\u{a0}{}\u{a0}». {why}", list.label))),
        };
        let key = incoming.key.as_str().to_owned();
        let before = store::records::by_key(tx, &list.slug, &key).await?;
        if must_exist && before.is_none() {
            return Ok(Err(format!("La liste «\u{a0}{}\u{a0}» n’a pas cette fiche", list.label)));
        }
        let written = Written { key, list: list.label.clone(), is_new: before.is_none() };
        if let Some(change) = change(before, incoming) {
            self.put(tx, moment, &list.slug, &[change], Hand { who, origin: None, takes_back: false }).await?;
        }
        Ok(Ok(written))
    }

    /// Erases a record and its history, when its list speaks of people; whether it did.
    ///
    /// # Errors
    /// When the instance cannot be written.
    pub async fn erase_personal(&self, tx: &mut InstanceTx, list: &Slug, key: &str) -> Result<bool, Failure> {
        let held = store::referentials::hold(tx, list).await?.filter(|list| list.is_personal);
        if held.is_none() {
            return Ok(false);
        }
        store::records::remove(tx, list, &[key.to_owned()]).await?;
        store::history::erase(tx, list, key).await?;
        store::referentials::changed(tx, list).await?;
        self.changed_in(tx);
        Ok(true)
    }

    async fn read_entry(
        &self,
        tx: &mut InstanceTx,
        list: &Referential,
        related: &Lookups,
        mut entry: Entry,
    ) -> Result<Result<Incoming, String>, Failure> {
        let mut taken = |name: &str| entry.values.remove(name).map(|value| plain(&value)).filter(|text| !text.is_empty());
        let (key, label, parent) = (taken("key"), taken("label"), taken("parent"));
        let key = match key {
            Some(key) => match Key::parse(&key) {
                Some(key) => key,
                None => return Ok(Err("La clé ne convient pas\u{a0}: lettres sans accent, chiffres, points et tirets.".to_owned())),
            },
            None => {
                let Some(key) = Key::of_label(&entry.fallback) else { return Err(Failure::fault("a record has nothing to be named by")) };
                let known = store::records::known(tx, &list.slug, key.as_str()).await?;
                free_key(key, |taken| known.iter().any(|known| known == taken))
            }
        };
        let there = store::records::by_key(tx, &list.slug, key.as_str()).await?;
        Ok(incoming(list, related, key, label, parent, entry.values, there.map(|there| there.label)))
    }

    /// Writes changes made from what is there, in a list that is held.
    pub(crate) async fn put(
        &self,
        tx: &mut InstanceTx,
        moment: &Moment,
        list: &Slug,
        changes: &[Change],
        hand: Hand<'_>,
    ) -> Result<(), Failure> {
        if changes.is_empty() {
            return Ok(());
        }
        store::records::put(tx, list, changes, moment.now).await?;
        store::history::add(tx, moment, list, changes, hand).await?;
        store::referentials::changed(tx, list).await?;
        self.changed_in(tx);
        Ok(())
    }

    /// The lists that the records of this one name, read in this transaction.
    pub(crate) async fn related(&self, tx: &mut InstanceTx, list: &Referential) -> Result<Lookups, Failure> {
        let relations = list.columns.0.iter().filter_map(|column| match &column.kind {
            ColumnKind::Relation(list) => Some(list),
            _ => None,
        });
        let mut lookups = Lookups::clone(self.base());
        for slug in relations.chain(&list.parent) {
            if !lookups.lists.contains_key(slug.as_str()) && store::referentials::by_slug(tx, slug).await?.is_some() {
                let items = store::records::offered(tx, slug).await?.into_iter().map(Item::from).collect();
                lookups.lists.insert(slug.to_string(), Arc::new(List::new(items)));
            }
        }
        Ok(lookups)
    }

    /// What is known of the instance of this transaction may be old.
    pub(crate) fn changed_in(&self, tx: &InstanceTx) {
        if let DbKey::Instance(instance) = tx.key() {
            self.forget(instance);
        }
    }
}

fn incoming(
    list: &Referential,
    related: &Lookups,
    key: Key,
    label: Option<String>,
    parent: Option<String>,
    values: BTreeMap<String, Json>,
    known_as: Option<String>,
) -> Result<Incoming, String> {
    let mut reader = Reader::new(related);
    let mut cells = Vec::with_capacity(values.len());
    for (name, value) in values {
        let column = list.column(&name).ok_or_else(|| format!("La colonne «\u{a0}{name}\u{a0}» n’existe pas."))?;
        let cell = match plain(&value) {
            text if text.is_empty() => None,
            text => Some(reader.read(&column.kind, &text).map_err(|why| format!("{}\u{a0}: {why}", column.label))?),
        };
        cells.push((name, cell));
    }
    let parent = match (&list.parent, parent) {
        (Some(of), Some(parent)) => Some(Some(reader.relation(of, &parent)?)),
        _ => None,
    };
    // who asks for a record may give columns only: the first one names it
    let named = || list.columns.0.iter().find_map(|column| cells.iter().find(|(name, _)| column.slug == **name)?.1.clone());
    let label = label.or(known_as).or_else(named).ok_or("Elle n’a pas de libellé.")?;
    Ok(Incoming { key, label, parent, state: Some(State::Active), cells })
}

/// A value as people would write it; a choice by its identifier.
pub(crate) fn plain(value: &Json) -> String {
    match value {
        Json::Null => String::new(),
        Json::String(text) => text.trim().to_owned(),
        Json::Bool(yes) => if *yes { "oui" } else { "non" }.to_owned(),
        Json::Object(fields) => fields.get("id").or_else(|| fields.get("label")).map(plain).unwrap_or_default(),
        Json::Array(items) => items.iter().map(plain).filter(|item| !item.is_empty()).collect::<Vec<_>>().join(", "),
        Json::Number(number) => number.to_string(),
    }
}
