//! The pages of the console.

pub(crate) mod alerts;
pub(crate) mod register;
pub(crate) mod unused;
