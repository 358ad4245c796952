//! What the other parts hold of this one.

use std::sync::{Arc, PoisonError, RwLock};

use db::{Databases, InstanceKey};
use kernel::Moment;
use web::{Outcome, house::BoxFuture};

use crate::{
    model::Authority,
    places::Places,
    snapshot::Directory,
    store::{authorities, instances},
};

/// What another part does to prepare an instance that opens. Its database
/// exists; it is not announced open yet. Asked again when an opening was
/// interrupted: doing it twice must be the same as once.
pub type OnOpening = Arc<dyn Fn(InstanceKey, Moment) -> BoxFuture<'static, Outcome<()>> + Send + Sync>;

/// The territory, shared by all.
#[derive(Clone)]
pub struct Territory(Arc<Inner>);

struct Inner {
    databases: Databases,
    places: Places,
    directory: RwLock<Arc<Directory>>,
    on_opening: RwLock<Vec<OnOpening>>,
}

impl Territory {
    /// The territory as bundled, until [`Territory::refresh`] reads the platform.
    pub fn new(databases: Databases) -> Self {
        Self::with(databases, Places::bundled())
    }

    /// The same, with what the operator names to find places.
    pub fn with(databases: Databases, places: Places) -> Self {
        let directory = RwLock::new(Arc::new(Directory::new(Authority::bundled(), Vec::new())));
        Self(Arc::new(Inner { databases, places, directory, on_opening: RwLock::default() }))
    }

    /// The directory as last read.
    pub fn directory(&self) -> Arc<Directory> {
        Arc::clone(&self.0.directory.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Where things are.
    pub fn places(&self) -> &Places {
        &self.0.places
    }

    /// Reads the platform again: at start, after each change, and from time to
    /// time for what other replicas changed.
    pub async fn refresh(&self) -> db::Result<()> {
        let mut tx = self.0.databases.platform_read().await?;
        let fresh = Directory::new(authorities::all(&mut tx).await?, instances::all(&mut tx).await?);
        *self.0.directory.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(fresh);
        Ok(())
    }

    /// Has `prepare` called for each instance that opens, after those given before.
    pub fn on_opening(&self, prepare: OnOpening) {
        self.0.on_opening.write().unwrap_or_else(PoisonError::into_inner).push(prepare);
    }

    pub(crate) fn databases(&self) -> &Databases {
        &self.0.databases
    }

    pub(crate) async fn prepare(&self, key: &InstanceKey, moment: &Moment) -> Outcome<()> {
        let each = self.0.on_opening.read().unwrap_or_else(PoisonError::into_inner).clone();
        for prepare in each {
            prepare(key.clone(), moment.clone()).await?;
        }
        Ok(())
    }
}
