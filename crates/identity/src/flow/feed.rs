//! The feed of deleted accounts: each line gets its position after the commit
//! that wrote it, by one sequencer at a time, so that a reader who passed a
//! position never misses a line that commits later.

use std::collections::BTreeSet;

use db::{Result, jobs};
use kernel::Moment;
use serde::{Deserialize, Serialize};

use crate::{
    Identity,
    jobs::{DEPARTED, PURGED},
    store::departures::{self, DepartureId, Fresh},
};

/// Lines placed in one transaction.
const BATCH: u32 = 500;

/// A line to tell its client of.
#[derive(Serialize, Deserialize)]
pub(crate) struct Purged {
    pub departure: DepartureId,
}

/// Somebody who left, as a site of ours knew her.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Departed {
    /// Where the line is in the feed.
    pub position: i64,
    /// Her pairwise identifier.
    pub subject: String,
}

impl Identity {
    /// The accounts deleted that a site of ours has not read yet, in order.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn departed(&self, client: &str, after: i64, limit: u32) -> Result<Vec<Departed>> {
        let mut tx = self.databases.identity_read().await?;
        let lines = departures::page(&mut tx, client, after, limit).await?;
        Ok(lines.into_iter().map(|line| Departed { position: line.position, subject: line.subject }).collect())
    }
}

/// Gives every new line its position, and asks that its client be told.
pub(crate) async fn sequence(identity: &Identity, moment: &Moment) -> Result<()> {
    loop {
        let mut tx = identity.databases.identity_write().await?;
        // real time only grows: no position comes back with a restored backup
        let head = departures::take_head(&mut tx, moment.wall.as_microsecond()).await?;
        let fresh = departures::fresh(&mut tx, BATCH).await?;
        if fresh.is_empty() {
            return Ok(());
        }
        let mut position = head;
        for line in &fresh {
            position += 1;
            departures::place(&mut tx, line.id, position).await?;
            if line.events_uri.is_some() {
                let told = jobs::NewJob::new(PURGED, Purged { departure: line.id }).key(format!("purged/{}", line.id));
                jobs::enqueue(&mut tx, moment, told).await?;
            }
        }
        departures::leave_head(&mut tx, position).await?;
        for client in ours(&fresh) {
            jobs::enqueue(&mut tx, moment, jobs::NewJob::new(DEPARTED, client)).await?;
        }
        tx.commit().await?;
    }
}

/// Our own sites among those concerned.
fn ours(fresh: &[Fresh]) -> BTreeSet<&str> {
    fresh.iter().filter(|line| line.is_ours).map(|line| line.client_id.as_str()).collect()
}
