//! Authorities, their instances, and what each offer allows.

mod authority;
mod function;
mod instance;

pub use authority::Authority;
pub use function::{Function, Group, Line, TABLE, allows};
pub use instance::{Instance, InstanceState, stages};
