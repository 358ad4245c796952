//! Every SQL statement of the studio.

pub mod comments;
pub mod planned;
pub mod works;
