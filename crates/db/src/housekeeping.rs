//! The periodic work that every database has, whatever the parts.

use kernel::Timestamp;

use crate::{Databases, Kind, audit, idempotency, jobs};
use jobs::{JobRun, Schedule};

const EVERYWHERE: &[Kind] = &[Kind::Platform, Kind::Identity, Kind::Instance];
const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;
/// Keys live longer than any retry: a partner's may spread over three days.
const KEPT_DAYS: i64 = 30;

/// Seals the audit trail each hour; each day, forgets old keys and settled jobs
/// and leaves nothing of what was deleted in the files.
pub(crate) fn schedules(databases: &Databases) -> Vec<Schedule> {
    let (sealed, purged) = (databases.clone(), databases.clone());
    vec![
        Schedule::new("audit.seal", HOUR, EVERYWHERE, move |run| seal(sealed.clone(), run)),
        Schedule::new("db.purge", DAY, EVERYWHERE, move |run| purge(purged.clone(), run)),
    ]
}

async fn seal(databases: Databases, run: JobRun) -> Result<(), jobs::JobError> {
    loop {
        let mut tx = databases.any_write(&run.db).await?;
        let sealed = audit::seal(&mut tx).await?;
        tx.commit().await?;
        if sealed == 0 {
            return Ok(());
        }
    }
}

async fn purge(databases: Databases, run: JobRun) -> Result<(), jobs::JobError> {
    // real time: moving the demo's clock forgets nothing
    let before = run.moment.wall.saturating_sub(jiff::SignedDuration::from_secs(KEPT_DAYS * DAY)).unwrap_or(Timestamp::MIN);
    let mut tx = databases.any_write(&run.db).await?;
    idempotency::purge(&mut tx, before).await?;
    jobs::purge(&mut tx, before).await?;
    tx.commit().await?;
    if !databases.wipe(&run.db).await? {
        tracing::info!(database = %run.db, "the log is read: it is emptied the next time");
    }
    Ok(())
}
