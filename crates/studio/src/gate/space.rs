//! What a space has of a work, and what it lacks for it.

use cases::{InFlight, ListName};
use db::{InstanceKey, InstanceTx};
use definition::Definition;
use kernel::Timestamp;
use web::Outcome;
use workflow::Finding;

use super::lacking;
use crate::{
    Studio,
    store::planned::{self, Planned},
};

/// A space where a work is, or may be, published.
pub(crate) struct InSpace {
    /// Which.
    pub(crate) instance: InstanceKey,
    /// The document that is live there, and since when.
    pub(crate) published: Option<(Definition, Timestamp)>,
    /// Its requests that are not over.
    pub(crate) in_flight: Vec<InFlight>,
    /// The publication that waits for its day.
    pub(crate) planned: Option<Planned>,
    /// What the document needs and the space does not have.
    pub(crate) lacks: Vec<Finding>,
}

impl InSpace {
    /// What this space has of a document; `names` are those of the lists known where it is written.
    ///
    /// # Errors
    /// When the space cannot be read.
    pub(super) async fn read(
        studio: &Studio,
        tx: &mut InstanceTx,
        instance: &InstanceKey,
        definition: &Definition,
        names: &[ListName],
    ) -> Outcome<Self> {
        let slug = &definition.slug;
        let published = match studio.cases().live(tx, slug).await? {
            Some(live) => Some((studio.cases().document(tx, &live.compiled.hash().to_string()).await?, live.published_at)),
            None => None,
        };
        Ok(Self {
            instance: instance.clone(),
            published,
            in_flight: studio.cases().in_flight(tx, slug).await?,
            planned: planned::of(tx, slug).await?,
            lacks: lacking(&studio.cases().lacks(tx, definition).await?, instance.stage, names),
        })
    }

    /// Whether it has all that cannot be missing.
    pub(crate) fn is_ready(&self) -> bool {
        !self.lacks.iter().any(Finding::is_error)
    }

    /// Whether this document is what is live there.
    pub(crate) fn has(&self, definition: &Definition) -> bool {
        self.published.as_ref().is_some_and(|(published, _)| published == definition)
    }
}
