//! What happens: rules applied to rows, for pages and endpoints alike.

pub(crate) mod attempts;
pub(crate) mod authorization;
pub(crate) mod closing;
pub(crate) mod errands;
pub(crate) mod feed;
pub(crate) mod inactivity;
pub(crate) mod leaving;
pub(crate) mod letters;
pub(crate) mod session;
pub(crate) mod sharing;
pub(crate) mod tickets;
pub(crate) mod tokens;
