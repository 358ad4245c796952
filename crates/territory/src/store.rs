//! Every SQL statement of the part.

pub mod authorities;
mod columns;
pub mod instances;
pub mod operators;
