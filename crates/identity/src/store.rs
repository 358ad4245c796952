//! Every SQL statement of this part.

pub(crate) mod accounts;
pub(crate) mod addresses;
pub(crate) mod alerts;
pub(crate) mod challenges;
pub(crate) mod clients;
pub(crate) mod codes;
pub(crate) mod consents;
pub(crate) mod grants;
pub(crate) mod keys;
pub(crate) mod known_browsers;
pub(crate) mod passkeys;
pub(crate) mod purge;
pub(crate) mod recovery_codes;
pub(crate) mod requests;
pub(crate) mod second_factors;
pub(crate) mod sessions;
pub(crate) mod settings;
pub(crate) mod sign_ins;
pub(crate) mod throttles;
pub(crate) mod tickets;
pub(crate) mod tokens;
