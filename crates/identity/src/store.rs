//! Every SQL statement of this part.

pub(crate) mod accounts;
pub(crate) mod agreements;
pub(crate) mod attributes;
pub(crate) mod clients;
pub(crate) mod codes;
pub(crate) mod departures;
pub(crate) mod erasures;
pub(crate) mod grants;
pub(crate) mod keys;
pub(crate) mod purge;
pub(crate) mod requests;
pub(crate) mod second_factors;
pub(crate) mod sessions;
pub(crate) mod settings;
pub(crate) mod throttles;
pub(crate) mod tickets;
pub(crate) mod tokens;
pub(crate) mod unused;
