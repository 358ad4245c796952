//! The part itself: what its pages, jobs and neighbours need.

use std::{
    collections::HashMap,
    sync::{Arc, RwLock},
};

use db::{
    Blobs, Databases, InstanceKey,
    jobs::{Handler, Schedule},
};
use forms::Lookups;
use outbound::Http;
use web::Route;

use crate::{jobs, lists::Known, pages};

/// What the part is given.
pub struct Services {
    /// Every database.
    pub databases: Databases,
    /// Files brought in.
    pub blobs: Blobs,
    /// The way to sources.
    pub http: Http,
    /// The lists that every instance has: their names are taken.
    pub base: Lookups,
}

/// The part. Cheap to clone.
#[derive(Clone)]
pub struct Records(Arc<Inner>);

struct Inner {
    databases: Databases,
    blobs: Blobs,
    http: Http,
    base: Arc<Lookups>,
    known: RwLock<HashMap<InstanceKey, Arc<Known>>>,
}

impl Records {
    /// The part.
    pub fn new(services: Services) -> Self {
        let Services { databases, blobs, http, base } = services;
        Self(Arc::new(Inner { databases, blobs, http, base: Arc::new(base), known: RwLock::default() }))
    }

    /// Its lines of the table of routes.
    pub fn routes(&self) -> Vec<Route> {
        pages::routes(self)
    }

    /// What does its kinds of work.
    pub fn jobs(&self) -> Vec<Handler> {
        jobs::handlers(self)
    }

    /// What is done periodically.
    pub fn schedules(&self) -> Vec<Schedule> {
        jobs::schedules(self)
    }

    /// The lists that every instance has.
    pub fn base(&self) -> &Arc<Lookups> {
        &self.0.base
    }

    pub(crate) fn databases(&self) -> &Databases {
        &self.0.databases
    }
    pub(crate) fn blobs(&self) -> &Blobs {
        &self.0.blobs
    }
    pub(crate) fn http(&self) -> &Http {
        &self.0.http
    }
    pub(crate) fn known(&self) -> &RwLock<HashMap<InstanceKey, Arc<Known>>> {
        &self.0.known
    }
}
