//! The rows of notices and sendings.

pub mod notices;
pub mod sendings;
#[cfg(test)]
mod tests;
