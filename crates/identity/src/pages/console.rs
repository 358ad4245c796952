//! The pages of the console.

pub(crate) mod partners;
pub(crate) mod register;
pub(crate) mod unused;
