//! The pages that every French public site owes.

pub(super) mod accessibility;
pub(super) mod notice;
pub(super) mod privacy;
