//! What our sites keep of people whose account was deleted: read from the feed
//! of the identity provider, as any client does, and erased.
//!
//! How far the feed was read is kept beside what is erased, in one transaction:
//! done twice it is the same, and a restored platform reads again what it missed.

#[cfg(test)]
mod tests;

use db::jobs::{Handler, JobError, JobRun};
use kernel::Moment;
use notify::notices;
use web::signin;

use crate::parts::Parts;

/// Lines read at a time.
const BATCH: u32 = 100;

/// Erases what the sites keep of those who left.
pub fn handler(parts: &Parts) -> Handler {
    let parts = parts.clone();
    Handler::new(identity::DEPARTED, move |run| forget(parts.clone(), run))
}

async fn forget(parts: Parts, run: JobRun) -> Result<(), JobError> {
    let client: String = run.job.payload()?;
    Ok(catch_up(&parts, &run.moment, &client).await?)
}

/// Reads the feed of a site to its end.
pub async fn catch_up(parts: &Parts, moment: &Moment, client: &str) -> db::Result<()> {
    loop {
        let mut tx = parts.databases.platform_read().await?;
        let after = signin::departures_read(&mut tx, client).await?;
        drop(tx);
        let left = parts.identity.departed(client, after, BATCH).await?;
        if left.is_empty() {
            return Ok(());
        }
        let mut tx = parts.databases.platform_write().await?;
        for person in &left {
            signin::forget_person(&mut tx, &person.subject).await?;
            notices::forget_person(&mut tx, &person.subject).await?;
            parts.cases.forget_person(&mut tx, moment, &person.subject).await?;
            signin::set_departures_read(&mut tx, client, person.position).await?;
        }
        tx.commit().await?;
    }
}
