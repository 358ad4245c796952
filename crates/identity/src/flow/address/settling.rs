//! The answers of both mailboxes, and the change itself.

use db::{IdentityTx, Result};
use kernel::{Moment, id::AccountId, values::Email};
use serde_json::json;

use super::{
    letters::{changed, in_use},
    seal,
};
use crate::{
    Identity,
    flow::{errands::link, letters, session, tickets},
    model::life::{OPPOSITION, before},
    store::{
        accounts,
        address_changes::{self, Change},
        addresses, known_browsers,
        tickets::{self as kept, Purpose, Ticket},
    },
};

/// Changes read at a time.
const BATCH: u32 = 200;

/// What became of a change when a mailbox answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Settled {
    /// The address is another one.
    Changed,
    /// The other mailbox did not answer yet.
    Waits,
    /// It was given up, or somebody else has the address by now.
    Over,
}

// each takes the account first: two that cross wait for each other in one order

/// The new mailbox said yes.
pub(crate) async fn confirm_new(identity: &Identity, tx: &mut IdentityTx, moment: &Moment, account: AccountId) -> Result<Settled> {
    accounts::hold(tx, account).await?;
    let change = address_changes::confirm_new(tx, account, moment.wall).await?;
    settle(identity, tx, moment, change).await
}

/// The old mailbox said yes.
pub(crate) async fn confirm_old(identity: &Identity, tx: &mut IdentityTx, moment: &Moment, account: AccountId) -> Result<Settled> {
    accounts::hold(tx, account).await?;
    let change = address_changes::confirm_old(tx, account, moment.wall).await?;
    settle(identity, tx, moment, change).await
}

async fn settle(identity: &Identity, tx: &mut IdentityTx, moment: &Moment, change: Option<Change>) -> Result<Settled> {
    Ok(match change {
        None => Settled::Over,
        Some(change) if !change.is_agreed() => Settled::Waits,
        Some(change) if take_effect(identity, tx, moment, &change).await? => Settled::Changed,
        Some(_) => Settled::Over,
    })
}

/// The old mailbox said that it was not she who asked: whoever did is shut out.
/// False when nothing is under way.
pub(crate) async fn oppose(identity: &Identity, tx: &mut IdentityTx, moment: &Moment, account: AccountId) -> Result<bool> {
    if !accounts::hold(tx, account).await? || !give_up(tx, moment, account).await? {
        return Ok(false);
    }
    kept::void(tx, account).await?;
    known_browsers::forget(tx, account).await?;
    session::leave_everywhere(identity, tx, moment, account, None).await?;
    Ok(true)
}

/// She keeps the address that she has. False when nothing is under way.
pub(crate) async fn give_up(tx: &mut IdentityTx, moment: &Moment, account: AccountId) -> Result<bool> {
    let was_asked = address_changes::give_up(tx, account).await?;
    if was_asked {
        session::record(tx, moment, account, "identity.address-kept").await?;
    }
    Ok(was_asked)
}

/// Makes the changes to which the old mailbox did not object in time, each in its own transaction.
pub(crate) async fn sweep(identity: &Identity, moment: &Moment) -> Result<()> {
    loop {
        let mut tx = identity.databases.identity_read().await?;
        let due = address_changes::due(&mut tx, before(moment.wall, OPPOSITION), BATCH).await?;
        drop(tx);
        if due.is_empty() {
            return Ok(());
        }
        for change in due {
            let mut tx = identity.databases.identity_write().await?;
            if take_effect(identity, &mut tx, moment, &change).await? {
                letters::post(identity, &mut tx, moment, &in_use(&change.email, link(identity, "/connexion", &[]))).await?;
            }
            tx.commit().await?;
        }
    }
}

/// The address is another one from now on; the old one may take the account
/// back. False when it was settled already, or somebody has the address.
async fn take_effect(identity: &Identity, tx: &mut IdentityTx, moment: &Moment, change: &Change) -> Result<bool> {
    let id = change.account_id;
    if !accounts::hold(tx, id).await? || !address_changes::end(tx, change).await? {
        return Ok(false);
    }
    let account = accounts::by_id(tx, id).await?;
    let Some(email) = Email::parse(change.email.expose()) else { return Ok(false) };
    if !addresses::set(tx, id, &email, moment.wall).await? {
        return Ok(false);
    }
    session::record(tx, moment, id, "identity.address-changed").await?;
    let before = json!({ "email": account.email.expose(), "at": change.asked_at.as_microsecond() }).to_string();
    let sealed = seal(identity, moment, id, &before)?;
    let ticket = Ticket { account_id: id, visitor: String::new(), request: None, secret: Some(sealed) };
    let token = tickets::give(tx, moment, Purpose::UndoAddress, ticket).await?;
    let url = link(identity, "/compte/adresse/annulation", &[("jeton", Some(&token))]);
    letters::post(identity, tx, moment, &changed(&account.email, url, change)).await?;
    Ok(true)
}
