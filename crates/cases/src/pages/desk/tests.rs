//! The desk as agents use it, on each engine.

mod acting;
mod admin;
mod bench;
mod consulting;
mod handing;
mod hostile;
mod lists;
mod reading;
mod stopping;
mod withdrawn;
