//! The lists of an instance (« référentiels ») and their records (« fiches »):
//! schools, rooms, districts, whatever forms choose from and workflows write.
//! The part owns their tables, their pages on the desk, files brought in and
//! taken out, and sources read over HTTP.
//!
//! Architecture invariants: a record is never lost, it is withdrawn; each change
//! keeps what was there before; whoever changes a list holds its row first, so
//! that two changes of one list never cross; a source that fails leaves the last
//! good copy in place; only lists declared public leave the desk, and of them
//! only key, label and parent.

mod cells;
mod change;
mod csv;
mod fetch;
mod import;
mod jobs;
mod lists;
mod model;
mod pages;
mod part;
mod store;
#[cfg(test)]
mod tests;
mod write;

use db::{Kind, Migration};

pub use lists::Audience;
pub use model::{Column, ColumnKind, State};
pub use part::{Records, Services};
pub use store::referentials::ListName;
pub use write::{Entry, NewList, Written};

/// The tables of the part.
pub const MIGRATIONS: &[Migration] = &[
    Migration { part: "records", number: 1, kind: Kind::Instance, sql: include_str!("../migrations/instance/0001_records.sql") },
    Migration { part: "records", number: 2, kind: Kind::Instance, sql: include_str!("../migrations/instance/0002_personal.sql") },
];
