//! Who refers to a file: rows beside those that name it.

use kernel::Moment;

use super::{BlobRef, Blobs};
use crate::{
    Databases, DbError, DbKey, InstanceKey, InstanceTx, Result, args,
    jobs::{self, Handler, JobError, JobRun, NewJob},
};

/// The kind of the jobs that erase files; their handler is [`Blobs::eraser`].
pub const ERASE: &str = "blobs.erase";

impl Blobs {
    /// Counts one more reference to a file that was put.
    ///
    /// # Errors
    /// [`DbError::Conflict`] when the file was erased since: put it again.
    pub async fn reference(&self, tx: &mut InstanceTx, moment: &Moment, blob: &BlobRef) -> Result<()> {
        let size = i64::try_from(blob.size).unwrap_or(i64::MAX);
        tx.execute(
            "INSERT INTO blobs (hash, size, refs, created_at) VALUES ($1, $2, 1, $3)
             ON CONFLICT (hash) DO UPDATE SET refs = blobs.refs + 1",
            args![&blob.hash, size, moment.wall],
        )
        .await?;
        // from here on, the row keeps the eraser away: what is there now will stay
        if self.has(instance_of(tx.key())?, &blob.hash).await? { Ok(()) } else { Err(DbError::Conflict) }
    }

    /// Counts one reference less; the last one gone, the file is erased after the commit.
    ///
    /// # Errors
    /// [`DbError::NotFound`] when nothing refers to this file.
    pub async fn release(&self, tx: &mut InstanceTx, moment: &Moment, hash: &str) -> Result<()> {
        let left: i64 =
            tx.value("UPDATE blobs SET refs = refs - 1 WHERE hash = $1 AND refs > 0 RETURNING refs AS value", args![hash]).await?;
        if left == 0 {
            jobs::enqueue(tx, moment, NewJob::new(ERASE, hash)).await?;
        }
        Ok(())
    }

    /// The handler that erases the files nothing refers to any more.
    pub fn eraser(&self, databases: &Databases) -> Handler {
        let (blobs, databases) = (self.clone(), databases.clone());
        Handler::new(ERASE, move |run| erase(blobs.clone(), databases.clone(), run))
    }
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

fn instance_of(key: &DbKey) -> Result<&InstanceKey> {
    match key {
        DbKey::Instance(instance) => Ok(instance),
        DbKey::Platform | DbKey::Identity => Err(DbError::NotFound),
    }
}
