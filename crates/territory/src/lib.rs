//! The territory: authorities, communes and their offers, contours, addresses,
//! and which authority is competent for what and where.
//!
//! Architecture invariant: what is bundled here is reference data, read once
//! and never changed; a wrong bundled file is found by the tests of its module.
//! Sources and licences: `data/LICENCES.md`.

pub mod addresses;
pub mod competence;
pub mod countries;
pub mod directory;
pub mod geo;
mod table;
