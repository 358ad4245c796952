//! The territory: authorities with their offers and instances, communes,
//! contours, addresses, and which authority is competent for what and where.
//!
//! The part owns the tables of authorities, instances and operators. Everybody
//! reads them through a [`Directory`]: a snapshot in memory, replaced as a
//! whole after each change.
//!
//! Architecture invariants: what is bundled here is reference data, read once
//! and never changed; a wrong bundled file is found by the tests of its module
//! (sources and licences: `data/LICENCES.md`). An instance is announced open
//! only once its databases exist and every part has prepared them; opening
//! again finishes what was interrupted.

pub mod addresses;
pub mod competence;
pub mod countries;
pub mod directory;
pub mod french_communes;
pub mod geo;
mod instances;
pub mod model;
mod offers;
mod pages;
mod part;
pub mod places;
mod seed;
mod snapshot;
pub mod store;
mod table;
#[cfg(test)]
mod tests;
mod themes;
pub mod urls;

use db::{Kind, Migration};

pub use instances::{close_surplus, open_instances};
pub use model::{Authority, Function, Instance, InstanceState};
pub use offers::change_offer;
pub use pages::routes;
pub use part::{OnOpening, Territory};
pub use seed::seed;
pub use snapshot::Directory;

/// The tables of the part.
pub const MIGRATIONS: &[Migration] =
    &[Migration { part: "territory", number: 1, kind: Kind::Platform, sql: include_str!("../migrations/platform/0001_territory.sql") }];
