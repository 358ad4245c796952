//! A téléservice, found by the address that citizens read.

use std::sync::Arc;

use db::InstanceKey;
use definition::Compiled;
use kernel::Slug;
use web::{Ctx, Failure};

use crate::{Cases, store};

/// What an authority offers under a name.
pub(super) struct Offered {
    /// Whose page it is.
    pub authority: Slug,
    /// Its name.
    pub teleservice: Slug,
    /// The instance that publishes it: the Métropole's for a commune without her own.
    pub instance: InstanceKey,
    /// What it is.
    pub compiled: Arc<Compiled>,
}

impl Offered {
    /// The téléservice of this address.
    pub(super) async fn find(cases: &Cases, ctx: &Ctx, authority: Slug, teleservice: Slug) -> Result<Self, Failure> {
        let directory = cases.territory().directory();
        directory.authority(&authority).ok_or(Failure::NOT_FOUND)?;
        let instance = directory.instance_of(&authority);
        let mut tx = ctx.instance_read(&instance).await?;
        let published = store::definitions::published_as(&mut tx, &teleservice).await?.ok_or(Failure::NOT_FOUND)?;
        let compiled = cases.compiled(&mut tx, &published.hash).await?;
        Ok(Self { authority, teleservice, instance, compiled })
    }
}
