//! What waits for operators, and what they were told of it.

use db::{IdentityTx, Result, args, record};
use kernel::{Personal, id::AccountId};

use crate::model::queue::{Queue, Told, Waiting};

/// How much waits.
pub(crate) async fn waiting(tx: &mut IdentityTx, queue: Queue) -> Result<Waiting> {
    let sql = match queue {
        Queue::Organisations => "SELECT COUNT(*) AS count, COALESCE(MAX(asked_at), 0) AS latest FROM organisations WHERE decision IS NULL",
        Queue::Proposals => "SELECT COUNT(*) AS count, COALESCE(MAX(asked_at), 0) AS latest FROM proposals WHERE decision IS NULL",
        Queue::Alerts => "SELECT COUNT(*) AS count, COALESCE(MAX(raised_at), 0) AS latest FROM alerts WHERE closed_at IS NULL",
    };
    tx.one(sql, args![]).await
}

/// The last letter about a queue.
pub(crate) async fn told(tx: &mut IdentityTx, queue: Queue) -> Result<Option<Told>> {
    tx.optional("SELECT at, latest FROM operators_told WHERE queue = $1", args![queue]).await
}

/// Keeps that a letter was written.
pub(crate) async fn tell(tx: &mut IdentityTx, queue: Queue, told: Told) -> Result<()> {
    tx.execute(
        "INSERT INTO operators_told (queue, at, latest) VALUES ($1, $2, $3) \
         ON CONFLICT (queue) DO UPDATE SET at = excluded.at, latest = excluded.latest",
        args![queue, told.at, told.latest],
    )
    .await
    .map(drop)
}

record! {
    /// Somebody who must sign in with two factors, and her address.
    pub(crate) struct Staff { pub id: AccountId, pub email: Personal<String> }
}

/// Whoever must sign in with two factors: operators are among them.
pub(crate) async fn staff(tx: &mut IdentityTx) -> Result<Vec<Staff>> {
    tx.all("SELECT id, email FROM accounts WHERE must_have_second_factor AND confirmed_at IS NOT NULL ORDER BY id", args![]).await
}
