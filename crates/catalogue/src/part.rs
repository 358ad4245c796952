//! What the other parts hold of this one.

use std::sync::{Arc, PoisonError, RwLock};

use db::{Databases, DbError};
use territory::Territory;
use web::Failure;

use crate::{
    Imprint,
    search::{SearchError, Synonyms},
    shelf::Shelf,
    starter::{self, Headings, StarterError},
    store,
};

/// Why the catalogue could not be read or built.
#[derive(Debug, thiserror::Error)]
pub enum CatalogueError {
    /// The search could not be built.
    #[error(transparent)]
    Search(#[from] SearchError),
    /// The starter catalogue is wrong.
    #[error(transparent)]
    Starter(#[from] StarterError),
    /// The platform could not be read or written.
    #[error(transparent)]
    Database(#[from] DbError),
    /// The building of the search did not end.
    #[error("the search was not built: {0}")]
    Interrupted(#[from] tokio::task::JoinError),
}

impl From<CatalogueError> for Failure {
    fn from(error: CatalogueError) -> Self {
        match error {
            CatalogueError::Database(error) => error.into(),
            error => Self::fault(error.to_string()),
        }
    }
}

/// The catalogue, shared by all.
#[derive(Clone)]
pub struct Catalogue(Arc<Inner>);

struct Inner {
    databases: Databases,
    territory: Territory,
    headings: Headings,
    imprint: Imprint,
    synonyms: Synonyms,
    shelf: RwLock<Arc<Shelf>>,
}

impl Catalogue {
    /// The catalogue, empty until [`Catalogue::reload`].
    ///
    /// # Errors
    /// [`CatalogueError`] when a bundled document is wrong.
    pub fn new(databases: Databases, territory: Territory, imprint: Imprint) -> Result<Self, CatalogueError> {
        let (headings, synonyms) = (starter::headings()?, Synonyms::bundled()?);
        let shelf = RwLock::new(Arc::new(Shelf::build(Vec::new(), &synonyms)?));
        Ok(Self(Arc::new(Inner { databases, territory, headings, imprint, synonyms, shelf })))
    }

    /// Reads the platform again: at start, after each change, and from time to
    /// time for what other replicas changed.
    pub async fn reload(&self) -> Result<(), CatalogueError> {
        let entries = store::all(&mut self.0.databases.platform_read().await?).await?;
        if self.shelf().is_of(&entries) {
            return Ok(());
        }
        let synonyms = self.0.synonyms.clone();
        // building takes milliseconds of computing: not on the threads that answer
        let shelf = tokio::task::spawn_blocking(move || Shelf::build(entries, &synonyms)).await??;
        *self.0.shelf.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(shelf);
        Ok(())
    }

    /// What is published, as last read.
    pub fn shelf(&self) -> Arc<Shelf> {
        Arc::clone(&self.0.shelf.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Themes and moments of life.
    pub fn headings(&self) -> &Headings {
        &self.0.headings
    }

    /// Whose catalogue it is.
    pub fn territory(&self) -> &Territory {
        &self.0.territory
    }

    pub(crate) fn imprint(&self) -> &Imprint {
        &self.0.imprint
    }
}
