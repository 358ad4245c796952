//! Offering a téléservice to the other authorities.

use cases::{Shelved, model::Origin};
use db::{DbError, InstanceKey, PlatformTx};
use definition::Definition;
use kernel::{Moment, Slug};
use web::Outcome;

use crate::{
    Studio, keep,
    store::pack::{self, NewOffer},
};

/// Offers a version of a téléservice. The caller commits.
///
/// # Errors
/// When the platform cannot be written.
pub(crate) async fn put_in_pack(tx: &mut PlatformTx, moment: &Moment, authority: &Slug, definition: &Definition, by: &str) -> Outcome<()> {
    let (hash, document) = (definition::hash(definition).to_string(), keep::write(definition)?);
    let Definition { slug, title, summary, .. } = definition;
    Ok(pack::offer(tx, NewOffer { authority, teleservice: slug, hash: &hash, document, title, summary, by, at: moment.now }).await?)
}

/// What an authority publishes for real under a name, when it is her own.
///
/// # Errors
/// When her space cannot be read.
pub(crate) async fn live_in_production(studio: &Studio, authority: &Slug, teleservice: &Slug) -> Outcome<Option<Shelved>> {
    let mut tx = match studio.databases().instance_read(&InstanceKey::production(authority.clone())).await {
        Err(DbError::NotFound) => return Ok(None),
        tx => tx?,
    };
    Ok(studio.cases().live(&mut tx, teleservice).await?.filter(|live| live.origin == Origin::Own))
}
