//! An account made from a certified identity: its owner shows that an address
//! is hers, and needs no password.
//!
//! The account exists only when the link of the letter is followed in the
//! browser that FranceConnect brought: whoever mistypes an address does not
//! give her identity away.

use db::{IdentityTx, Result};
use kernel::{Moment, Personal, id::AccountId, values::Email};
use serde::Deserialize;
use serde_json::json;
use web::cookie::digest;

use super::certifying;
use crate::{
    Identity,
    flow::{
        errands::{self, link},
        letters, session,
    },
    franceconnect::pivot::Arrival,
    jobs::FRANCECONNECT_SIGN_UP,
    model::datum::Datum,
    store::{
        accounts::{self, AccountRow},
        franceconnect::arrivals,
    },
    vault::Purpose,
};

/// Somebody certified asks for an account at this address.
#[derive(Debug, Deserialize)]
pub(crate) struct Confirmation {
    pub email: Personal<String>,
    pub visitor: String,
}

impl Confirmation {
    /// Leaves it to a job: the page takes the same time whether the address has an account or not.
    pub(crate) async fn leave(&self, identity: &Identity, tx: &mut IdentityTx, moment: &Moment) -> Result<()> {
        let errand = json!({ "email": self.email.expose(), "visitor": self.visitor });
        errands::leave(identity, tx, moment, FRANCECONNECT_SIGN_UP, &errand).await
    }

    /// Does it: a link, or a letter to whoever has this address. The same
    /// address is no reason to think that they are one person.
    pub(crate) async fn run(self, identity: &Identity, tx: &mut IdentityTx, moment: &Moment) -> Result<()> {
        let Some(email) = Email::parse(self.email.expose()) else { return Ok(()) };
        let known = accounts::by_email_key(tx, &email.key()).await?;
        if let Some(account) = known.filter(|account| account.confirmed_at.is_some()) {
            let url = link(identity, "/connexion", &[]);
            return letters::post(identity, tx, moment, &letters::known(&account.email, url)).await;
        }
        let token = moment.token::<32>();
        let sealed = identity.vault.seal(Purpose::FranceConnect, &self.visitor, self.email.expose().as_bytes(), &*moment.rng)?;
        arrivals::confirm_with(tx, &self.visitor, &sealed, &digest(&token)).await?;
        let url = link(identity, "/franceconnect/confirmation", &[("jeton", Some(&token))]);
        letters::post(identity, tx, moment, &letters::confirm_certified(&self.email, url)).await
    }
}

/// Makes the account; its address was just shown to be hers.
///
/// # Errors
/// [`db::DbError::Unique`] when the address, or the identity, has an account by now.
pub(crate) async fn create(
    identity: &Identity,
    tx: &mut IdentityTx,
    moment: &Moment,
    arrival: &Arrival,
    address: &Personal<String>,
) -> Result<AccountId> {
    let email_key = Email::parse(address.expose()).map_or_else(|| address.expose().to_lowercase(), |email| email.key());
    accounts::forget_unconfirmed(tx, &email_key).await?;
    let name = |datum| Personal::new(arrival.get(datum).to_owned());
    let row = AccountRow {
        id: moment.id(),
        email_key: &email_key,
        email: address,
        password: &Personal::new(String::new()),
        given_name: &name(Datum::GivenName),
        family_name: &name(Datum::FamilyName),
        confirmed_at: Some(moment.wall),
    };
    let id = row.id;
    accounts::create(tx, row, moment.wall).await?;
    session::record(tx, moment, id, "identity.signed-up").await?;
    certifying::link(identity, tx, moment, id, arrival).await?;
    Ok(id)
}
