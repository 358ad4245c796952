//! The part itself: what its pages need to work.

use std::sync::Arc;

use cases::Cases;
use db::{Databases, jobs::Handler};
use web::Route;

use crate::{jobs, pages};

/// The studio. Cheap to clone.
#[derive(Clone)]
pub struct Studio(Arc<Inner>);

struct Inner {
    databases: Databases,
    cases: Cases,
}

impl Studio {
    /// The part.
    pub fn new(databases: Databases, cases: Cases) -> Self {
        Self(Arc::new(Inner { databases, cases }))
    }

    /// Its lines of the table of routes.
    pub fn routes(&self) -> Vec<Route> {
        pages::routes(self)
    }

    /// What does its kinds of work.
    pub fn jobs(&self) -> Vec<Handler> {
        jobs::handlers(self)
    }

    pub(crate) fn cases(&self) -> &Cases {
        &self.0.cases
    }

    pub(crate) fn databases(&self) -> &Databases {
        &self.0.databases
    }
}
