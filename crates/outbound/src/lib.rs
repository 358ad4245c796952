//! The one door out: every HTTP call to another machine passes here, and the
//! files that an antivirus examines.
//!
//! Invariants: no redirect is followed; every call is bounded in time and in
//! size; an address of ours (loopback, private, link-local…) is never reached
//! unless the operator listed its `host:port`; the address checked is the
//! address connected to.

mod addresses;
mod clamd;
mod client;

pub use clamd::{Clamd, Verdict};
pub use client::{Answer, CallError, Http, KEEP_IDLE, Request};
