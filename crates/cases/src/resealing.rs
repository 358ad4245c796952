//! Changing key: what is sealed under an older one, or was kept in clear
//! before answers were sealed, comes under the newest.

use db::{DbKey, InstanceKey, InstanceTx};
use forms::CompiledForm;
use kernel::{Moment, id::CaseId};
use web::{Failure, Outcome};

use crate::{
    Cases,
    sealing::{Holder, KeptAnswers},
    store::{self, cases::CaseRow, drafts::Draft},
};

/// Drafts or cases looked at together.
const BATCH: u32 = 200;

impl Cases {
    /// Seals the sensitive answers of a database under the newest key; how many
    /// drafts or cases changed. It may be interrupted, done again, or done
    /// beside a server: what changed meanwhile was sealed anew by that change.
    ///
    /// # Errors
    /// When a key is missing, or the database cannot be read or written.
    pub async fn reseal(&self, moment: &Moment, key: &DbKey) -> Outcome<u64> {
        match key {
            DbKey::Platform => self.reseal_drafts(moment).await,
            DbKey::Instance(instance) => self.reseal_cases(moment, instance).await,
            DbKey::Identity => Ok(0),
        }
    }

    async fn reseal_cases(&self, moment: &Moment, instance: &InstanceKey) -> Outcome<u64> {
        let (mut after, mut sealed) = (kernel::Id::from_uuid(uuid::Uuid::nil()), 0);
        loop {
            let mut tx = self.databases().instance_read(instance).await?;
            let page: Vec<CaseRow> = store::cases::after(&mut tx, after, BATCH).await?;
            drop(tx);
            let Some(last) = page.last().map(|row: &CaseRow| -> CaseId { row.id }) else { return Ok(sealed) };
            after = last;
            let mut tx = self.databases().instance_write(instance).await?;
            for row in &page {
                let compiled = self.compiled(&mut tx, &row.definition).await?;
                if let Some(anew) = self.sealed_anew(moment, compiled.form(), &row.answers.0, Holder::Case(instance, row.id))? {
                    sealed += store::cases::reseal(&mut tx, row, anew).await?;
                }
                sealed += self.reseal_behind(&mut tx, moment, instance, row).await?;
            }
            tx.commit().await?;
        }
    }

    /// What a case answered under other versions, and what waits to be done again on it.
    async fn reseal_behind(&self, tx: &mut InstanceTx, moment: &Moment, instance: &InstanceKey, row: &CaseRow) -> Outcome<u64> {
        let mut sealed = 0;
        for (compiled, former) in self.formerly(tx, row.id).await? {
            if let Some(anew) = self.sealed_anew(moment, compiled.form(), &former.answers.0, Holder::Case(instance, row.id))? {
                store::former::rewrite(tx, row.id, former.number, anew).await?;
                sealed += 1;
            }
        }
        for stop in store::stops::of_case(tx, row.id).await? {
            if !stop.undone.expose().as_str().is_some_and(|kept| self.services().keys.is_newest(kept)) {
                let plain = self.open_undone(stop.undone.expose(), instance, row.id)?;
                store::stops::rewrite(tx, stop.id, self.seal_undone(&plain, instance, row.id, &*moment.rng)?).await?;
                sealed += 1;
            }
        }
        Ok(sealed)
    }

    async fn reseal_drafts(&self, moment: &Moment) -> Outcome<u64> {
        let (mut after, mut sealed) = (kernel::Id::from_uuid(uuid::Uuid::nil()), 0);
        loop {
            let mut tx = self.databases().platform_read().await?;
            let page: Vec<Draft> = store::drafts::after(&mut tx, after, BATCH).await?;
            drop(tx);
            let Some(last) = page.last() else { return Ok(sealed) };
            after = last.id;
            let mut changed = Vec::new();
            for draft in &page {
                let publisher = InstanceKey::parse(&draft.instance).ok_or_else(|| Failure::fault("a draft names no instance"))?;
                let compiled = self.compiled_in(&publisher, &draft.definition).await?;
                let anew = self.sealed_anew(moment, compiled.form(), &draft.answers.0, Holder::Draft(draft.id))?;
                changed.extend(anew.map(|anew| (draft, anew)));
            }
            let mut tx = self.databases().platform_write().await?;
            for (draft, anew) in changed {
                sealed += store::drafts::reseal(&mut tx, draft, anew).await?;
            }
            tx.commit().await?;
        }
    }

    /// The same answers under the newest key; nothing when they all are.
    fn sealed_anew(&self, moment: &Moment, form: &CompiledForm, kept: &KeptAnswers, holder: Holder<'_>) -> db::Result<Option<KeptAnswers>> {
        if kept.is_sealed_with(form, &self.services().keys) {
            return Ok(None);
        }
        Ok(Some(self.seal(form, &self.open(kept, holder)?, holder, &*moment.rng)?))
    }
}
