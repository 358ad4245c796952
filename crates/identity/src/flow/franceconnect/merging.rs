//! Two accounts of one person become one, as she says, with the proof of both.

use db::{IdentityTx, Result};
use kernel::{Moment, id::AccountId};
use serde_json::json;

use super::certifying;
use crate::{
    Identity,
    flow::{
        closing::{self, Why},
        letters, session,
    },
    franceconnect::pivot::Arrival,
    store::{accounts, agreements, attributes, franceconnect::links, partners::members},
};

/// Keeps one account: what was agreed and said in the other moves to it, where
/// it says nothing itself; the other is closed.
pub(crate) async fn merge(
    identity: &Identity,
    tx: &mut IdentityTx,
    moment: &Moment,
    (kept, closed): (AccountId, AccountId),
    arrival: &Arrival,
) -> Result<()> {
    agreements::move_to(tx, closed, kept).await?;
    attributes::move_to(tx, closed, kept).await?;
    members::move_to(tx, closed, kept).await?;
    if links::remove(tx, closed).await? {
        certifying::link(identity, tx, moment, kept, arrival).await?;
    }
    let (hers, other) = (accounts::by_id(tx, kept).await?, accounts::by_id(tx, closed).await?);
    for to in [&hers.email, &other.email] {
        letters::post(identity, tx, moment, &letters::merged(to, &hers.email, &other.email)).await?;
    }
    session::record_detail(tx, moment, kept, "identity.merged", Some(json!({ "closed": closed.to_string() }))).await?;
    closing::close(identity, tx, moment, closed, Why::Merged).await
}
