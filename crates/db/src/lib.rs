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

mod databases;
mod engine;
mod error;
mod migrate;
mod row;
mod tx;
mod value;

pub use databases::{Databases, DbKey, Engine, InstanceKey, Kind, Stage};
pub use error::{DbError, Result};
pub use migrate::Migration;
pub use row::{Column, Record, Row};
pub use tx::{IdentityTx, InstanceTx, PlatformTx, Tx};
pub use value::{Bind, Doc, Value};
