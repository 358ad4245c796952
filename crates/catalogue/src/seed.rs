//! The first catalogue of a new platform.

use db::PlatformTx;
use kernel::Moment;
use territory::{Authority, directory};

use crate::{
    CatalogueError,
    entry::{Entry, Kind},
    offering::teleservice,
    starter, store, urls,
};

/// Puts the starter téléservices of every authority: links to other sites, and
/// sheets that say whom to ask until the téléservice is published. What is
/// there already stays. Call [`crate::Catalogue::reload`] after the commit.
pub async fn seed(tx: &mut PlatformTx, moment: &Moment) -> Result<(), CatalogueError> {
    for entry in entries()? {
        store::add(tx, moment, &entry).await?;
    }
    Ok(())
}

/// The starter entries of the bundled authorities.
pub(crate) fn entries() -> Result<Vec<Entry>, CatalogueError> {
    let (mut metropole, communes): (Vec<_>, Vec<_>) =
        Authority::bundled().into_iter().partition(|authority| authority.kind == directory::Kind::Metropole);
    let communes: Vec<_> = communes.into_iter().map(|commune| commune.slug).collect();
    let Some(metropole) = metropole.pop() else { return Ok(Vec::new()) };
    Ok(starter::catalogue(&metropole.slug, &communes)?.into_iter().map(unpublished).collect())
}

/// A téléservice that nobody has published yet is a sheet.
fn unpublished(entry: Entry) -> Entry {
    match entry.kind {
        Kind::Link => entry,
        Kind::Filing => Entry { kind: Kind::Link, url: urls::sheet(&entry.authority, teleservice(&entry)), ..entry },
    }
}
