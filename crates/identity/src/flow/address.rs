//! Another e-mail address: asked, confirmed at both mailboxes or left a week
//! without objection by the old one, which may take the account back for seven
//! days more.

pub(crate) mod asking;
pub(crate) mod letters;
pub(crate) mod settling;
pub(crate) mod taking_back;

use db::Result;
use kernel::{Moment, id::AccountId};

use crate::{Identity, store::tickets::Ticket, vault};

fn seal(identity: &Identity, moment: &Moment, account: AccountId, text: &str) -> Result<String> {
    identity.vault.seal(vault::Purpose::Tickets, &account.to_string(), text.as_bytes(), &*moment.rng)
}

fn open(identity: &Identity, ticket: &Ticket) -> Result<String> {
    identity.vault.open_text(vault::Purpose::Tickets, &ticket.account_id.to_string(), ticket.secret.as_deref().unwrap_or_default())
}
