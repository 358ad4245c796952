//! The table of authorities.

use db::{PlatformTx, Result, args};
use kernel::{Slug, Timestamp};

use crate::{directory::Offer, model::Authority};

/// Every authority, by name.
pub async fn all(tx: &mut PlatformTx) -> Result<Vec<Authority>> {
    tx.all(
        "SELECT slug, name, kind, insee, offer, primary_colour, accent_colour, address, phone, email, website, version
         FROM authorities ORDER BY slug",
        args![],
    )
    .await
}

/// Adds an authority; one that is there already is left as it is.
pub async fn add(tx: &mut PlatformTx, authority: &Authority, now: Timestamp) -> Result<()> {
    let Authority { slug, name, kind, insee, offer, primary_colour, accent_colour, address, phone, email, website, version } =
        authority.clone();
    tx.execute(
        "INSERT INTO authorities
           (slug, name, kind, insee, offer, primary_colour, accent_colour, address, phone, email, website, version, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
         ON CONFLICT (slug) DO NOTHING",
        args![slug, name, kind, insee, offer, primary_colour, accent_colour, address, phone, email, website, version, now],
    )
    .await
    .map(drop)
}

/// Changes a commune's offer if she is still as she was seen; whether she was.
pub async fn set_offer(tx: &mut PlatformTx, commune: &Slug, offer: Option<Offer>, version: i64) -> Result<bool> {
    let touched = tx
        .execute(
            "UPDATE authorities SET offer = $2, version = version + 1 WHERE slug = $1 AND version = $3 AND kind = 'commune'",
            args![commune, offer, version],
        )
        .await?;
    Ok(touched == 1)
}
