//! What is known of a person, datum by datum.

use db::{IdentityTx, Result, args};
use kernel::{Personal, Timestamp, id::AccountId};

use crate::model::{
    account::Account,
    datum::Datum,
    profile::{Known, Profile, Source},
};

/// All that is known of the owner of an account.
pub(crate) async fn of(tx: &mut IdentityTx, account: &Account) -> Result<Profile> {
    let rows: Vec<Known> =
        tx.all("SELECT datum, value, source, certified_at, updated_at FROM attributes WHERE account_id = $1", args![account.id]).await?;
    // the address for letters is one thing with the account
    let email = account.confirmed_at.map(|at| Known {
        datum: Datum::Email,
        value: account.email.clone(),
        source: Source::Herself,
        certified_at: None,
        updated_at: at,
    });
    Ok(rows.into_iter().chain(email).collect())
}

/// Writes what she says of herself. Nothing happens to what somebody vouches for.
pub(crate) async fn put(tx: &mut IdentityTx, account: AccountId, datum: Datum, value: &Personal<String>, wall: Timestamp) -> Result<()> {
    tx.execute(
        "INSERT INTO attributes (account_id, datum, value, source, updated_at) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (account_id, datum) DO UPDATE SET value = excluded.value, source = excluded.source, updated_at = excluded.updated_at \
         WHERE attributes.certified_at IS NULL AND attributes.value <> excluded.value",
        args![account, datum, value.expose(), Source::Herself, wall],
    )
    .await
    .map(drop)
}

/// Forgets a datum that she said of herself.
pub(crate) async fn remove(tx: &mut IdentityTx, account: AccountId, datum: Datum) -> Result<()> {
    tx.execute("DELETE FROM attributes WHERE account_id = $1 AND datum = $2 AND certified_at IS NULL", args![account, datum])
        .await
        .map(drop)
}

/// Writes what FranceConnect says of her: nobody else may change it.
pub(crate) async fn certify(
    tx: &mut IdentityTx,
    account: AccountId,
    datum: Datum,
    value: &Personal<String>,
    wall: Timestamp,
) -> Result<()> {
    tx.execute(
        "INSERT INTO attributes (account_id, datum, value, source, certified_at, updated_at) VALUES ($1, $2, $3, $4, $5, $5) \
         ON CONFLICT (account_id, datum) DO UPDATE SET value = excluded.value, source = excluded.source, \
         certified_at = excluded.certified_at, \
         updated_at = CASE WHEN attributes.value = excluded.value THEN attributes.updated_at ELSE excluded.updated_at END",
        args![account, datum, value.expose(), Source::FranceConnect, wall],
    )
    .await
    .map(drop)
}

/// Forgets a datum that is certified no more.
pub(crate) async fn retract(tx: &mut IdentityTx, account: AccountId, datum: Datum) -> Result<()> {
    tx.execute("DELETE FROM attributes WHERE account_id = $1 AND datum = $2 AND certified_at IS NOT NULL", args![account, datum])
        .await
        .map(drop)
}

/// What was certified is what she says of herself, from now on.
pub(crate) async fn unlock(tx: &mut IdentityTx, account: AccountId, wall: Timestamp) -> Result<()> {
    tx.execute(
        "UPDATE attributes SET source = $2, certified_at = NULL, updated_at = $3 WHERE account_id = $1 AND certified_at IS NOT NULL",
        args![account, Source::Herself, wall],
    )
    .await
    .map(drop)
}

/// Moves what she said of herself in one account to another, where that one says nothing.
pub(crate) async fn move_to(tx: &mut IdentityTx, from: AccountId, to: AccountId) -> Result<()> {
    tx.execute(
        "INSERT INTO attributes (account_id, datum, value, source, updated_at) \
         SELECT $2, datum, value, source, updated_at FROM attributes WHERE account_id = $1 AND certified_at IS NULL \
         ON CONFLICT (account_id, datum) DO NOTHING",
        args![from, to],
    )
    .await
    .map(drop)
}
