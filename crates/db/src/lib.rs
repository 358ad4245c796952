//! The one door to SQL: the only crate that names the database library.
//!
//! Three kinds of database, told apart by the type of their transactions
//! ([`PlatformTx`], [`IdentityTx`], [`InstanceTx`]); two engines (SQLite: a
//! file each; PostgreSQL: a schema each) behind one SQL text. What happens
//! besides the parts' own tables lives here too: events, jobs and outbox,
//! idempotency keys, blobs, the audit chain.
//!
//! Architecture invariants: every store function takes a `&mut …Tx`; nothing
//! outside this crate can begin a transaction on the wrong kind of database;
//! a transaction dropped without `commit` changes nothing.

mod as_text;
pub mod audit;
pub mod blobs;
mod databases;
mod draft;
mod engine;
mod error;
pub mod events;
mod hex;
mod housekeeping;
pub mod idempotency;
pub mod jobs;
mod key;
mod migrate;
mod row;
mod seal;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
#[cfg(test)]
mod tests;
mod tx;
mod value;

pub use blobs::{BlobRef, Blobs};
pub use databases::{Databases, Engine};
pub use error::{DbError, Result};
pub(crate) use hex::hex;
pub use key::{DbKey, InstanceKey, Kind, Stage};
pub use migrate::Migration;
pub use row::{Column, Record, Row};
pub use seal::Keyring;
pub use tx::{IdentityTx, InstanceTx, PlatformTx, Tx};
pub use value::{Bind, Doc, Value};
