//! The part itself: what its pages and neighbours need.

use std::sync::Arc;

use cases::Cases;
use db::{Databases, InstanceTx, Keyring};
use kernel::{Rng, Slug};
use outbound::Http;
use web::{Outcome, Route, cookie::Secret};

use crate::{
    model::Proof,
    pages,
    store::{
        bindings,
        connectors::{self, Settings},
    },
};

/// What the part is given.
pub struct Services {
    /// Every database.
    pub databases: Databases,
    /// The way out.
    pub http: Http,
    /// The key from which that of the connectors' secrets is derived.
    pub secret: Secret,
}

/// The part. Cheap to clone.
#[derive(Clone)]
pub struct Exchange(Arc<Inner>);

struct Inner {
    databases: Databases,
    http: Http,
    keys: Keyring,
}

/// A connector to make.
pub struct NewConnector<'a> {
    /// Its name.
    pub slug: Slug,
    /// What agents call it.
    pub label: &'a str,
    /// Where it listens.
    pub url: &'a str,
    /// How we prove who we are.
    pub proof: Proof,
    /// The user's name, or the header's.
    pub name: &'a str,
    /// The password, the token or the key.
    pub secret: &'a str,
    /// How long we wait, in seconds.
    pub seconds: i64,
}

impl Exchange {
    /// The part.
    pub fn new(services: Services) -> Self {
        let Services { databases, http, secret } = services;
        let keys = Keyring::new([("k1".to_owned(), secret.derive("exchange/connectors"))]);
        Self(Arc::new(Inner { databases, http, keys }))
    }

    /// Its lines of the table of routes.
    pub fn routes(&self, cases: &Cases) -> Vec<Route> {
        pages::routes(&pages::Office { exchange: self.clone(), cases: cases.clone() })
    }

    /// Makes a connector. False when there is already one of this name.
    ///
    /// # Errors
    /// When the instance cannot be written.
    pub async fn add(&self, tx: &mut InstanceTx, rng: &dyn Rng, new: &NewConnector<'_>) -> Outcome<bool> {
        let secret = self.sealed(&new.slug, new.secret, rng)?;
        let NewConnector { slug, label, url, proof, name, seconds, .. } = new;
        let settings = Settings { label, url, proof: *proof, name, secret: secret.as_deref(), seconds: *seconds };
        Ok(connectors::add(tx, slug, &settings).await?)
    }

    /// Puts a connector behind a name of a téléservice.
    ///
    /// # Errors
    /// When the instance cannot be written, or has no such connector.
    pub async fn bind(&self, tx: &mut InstanceTx, teleservice: &Slug, name: &Slug, connector: &Slug) -> Outcome<()> {
        Ok(bindings::bind(tx, teleservice, name, connector).await?)
    }

    /// Whether something stands behind a name of a téléservice.
    ///
    /// # Errors
    /// When the instance cannot be read.
    pub async fn is_bound(&self, tx: &mut InstanceTx, teleservice: &Slug, name: &Slug) -> Outcome<bool> {
        Ok(bindings::behind(tx, teleservice, name).await?.is_some())
    }

    /// A secret as it is kept; nothing when there is none.
    pub(crate) fn sealed(&self, slug: &Slug, secret: &str, rng: &dyn Rng) -> db::Result<Option<String>> {
        (!secret.is_empty()).then(|| self.0.keys.seal(&place(slug), secret.as_bytes(), rng)).transpose()
    }

    /// A secret in clear.
    pub(crate) fn opened(&self, slug: &Slug, sealed: &str) -> db::Result<String> {
        let broken = |_| db::DbError::corrupt(&place(slug), "is not a text");
        String::from_utf8(self.0.keys.open(&place(slug), sealed)?).map_err(broken)
    }

    pub(crate) fn databases(&self) -> &Databases {
        &self.0.databases
    }
    pub(crate) fn http(&self) -> &Http {
        &self.0.http
    }
}

/// Where a secret belongs: moved to another connector, it does not open.
fn place(slug: &Slug) -> String {
    format!("connector/{slug}")
}
