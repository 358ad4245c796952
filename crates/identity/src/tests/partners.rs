//! Organisations and their services.

mod live;
mod members;
mod options;
mod roles;
pub(super) mod staff;
mod stores;
mod support;
mod trial;
