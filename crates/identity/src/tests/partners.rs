//! Organisations and their services.

mod data;
mod live;
mod members;
mod options;
mod roles;
pub(super) mod staff;
mod steps;
mod stores;
mod support;
mod trial;
