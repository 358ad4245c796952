//! What happens: rules applied to rows, for pages and endpoints alike.

pub(crate) mod attempts;
pub(crate) mod authorization;
pub(crate) mod closing;
pub(crate) mod errands;
pub(crate) mod franceconnect;
pub(crate) mod letters;
pub(crate) mod password;
pub(crate) mod session;
pub(crate) mod sharing;
pub(crate) mod tickets;
pub(crate) mod tokens;
