//! Erasures on their way to the ledger outside the databases.

use db::{IdentityTx, Result, args, record};
use kernel::{Timestamp, id::AccountId};

use crate::ledger::Mark;

record! {
    /// An erasure: the digest of an account's identifier, and when.
    #[derive(Debug, Clone)]
    pub(crate) struct Erasure { pub digest: String, pub erased_at: Timestamp }
}

pub(crate) async fn add(tx: &mut IdentityTx, erasure: &Erasure) -> Result<()> {
    tx.execute(
        "INSERT INTO erasures (digest, erased_at) VALUES ($1, $2) ON CONFLICT (digest) DO NOTHING",
        args![&erasure.digest, erasure.erased_at],
    )
    .await
    .map(drop)
}

/// Those that the ledger may not hold.
pub(crate) async fn waiting(tx: &mut IdentityTx, limit: u32) -> Result<Vec<Erasure>> {
    tx.all("SELECT digest, erased_at FROM erasures ORDER BY erased_at, digest LIMIT $1", args![limit]).await
}

/// The ledger holds it.
pub(crate) async fn written(tx: &mut IdentityTx, digest: &str) -> Result<()> {
    tx.execute("DELETE FROM erasures WHERE digest = $1", args![digest]).await.map(drop)
}

record! {
    struct Id { id: AccountId }
}

/// Accounts in the order of their identifiers, after this one.
pub(crate) async fn accounts_after(tx: &mut IdentityTx, after: Option<AccountId>, limit: u32) -> Result<Vec<AccountId>> {
    let rows: Vec<Id> = tx.all("SELECT id FROM accounts WHERE $1 IS NULL OR id > $1 ORDER BY id LIMIT $2", args![after, limit]).await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

record! {
    struct MarkRow { length: i64, digest: String }
}

/// How far the ledger went when it was last written.
pub(crate) async fn mark(tx: &mut IdentityTx) -> Result<Mark> {
    let row: MarkRow = tx.one("SELECT length, digest FROM ledger_mark WHERE id = 1", args![]).await?;
    Ok(Mark { length: row.length, digest: row.digest })
}

/// It goes that far.
pub(crate) async fn set_mark(tx: &mut IdentityTx, mark: &Mark) -> Result<()> {
    tx.execute("UPDATE ledger_mark SET length = $1, digest = $2 WHERE id = 1", args![mark.length, &mark.digest]).await.map(drop)
}
