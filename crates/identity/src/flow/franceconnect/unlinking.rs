//! Taking FranceConnect away from an account.

use db::{IdentityTx, Result};
use kernel::{Moment, id::AccountId};
use web::Site;

use crate::{
    Identity,
    flow::{letters, session},
    store::{accounts, attributes, franceconnect::links, sessions},
};

/// What was certified is hers to change again; the sessions that FranceConnect
/// opened end, since they say that she is certified.
pub(crate) async fn unlink(identity: &Identity, tx: &mut IdentityTx, moment: &Moment, account: AccountId) -> Result<()> {
    if !links::remove(tx, account).await? {
        return Ok(());
    }
    attributes::unlock(tx, account, moment.wall).await?;
    for session in sessions::of_account(tx, account).await? {
        if session.methods.is_certified() {
            session::leave(identity, tx, moment, &session).await?;
        }
    }
    session::record(tx, moment, account, "identity.uncertified").await?;
    let account = accounts::by_id(tx, account).await?;
    let url = identity.sites.url(Site::Connect, "/compte/identite");
    letters::post(identity, tx, moment, &letters::uncertified(&account.email, url)).await
}
