//! Who operates the console: whoever the binary says.

use std::collections::BTreeSet;

use db::DbError;
use web::house::BoxFuture;

/// People, as the clients of one sector know them.
#[derive(Debug, Clone, Default)]
pub struct Crowd {
    /// The sector.
    pub sector: String,
    /// Their identifiers there.
    pub subjects: BTreeSet<String>,
}

/// Knows the operators.
pub trait Operators: Send + Sync {
    /// All of them, now. They are written to when something waits for their answer.
    fn all(&self) -> BoxFuture<'_, Result<Crowd, DbError>>;
}
