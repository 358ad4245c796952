//! The desk as agents use it, on each engine.

mod acting;
mod admin;
mod bench;
mod consulting;
mod handing;
mod lists;
mod reading;
mod withdrawn;
