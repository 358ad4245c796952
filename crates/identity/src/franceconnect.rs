//! FranceConnect v2 as its client: how an identity is asked, and what must be
//! true of what comes back. Pure, but for [`client`], which calls.
//!
//! Invariants: nothing is believed before its signature, by a key that
//! FranceConnect publishes and the one algorithm that we registered; every
//! doubt is a [`refusal::Refusal`], which has its page and changes nothing.

pub(crate) mod answer;
pub(crate) mod ask;
pub(crate) mod check;
pub(crate) mod client;
pub(crate) mod decision;
pub(crate) mod pivot;
pub(crate) mod refusal;
pub(crate) mod settings;
pub(crate) mod signature;

pub(crate) use client::FranceConnect;
pub use settings::{PATIENCE, Picture, Proof, Settings, Signing};
