//! Another e-mail address: asked, confirmed by a letter to the new one, told
//! to the old one, which may take it back for seven days.
//!
//! What is asked is done by a job, so that nothing tells whether the new
//! address has an account.

use db::{IdentityTx, Result};
use kernel::{Moment, Personal, Timestamp, id::AccountId, values::Email};
use serde::Deserialize;
use serde_json::json;

use super::{
    errands::{self, link},
    franceconnect::unlinking,
    leaving,
    letters::{self, letter},
    notices::when_and_where,
    session, tickets,
    visit::Visit,
};
use crate::{
    Identity,
    jobs::ADDRESS,
    model::{account::Account, life::before as earlier},
    store::{
        accounts, addresses,
        franceconnect::links,
        known_browsers,
        tickets::{self as kept, Purpose, Ticket},
        unused,
    },
    vault,
};

/// Whoever takes an account over may add a key, or his own FranceConnect, before
/// he changes the address: what came up to so many seconds before goes too.
const HEAD_START: i64 = 24 * 3_600;

/// Somebody asks for another address.
#[derive(Debug, Deserialize)]
pub(crate) struct Asked {
    pub account: AccountId,
    pub email: String,
    pub visitor: String,
}

/// What the way back to an old address needs.
#[derive(Deserialize)]
struct Before {
    email: String,
    /// When the address changed, in microseconds.
    at: i64,
}

impl Asked {
    /// Leaves it to a job.
    pub(crate) async fn leave(&self, identity: &Identity, tx: &mut IdentityTx, moment: &Moment) -> Result<()> {
        let errand = json!({ "account": self.account.to_string(), "email": self.email, "visitor": self.visitor });
        errands::leave(identity, tx, moment, ADDRESS, &errand).await
    }

    /// Does it: a letter to the new address, whoever has it.
    pub(crate) async fn run(self, identity: &Identity, tx: &mut IdentityTx, moment: &Moment) -> Result<()> {
        let Some(email) = Email::parse(&self.email) else { return Ok(()) };
        let to = email.as_str().to_owned().into();
        let known = accounts::by_email_key(tx, &email.key()).await?;
        if known.is_some_and(|account| account.confirmed_at.is_some()) {
            return letters::post(identity, tx, moment, &letters::known(&to, link(identity, "/connexion", &[]))).await;
        }
        let sealed = seal(identity, moment, self.account, email.as_str())?;
        let ticket = Ticket { account_id: self.account, visitor: self.visitor, request: None, secret: Some(sealed) };
        let token = tickets::give(tx, moment, Purpose::NewAddress, ticket).await?;
        let url = link(identity, "/compte/adresse/confirmation", &[("jeton", Some(&token))]);
        letters::post(identity, tx, moment, &confirm(&to, url)).await
    }
}

/// The address that a ticket carries.
pub(crate) fn carried(identity: &Identity, ticket: &Ticket) -> Result<Option<Email>> {
    let text = open(identity, ticket)?;
    Ok(Email::parse(&text))
}

/// She showed that the new address is hers. False when it has an account by now.
pub(crate) async fn change(
    identity: &Identity,
    tx: &mut IdentityTx,
    moment: &Moment,
    account: &Account,
    email: &Email,
    visit: &Visit,
) -> Result<bool> {
    if !addresses::set(tx, account.id, email, moment.wall).await? {
        return Ok(false);
    }
    session::record(tx, moment, account.id, "identity.address-changed").await?;
    let before = json!({ "email": account.email.expose(), "at": moment.wall.as_microsecond() }).to_string();
    let sealed = seal(identity, moment, account.id, &before)?;
    let ticket = Ticket { account_id: account.id, visitor: String::new(), request: None, secret: Some(sealed) };
    let token = tickets::give(tx, moment, Purpose::UndoAddress, ticket).await?;
    let url = link(identity, "/compte/adresse/annulation", &[("jeton", Some(&token))]);
    letters::post(identity, tx, moment, &changed(account, url, moment, visit)).await?;
    Ok(true)
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
    let changed_at = Timestamp::from_microsecond(before.at).unwrap_or(moment.wall);
    shut_out(identity, tx, moment, ticket.account_id, earlier(changed_at, HEAD_START)).await?;
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

fn seal(identity: &Identity, moment: &Moment, account: AccountId, text: &str) -> Result<String> {
    identity.vault.seal(vault::Purpose::Tickets, &account.to_string(), text.as_bytes(), &*moment.rng)
}

fn open(identity: &Identity, ticket: &Ticket) -> Result<String> {
    identity.vault.open_text(vault::Purpose::Tickets, &ticket.account_id.to_string(), ticket.secret.as_deref().unwrap_or_default())
}

fn confirm(to: &Personal<String>, url: String) -> crate::Letter {
    letter(
        to,
        "Confirmez votre nouvelle adresse",
        &[
            "Vous voulez utiliser cette adresse pour votre compte GrandLyon Connect.",
            "Ouvrez ce lien dans le navigateur où vous êtes connecté. Il sert une fois, pendant 24\u{a0}heures.",
            "Vous n’avez rien demandé\u{a0}? Ne faites rien\u{a0}: rien ne changera.",
        ],
        Some(("Confirmer ma nouvelle adresse", url)),
    )
}

fn changed(account: &Account, url: String, moment: &Moment, visit: &Visit) -> crate::Letter {
    letter(
        &account.email,
        "Votre adresse e-mail a changé",
        &[
            "Votre compte GrandLyon Connect utilise maintenant une autre adresse. Celle-ci ne sert plus à vous connecter.",
            &when_and_where(moment, visit),
            "C’était vous\u{a0}? Vous n’avez rien à faire.",
            "Ce n’était pas vous\u{a0}? Reprenez votre compte avec ce lien. Il sert pendant 7\u{a0}jours.",
        ],
        Some(("Reprendre mon compte", url)),
    )
}
