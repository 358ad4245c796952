//! People who have an account.

use db::{IdentityTx, Result, args, record};
use kernel::{Moment, Personal, Timestamp, id::AccountId};

use crate::model::account::Account;

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
        "INSERT INTO accounts (id, email_key, email, password, given_name, family_name, confirmed_at, created_at, last_used_at, version) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, 1)",
        args![
            row.id,
            row.email_key,
            row.email.expose(),
            row.password.expose(),
            row.given_name.expose(),
            row.family_name.expose(),
            row.confirmed_at,
            wall
        ],
    )
    .await
    .map(drop)
}

/// Signs up again before the address was confirmed: the last one to ask for a
/// letter is the one it serves. False when the account is confirmed by now.
pub(crate) async fn replace_unconfirmed(tx: &mut IdentityTx, row: AccountRow<'_>, wall: Timestamp) -> Result<bool> {
    let touched = tx
        .execute(
            "UPDATE accounts SET email = $2, password = $3, given_name = $4, family_name = $5, created_at = $6, version = version + 1 \
             WHERE id = $1 AND confirmed_at IS NULL",
            args![row.id, row.email.expose(), row.password.expose(), row.given_name.expose(), row.family_name.expose(), wall],
        )
        .await?;
    Ok(touched == 1)
}

pub(crate) async fn by_email_key(tx: &mut IdentityTx, email_key: &str) -> Result<Option<Account>> {
    tx.optional(
        "SELECT id, email, password, given_name, family_name, confirmed_at, created_at FROM accounts WHERE email_key = $1",
        args![email_key],
    )
    .await
}

pub(crate) async fn by_id(tx: &mut IdentityTx, id: AccountId) -> Result<Account> {
    tx.one("SELECT id, email, password, given_name, family_name, confirmed_at, created_at FROM accounts WHERE id = $1", args![id]).await
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

record! {
    struct Id { id: AccountId }
}

/// The identifier of the account of an address.
pub(crate) async fn id_of(tx: &mut IdentityTx, email_key: &str) -> Result<Option<AccountId>> {
    let found: Option<Id> = tx.optional("SELECT id FROM accounts WHERE email_key = $1", args![email_key]).await?;
    Ok(found.map(|row| row.id))
}

/// She was there: what tells an account in use from one left behind.
pub(crate) async fn touch(tx: &mut IdentityTx, id: AccountId, moment: &Moment) -> Result<()> {
    tx.execute("UPDATE accounts SET last_used_at = $2 WHERE id = $1", args![id, moment.wall]).await.map(drop)
}
