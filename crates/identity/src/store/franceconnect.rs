//! What is kept of FranceConnect.

pub(crate) mod arrivals;
pub(crate) mod id_tokens;
pub(crate) mod links;
pub(crate) mod requests;
