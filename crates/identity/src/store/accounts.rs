//! People who have an account.

use db::{IdentityTx, Result, args, record};
use kernel::{Moment, Personal, Timestamp, id::AccountId};

use super::attributes;
use crate::model::{account::Account, datum::Datum};

/// What an account is made of; the password is hashed already.
pub(crate) struct AccountRow<'a> {
    pub id: AccountId,
    pub email_key: &'a str,
    pub email: &'a Personal<String>,
    pub password: &'a Personal<String>,
    pub given_name: &'a Personal<String>,
    pub family_name: &'a Personal<String>,
    pub confirmed_at: Option<Timestamp>,
}

/// Makes an account.
///
/// # Errors
/// [`db::DbError::Unique`] when the address has one.
pub(crate) async fn create(tx: &mut IdentityTx, row: AccountRow<'_>, wall: Timestamp) -> Result<()> {
    tx.execute(
        "INSERT INTO accounts (id, email_key, email, password, confirmed_at, created_at, last_used_at, version) \
         VALUES ($1, $2, $3, $4, $5, $6, $6, 1)",
        args![row.id, row.email_key, row.email.expose(), row.password.expose(), row.confirmed_at, wall],
    )
    .await?;
    put_names(tx, &row, wall).await
}

/// The names that she gave.
async fn put_names(tx: &mut IdentityTx, row: &AccountRow<'_>, wall: Timestamp) -> Result<()> {
    for (datum, value) in [(Datum::GivenName, row.given_name), (Datum::FamilyName, row.family_name)] {
        attributes::put(tx, row.id, datum, value, wall).await?;
    }
    Ok(())
}

/// Signs up again before the address was confirmed: the last one to ask for a
/// letter is the one it serves. False when the account is confirmed by now.
pub(crate) async fn replace_unconfirmed(tx: &mut IdentityTx, row: AccountRow<'_>, wall: Timestamp) -> Result<bool> {
    let touched = tx
        .execute(
            "UPDATE accounts SET email = $2, password = $3, created_at = $4, version = version + 1 \
             WHERE id = $1 AND confirmed_at IS NULL",
            args![row.id, row.email.expose(), row.password.expose(), wall],
        )
        .await?;
    if touched == 1 {
        put_names(tx, &row, wall).await?;
    }
    Ok(touched == 1)
}

pub(crate) async fn by_email_key(tx: &mut IdentityTx, email_key: &str) -> Result<Option<Account>> {
    tx.optional(
        "SELECT a.id, a.email, a.password, g.value AS given_name, f.value AS family_name, a.confirmed_at, a.created_at FROM accounts a \
         JOIN attributes g ON g.account_id = a.id AND g.datum = 'given_name' \
         JOIN attributes f ON f.account_id = a.id AND f.datum = 'family_name' WHERE a.email_key = $1",
        args![email_key],
    )
    .await
}

pub(crate) async fn by_id(tx: &mut IdentityTx, id: AccountId) -> Result<Account> {
    tx.one(
        "SELECT a.id, a.email, a.password, g.value AS given_name, f.value AS family_name, a.confirmed_at, a.created_at FROM accounts a \
         JOIN attributes g ON g.account_id = a.id AND g.datum = 'given_name' \
         JOIN attributes f ON f.account_id = a.id AND f.datum = 'family_name' WHERE a.id = $1",
        args![id],
    )
    .await
}

/// The address is hers.
pub(crate) async fn confirm(tx: &mut IdentityTx, id: AccountId, wall: Timestamp) -> Result<()> {
    tx.execute("UPDATE accounts SET confirmed_at = COALESCE(confirmed_at, $2), version = version + 1 WHERE id = $1", args![id, wall])
        .await
        .map(drop)
}

pub(crate) async fn set_password(tx: &mut IdentityTx, id: AccountId, password: &Personal<String>) -> Result<()> {
    tx.execute("UPDATE accounts SET password = $2, version = version + 1 WHERE id = $1", args![id, password.expose()]).await.map(drop)
}

/// Forgets the account of an address that nobody confirmed.
pub(crate) async fn forget_unconfirmed(tx: &mut IdentityTx, email_key: &str) -> Result<()> {
    tx.execute("DELETE FROM accounts WHERE email_key = $1 AND confirmed_at IS NULL", args![email_key]).await.map(drop)
}

record! {
    struct Id { id: AccountId }
}

/// The identifier of the account of an address.
pub(crate) async fn id_of(tx: &mut IdentityTx, email_key: &str) -> Result<Option<AccountId>> {
    let found: Option<Id> = tx.optional("SELECT id FROM accounts WHERE email_key = $1", args![email_key]).await?;
    Ok(found.map(|row| row.id))
}

/// She was there: what tells an account in use from one left behind. Business
/// time, which the demo moves.
pub(crate) async fn touch(tx: &mut IdentityTx, id: AccountId, moment: &Moment) -> Result<()> {
    tx.execute("UPDATE accounts SET last_used_at = $2 WHERE id = $1", args![id, moment.now]).await.map(drop)
}

/// Holds an account until the end of the transaction. False when it is gone.
pub(crate) async fn hold(tx: &mut IdentityTx, id: AccountId) -> Result<bool> {
    Ok(tx.execute("UPDATE accounts SET version = version + 1 WHERE id = $1", args![id]).await? == 1)
}

/// Holds an account as it was read. False when it is gone, or has another
/// password by now: what was shown before counts no more.
pub(crate) async fn hold_unchanged(tx: &mut IdentityTx, seen: &Account) -> Result<bool> {
    let sql = "UPDATE accounts SET version = version + 1 WHERE id = $1 AND password = $2";
    Ok(tx.execute(sql, args![seen.id, seen.password.expose()]).await? == 1)
}

/// Removes an account and all that hangs on it.
pub(crate) async fn remove(tx: &mut IdentityTx, id: AccountId) -> Result<()> {
    tx.execute("DELETE FROM accounts WHERE id = $1", args![id]).await.map(drop)
}
