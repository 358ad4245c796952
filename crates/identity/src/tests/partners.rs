//! Organisations and their services.

mod stores;
