//! Organisations and their services.

mod live;
mod members;
mod options;
mod roles;
mod staff;
mod stores;
mod support;
mod trial;
