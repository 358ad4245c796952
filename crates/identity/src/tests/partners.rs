//! Organisations and their services.

mod data;
mod live;
mod members;
mod roles;
mod staff;
mod steps;
mod stores;
mod support;
mod trial;
