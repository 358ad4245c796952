//! What happens: rules applied to rows, for pages and endpoints alike.

pub(crate) mod address;
pub(crate) mod alerts;
pub(crate) mod attempts;
pub(crate) mod authorization;
pub(crate) mod client_keys;
pub(crate) mod closing;
pub(crate) mod errands;
pub(crate) mod factors;
pub(crate) mod feed;
pub(crate) mod franceconnect;
pub(crate) mod inactivity;
pub(crate) mod leaving;
pub(crate) mod letters;
pub(crate) mod notices;
pub(crate) mod own_password;
pub(crate) mod passkeys;
pub(crate) mod password;
pub(crate) mod programs;
pub(crate) mod proofs;
pub(crate) mod recovery;
pub(crate) mod refusals;
pub(crate) mod session;
pub(crate) mod sharing;
pub(crate) mod tickets;
pub(crate) mod tokens;
pub(crate) mod visit;
