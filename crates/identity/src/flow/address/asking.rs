//! Somebody asks for another address: both mailboxes are written to.
//!
//! It is done by a job, and all but one letter is the same whether the new
//! address has an account or not: nothing tells.

use db::{IdentityTx, Result};
use kernel::{Moment, id::AccountId, values::Email};
use serde::Deserialize;
use serde_json::json;

use super::letters::{confirm_new, confirm_old};
use crate::{
    Identity,
    flow::{
        errands::{self, link},
        letters, tickets,
    },
    jobs::ADDRESS,
    store::{
        accounts, address_changes,
        tickets::{Purpose, Ticket},
    },
};

/// Somebody asks for another address.
#[derive(Debug, Deserialize)]
pub(crate) struct Asked {
    pub account: AccountId,
    pub email: String,
    pub visitor: String,
    /// What she asks with, in two words.
    pub browser: String,
}

impl Asked {
    /// Leaves it to a job.
    pub(crate) async fn leave(&self, identity: &Identity, tx: &mut IdentityTx, moment: &Moment) -> Result<()> {
        let errand = json!({ "account": self.account.to_string(), "email": self.email, "visitor": self.visitor, "browser": self.browser });
        errands::leave(identity, tx, moment, ADDRESS, &errand).await
    }

    /// Does it: a letter to each mailbox.
    pub(crate) async fn run(self, identity: &Identity, tx: &mut IdentityTx, moment: &Moment) -> Result<()> {
        let Some(email) = Email::parse(&self.email) else { return Ok(()) };
        // gone since she asked
        if !accounts::hold(tx, self.account).await? {
            return Ok(());
        }
        address_changes::ask(tx, self.account, email.as_str(), &self.browser, moment.wall).await?;
        let owner = accounts::by_id(tx, self.account).await?;
        let url = self.url(identity, tx, moment, Purpose::OldAddress, "/compte/adresse/ancienne").await?;
        letters::post(identity, tx, moment, &confirm_old(&owner.email, url, moment, &self.browser)).await?;

        let to = email.as_str().to_owned().into();
        let url = self.url(identity, tx, moment, Purpose::NewAddress, "/compte/adresse/confirmation").await?;
        let known = accounts::by_email_key(tx, &email.key()).await?;
        let letter = match known.filter(|account| account.confirmed_at.is_some()) {
            Some(_) => letters::known(&to, link(identity, "/connexion", &[])),
            None => confirm_new(&to, url),
        };
        letters::post(identity, tx, moment, &letter).await
    }

    async fn url(&self, identity: &Identity, tx: &mut IdentityTx, moment: &Moment, purpose: Purpose, path: &str) -> Result<String> {
        let ticket = Ticket { account_id: self.account, visitor: self.visitor.clone(), request: None, secret: None };
        let token = tickets::give(tx, moment, purpose, ticket).await?;
        Ok(link(identity, path, &[("jeton", Some(&token))]))
    }
}
