//! Beginning a work with a copy of what another authority offers.

use authoring::{Model, new_definition};
use db::InstanceTx;
use definition::Definition;
use kernel::{Slug, Timestamp};
use web::Outcome;

use crate::{
    Studio, keep,
    store::{
        pack::Offered,
        taken::{self, Adoption},
        works::{self, Change},
    },
};

/// How copying ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Copied {
    /// The work of this name is begun.
    Begun(Slug),
    /// Something bears this name here.
    NameTaken,
}

/// Begins a work under this title. The caller commits.
///
/// # Errors
/// When the instance cannot be written.
pub(crate) async fn copy(
    studio: &Studio,
    tx: &mut InstanceTx,
    offered: &Offered,
    original: &Definition,
    title: &str,
    by: &str,
    at: Timestamp,
) -> Outcome<Copied> {
    // a name follows its title, and stays as it is when the title does
    let slug = if title == original.title { original.slug.clone() } else { new_definition(title, Model::Request).slug };
    let copy = Definition { slug: slug.clone(), title: title.to_owned(), ..original.clone() };
    let from = studio.name_of(&offered.authority);
    let (document, said) = (keep::write(&copy)?, format!("Copie de la démarche proposée par «\u{a0}{from}\u{a0}»"));
    let change = Change { document: &document, title, said: &said, by, at };
    if !keep::is_free(studio, tx, &slug).await? || !works::begin(tx, &slug, None, &change).await? {
        return Ok(Copied::NameTaken);
    }
    let Offered { authority, teleservice, hash, .. } = offered.clone();
    taken::adopt(tx, &Adoption { work: slug.clone(), from_authority: authority, teleservice, hash }).await?;
    Ok(Copied::Begun(slug))
}
