//! Every SQL statement of the studio.

pub mod comments;
pub mod library;
pub mod pack;
pub mod planned;
pub mod taken;
pub mod works;
