//! The simulators as their users see them: over sockets and over HTTP.

mod clock;
mod mail;
pub(crate) mod site;
mod town;
