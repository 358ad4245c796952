//! A partner of the demonstration: the town of Bron, with a service on trial
//! and the same live.

use identity::{Datum, Declaration, Need, NewPartner};
use kernel::{Moment, values::Email};
use web::Failure;

use super::{
    people::Someone,
    telling::{CLIENT_BACKCHANNEL, CLIENT_HOME, CLIENT_REDIRECT},
};
use crate::parts::Parts;

/// Makes it, with `developer`, once.
pub async fn make(parts: &Parts, moment: &Moment, developer: &Someone) -> Result<(), Failure> {
    let email = Email::parse(developer.email).ok_or_else(|| Failure::fault("an address of the demonstration cannot be written to"))?;
    let need = |datum, why: &str, required| Need { datum, why: why.to_owned(), required };
    let service = Declaration {
        name: "Médiathèque de Bron".to_owned(),
        purpose: "Emprunter et réserver des livres.".to_owned(),
        login_uri: Some(CLIENT_HOME.to_owned()),
        redirect_uris: vec![CLIENT_REDIRECT.to_owned()],
        post_logout_uris: vec![CLIENT_HOME.to_owned()],
        backchannel_uri: Some(CLIENT_BACKCHANNEL.to_owned()),
        needs: vec![
            need(Datum::GivenName, "Écrire votre nom sur votre carte.", true),
            need(Datum::FamilyName, "Écrire votre nom sur votre carte.", true),
            need(Datum::Email, "Vous prévenir quand un livre est arrivé.", true),
            need(Datum::MobilePhone, "Vous prévenir par SMS.", false),
        ],
        keeps_for: "un an après votre dernier emprunt".to_owned(),
        ..Declaration::default()
    };
    let new = NewPartner {
        name: "Ville de Bron".to_owned(),
        why: "Relier le catalogue de la médiathèque, pour nos lecteurs.".to_owned(),
        contact: email.clone(),
        developer: email,
        service,
    };
    let mut tx = parts.databases.identity_write().await?;
    parts.identity.make_partner(&mut tx, moment, "demo", new).await?;
    Ok(tx.commit().await?)
}
