//! Accounts that nobody uses, or whose owner asked that they go.

use db::{IdentityTx, Result, args, record};
use kernel::{Personal, Timestamp, id::AccountId};

use crate::model::inactivity::{Usage, Warning};

record! {
    /// An account that was not used for long.
    pub(crate) struct Unused {
        pub id: AccountId,
        pub email: Personal<String>,
        pub last_used_at: Timestamp,
        pub warned_at: Option<Timestamp>,
        pub warned_last_at: Option<Timestamp>,
    }
}

impl Unused {
    pub(crate) const fn usage(&self) -> Usage {
        Usage { last_used_at: self.last_used_at, warned_at: self.warned_at, warned_last_at: self.warned_last_at }
    }
}

/// Accounts last used before `until`, the longest ago first, after the one given.
/// Those whose address was never confirmed go by another way.
pub(crate) async fn page(tx: &mut IdentityTx, until: Timestamp, after: Option<&Unused>, limit: u32) -> Result<Vec<Unused>> {
    tx.all(
        "SELECT id, email, last_used_at, warned_at, warned_last_at FROM accounts \
         WHERE confirmed_at IS NOT NULL AND last_used_at < $1 AND ($2 IS NULL OR (last_used_at, id) > ($2, $3)) \
         ORDER BY last_used_at, id LIMIT $4",
        args![until, after.map(|last| last.last_used_at), after.map(|last| last.id), limit],
    )
    .await
}

/// Writes that she was warned. False when it was done, or she came back, in between.
pub(crate) async fn warned(tx: &mut IdentityTx, seen: &Unused, warning: Warning, now: Timestamp) -> Result<bool> {
    let sql = match warning {
        Warning::First => "UPDATE accounts SET warned_at = $3 WHERE id = $1 AND last_used_at = $2 AND COALESCE(warned_at, 0) = $4",
        Warning::Last => "UPDATE accounts SET warned_last_at = $3 WHERE id = $1 AND last_used_at = $2 AND COALESCE(warned_last_at, 0) = $4",
    };
    let before = match warning {
        Warning::First => seen.warned_at,
        Warning::Last => seen.warned_last_at,
    };
    let touched = tx.execute(sql, args![seen.id, seen.last_used_at, now, before.map_or(0, |at| at.as_microsecond())]).await?;
    Ok(touched == 1)
}

/// Holds an account that is about to go. False when she came back in between.
pub(crate) async fn hold(tx: &mut IdentityTx, seen: &Unused) -> Result<bool> {
    let sql = "UPDATE accounts SET version = version + 1 WHERE id = $1 AND last_used_at = $2";
    Ok(tx.execute(sql, args![seen.id, seen.last_used_at]).await? == 1)
}

/// The account goes that day, or stays after all.
pub(crate) async fn set_closing(tx: &mut IdentityTx, id: AccountId, at: Option<Timestamp>) -> Result<()> {
    tx.execute("UPDATE accounts SET closes_at = $2, version = version + 1 WHERE id = $1", args![id, at]).await.map(drop)
}

record! {
    struct Closing { closes_at: Option<Timestamp> }
}

/// When the account goes, if she asked for it.
pub(crate) async fn closing(tx: &mut IdentityTx, id: AccountId) -> Result<Option<Timestamp>> {
    let row: Closing = tx.one("SELECT closes_at FROM accounts WHERE id = $1", args![id]).await?;
    Ok(row.closes_at)
}

record! {
    struct Id { id: AccountId }
}

/// Some accounts whose day has come.
pub(crate) async fn due(tx: &mut IdentityTx, now: Timestamp, limit: u32) -> Result<Vec<AccountId>> {
    let rows: Vec<Id> = tx.all("SELECT id FROM accounts WHERE closes_at <= $1 ORDER BY closes_at, id LIMIT $2", args![now, limit]).await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

/// Holds an account whose day has come. False when she kept it in between.
pub(crate) async fn hold_due(tx: &mut IdentityTx, id: AccountId, now: Timestamp) -> Result<bool> {
    Ok(tx.execute("UPDATE accounts SET version = version + 1 WHERE id = $1 AND closes_at <= $2", args![id, now]).await? == 1)
}

record! {
    /// The daily look.
    pub(crate) struct Look { pub ran_at: Option<Timestamp>, pub stopped_at: Option<Timestamp> }
}

/// When the daily look last ran, and since when it is stopped.
pub(crate) async fn look(tx: &mut IdentityTx) -> Result<Look> {
    tx.one("SELECT ran_at, stopped_at FROM inactivity WHERE id = 1", args![]).await
}

/// It runs.
pub(crate) async fn runs(tx: &mut IdentityTx, now: Timestamp) -> Result<()> {
    tx.execute("UPDATE inactivity SET ran_at = $1, stopped_at = NULL WHERE id = 1", args![now]).await.map(drop)
}

/// It stops.
pub(crate) async fn stops(tx: &mut IdentityTx, now: Timestamp) -> Result<()> {
    tx.execute("UPDATE inactivity SET stopped_at = COALESCE(stopped_at, $1) WHERE id = 1", args![now]).await.map(drop)
}
