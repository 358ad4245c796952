//! Two versions of a definition, in words; three of them, brought together.
//!
//! A document is seen as units: a page, a question, a status, a transition, a
//! message, a document, a setting. A unit that moved is the same unit.

mod apart;
mod changes;
mod difference;
mod merge;
mod order;
#[cfg(test)]
mod tests;
mod three_way;
mod together;
mod words;

pub use changes::{Change, Detail};
pub use difference::{Difference, differences};
pub use merge::merge;
pub use three_way::{Merge, Side, State, three_way};
