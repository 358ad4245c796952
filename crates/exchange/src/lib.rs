//! The other programs of an authority: what this space calls, and how each call
//! went. The part owns the connectors of an instance, what stands behind the
//! names that téléservices give them, and their pages on the desk.
//!
//! Architecture invariants: a secret is sealed, never shown again and never
//! logged; nothing of what is sent or answered is kept; a call is made outside
//! any transaction; done again for the same case, it bears the same idempotency
//! key. A téléservice names a connector by a word of its own: the instance binds it.

mod call;
mod model;
mod pages;
mod part;
mod store;
#[cfg(test)]
mod tests;

use db::{Kind, Migration};

pub use model::{Connector, Outcome, Proof};
pub use part::{Exchange, NewConnector, Services};

/// The tables of the part.
pub const MIGRATIONS: &[Migration] =
    &[Migration { part: "exchange", number: 1, kind: Kind::Instance, sql: include_str!("../migrations/instance/0001_connectors.sql") }];
