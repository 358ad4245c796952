//! The e-mail address of an account, changed.

use db::{DbError, IdentityTx, Result, args};
use kernel::{Personal, Timestamp, id::AccountId, values::Email};

/// Gives an account another address, shown to be hers. An account that nobody
/// confirmed does not hold an address. False when another account has it.
pub(crate) async fn set(tx: &mut IdentityTx, id: AccountId, email: &Email, wall: Timestamp) -> Result<bool> {
    tx.execute("DELETE FROM accounts WHERE email_key = $1 AND confirmed_at IS NULL AND id <> $2", args![email.key(), id]).await?;
    let taken: i64 = tx.value("SELECT COUNT(*) AS value FROM accounts WHERE email_key = $1 AND id <> $2", args![email.key(), id]).await?;
    if taken > 0 {
        return Ok(false);
    }
    let address = Personal::new(email.as_str().to_owned());
    let set = tx
        .execute(
            "UPDATE accounts SET email_key = $2, email = $3, confirmed_at = COALESCE(confirmed_at, $4), version = version + 1 WHERE id = $1",
            args![id, email.key(), address.expose(), wall],
        )
        .await;
    match set {
        // taken in between
        Err(DbError::Unique) => Ok(false),
        other => other.map(|rows| rows == 1),
    }
}

/// Takes away the second factors that came after `since`: somebody else's.
pub(crate) async fn remove_factors_since(tx: &mut IdentityTx, id: AccountId, since: Timestamp) -> Result<()> {
    for sql in [
        "DELETE FROM passkeys WHERE account_id = $1 AND created_at >= $2",
        "DELETE FROM second_factors WHERE account_id = $1 AND created_at >= $2",
        "DELETE FROM recovery_codes WHERE account_id = $1 AND created_at >= $2",
    ] {
        tx.execute(sql, args![id, since]).await?;
    }
    Ok(())
}
