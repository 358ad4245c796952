//! Addresses and streets of the territory: completion of what a person types,
//! and the nearest known address to a point.
//!
//! The bundled set is a sample (`data/LICENCES.md`): an address that is not
//! suggested is not a wrong address. Pages that show streets print [`OSM_NOTICE`].

mod book;
mod lookup;
mod words;

pub use book::{AddressBook, Street};
pub use lookup::{Nearest, Suggestion};

/// What a page must print beside streets (ODbL 1.0, § 4.3).
pub const OSM_NOTICE: &str = "© les contributeurs OpenStreetMap, ODbL 1.0";
