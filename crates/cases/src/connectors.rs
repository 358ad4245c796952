//! The way to other programs: what a workflow asks for, and another part gives.

use db::{InstanceKey, InstanceTx};
use kernel::{Moment, Slug};
use serde_json::Value as Json;
use web::{Failure, house::BoxFuture};
use workflow::CallFailure;

/// Knows the other programs of each instance, and calls them.
pub trait Connectors: Send + Sync {
    /// Calls the program behind a name, and gives what it answers. Called
    /// outside any transaction: it may take a while.
    fn call<'a>(&'a self, moment: &'a Moment, instance: &'a InstanceKey, call: Call<'a>) -> BoxFuture<'a, Result<Json, CallTrouble>>;

    /// Whether something stands behind a name of a téléservice, in the instance that is read.
    fn is_bound<'a>(&'a self, tx: &'a mut InstanceTx, teleservice: &'a Slug, connector: &'a Slug) -> BoxFuture<'a, Result<bool, Failure>>;
}

/// A call to make.
#[derive(Debug, Clone, Copy)]
pub struct Call<'a> {
    /// The téléservice that calls.
    pub teleservice: &'a Slug,
    /// Its name for the other program.
    pub connector: &'a Slug,
    /// Tells this call from all others: made again, it has the same.
    pub key: &'a str,
    /// The number of the case.
    pub reference: &'a str,
    /// Where the other program may answer later.
    pub answer_at: &'a str,
    /// What is sent.
    pub body: &'a Json,
}

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CallTrouble {
    /// The other side: in which way, and the HTTP status if there was one.
    Failed {
        /// In which way.
        failure: CallFailure,
        /// The HTTP status, if there was one.
        status: Option<u16>,
    },
    /// Our side, in words for the log: to be tried again.
    Fault(String),
}

impl From<db::DbError> for CallTrouble {
    fn from(error: db::DbError) -> Self {
        Self::Fault(error.to_string())
    }
}

/// Nothing stands behind any name: for deployments and tests without other programs.
pub struct Unconnected;

impl Connectors for Unconnected {
    fn call<'a>(&'a self, _: &'a Moment, _: &'a InstanceKey, _: Call<'a>) -> BoxFuture<'a, Result<Json, CallTrouble>> {
        Box::pin(async { Err(CallTrouble::Failed { failure: CallFailure::Unbound, status: None }) })
    }

    fn is_bound<'a>(&'a self, _: &'a mut InstanceTx, _: &'a Slug, _: &'a Slug) -> BoxFuture<'a, Result<bool, Failure>> {
        Box::pin(async { Ok(false) })
    }
}
