//! The pages of the console.

pub(crate) mod alerts;
mod csv;
pub(crate) mod partners;
pub(crate) mod register;
pub(crate) mod services;
pub(crate) mod unused;
