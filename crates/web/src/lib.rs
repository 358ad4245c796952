//! The one door to HTTP.
//!
//! Routes are a table with policies; a guard around each of them identifies
//! the person, asks the house whether she may pass, and hands the handler a
//! [`Ctx`]. A handler returns a page as data; the layer renders it inside its
//! site's chrome with nonce, status and cache policy.
//!
//! Architecture invariants: no route without a policy; every writing request
//! shows that it comes from our own pages, and what it typed is not lost when
//! its author must sign in again; private pages are never stored by anybody; a
//! browser has a cookie only once something is tied to it; what goes wrong is
//! told in the person's words or is an opaque fault with an operation number,
//! panics included; nobody makes the server wait for long.

mod accept;
pub mod actor;
pub mod answer;
mod body;
mod certified;
mod client;
pub mod cookie;
pub mod ctx;
pub mod error;
mod failure;
mod guard;
mod headers;
pub mod house;
mod origin;
mod packed;
mod parked;
pub mod posted;
mod render;
pub mod route;
pub mod server;
pub mod signin;
pub mod site;
mod staging;
mod table;
mod tally;
#[cfg(feature = "testing")]
pub mod testing;
#[cfg(test)]
mod tests;
mod throttle;
mod unread;

pub use accept::Timeouts;
pub use actor::{Actor, AgentPass, Person, Right};
pub use answer::{Answer, Html, redirect};
pub use certified::Certification;
pub use client::ClientAddress;
pub use ctx::Ctx;
pub use error::{Failure, Outcome};
pub use house::{Admission, Head, House};
pub use posted::{Posted, StagedFile};
pub use route::{Method, Policy, Route, route};
pub use server::{Foundation, Web};
pub use site::{Site, Sites};
pub use table::TableError;
pub use throttle::Limit;
