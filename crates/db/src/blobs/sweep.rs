//! Files that nothing refers to: put, then left by a transaction that did not
//! commit or a process that stopped.

use std::{
    collections::BTreeSet,
    fs,
    io::{self, ErrorKind},
    path::{Path, PathBuf},
};

use jiff::SignedDuration;
use kernel::{Moment, Timestamp};

use super::{BlobRef, Blobs, ERASE, refs::instance_of};
use crate::{
    Databases, DbError, InstanceKey, InstanceTx, Kind, Result, args,
    jobs::{self, JobError, JobRun, NewJob, Schedule},
    record,
};

const DAY: i64 = 24 * 3600;
/// Files looked at in one transaction.
const BATCH: usize = 200;

record! { struct Known { hash: String } }

impl Blobs {
    /// The daily work that erases the files put over a day ago that nothing
    /// ever referred to: what refers to a file does so within a request.
    pub fn sweeper(&self, databases: &Databases) -> Schedule {
        let (blobs, databases) = (self.clone(), databases.clone());
        Schedule::new("blobs.sweep", DAY, &[Kind::Instance], move |run| sweep(blobs.clone(), databases.clone(), run))
    }

    /// Erases the drafts of files older than `before`.
    async fn remove_drafts(&self, instance: &InstanceKey, before: Timestamp) -> Result<()> {
        let folder = self.folder(instance);
        blocking(move || {
            for draft in older(&folder, before)?.into_iter().filter(|draft| draft.name.starts_with("draft-")) {
                fs::remove_file(draft.path)?;
            }
            Ok(())
        })
        .await
    }

    /// The files of a shelf older than `before`, by name.
    async fn shelf(&self, instance: &InstanceKey, number: u8, before: Timestamp) -> Result<Vec<BlobRef>> {
        let folder = self.folder(instance).join(format!("{number:02x}"));
        let mut found = blocking(move || older(&folder, before)).await?;
        found.sort_unstable_by(|a, b| a.name.cmp(&b.name));
        Ok(found.into_iter().map(|file| BlobRef { hash: file.name, size: file.size }).collect())
    }
}

async fn sweep(blobs: Blobs, databases: Databases, run: JobRun) -> Result<(), JobError> {
    let instance = instance_of(&run.db)?;
    // real time: moving the demo's clock erases nothing
    let before = run.moment.wall.saturating_sub(SignedDuration::from_secs(DAY)).unwrap_or(Timestamp::MIN);
    blobs.remove_drafts(instance, before).await?;
    for shelf in 0..=u8::MAX {
        for files in blobs.shelf(instance, shelf, before).await?.chunks(BATCH) {
            let mut tx = databases.instance_read(instance).await?;
            let unknown = unknown(&mut tx, files).await?;
            drop(tx);
            if !unknown.is_empty() {
                let mut tx = databases.instance_write(instance).await?;
                give_up(&mut tx, &run.moment, &unknown).await?;
                tx.commit().await?;
            }
        }
    }
    Ok(())
}

/// Those, among files in the order of their names, that no row knows.
async fn unknown<'a>(tx: &mut InstanceTx, files: &'a [BlobRef]) -> Result<Vec<&'a BlobRef>> {
    let (Some(first), Some(last)) = (files.first(), files.last()) else { return Ok(Vec::new()) };
    let known: Vec<Known> = tx.all("SELECT hash FROM blobs WHERE hash BETWEEN $1 AND $2", args![&first.hash, &last.hash]).await?;
    let known: BTreeSet<String> = known.into_iter().map(|known| known.hash).collect();
    Ok(files.iter().filter(|file| !known.contains(&file.hash)).collect())
}

/// Leaves them to the eraser, which spares those referred to meanwhile.
async fn give_up(tx: &mut InstanceTx, moment: &Moment, files: &[&BlobRef]) -> Result<()> {
    for file in files {
        let size = i64::try_from(file.size).unwrap_or(i64::MAX);
        let is_unknown = tx
            .execute(
                "INSERT INTO blobs (hash, size, refs, created_at) VALUES ($1, $2, 0, $3) ON CONFLICT (hash) DO NOTHING",
                args![&file.hash, size, moment.wall],
            )
            .await?
            == 1;
        if is_unknown {
            jobs::enqueue(tx, moment, NewJob::new(ERASE, &file.hash)).await?;
        }
    }
    Ok(())
}

/// A file in a folder.
struct Found {
    name: String,
    path: PathBuf,
    size: u64,
}

/// The files of a folder last written before `before`; none if it is not there.
fn older(folder: &Path, before: Timestamp) -> io::Result<Vec<Found>> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let mut found = Vec::new();
    for entry in entries {
        let entry = entry?;
        // gone since it was listed: somebody else's business
        let Ok(metadata) = entry.metadata() else { continue };
        let is_old = Timestamp::try_from(metadata.modified()?).is_ok_and(|written| written < before);
        if let (true, true, Ok(name)) = (metadata.is_file(), is_old, entry.file_name().into_string()) {
            found.push(Found { name, path: entry.path(), size: metadata.len() });
        }
    }
    Ok(found)
}

/// Reads folders off the runtime's threads.
async fn blocking<T: Send + 'static>(work: impl FnOnce() -> io::Result<T> + Send + 'static) -> Result<T> {
    let done = tokio::task::spawn_blocking(work).await.map_err(io::Error::other).and_then(|done| done);
    done.map_err(|error| DbError::Unavailable(error.to_string()))
}
