//! Organisations that connect services, their members and their services.

pub(crate) mod invitations;
pub(crate) mod lookups;
pub(crate) mod members;
pub(crate) mod organisations;
pub(crate) mod proposals;
pub(crate) mod services;
