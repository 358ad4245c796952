//! Every statement of the part.

pub mod bindings;
pub mod calls;
pub mod connectors;
