//! A case leaves its space once all that was ordered here is done: no answer of
//! another program, document or case to open is left behind. What stops it keeps it.

use std::collections::BTreeMap;

use db::{
    DbError, DbKey, InstanceKey, InstanceTx,
    jobs::{self, JobError, JobRun, NewJob},
};
use kernel::{Moment, id::JobId};
use web::Failure;
use workflow::Effect;

use crate::{
    Cases,
    advance::Hand,
    documents::retry,
    jobs::BY_ITSELF,
    model::{EntryKind, StopReason},
    stops::{Trouble, Undone},
    store::{self, cases::CaseRow},
    streams,
    transfer::{TRANSFER, TransferOrder},
};

/// Whether a case can leave now.
enum Departure {
    /// It left: nobody acts on it here any more.
    Left,
    /// Something ordered before is still to be done, in this stream.
    After(String),
    /// Something that could not be done waits for somebody.
    Held,
}

impl Cases {
    /// Hands a case to another authority, after the commit; what keeps it from leaving.
    pub(crate) async fn order_transfer(
        &self,
        tx: &mut InstanceTx,
        moment: &Moment,
        order: TransferOrder,
    ) -> Result<Option<Trouble>, Failure> {
        let DbKey::Instance(here) = tx.key().clone() else { return Err(Failure::fault("a case is in no instance")) };
        let there = self.target(&here, &order.to);
        // read again: what was ordered before in the same step may have changed it
        let row = store::cases::by_id(tx, order.case).await?.ok_or(Failure::NOT_FOUND)?;
        if self.is_leaving(tx, &row).await? {
            let title = format!("La demande part déjà ailleurs\u{a0}: elle ne va pas aussi à «\u{a0}{}\u{a0}»", order.to);
            self.line(tx, moment, &row, EntryKind::Trouble, BY_ITSELF, &title, false).await?;
            return Ok(None);
        }
        let job = NewJob::new(TRANSFER, &order);
        if here == there {
            jobs::enqueue(tx, moment, job).await?;
            return Ok(None);
        }
        let job = match self.depart(tx, moment, &row, &there, None).await? {
            Departure::Left => job,
            Departure::After(stream) => {
                let title = "La demande partira quand ce qui est en cours sera fait";
                self.line(tx, moment, &row, EntryKind::Transferred, BY_ITSELF, title, false).await?;
                job.stream(stream)
            }
            Departure::Held => return Ok(Some(held())),
        };
        jobs::enqueue(tx, moment, job).await?;
        Ok(None)
    }

    /// Whether a case left, or is to leave.
    pub(crate) async fn is_leaving(&self, tx: &mut InstanceTx, row: &CaseRow) -> Result<bool, Failure> {
        for stream in streams::all(row.id) {
            if jobs::left_in(tx, &stream, None).await?.iter().any(|kind| kind == TRANSFER) {
                return Ok(true);
            }
        }
        Ok(row.moved_to.is_some())
    }

    /// The first thing that the job of [`TRANSFER`] does: false when the case does
    /// not leave by this run.
    pub(crate) async fn sets_off(&self, run: &JobRun, here: &InstanceKey, order: &TransferOrder) -> Result<bool, JobError> {
        let there = self.target(here, &order.to);
        let mut tx = self.databases().instance_write(here).await?;
        let Some(row) = store::cases::by_id(&mut tx, order.case).await? else { return Err(JobError::GiveUp("no such case".to_owned())) };
        if let Some(left_for) = &row.moved_to {
            return Ok(*left_for == there.to_string());
        }
        match self.depart(&mut tx, &run.moment, &row, &there, Some(run.job.id)).await.map_err(retry)? {
            Departure::Left => {
                tx.commit().await?;
                return Ok(true);
            }
            Departure::After(stream) => jobs::enqueue(&mut tx, &run.moment, NewJob::new(TRANSFER, order).stream(stream)).await?,
            Departure::Held => self.keep_here(&mut tx, run, here, (&row, order)).await.map_err(retry)?,
        }
        run.complete(&mut tx).await?;
        tx.commit().await?;
        Ok(false)
    }

    /// Lets a case leave if all that was ordered here is done, but for this job.
    async fn depart(
        &self,
        tx: &mut InstanceTx,
        moment: &Moment,
        row: &CaseRow,
        there: &InstanceKey,
        job: Option<JobId>,
    ) -> Result<Departure, Failure> {
        for stream in streams::all(row.id) {
            if !jobs::left_in(tx, &stream, job).await?.is_empty() {
                return Ok(Departure::After(stream));
            }
        }
        if !store::stops::of_case(tx, row.id).await?.is_empty() {
            return Ok(Departure::Held);
        }
        if !store::cases::leaves(tx, row, &there.to_string(), moment.now).await? {
            return Err(DbError::Conflict.into());
        }
        if store::opinions::drop_all(tx, moment, row.id).await? > 0 {
            self.line(tx, moment, row, EntryKind::Opinion, BY_ITSELF, "Les avis demandés ici ne sont plus attendus", false).await?;
        }
        Ok(Departure::Left)
    }

    /// The hand-over is stopped as well: agents settle what came before it, then this.
    async fn keep_here(
        &self,
        tx: &mut InstanceTx,
        run: &JobRun,
        here: &InstanceKey,
        (row, order): (&CaseRow, &TransferOrder),
    ) -> Result<(), Failure> {
        let compiled = self.compiled(tx, &row.definition).await?;
        let hand = Hand { instance: here, compiled: &compiled, who: BY_ITSELF, input: BTreeMap::new(), awaits_agent: true };
        let effect = Effect::TransferToAuthority { authority: order.to.to_string() };
        self.stop(tx, &run.moment, row, &Undone::of(&effect, &format!("leave:{}", run.job.id), &hand), held(), &hand).await
    }
}

fn held() -> Trouble {
    Trouble::new(StopReason::Unsettled, "Autre chose bloque déjà la demande.")
}
