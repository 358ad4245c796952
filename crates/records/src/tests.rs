//! The part as its neighbours and administrators see it, on both engines.

mod bench;

mod filling;
mod importing;
mod keeping;
mod reading;
mod source;
mod writing;
