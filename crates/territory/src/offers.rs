//! Changing the offer of a commune (annexe Toodego of 2025, § 11).

use db::{audit, events};
use kernel::{Moment, Problem, Slug};
use serde_json::json;
use web::{Failure, Outcome};

use crate::{Territory, directory::Offer, store::authorities, urls::offer_word};

/// Gives a commune another offer, or none. Her instances stay as they are: she
/// must finish the cases under way, then [`crate::close_surplus`] closes what
/// the new offer no longer gives.
///
/// # Errors
/// A conflict when the commune was changed since `version` was read.
pub async fn change_offer(
    territory: &Territory,
    commune: &Slug,
    offer: Option<Offer>,
    version: i64,
    actor: &str,
    moment: &Moment,
) -> Outcome<()> {
    let directory = territory.directory();
    let before = directory.authority(commune).ok_or(Failure::NOT_FOUND)?.offer;
    let detail = json!({ "from": offer_word(before), "to": offer_word(offer) });
    let mut tx = territory.databases().platform_write().await?;
    if !authorities::set_offer(&mut tx, commune, offer, version).await? {
        let sentence = "Cette fiche a changé pendant que vous la lisiez. Revenez à la fiche, puis recommencez.";
        return Err(Problem::Conflict(sentence.to_owned()).into());
    }
    let entry =
        audit::Entry { actor: actor.to_owned(), action: "offer-changed", subject: commune.to_string(), detail: Some(detail.clone()) };
    audit::record(&mut tx, moment, entry).await?;
    events::record(&mut tx, moment, &format!("authority:{commune}"), "offer-changed", detail).await?;
    tx.commit().await?;
    Ok(territory.refresh().await?)
}
