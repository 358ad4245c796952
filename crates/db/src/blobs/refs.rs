//! Who refers to a file: rows beside those that name it.

use kernel::{Moment, Timestamp};
use uuid::Uuid;

use super::{BlobRef, Blobs};
use crate::{
    Databases, DbError, DbKey, InstanceKey, InstanceTx, Result, args,
    jobs::{self, Handler, JobError, JobRun, NewJob},
    record,
};

/// The kind of the jobs that erase files; their handler is [`Blobs::eraser`].
pub const ERASE: &str = "blobs.erase";

/// Whoever refers to a file, by name, so that both referring and letting go
/// can be done again without harm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Holder {
    /// The kind of row that names the file.
    pub kind: &'static str,
    /// Which of them.
    pub id: Uuid,
}

record! { struct Held { hash: String } }
record! { struct Named { id: Uuid } }

impl Blobs {
    /// Refers to a file that was put. Doing it again changes nothing.
    ///
    /// # Errors
    /// [`DbError::Conflict`] when the file was erased since: put it again.
    pub async fn reference(&self, tx: &mut InstanceTx, moment: &Moment, blob: &BlobRef, holder: Holder) -> Result<()> {
        let size = i64::try_from(blob.size).unwrap_or(i64::MAX);
        tx.execute(
            "INSERT INTO blobs (hash, size, refs, created_at) VALUES ($1, $2, 1, $3)
             ON CONFLICT (hash) DO UPDATE SET refs = blobs.refs + 1",
            args![&blob.hash, size, moment.wall],
        )
        .await?;
        let named = tx
            .execute(
                "INSERT INTO blob_holders (kind, id, hash, since) VALUES ($1, $2, $3, $4) ON CONFLICT (kind, id, hash) DO NOTHING",
                args![holder.kind, holder.id, &blob.hash, moment.wall],
            )
            .await?;
        if named == 0 {
            tx.execute("UPDATE blobs SET refs = refs - 1 WHERE hash = $1", args![&blob.hash]).await?;
        }
        // from here on, the row keeps the eraser away: what is there now will stay
        if self.has(instance_of(tx.key())?, &blob.hash).await? { Ok(()) } else { Err(DbError::Conflict) }
    }

    /// Lets go of what a holder refers to; the last one gone, the file is
    /// erased after the commit. Doing it again changes nothing. Tells whether
    /// there was something to let go of.
    pub async fn release(&self, tx: &mut InstanceTx, moment: &Moment, holder: Holder) -> Result<bool> {
        let released: Vec<Held> =
            tx.all("DELETE FROM blob_holders WHERE kind = $1 AND id = $2 RETURNING hash", args![holder.kind, holder.id]).await?;
        let held = !released.is_empty();
        for Held { hash } in released {
            let left: i64 = tx.value("UPDATE blobs SET refs = refs - 1 WHERE hash = $1 RETURNING refs AS value", args![&hash]).await?;
            if left == 0 {
                jobs::enqueue(tx, moment, NewJob::new(ERASE, hash)).await?;
            }
        }
        Ok(held)
    }

    /// The handler that erases the files nothing refers to any more.
    pub fn eraser(&self, databases: &Databases) -> Handler {
        let (blobs, databases) = (self.clone(), databases.clone());
        Handler::new(ERASE, move |run| erase(blobs.clone(), databases.clone(), run))
    }
}

/// The holders of a kind that have referred to a file since before `before`
/// (real time), in the order of their identifiers, after `after`, at most `limit`.
pub async fn held_before(
    tx: &mut InstanceTx,
    kind: &'static str,
    before: Timestamp,
    after: Option<Uuid>,
    limit: u32,
) -> Result<Vec<Holder>> {
    let named: Vec<Named> = tx
        .all(
            "SELECT DISTINCT id FROM blob_holders WHERE kind = $1 AND since < $2 AND id > $3 ORDER BY id LIMIT $4",
            args![kind, before, after.unwrap_or(Uuid::nil()), limit],
        )
        .await?;
    Ok(named.into_iter().map(|named| Holder { kind, id: named.id }).collect())
}

async fn erase(blobs: Blobs, databases: Databases, run: JobRun) -> Result<(), JobError> {
    let hash: String = run.job.payload()?;
    let instance = instance_of(&run.db)?;
    let mut tx = databases.instance_write(instance).await?;
    let unused = tx.execute("DELETE FROM blobs WHERE hash = $1 AND refs = 0", args![&hash]).await? == 1;
    if unused {
        // before the commit: a new reference waits for it, then sees whether the file is there
        blobs.remove(instance, &hash).await?;
    }
    run.complete(&mut tx).await?;
    Ok(tx.commit().await?)
}

pub(super) fn instance_of(key: &DbKey) -> Result<&InstanceKey> {
    match key {
        DbKey::Instance(instance) => Ok(instance),
        DbKey::Platform | DbKey::Identity => Err(DbError::NotFound),
    }
}
