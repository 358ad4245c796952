//! The studio: where an administrator writes a téléservice, tries it, and
//! publishes it. The part owns works (definitions being written, in the
//! instance's database), their history and comments, planned publications, and
//! the pack of what authorities offer to each other.
//!
//! Architecture invariants: what is written may be wrong at any moment, what is
//! published never is ([`cases::Cases::check`] is the only door); every change is
//! an [`authoring::Edit`] or a whole document, posted by a form, and is a step of
//! the history; a change made on something that somebody else changed meanwhile
//! is merged or refused with both in sight, never lost.

mod gate;
mod jobs;
mod keep;
mod pack;
mod pages;
mod part;
mod sharing;
mod store;
#[cfg(test)]
mod tests;
mod upkeep;

use db::{Kind, Migration};

pub use part::Studio;

/// The tables of the part.
pub const MIGRATIONS: &[Migration] = &[
    Migration { part: "studio", number: 1, kind: Kind::Instance, sql: include_str!("../migrations/instance/0001_workbench.sql") },
    Migration { part: "studio", number: 2, kind: Kind::Instance, sql: include_str!("../migrations/instance/0002_pack.sql") },
    Migration { part: "studio", number: 3, kind: Kind::Instance, sql: include_str!("../migrations/instance/0003_planned_over.sql") },
    Migration { part: "studio", number: 4, kind: Kind::Instance, sql: include_str!("../migrations/instance/0004_planned_online.sql") },
    Migration { part: "studio", number: 1, kind: Kind::Platform, sql: include_str!("../migrations/platform/0001_pack.sql") },
    Migration { part: "studio", number: 2, kind: Kind::Platform, sql: include_str!("../migrations/platform/0002_library.sql") },
];
