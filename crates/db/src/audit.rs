//! Who did what, in a chain that shows any change made afterwards.
//!
//! A row is written with the change it tells of. A job seals committed rows:
//! each gets the next position, a salted digest of its detail, and a link made
//! from the previous link, the row and the digest. The link holds the digest,
//! not the detail: a detail that must be erased goes with its salt, so that
//! nobody can guess it back, and the chain stays valid.
//!
//! A cut tail leaves a valid shorter chain: keep [`Head`]s elsewhere and give
//! the latest to [`verify()`].

mod digest;
mod head;
#[cfg(test)]
mod tests;
mod verify;

use kernel::{Moment, Timestamp};
use serde_json::Value;
use uuid::Uuid;

pub use self::{
    head::Head,
    verify::{Broken, Known, Verified, verify},
};
use crate::{Result, Tx, args, record};

/// Rows sealed or verified at a time.
const BATCH: u32 = 500;

/// What somebody did.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Who: an identifier, never a name.
    pub actor: String,
    /// Did what.
    pub action: &'static str,
    /// To what: an identifier, never a name.
    pub subject: String,
    /// What else is to be known; erasable.
    pub detail: Option<Value>,
}

record! {
    /// A line of the trail.
    #[derive(Debug, Clone, PartialEq)]
    pub struct Line {
        /// Which.
        pub id: Uuid,
        /// When, in real time.
        pub at: Timestamp,
        /// Who.
        pub actor: String,
        /// Did what.
        pub action: String,
        /// To what.
        pub subject: String,
        /// What else is known of it.
        pub detail: Option<Value>,
    }
}

record! {
    /// A row as the chain sees it.
    struct Row {
        id: Uuid,
        at: i64,
        actor: String,
        action: String,
        subject: String,
        detail: Option<Value>,
        salt: String,
        position: Option<i64>,
        digest: Option<String>,
        chain: Option<String>,
    }
}

/// Keeps what somebody did.
pub async fn record(tx: &mut Tx, moment: &Moment, entry: Entry) -> Result<()> {
    let id: kernel::Id<Entry> = moment.id();
    tx.execute(
        "INSERT INTO audit (id, at, actor, action, subject, detail, salt) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        args![id, moment.wall, entry.actor, entry.action, entry.subject, entry.detail, moment.token::<16>()],
    )
    .await
    .map(drop)
}

/// What was done to a subject, newest first, before `before`, at most `limit` lines.
pub async fn of_subject(tx: &mut Tx, subject: &str, before: Timestamp, limit: u32) -> Result<Vec<Line>> {
    tx.all(
        "SELECT id, at, actor, action, subject, detail FROM audit WHERE subject = $1 AND at < $2 ORDER BY at DESC, id DESC LIMIT $3",
        args![subject, before, limit],
    )
    .await
}

record! {
    /// A line of the trail with its place in the chain, and all that its link
    /// is made from: proof to keep elsewhere.
    #[derive(Debug, Clone, PartialEq)]
    pub struct Sealed {
        /// Which.
        pub id: Uuid,
        /// Its position, from 1.
        pub position: i64,
        /// When, in real time.
        pub at: Timestamp,
        /// Who.
        pub actor: String,
        /// Did what.
        pub action: String,
        /// To what.
        pub subject: String,
        /// What else is known of it.
        pub detail: Option<Value>,
        /// What is mixed with the detail in its digest.
        pub salt: String,
        /// The digest of the detail.
        pub digest: String,
        /// The link before.
        pub previous: String,
        /// The link.
        pub chain: String,
    }
}

impl Sealed {
    /// The detail as it is hashed.
    pub fn hashed_detail(&self) -> String {
        digest::canonical(self.detail.as_ref())
    }
}

/// The sealed lines of one action after a position, in order, at most `limit`.
pub async fn sealed(tx: &mut Tx, action: &str, after: i64, limit: u32) -> Result<Vec<Sealed>> {
    tx.all(
        "SELECT id, position, at, actor, action, subject, detail, salt, digest, chain, \
         COALESCE((SELECT earlier.chain FROM audit earlier WHERE earlier.position = audit.position - 1), '') AS previous \
         FROM audit WHERE action = $1 AND position > $2 ORDER BY position LIMIT $3",
        args![action, after, limit],
    )
    .await
}

record! {
    struct Total { total: i64 }
}

/// How many times an action was done.
pub async fn count(tx: &mut Tx, action: &str) -> Result<u64> {
    let row: Total = tx.one("SELECT COUNT(*) AS total FROM audit WHERE action = $1", args![action]).await?;
    Ok(row.total.unsigned_abs())
}

/// Erases the details known of a subject; the lines stay, and the chain valid.
/// Seals first, so that no detail goes before its digest is in the chain.
pub async fn erase_details(tx: &mut Tx, subject: &str) -> Result<u64> {
    while seal(tx).await? > 0 {}
    tx.execute("UPDATE audit SET detail = NULL, salt = '' WHERE subject = $1 AND salt <> ''", args![subject]).await
}

record! {
    struct Action { action: String }
}

/// Erases the details known of a subject, but those of the acts named: proofs
/// that outlive it.
pub async fn erase_details_except(tx: &mut Tx, subject: &str, kept: &[&str]) -> Result<()> {
    while seal(tx).await? > 0 {}
    let acts: Vec<Action> = tx.all("SELECT DISTINCT action FROM audit WHERE subject = $1 AND salt <> ''", args![subject]).await?;
    for act in acts.iter().filter(|act| !kept.contains(&act.action.as_str())) {
        tx.execute("UPDATE audit SET detail = NULL, salt = '' WHERE subject = $1 AND action = $2", args![subject, &act.action]).await?;
    }
    Ok(())
}

/// Puts the next unsealed rows at the end of the chain; how many there were.
/// Of two at once, the unique position lets one commit.
pub async fn seal(tx: &mut Tx) -> Result<u64> {
    let rows: Vec<Row> = tx
        .all(
            "SELECT id, at, actor, action, subject, detail, salt, position, digest, chain FROM audit
             WHERE position IS NULL ORDER BY id LIMIT $1",
            args![BATCH],
        )
        .await?;
    let mut head = last(tx).await?;
    for row in &rows {
        let digest = digest::of_detail(&row.salt, row.detail.as_ref());
        head = Head { position: head.position + 1, chain: digest::link(&head.chain, head.position + 1, row, &digest) };
        tx.execute(
            "UPDATE audit SET position = $2, digest = $3, chain = $4 WHERE id = $1",
            args![row.id, head.position, digest, &head.chain],
        )
        .await?;
    }
    Ok(rows.len() as u64)
}

async fn last(tx: &mut Tx) -> Result<Head> {
    let last = tx.optional("SELECT position, chain FROM audit WHERE position IS NOT NULL ORDER BY position DESC LIMIT 1", args![]).await?;
    Ok(last.unwrap_or_else(Head::none))
}
