//! She asks that her account be deleted: signed out at once, deleted a week
//! later, and until then she may keep it.

use db::{IdentityTx, Result};
use kernel::{
    Moment, Timestamp,
    id::AccountId,
    text::{day, long_date},
};

use super::{
    closing::{self, Why},
    errands::link,
    letters, session, tickets,
};
use crate::{
    Identity,
    model::{
        account::Account,
        life::{REGRET, after},
    },
    store::{
        tickets::{Purpose, Ticket},
        unused,
    },
};

/// Accounts read at a time.
const BATCH: u32 = 200;

/// She asks for it; when it will be deleted. Asked twice, the first date stays.
pub(crate) async fn ask(identity: &Identity, tx: &mut IdentityTx, moment: &Moment, account: &Account, visitor: &str) -> Result<Timestamp> {
    let closes_at = match unused::closing(tx, account.id).await? {
        Some(at) => at,
        None => after(moment.now, REGRET),
    };
    unused::set_closing(tx, account.id, Some(closes_at)).await?;
    session::record(tx, moment, account.id, "identity.closing-asked").await?;
    session::leave_everywhere(identity, tx, moment, account.id, None).await?;
    let ticket = Ticket { account_id: account.id, visitor: visitor.to_owned(), request: None, secret: None };
    let token = tickets::give(tx, moment, Purpose::Keep, ticket).await?;
    let url = link(identity, "/compte/suppression/annulation", &[("jeton", Some(&token))]);
    letters::post(identity, tx, moment, &letters::closing(&account.email, &long_date(day(closes_at)), url)).await?;
    Ok(closes_at)
}

/// She keeps it after all.
pub(crate) async fn keep(tx: &mut IdentityTx, moment: &Moment, account: AccountId) -> Result<()> {
    unused::set_closing(tx, account, None).await?;
    session::record(tx, moment, account, "identity.closing-cancelled").await
}

/// Deletes the accounts whose day has come, each in its own transaction.
pub(crate) async fn close_due(identity: &Identity, moment: &Moment) -> Result<u64> {
    let mut closed = 0;
    loop {
        let mut tx = identity.databases.identity_read().await?;
        let due = unused::due(&mut tx, moment.now, BATCH).await?;
        drop(tx);
        if due.is_empty() {
            return Ok(closed);
        }
        for account in due {
            let mut tx = identity.databases.identity_write().await?;
            if unused::hold_due(&mut tx, account, moment.now).await? {
                closing::close(identity, &mut tx, moment, account, Why::Asked).await?;
                closed += 1;
            }
            tx.commit().await?;
        }
    }
}
