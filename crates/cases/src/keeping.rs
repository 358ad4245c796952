//! Records that a case writes in the lists of its instance, with the step that
//! asks for it: both happen, or neither.

use std::collections::BTreeMap;

use db::{InstanceTx, audit};
use kernel::{Moment, Slug};
use records::{Entry, Written};
use web::Failure;
use workflow::Private;

use crate::{
    Cases,
    advance::Hand,
    model::{EntryKind, StopReason},
    stops::Trouble,
    store::{self, cases::CaseRow, journal::NewLine},
};

impl Cases {
    /// Adds a record, or changes the one that has its key.
    pub(crate) async fn write_record(
        &self,
        tx: &mut InstanceTx,
        moment: &Moment,
        row: &CaseRow,
        (list, values): (&Slug, &BTreeMap<String, Private>),
        hand: &Hand<'_>,
    ) -> Result<Option<Trouble>, Failure> {
        self.write_entry(tx, moment, row, entry(row, list, values, false), hand).await
    }

    /// Changes the record of a key; without one, those that the case wrote.
    pub(crate) async fn update_record(
        &self,
        tx: &mut InstanceTx,
        moment: &Moment,
        row: &CaseRow,
        (list, key, values): (&Slug, Option<&String>, &BTreeMap<String, Private>),
        hand: &Hand<'_>,
    ) -> Result<Option<Trouble>, Failure> {
        let keys: Vec<String> = match key {
            Some(key) => vec![key.clone()],
            None => {
                let written = store::written::of_case(tx, row.id).await?;
                written.into_iter().filter(|record| record.list == *list).map(|record| record.key).collect()
            }
        };
        if keys.is_empty() {
            let why = format!("Cette demande n’a pas de fiche dans la liste «\u{a0}{list}\u{a0}».");
            return Ok(Some(Trouble::new(StopReason::Record, why)));
        }
        for key in keys {
            let mut entry = entry(row, list, values, true);
            entry.values.insert("key".to_owned(), key.into());
            if let Some(trouble) = self.write_entry(tx, moment, row, entry, hand).await? {
                return Ok(Some(trouble));
            }
        }
        Ok(None)
    }

    async fn write_entry(
        &self,
        tx: &mut InstanceTx,
        moment: &Moment,
        row: &CaseRow,
        entry: Entry,
        hand: &Hand<'_>,
    ) -> Result<Option<Trouble>, Failure> {
        let (slug, who) = (entry.list.clone(), format!("Demande {}", row.reference));
        match self.records().write(tx, moment, &who, entry).await? {
            Ok(Written { key, list, is_new }) => {
                if is_new {
                    store::written::add(tx, row.id, &slug, &key).await?;
                }
                let entry = audit::Entry {
                    actor: format!("case/{}", row.id),
                    action: if is_new { "list.record.add" } else { "list.record.change" },
                    subject: format!("list/{slug}"),
                    // a key may be a person's: what is forgotten must not stay here
                    detail: None,
                };
                audit::record(tx, moment, entry).await?;
                let done = if is_new { "ajoutée" } else { "mise à jour" };
                let (title, body) = (format!("Fiche {done} dans « {list} »"), format!("Clé\u{a0}: {key}"));
                let line = NewLine { kind: EntryKind::Journal, who: hand.who, title: &title, body: Some(&body), visible: false };
                store::journal::add(tx, moment, row.id, line).await?;
                Ok(None)
            }
            Err(why) => Ok(Some(Trouble::new(StopReason::Record, why))),
        }
    }
}

fn entry(row: &CaseRow, list: &Slug, values: &BTreeMap<String, Private>, must_exist: bool) -> Entry {
    let values = values.iter().map(|(name, value)| (name.clone(), value.0.clone())).collect();
    Entry { list: list.clone(), values, fallback: row.reference.clone(), must_exist }
}
