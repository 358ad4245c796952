//! A certified identity, written on an account: locked, in place of what its
//! owner said. The account's address is never touched.

use db::{IdentityTx, Result};
use kernel::{Moment, id::AccountId};
use web::Site;

use crate::{
    Identity,
    flow::{letters, session},
    franceconnect::pivot::{Arrival, PIVOT},
    model::datum::Datum,
    store::{accounts, attributes, franceconnect::links},
};

/// Gives an identity to an account that has none.
pub(crate) async fn link(identity: &Identity, tx: &mut IdentityTx, moment: &Moment, account: AccountId, arrival: &Arrival) -> Result<()> {
    links::create(tx, &arrival.sub, account, moment.wall).await?;
    write(tx, moment, account, arrival).await?;
    session::record(tx, moment, account, "identity.certified").await?;
    let account = accounts::by_id(tx, account).await?;
    let url = identity.sites.url(Site::Connect, "/compte/identite");
    letters::post(identity, tx, moment, &letters::certified(&account.email, url)).await
}

/// Replaces the identity of an account: her civil status was corrected, so
/// FranceConnect gives her another identifier.
pub(crate) async fn correct(
    identity: &Identity,
    tx: &mut IdentityTx,
    moment: &Moment,
    account: AccountId,
    arrival: &Arrival,
) -> Result<()> {
    links::remove(tx, account).await?;
    session::record(tx, moment, account, "identity.civil-status-corrected").await?;
    link(identity, tx, moment, account, arrival).await
}

/// She proved it again: what is certified follows.
pub(crate) async fn refresh(tx: &mut IdentityTx, moment: &Moment, account: AccountId, arrival: &Arrival) -> Result<()> {
    links::seen(tx, &arrival.sub, moment.wall).await?;
    write(tx, moment, account, arrival).await
}

async fn write(tx: &mut IdentityTx, moment: &Moment, account: AccountId, arrival: &Arrival) -> Result<()> {
    for (datum, value) in &arrival.data {
        if !value.expose().is_empty() || datum.is_always_known() {
            attributes::certify(tx, account, *datum, value, moment.wall).await?;
            continue;
        }
        attributes::retract(tx, account, *datum).await?;
        // the pivot says that she has none; of her name of use it may say nothing
        if PIVOT.contains(datum) {
            attributes::remove(tx, account, *datum).await?;
        }
    }
    // it follows from the place, which is certified
    attributes::remove(tx, account, Datum::BirthDepartment).await
}
