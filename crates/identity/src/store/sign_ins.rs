//! Sign-ins of twelve months, for their owner.

use db::{IdentityTx, Result, args, record};
use kernel::{
    Id, Timestamp,
    id::{AccountId, kind},
};

use crate::model::methods::Methods;

/// The most shown.
const SHOWN: i64 = 200;

record! {
    /// A sign-in.
    #[derive(Debug, Clone)]
    pub(crate) struct SignIn { pub methods: Methods, pub browser: String, pub network: String, pub at: Timestamp }
}

pub(crate) async fn add(tx: &mut IdentityTx, id: Id<kind::Session>, account: AccountId, new: SignIn) -> Result<()> {
    tx.execute(
        "INSERT INTO sign_ins (id, account_id, methods, browser, network, at) VALUES ($1, $2, $3, $4, $5, $6)",
        args![id, account, new.methods, new.browser, new.network, new.at],
    )
    .await
    .map(drop)
}

/// The latest first.
pub(crate) async fn of_account(tx: &mut IdentityTx, account: AccountId) -> Result<Vec<SignIn>> {
    tx.all(
        "SELECT methods, browser, network, at FROM sign_ins WHERE account_id = $1 ORDER BY at DESC, id DESC LIMIT $2",
        args![account, SHOWN],
    )
    .await
}
