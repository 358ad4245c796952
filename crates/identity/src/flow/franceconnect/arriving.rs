//! An identity that came, and what becomes of it.

use db::{IdentityTx, Result};
use kernel::{Moment, id::AccountId};
use web::Ctx;

use crate::{
    Identity,
    franceconnect::{
        decision::{self, Decision, Here, Standing},
        pivot::{self, Arrival},
    },
    model::life::{ARRIVAL, before},
    store::{
        accounts, attributes,
        franceconnect::{
            arrivals::{self, Waiting},
            links,
        },
    },
    vault::Purpose,
};

/// What comes next, for the account that is signed in, if one is.
pub(crate) async fn decide(tx: &mut IdentityTx, arrival: &Arrival, here: Option<AccountId>, certifies: bool) -> Result<Decision> {
    let owner = links::by_sub(tx, &arrival.sub).await?.map(|link| link.account_id);
    let here = match here {
        Some(account) => Some(Here { account, standing: standing(tx, account, arrival).await? }),
        None => None,
    };
    Ok(decision::next(certifies, here, owner))
}

async fn standing(tx: &mut IdentityTx, account: AccountId, arrival: &Arrival) -> Result<Standing> {
    if links::of_account(tx, account).await?.is_none() {
        return Ok(Standing::Declared);
    }
    let account = accounts::by_id(tx, account).await?;
    let profile = attributes::of(tx, &account).await?;
    let is_plausible = pivot::may_be_a_correction(|datum| profile.text(datum).to_owned(), arrival);
    Ok(if is_plausible { Standing::MaybeHerself } else { Standing::SomebodyElse })
}

/// Whether an identity has the name that the owner of an account gave.
pub(crate) async fn has_her_name(tx: &mut IdentityTx, account: AccountId, arrival: &Arrival) -> Result<bool> {
    let account = accounts::by_id(tx, account).await?;
    Ok(pivot::is_called(arrival, account.given_name.expose(), account.family_name.expose()))
}

/// Keeps an identity until she decides, sealed, for this browser only.
pub(crate) async fn wait(identity: &Identity, tx: &mut IdentityTx, ctx: &Ctx, arrival: &Arrival, request: Option<&str>) -> Result<()> {
    let (moment, visitor) = (ctx.moment(), ctx.visitor());
    let sealed = identity.vault.seal(Purpose::FranceConnect, visitor, arrival.to_json().to_string().as_bytes(), &*moment.rng)?;
    arrivals::put(tx, visitor, &sealed, request, moment.wall).await
}

/// The identity that waits in this browser, and the authorization request on the way.
pub(crate) async fn waiting(identity: &Identity, tx: &mut IdentityTx, ctx: &Ctx) -> Result<Option<(Arrival, Option<String>)>> {
    let since = before(ctx.moment().wall, ARRIVAL);
    let Some(waiting) = arrivals::of_visitor(tx, ctx.visitor(), since).await? else { return Ok(None) };
    Ok(open(identity, &waiting)?.map(|arrival| (arrival, waiting.request)))
}

/// Whether one waits in this browser.
pub(crate) async fn is_waiting(tx: &mut IdentityTx, visitor: &str, moment: &Moment) -> Result<bool> {
    Ok(arrivals::of_visitor(tx, visitor, before(moment.wall, ARRIVAL)).await?.is_some())
}

/// Opens one.
pub(crate) fn open(identity: &Identity, waiting: &Waiting) -> Result<Option<Arrival>> {
    Ok(Arrival::read(&identity.vault.open(Purpose::FranceConnect, &waiting.visitor, &waiting.identity)?))
}
