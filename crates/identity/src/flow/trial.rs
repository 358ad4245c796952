//! « Tester mon client »: begun, judged and ended by its developer; what is seen
//! of the client meanwhile is noted where it happens, and the lies are told
//! there. Everything here takes a [`Tried`]: a service that serves everybody
//! never comes.

pub(crate) mod liar;
pub(crate) mod sign_in;
pub(crate) mod sign_out;
pub(crate) mod watch;

use db::{IdentityTx, Result, audit};
use kernel::{Moment, Timestamp, id::AccountId};

use crate::{
    model::{
        life::after,
        trial::{
            LASTS, TrialId, Tried,
            check::Check,
            finding::Finding,
            report::{Outcome, State},
            sight::Sight,
        },
    },
    store::trials::{self, Trial},
};

/// Begins a trial; the one before it is forgotten.
pub(crate) async fn start(tx: &mut IdentityTx, moment: &Moment, tried: Tried<'_>, account: AccountId) -> Result<()> {
    let trial = Trial { id: moment.id(), account_id: account, started_at: moment.wall, ends_at: after(moment.wall, LASTS) };
    trials::start(tx, tried, &trial).await?;
    record(tx, moment, tried, account, "identity.trial-started").await
}

/// Ends a trial: no lie is told any more, what came of it stays to be read.
pub(crate) async fn stop(tx: &mut IdentityTx, moment: &Moment, tried: Tried<'_>, account: AccountId) -> Result<()> {
    if let Some(trial) = trials::of(tx, tried).await? {
        trials::end(tx, trial.id, moment.wall).await?;
        record(tx, moment, tried, account, "identity.trial-stopped").await?;
    }
    Ok(())
}

/// Its developer says what the client did of a lie, if that lie was told.
pub(crate) async fn judge(tx: &mut IdentityTx, moment: &Moment, trial: &Trial, check: &Check, refused: bool) -> Result<()> {
    if !trial.is_running(moment.wall) || trials::report(tx, trial.id).await?.state(check) != State::Told {
        return Ok(());
    }
    let (outcome, finding) = if refused { (Outcome::Passed, None) } else { (Outcome::Failed, Some(Finding::LetIn.as_str())) };
    trials::settle(tx, trial.id, check.name(), outcome, finding, moment.wall).await
}

/// Leaves a check aside, to go on with the next.
pub(crate) async fn skip(tx: &mut IdentityTx, moment: &Moment, trial: &Trial, check: &Check) -> Result<()> {
    let is_open = matches!(trials::report(tx, trial.id).await?.state(check), State::Waiting | State::Told);
    if !trial.is_running(moment.wall) || !is_open {
        return Ok(());
    }
    trials::settle(tx, trial.id, check.name(), Outcome::Skipped, None, moment.wall).await
}

/// Makes a check again, as long as the trial goes on.
pub(crate) async fn again(tx: &mut IdentityTx, moment: &Moment, trial: &Trial, check: &Check) -> Result<()> {
    if trial.is_running(moment.wall) { trials::forget(tx, trial.id, check.name()).await } else { Ok(()) }
}

/// The trial of a client that goes on.
async fn running(tx: &mut IdentityTx, tried: Tried<'_>, wall: Timestamp) -> Result<Option<Trial>> {
    Ok(trials::of(tx, tried).await?.filter(|trial| trial.is_running(wall)))
}

/// Something was seen: right, or why not.
async fn see(tx: &mut IdentityTx, trial: TrialId, sight: Sight, fault: Option<&str>, wall: Timestamp) -> Result<()> {
    let outcome = if fault.is_none() { Outcome::Passed } else { Outcome::Failed };
    trials::settle(tx, trial, sight.as_str(), outcome, fault, wall).await
}

async fn record(tx: &mut IdentityTx, moment: &Moment, tried: Tried<'_>, account: AccountId, action: &'static str) -> Result<()> {
    let subject = tried.client().id.clone();
    audit::record(tx, moment, audit::Entry { actor: account.to_string(), action, subject, detail: None }).await
}
