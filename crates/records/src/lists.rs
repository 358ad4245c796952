//! The lists of an instance as forms read them, kept in memory.
//!
//! What this replica changed is read again at once; what another one changed,
//! after [`FRESH`] at most: a look at the few rows of the lists, then a reading
//! of those that changed.

use std::{
    collections::BTreeMap,
    sync::{Arc, PoisonError},
};

use db::{InstanceKey, InstanceTx};
use forms::{Item, List, Lookups};
use kernel::Timestamp;
use web::Failure;

use crate::{
    Records,
    store::{
        self,
        referentials::{ListName, Stamp},
    },
};

/// How long lists are used without a look at what changed, in seconds.
const FRESH: i64 = 2;

/// Who reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// Citizens: the public lists.
    Citizens,
    /// Agents: every list.
    Agents,
}

/// What is known of an instance.
pub(crate) struct Known {
    checked_at: Timestamp,
    stamps: Vec<Stamp>,
    public: Arc<Lookups>,
    every: Arc<Lookups>,
}

impl Known {
    fn of(&self, audience: Audience) -> Arc<Lookups> {
        match audience {
            Audience::Citizens => Arc::clone(&self.public),
            Audience::Agents => Arc::clone(&self.every),
        }
    }
}

impl Records {
    /// What the lists of an instance are called, by label; those of the territory are not among them.
    ///
    /// # Errors
    /// When the instance cannot be read.
    pub async fn names(&self, tx: &mut InstanceTx) -> Result<Vec<ListName>, Failure> {
        Ok(store::referentials::names(tx).await?)
    }

    /// The lists that forms of an instance choose from: the territory's, and its
    /// own with their active records.
    ///
    /// # Errors
    /// When the instance cannot be read.
    pub async fn lookups(&self, instance: &InstanceKey, audience: Audience) -> Result<Arc<Lookups>, Failure> {
        let wall = self.databases().clock().wall();
        let known = self.recall(instance);
        if let Some(known) = known.as_ref().filter(|known| is_fresh(known, wall)) {
            return Ok(known.of(audience));
        }
        let mut tx = self.databases().instance_read(instance).await?;
        let stamps = store::referentials::stamps(&mut tx).await?;
        let fresh = match known {
            Some(known) if known.stamps == stamps => {
                Known { checked_at: wall, stamps, public: Arc::clone(&known.public), every: Arc::clone(&known.every) }
            }
            known => self.read_again(&mut tx, known.as_deref(), stamps, wall).await?,
        };
        let fresh = Arc::new(fresh);
        self.known().write().unwrap_or_else(PoisonError::into_inner).insert(instance.clone(), Arc::clone(&fresh));
        Ok(fresh.of(audience))
    }

    /// Something changed here: the next reading looks at once.
    pub(crate) fn forget(&self, instance: &InstanceKey) {
        self.known().write().unwrap_or_else(PoisonError::into_inner).remove(instance);
    }

    fn recall(&self, instance: &InstanceKey) -> Option<Arc<Known>> {
        self.known().read().unwrap_or_else(PoisonError::into_inner).get(instance).map(Arc::clone)
    }

    /// Reads what changed since; the rest is shared with what was known.
    async fn read_again(&self, tx: &mut InstanceTx, known: Option<&Known>, stamps: Vec<Stamp>, wall: Timestamp) -> Result<Known, Failure> {
        let mut own = BTreeMap::new();
        for stamp in &stamps {
            let same = known.filter(|known| known.stamps.iter().any(|before| before.is_same_list(stamp)));
            let list = match same.and_then(|known| known.every.lists.get(stamp.slug.as_str())) {
                Some(list) => Arc::clone(list),
                None => Arc::new(List::new(store::records::offered(tx, &stamp.slug).await?.into_iter().map(Item::from).collect())),
            };
            own.insert(stamp.slug.as_str(), (list, stamp.is_public));
        }
        let with = |is_kept: fn(bool) -> bool| {
            let mut lookups = Lookups::clone(self.base());
            let kept = own.iter().filter(|(_, (_, is_public))| is_kept(*is_public));
            let kept = kept.map(|(slug, (list, _))| ((*slug).to_owned(), Arc::clone(list)));
            lookups.lists.extend(kept.filter(|(slug, _)| !self.base().lists.contains_key(slug)).collect::<Vec<_>>());
            Arc::new(lookups)
        };
        let (public, every) = (with(|is_public| is_public), with(|_| true));
        Ok(Known { checked_at: wall, stamps, public, every })
    }
}

/// A clock set back makes nothing last.
fn is_fresh(known: &Known, wall: Timestamp) -> bool {
    (0..FRESH).contains(&(wall.as_second() - known.checked_at.as_second()))
}
