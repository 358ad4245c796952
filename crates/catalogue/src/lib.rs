//! What the authorities publish, and how a citizen finds it in her own words.
//!
//! The part owns the table of offerings, the search, and the public pages of
//! the portal: home, results, themes, moments of life, each authority's page,
//! legal pages. Instances publish elsewhere; what they publish is put here.
//!
//! Architecture invariants: search is a pure value built from entries; it knows
//! nothing of databases, pages or time. Pages read a [`Shelf`]: a snapshot in
//! memory, replaced as a whole by [`Catalogue::reload`].

pub mod entry;
mod imprint;
pub mod offering;
mod pages;
mod part;
pub mod search;
mod seed;
mod shelf;
pub mod starter;
pub mod store;
#[cfg(test)]
mod tests;
pub mod urls;

use db::{Kind, Migration};

pub use imprint::Imprint;
pub use offering::Access;
pub use pages::{my_commune, routes};
pub use part::{Catalogue, CatalogueError};
pub use seed::seed;
pub use shelf::Shelf;
pub use starter::{Heading, Headings, StarterError, headings};
pub use store::{put, remove};

/// The tables of the part.
pub const MIGRATIONS: &[Migration] =
    &[Migration { part: "catalogue", number: 1, kind: Kind::Platform, sql: include_str!("../migrations/platform/0001_catalogue.sql") }];
