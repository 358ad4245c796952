//! Trials of services on their integration stage. No query here finds the trial
//! of a service that serves everybody.

use db::{IdentityTx, Result, args, record};
use kernel::{Timestamp, id::AccountId};

use super::grants::GrantId;
use crate::model::trial::{
    TrialId, Tried,
    lie::Lie,
    report::{Outcome, Report},
};

record! {
    /// The last trial of a client.
    #[derive(Debug, Clone)]
    pub(crate) struct Trial {
        pub id: TrialId,
        /// Whose sign-ins count.
        pub account_id: AccountId,
        pub started_at: Timestamp,
        pub ends_at: Timestamp,
    }
}

impl Trial {
    /// Whether it goes on.
    pub(crate) fn is_running(&self, wall: Timestamp) -> bool {
        wall < self.ends_at
    }
}

record! {
    /// A sign-in of a trial, and the lie of it.
    #[derive(Debug, Clone)]
    pub(crate) struct SignIn { pub trial_id: TrialId, pub lie: Option<Lie> }
}

/// Digests of what must be new at each sign-in.
#[derive(Debug, Clone, Default)]
pub(crate) struct Fresh {
    pub state: Option<String>,
    pub nonce: Option<String>,
    pub challenge: Option<String>,
}

record! {
    /// How many sign-ins came before, and how many of them with the same values.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub(crate) struct Before { pub sign_ins: i64, pub state: i64, pub nonce: i64, pub challenge: i64 }
}

/// Begins a trial; the one before it is forgotten.
pub(crate) async fn start(tx: &mut IdentityTx, tried: Tried<'_>, trial: &Trial) -> Result<()> {
    let client = tried.client().id.as_str();
    tx.execute("DELETE FROM trials WHERE client_id = $1", args![client]).await?;
    tx.execute(
        "INSERT INTO trials (id, client_id, account_id, started_at, ends_at) VALUES ($1, $2, $3, $4, $5)",
        args![trial.id, client, trial.account_id, trial.started_at, trial.ends_at],
    )
    .await
    .map(drop)
}

/// The last trial of a client.
pub(crate) async fn of(tx: &mut IdentityTx, tried: Tried<'_>) -> Result<Option<Trial>> {
    tx.optional("SELECT id, account_id, started_at, ends_at FROM trials WHERE client_id = $1", args![tried.client().id.as_str()]).await
}

/// Ends a trial now.
pub(crate) async fn end(tx: &mut IdentityTx, trial: TrialId, wall: Timestamp) -> Result<()> {
    tx.execute("UPDATE trials SET ends_at = $2 WHERE id = $1 AND ends_at > $2", args![trial, wall]).await.map(drop)
}

record! {
    struct Line { name: String, outcome: Outcome, finding: Option<String> }
}

/// What came of its checks.
pub(crate) async fn report(tx: &mut IdentityTx, trial: TrialId) -> Result<Report> {
    let lines: Vec<Line> = tx.all("SELECT name, outcome, finding FROM trial_outcomes WHERE trial_id = $1", args![trial]).await?;
    Ok(lines.into_iter().map(|line| (line.name, (line.outcome, line.finding))).collect())
}

/// Writes what came of a check. A failure stays until its developer tries again.
pub(crate) async fn settle(
    tx: &mut IdentityTx,
    trial: TrialId,
    name: &str,
    outcome: Outcome,
    finding: Option<&str>,
    wall: Timestamp,
) -> Result<()> {
    tx.execute(
        "INSERT INTO trial_outcomes (trial_id, name, outcome, finding, at) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (trial_id, name) DO UPDATE SET outcome = excluded.outcome, finding = excluded.finding, at = excluded.at \
         WHERE trial_outcomes.outcome <> 'failed'",
        args![trial, name, outcome, finding, wall],
    )
    .await
    .map(drop)
}

/// Forgets what came of a check, to make it again.
pub(crate) async fn forget(tx: &mut IdentityTx, trial: TrialId, name: &str) -> Result<()> {
    tx.execute("DELETE FROM trial_outcomes WHERE trial_id = $1 AND name = $2", args![trial, name]).await.map(drop)
}

/// What came before with the same values.
pub(crate) async fn before(tx: &mut IdentityTx, trial: TrialId, fresh: &Fresh) -> Result<Before> {
    tx.one(
        "SELECT COUNT(*) AS sign_ins, COUNT(CASE WHEN state = $2 THEN 1 END) AS state, \
         COUNT(CASE WHEN nonce = $3 THEN 1 END) AS nonce, COUNT(CASE WHEN challenge = $4 THEN 1 END) AS challenge \
         FROM trial_sign_ins WHERE trial_id = $1",
        args![trial, fresh.state.as_deref(), fresh.nonce.as_deref(), fresh.challenge.as_deref()],
    )
    .await
}

/// Keeps a sign-in.
pub(crate) async fn add_sign_in(tx: &mut IdentityTx, grant: GrantId, sign_in: &SignIn, fresh: Fresh) -> Result<()> {
    tx.execute(
        "INSERT INTO trial_sign_ins (grant_id, trial_id, lie, state, nonce, challenge) VALUES ($1, $2, $3, $4, $5, $6)",
        args![grant, sign_in.trial_id, sign_in.lie, fresh.state, fresh.nonce, fresh.challenge],
    )
    .await
    .map(drop)
}

/// The sign-in that gave this grant, if a trial that goes on is behind it.
pub(crate) async fn sign_in(tx: &mut IdentityTx, tried: Tried<'_>, grant: GrantId, wall: Timestamp) -> Result<Option<SignIn>> {
    tx.optional(
        "SELECT s.trial_id, s.lie FROM trial_sign_ins s JOIN trials t ON t.id = s.trial_id \
         WHERE s.grant_id = $1 AND t.client_id = $2 AND t.ends_at > $3",
        args![grant, tried.client().id.as_str(), wall],
    )
    .await
}

/// Whether somebody signed in honestly, in a trial, to the session of this name.
pub(crate) async fn knows_session(tx: &mut IdentityTx, trial: TrialId, sid: &str) -> Result<bool> {
    let count: i64 = tx
        .value(
            "SELECT COUNT(*) AS value FROM trial_sign_ins s JOIN grants g ON g.id = s.grant_id \
             WHERE s.trial_id = $1 AND s.lie IS NULL AND g.sid = $2",
            args![trial, sid],
        )
        .await?;
    Ok(count > 0)
}
