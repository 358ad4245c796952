//! The daily look at the accounts that nobody uses.
//!
//! Each account is warned or deleted in its own transaction, which first checks
//! that she did not come back: killed in the middle and run again, the look
//! goes on where it was. After a jump of the clock it does nothing until an
//! operator says that the time is right.

use db::{IdentityTx, Result, audit, jobs};
use kernel::{
    Moment, Timestamp,
    text::{day, long_date, paris},
};

use super::{
    closing::{self, Why},
    errands::link,
    letters,
};
use crate::{
    Identity,
    jobs::INACTIVITY,
    model::{
        clock_jump::{self, Jump},
        inactivity::{Step, Warning, watched_until},
        life::{FEED, before},
    },
    store::{
        departures,
        unused::{self, Unused},
    },
};

/// Accounts warned or deleted in one look: the others wait for the next day.
pub(crate) const MOST: u64 = 2_000;
/// Accounts read at a time.
const BATCH: u32 = 200;

/// What a look did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub warned: u64,
    pub closed: u64,
    pub failed: u64,
}

/// How a look ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// It did nothing: the clock jumped. `is_new` the first time.
    Stopped { jump: Jump, is_new: bool },
    /// It looked.
    Looked(Tally),
}

/// Looks, unless the clock jumped; `most` accounts at most are warned or deleted.
pub(crate) async fn look(identity: &Identity, moment: &Moment, most: u64) -> Result<Outcome> {
    if let Some(stopped) = stopped(identity, moment).await? {
        return Ok(stopped);
    }
    forget_departures(identity, moment).await?;
    let today = day(moment.now);
    let until = watched_until(today).to_zoned(paris()).map_or(Timestamp::MIN, |start| start.timestamp());
    let (mut tally, mut last) = (Tally::default(), None);
    loop {
        let mut tx = identity.databases.identity_read().await?;
        let batch = unused::page(&mut tx, until, last.as_ref(), BATCH).await?;
        drop(tx);
        for account in &batch {
            if tally.warned + tally.closed >= most {
                tracing::warn!(most, "more unused accounts than one look deals with: the others wait for the next");
                return Ok(Outcome::Looked(tally));
            }
            let done = match account.usage().step(today) {
                Step::Keep => continue,
                Step::Warn(warning, end) => warn(identity, moment, account, warning, end).await.map(|done| tally.warned += u64::from(done)),
                Step::Close => close(identity, moment, account).await.map(|done| tally.closed += u64::from(done)),
            };
            if let Err(error) = done {
                // one that cannot be written holds nobody else back
                tracing::warn!(%error, "an unused account waits");
                tally.failed += 1;
            }
        }
        last = match batch.into_iter().last() {
            Some(account) => Some(account),
            None => return Ok(Outcome::Looked(tally)),
        };
    }
}

/// Clients had thirteen months to read them: a clock that jumped takes none away.
async fn forget_departures(identity: &Identity, moment: &Moment) -> Result<()> {
    let mut tx = identity.databases.identity_write().await?;
    departures::purge(&mut tx, before(moment.wall, FEED)).await?;
    tx.commit().await
}

/// Keeps the time of this look, or why it may not be.
async fn stopped(identity: &Identity, moment: &Moment) -> Result<Option<Outcome>> {
    let mut tx = identity.databases.identity_write().await?;
    let before = unused::look(&mut tx).await?;
    let jump = clock_jump::since(before.ran_at, moment.now);
    match jump {
        Some(_) => unused::stops(&mut tx, moment.now).await?,
        None => unused::runs(&mut tx, moment.now).await?,
    }
    tx.commit().await?;
    Ok(jump.map(|jump| Outcome::Stopped { jump, is_new: before.stopped_at.is_none() }))
}

/// An operator says that the time is right: the look is asked for again.
pub(crate) async fn resume(tx: &mut IdentityTx, moment: &Moment, operator: String) -> Result<()> {
    unused::runs(tx, moment.now).await?;
    let entry = audit::Entry { actor: operator, action: "identity.inactivity-resumed", subject: "inactivity".to_owned(), detail: None };
    audit::record(tx, moment, entry).await?;
    jobs::enqueue(tx, moment, jobs::NewJob::new(INACTIVITY, ())).await
}

async fn warn(identity: &Identity, moment: &Moment, account: &Unused, warning: Warning, end: jiff::civil::Date) -> Result<bool> {
    let mut tx = identity.databases.identity_write().await?;
    let is_hers = unused::warned(&mut tx, account, warning, moment.now).await?;
    if is_hers {
        let letter = letters::unused(&account.email, &long_date(end), link(identity, "/connexion", &[]));
        letters::post(identity, &mut tx, moment, &letter).await?;
    }
    tx.commit().await?;
    Ok(is_hers)
}

async fn close(identity: &Identity, moment: &Moment, account: &Unused) -> Result<bool> {
    let mut tx = identity.databases.identity_write().await?;
    let is_left = unused::hold(&mut tx, account).await?;
    if is_left {
        closing::close(identity, &mut tx, moment, account.id, Why::Unused).await?;
    }
    tx.commit().await?;
    Ok(is_left)
}
