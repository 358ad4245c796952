//! The ledger of consents.

use db::{IdentityTx, Result, args, record};
use kernel::{
    Timestamp,
    id::{AccountId, ConsentId},
};

use crate::model::{journey::Agreed, scope::Scopes};

record! {
    /// A consent that was given and not withdrawn.
    #[derive(Debug, Clone)]
    pub(crate) struct Consent {
        pub client_id: String,
        pub client_name: String,
        pub scopes: Scopes,
        pub given_at: Timestamp,
    }
}

record! {
    struct Live { scopes: Scopes, given_at: Timestamp }
}

pub(crate) async fn give(
    tx: &mut IdentityTx,
    id: ConsentId,
    who: (AccountId, &str),
    scopes: &Scopes,
    text_version: &str,
    wall: Timestamp,
) -> Result<()> {
    tx.execute(
        "INSERT INTO consents (id, account_id, client_id, scopes, text_version, given_at) VALUES ($1, $2, $3, $4, $5, $6)",
        args![id, who.0, who.1, scopes.clone(), text_version, wall],
    )
    .await
    .map(drop)
}

/// Closes every consent given to a client; how many there were.
pub(crate) async fn withdraw(tx: &mut IdentityTx, account: AccountId, client: &str, wall: Timestamp) -> Result<u64> {
    tx.execute(
        "UPDATE consents SET withdrawn_at = $3 WHERE account_id = $1 AND client_id = $2 AND withdrawn_at IS NULL",
        args![account, client, wall],
    )
    .await
}

/// What a person agreed to give a client. `is_asked` is the client's.
pub(crate) async fn agreed(tx: &mut IdentityTx, account: AccountId, client: &str, is_asked: bool) -> Result<Agreed> {
    let rows: Vec<Live> = tx
        .all(
            "SELECT scopes, given_at FROM consents WHERE account_id = $1 AND client_id = $2 AND withdrawn_at IS NULL",
            args![account, client],
        )
        .await?;
    let last = rows.iter().map(|row| row.given_at).max();
    Ok(Agreed { is_asked, scopes: rows.iter().flat_map(|row| row.scopes.iter()).collect(), last })
}

/// Every consent of a person, the latest first.
pub(crate) async fn of_account(tx: &mut IdentityTx, account: AccountId) -> Result<Vec<Consent>> {
    tx.all(
        "SELECT o.client_id, c.name AS client_name, o.scopes, o.given_at FROM consents o JOIN clients c ON c.id = o.client_id \
         WHERE o.account_id = $1 AND o.withdrawn_at IS NULL ORDER BY o.given_at DESC, o.id DESC",
        args![account],
    )
    .await
}
