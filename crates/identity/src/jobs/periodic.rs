//! Periodic work.

use std::sync::Arc;

use db::{
    Kind,
    jobs::{JobError, JobRun, Schedule},
};

use super::{CLOSE_DUE, INACTIVITY, life, reminders};
use crate::{
    Identity, Operators,
    flow::{address, figures, forgetting, operators},
    keys,
    store::purge,
};

const MINUTE: i64 = 60;
const DAY: i64 = 24 * 60 * MINUTE;

pub(super) fn schedules(identity: &Identity, operators: Arc<dyn Operators>) -> Vec<Schedule> {
    let (expiring, forgetting, renewing, reminding) = (identity.clone(), identity.clone(), identity.clone(), identity.clone());
    let (unused, leaving, counting, waiting) = (identity.clone(), identity.clone(), identity.clone(), identity.clone());
    let settling = identity.clone();
    vec![
        Schedule::new("identity.expire", 10 * MINUTE, &[Kind::Identity], move |run| expire(expiring.clone(), run)),
        Schedule::new("identity.forget", 60 * MINUTE, &[Kind::Identity], move |run| forget(forgetting.clone(), run)),
        Schedule::new("identity.addresses", 60 * MINUTE, &[Kind::Identity], move |run| change_addresses(settling.clone(), run)),
        Schedule::new("identity.figures", 60 * MINUTE, &[Kind::Identity], move |run| count(counting.clone(), run)),
        Schedule::new("identity.operators", 5 * MINUTE, &[Kind::Identity], move |run| {
            tell_operators(waiting.clone(), Arc::clone(&operators), run)
        }),
        Schedule::new("identity.keys", DAY, &[Kind::Identity], move |run| renew(renewing.clone(), run)),
        Schedule::new("identity.client-secrets", DAY, &[Kind::Identity], move |run| reminders::remind(reminding.clone(), run)),
        Schedule::new(INACTIVITY, DAY, &[Kind::Identity], move |run| life::inactivity(unused.clone(), run)),
        Schedule::new(CLOSE_DUE, 60 * MINUTE, &[Kind::Identity], move |run| life::close_due(leaving.clone(), run)),
    ]
}

async fn expire(identity: Identity, run: JobRun) -> Result<(), JobError> {
    let mut tx = identity.databases.identity_write().await?;
    purge::end_expired_sessions(&mut tx, run.moment.wall).await?;
    Ok(tx.commit().await?)
}

async fn forget(identity: Identity, run: JobRun) -> Result<(), JobError> {
    let rows = forgetting::forget(&identity.databases, run.moment.wall).await?;
    tracing::info!(rows, "forgotten");
    Ok(())
}

async fn change_addresses(identity: Identity, run: JobRun) -> Result<(), JobError> {
    Ok(address::settling::sweep(&identity, &run.moment).await?)
}

async fn count(identity: Identity, run: JobRun) -> Result<(), JobError> {
    Ok(figures::count(&identity.databases, run.moment.wall).await?)
}

async fn tell_operators(identity: Identity, operators: Arc<dyn Operators>, run: JobRun) -> Result<(), JobError> {
    Ok(operators::tell(&identity, &*operators, &run.moment).await?)
}

async fn renew(identity: Identity, run: JobRun) -> Result<(), JobError> {
    Ok(keys::renew(&identity.databases, &identity.vault, &run.moment).await?)
}
