//! What happens: rules applied to rows, for pages and endpoints alike.

pub(crate) mod attempts;
pub(crate) mod authorization;
pub(crate) mod client_keys;
pub(crate) mod errands;
pub(crate) mod letters;
pub(crate) mod programs;
pub(crate) mod proofs;
pub(crate) mod refusals;
pub(crate) mod session;
pub(crate) mod sharing;
pub(crate) mod tickets;
pub(crate) mod tokens;
