//! FranceConnect applied to accounts: leaving for it, coming back, and what
//! becomes of the account.

pub(crate) mod arriving;
pub(crate) mod asking;
pub(crate) mod certifying;
pub(crate) mod entering;
pub(crate) mod merging;
pub(crate) mod signing_out;
pub(crate) mod signing_up;
pub(crate) mod unlinking;
