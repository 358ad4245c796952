//! The simulators as their users see them: over sockets and over HTTP.

mod clock;
mod mail;
mod phones;
pub(crate) mod site;
mod town;
