//! Errands: what a page asks for and a job does, so that the page takes the
//! same time and says the same thing whether the account exists or not.

use db::{IdentityTx, Result, jobs};
use kernel::{Moment, Personal, id::AccountId};
use serde::Deserialize;
use serde_json::{Value, json};
use web::Site;

use super::{letters, session, tickets};
use crate::{
    Identity,
    jobs::{REFUSED, RESET, SIGN_UP},
    model::{
        life::{BETWEEN_LETTERS, before},
        redirection::with_query,
    },
    store::{
        accounts::{self, AccountRow},
        franceconnect::links,
        tickets::{self as kept, Purpose, Ticket},
    },
    vault,
};

/// Somebody asks for an account.
#[derive(Debug, Deserialize)]
pub(crate) struct SignUp {
    pub email_key: Personal<String>,
    pub email: Personal<String>,
    /// Hashed already.
    pub password: Personal<String>,
    pub given_name: Personal<String>,
    pub family_name: Personal<String>,
    pub visitor: String,
    pub request: Option<String>,
}

/// Somebody forgot her password.
#[derive(Debug, Deserialize)]
pub(crate) struct Forgotten {
    pub email_key: Personal<String>,
    pub visitor: String,
    pub request: Option<String>,
}

/// Somebody was refused at the sign-in page.
#[derive(Debug, Deserialize)]
pub(crate) struct Refused {
    pub email_key: Personal<String>,
    /// Whether it was the account's password all the same.
    pub is_right: bool,
    pub visitor: String,
    pub request: Option<String>,
}

/// Leaves an errand to a job.
pub(crate) async fn leave(identity: &Identity, tx: &mut IdentityTx, moment: &Moment, kind: &'static str, errand: &Value) -> Result<()> {
    let sealed = identity.vault.seal(vault::Purpose::Errands, kind, errand.to_string().as_bytes(), &*moment.rng)?;
    jobs::enqueue(tx, moment, jobs::NewJob::new(kind, json!({ "sealed": sealed }))).await
}

impl SignUp {
    /// Leaves it to a job.
    pub(crate) async fn leave(&self, identity: &Identity, tx: &mut IdentityTx, moment: &Moment) -> Result<()> {
        let errand = json!({
            "email_key": self.email_key.expose(),
            "email": self.email.expose(),
            "password": self.password.expose(),
            "given_name": self.given_name.expose(),
            "family_name": self.family_name.expose(),
            "visitor": self.visitor,
            "request": self.request,
        });
        leave(identity, tx, moment, SIGN_UP, &errand).await
    }

    /// Does it: an account that waits for its address, or a letter to whoever has one.
    pub(crate) async fn run(self, identity: &Identity, tx: &mut IdentityTx, moment: &Moment) -> Result<()> {
        let known = accounts::by_email_key(tx, self.email_key.expose()).await?;
        if let Some(account) = known.as_ref().filter(|account| account.confirmed_at.is_some()) {
            let url = link(identity, "/connexion", &[("demande", self.request.as_deref())]);
            return letters::post(identity, tx, moment, &letters::known(&account.email, url)).await;
        }
        let id = known.as_ref().map_or_else(|| moment.id(), |account| account.id);
        let row = AccountRow {
            id,
            email_key: self.email_key.expose(),
            email: &self.email,
            password: &self.password,
            given_name: &self.given_name,
            family_name: &self.family_name,
            confirmed_at: None,
        };
        if known.is_some() {
            accounts::replace_unconfirmed(tx, row, moment.wall).await?;
        } else {
            accounts::create(tx, row, moment.wall).await?;
            session::record(tx, moment, id, "identity.signed-up").await?;
        }
        ask_to_confirm(identity, tx, moment, (id, &self.email), self.visitor, self.request).await
    }
}

impl Forgotten {
    /// Leaves it to a job.
    pub(crate) async fn leave(&self, identity: &Identity, tx: &mut IdentityTx, moment: &Moment) -> Result<()> {
        let errand = json!({ "email_key": self.email_key.expose(), "visitor": self.visitor, "request": self.request });
        leave(identity, tx, moment, RESET, &errand).await
    }

    /// Does it: a letter with a link, if there is an account.
    pub(crate) async fn run(self, identity: &Identity, tx: &mut IdentityTx, moment: &Moment) -> Result<()> {
        let Some(account) = accounts::by_email_key(tx, self.email_key.expose()).await? else { return Ok(()) };
        let ticket = Ticket { account_id: account.id, visitor: self.visitor, request: self.request, secret: None };
        let token = tickets::give(tx, moment, Purpose::Reset, ticket).await?;
        let url = link(identity, "/mot-de-passe/nouveau", &[("jeton", Some(&token))]);
        // without either, she took her account back and has no way in yet
        let is_by_franceconnect = account.hash().is_none() && links::of_account(tx, account.id).await?.is_some();
        let write = if is_by_franceconnect { letters::reset_without_password } else { letters::reset };
        letters::post(identity, tx, moment, &write(&account.email, url)).await
    }
}

impl Refused {
    /// Leaves it to a job.
    pub(crate) async fn leave(&self, identity: &Identity, tx: &mut IdentityTx, moment: &Moment) -> Result<()> {
        let errand = json!({
            "email_key": self.email_key.expose(),
            "is_right": self.is_right,
            "visitor": self.visitor,
            "request": self.request,
        });
        leave(identity, tx, moment, REFUSED, &errand).await
    }

    /// Does it: the link again, for whoever has the password of an account that
    /// waits for its address, unless one was sent a moment ago.
    pub(crate) async fn run(self, identity: &Identity, tx: &mut IdentityTx, moment: &Moment) -> Result<()> {
        let waiting = accounts::by_email_key(tx, self.email_key.expose()).await?;
        let Some(account) = waiting.filter(|account| self.is_right && account.confirmed_at.is_none()) else { return Ok(()) };
        let since = before(moment.wall, BETWEEN_LETTERS);
        // held: of two errands at once, the second sees the letter of the first
        if !accounts::hold(tx, account.id).await? || kept::is_given_since(tx, account.id, Purpose::Confirm, since).await? {
            return Ok(());
        }
        ask_to_confirm(identity, tx, moment, (account.id, &account.email), self.visitor, self.request).await
    }
}

/// Sends the link that confirms an address.
async fn ask_to_confirm(
    identity: &Identity,
    tx: &mut IdentityTx,
    moment: &Moment,
    account: (AccountId, &Personal<String>),
    visitor: String,
    request: Option<String>,
) -> Result<()> {
    let ticket = Ticket { account_id: account.0, visitor, request, secret: None };
    let token = tickets::give(tx, moment, Purpose::Confirm, ticket).await?;
    let url = link(identity, "/inscription/confirmation", &[("jeton", Some(&token))]);
    letters::post(identity, tx, moment, &letters::confirm(account.1, url)).await
}

/// The whole address of a page of ours.
pub(crate) fn link(identity: &Identity, path: &str, parameters: &[(&str, Option<&str>)]) -> String {
    with_query(&identity.sites.url(Site::Connect, path), parameters)
}
