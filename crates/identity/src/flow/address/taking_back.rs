//! The old mailbox takes the account back from whoever changed its address.

use db::{IdentityTx, Result};
use kernel::{Moment, Personal, Timestamp, id::AccountId, values::Email};
use serde::Deserialize;

use super::open;
use crate::{
    Identity,
    flow::{franceconnect::unlinking, leaving, session},
    model::life::before as earlier,
    store::{
        accounts, addresses,
        franceconnect::links,
        known_browsers,
        tickets::{self as kept, Ticket},
        unused,
    },
};

/// Whoever takes an account over may add a key, or his own FranceConnect, before
/// he asks for another address: what came up to so many seconds before goes too.
const HEAD_START: i64 = 24 * 3_600;

/// What the way back to an old address needs.
#[derive(Deserialize)]
struct Before {
    email: String,
    /// When the change was asked, in microseconds.
    at: i64,
}

/// It was not her: the old address comes back, every session ends, and whatever
/// opens the account goes, but what she added before. Gives the address, or
/// nothing when somebody has it.
pub(crate) async fn undo(identity: &Identity, tx: &mut IdentityTx, moment: &Moment, ticket: &Ticket) -> Result<Option<Email>> {
    let Ok(before) = serde_json::from_str::<Before>(&open(identity, ticket)?) else { return Ok(None) };
    let Some(email) = Email::parse(&before.email) else { return Ok(None) };
    if !addresses::set(tx, ticket.account_id, &email, moment.wall).await? {
        return Ok(None);
    }
    let asked_at = Timestamp::from_microsecond(before.at).unwrap_or(moment.wall);
    shut_out(identity, tx, moment, ticket.account_id, earlier(asked_at, HEAD_START)).await?;
    session::record(tx, moment, ticket.account_id, "identity.address-restored").await?;
    Ok(Some(email))
}

/// Leaves nothing to whoever had the account since then. Her password goes too,
/// known to him or chosen by him: the page that follows leads to another.
async fn shut_out(identity: &Identity, tx: &mut IdentityTx, moment: &Moment, account: AccountId, since: Timestamp) -> Result<()> {
    accounts::set_password(tx, account, &Personal::new(String::new())).await?;
    addresses::remove_factors_since(tx, account, since).await?;
    if links::of_account(tx, account).await?.is_some_and(|link| link.linked_at >= since) {
        unlinking::unlink(identity, tx, moment, account).await?;
    }
    if unused::closing(tx, account).await?.is_some() {
        leaving::keep(tx, moment, account).await?;
    }
    kept::void_all(tx, account).await?;
    known_browsers::forget(tx, account).await?;
    session::leave_everywhere(identity, tx, moment, account, None).await
}
