//! The definitions of an instance, for the part in which they are written.

use std::sync::Arc;

use db::{InstanceKey, InstanceTx, Stage};
use definition::{Compiled, Definition};
use forms::Lookups;
use kernel::{Moment, Slug, Timestamp};
use records::{Audience, ListName};
use web::Failure;

use crate::{Cases, Publication, Published, lookups, model::Origin, store};

/// A téléservice that an instance publishes.
#[derive(Clone)]
pub struct Shelved {
    /// Its name.
    pub teleservice: Slug,
    /// Its definition.
    pub compiled: Arc<Compiled>,
    /// Its own, or the Métropole's.
    pub origin: Origin,
    /// Since when this version is live.
    pub published_at: Timestamp,
}

/// Who may stand behind functions, and who does.
pub struct Staffing {
    /// The teams: name and label.
    pub teams: Vec<(Slug, String)>,
    /// Function, team.
    pub bound: Vec<(Slug, Slug)>,
}

impl Cases {
    /// What an instance publishes, by name, as lists show it.
    ///
    /// # Errors
    /// When the instance cannot be read.
    pub async fn published(&self, tx: &mut InstanceTx) -> Result<Vec<Published>, Failure> {
        Ok(store::definitions::published(tx).await?)
    }

    /// What an instance publishes, by name, with its definitions: each is loaded.
    ///
    /// # Errors
    /// When the instance cannot be read.
    pub async fn library(&self, tx: &mut InstanceTx) -> Result<Vec<Shelved>, Failure> {
        let mut shelf = Vec::new();
        for published in store::definitions::published(tx).await? {
            shelf.push(self.shelved(tx, published).await?);
        }
        Ok(shelf)
    }

    /// What an instance publishes under a name.
    ///
    /// # Errors
    /// When the instance cannot be read.
    pub async fn live(&self, tx: &mut InstanceTx, teleservice: &Slug) -> Result<Option<Shelved>, Failure> {
        match store::definitions::published_as(tx, teleservice).await? {
            Some(published) => self.shelved(tx, published).await.map(Some),
            None => Ok(None),
        }
    }

    async fn shelved(&self, tx: &mut InstanceTx, published: Published) -> Result<Shelved, Failure> {
        let compiled = self.compiled(tx, &published.hash).await?;
        Ok(Shelved { teleservice: published.teleservice, compiled, origin: published.origin, published_at: published.published_at })
    }

    /// A definition once published in an instance, by its hash.
    ///
    /// # Errors
    /// When there is none, or when the instance cannot be read.
    pub async fn once_published(&self, tx: &mut InstanceTx, hash: &str) -> Result<Arc<Compiled>, Failure> {
        self.compiled(tx, hash).await
    }

    /// The document once published under a hash, whole: what is copied, compared,
    /// exported. What only serves needs [`Compiled`], which is kept.
    ///
    /// # Errors
    /// When there is none, or when the instance cannot be read.
    pub async fn document(&self, tx: &mut InstanceTx, hash: &str) -> Result<Definition, Failure> {
        let document = store::definitions::document(tx, hash).await?;
        serde_json::from_value(document).map_err(|error| Failure::fault(format!("definition {hash} cannot be read: {error}")))
    }

    /// Keeps a definition in an instance without publishing it yet; its hash.
    ///
    /// # Errors
    /// When the instance cannot be written.
    pub async fn keep(&self, tx: &mut InstanceTx, publication: &Publication, at: Timestamp) -> Result<String, Failure> {
        let (compiled, document) = (publication.compiled(), publication.document().clone());
        let hash = compiled.hash().to_string();
        store::definitions::keep(tx, &hash, (&compiled.about().slug, &compiled.about().title), document, at).await?;
        Ok(hash)
    }

    /// Publishes a téléservice no more, in a transaction that may hold more.
    /// Requests under way keep their definition. The caller commits.
    ///
    /// # Errors
    /// When the instance cannot be written.
    pub async fn withdraw(&self, tx: &mut InstanceTx, moment: &Moment, instance: &InstanceKey, teleservice: &Slug) -> Result<(), Failure> {
        store::definitions::withdraw(tx, teleservice).await?;
        if instance.stage == Stage::Production {
            self.announce_offer(tx, moment, teleservice).await?;
        }
        Ok(())
    }

    /// The teams of an instance, and the one behind each function of a téléservice.
    ///
    /// # Errors
    /// When the instance cannot be read.
    pub async fn staffing(&self, tx: &mut InstanceTx, teleservice: &Slug) -> Result<Staffing, Failure> {
        let teams = store::agents::teams(tx).await?.into_iter().map(|team| (team.slug, team.label)).collect();
        Ok(Staffing { teams, bound: store::definitions::bindings(tx, teleservice).await? })
    }

    /// Puts a team behind a function.
    ///
    /// # Errors
    /// When the instance cannot be written.
    pub async fn staff(&self, tx: &mut InstanceTx, teleservice: &Slug, function: &Slug, team: &Slug) -> Result<(), Failure> {
        Ok(store::definitions::bind(tx, teleservice, function, team).await?)
    }

    /// The lists with which tests are run: those that every instance has. A test
    /// brings its own records for the others.
    pub fn lists(&self) -> &Lookups {
        self.lookups()
    }

    /// The lists that the forms of an instance choose from, seen by its agents.
    ///
    /// # Errors
    /// When the instance cannot be read.
    pub async fn lists_of(&self, instance: &InstanceKey) -> Result<Arc<Lookups>, Failure> {
        self.records().lookups(instance, Audience::Agents).await
    }

    /// What the lists of an instance are called: those that every instance has, then its own.
    ///
    /// # Errors
    /// When the instance cannot be read.
    pub async fn list_names(&self, tx: &mut InstanceTx) -> Result<Vec<ListName>, Failure> {
        let mut names = lookups::names_of_territory();
        names.extend(self.records().names(tx).await?);
        Ok(names)
    }
}
