//! Accessible PDF documents: receipts, certificates, summaries.
//!
//! Owns the PDF library: no other crate names it. A document is a value and
//! `render` a pure function of it: the same value gives the same bytes.
//!
//! Invariants:
//! - every export is checked against PDF/UA-1 (ISO 14289-1) by the library's
//!   validator; what it refuses is an error, never a file;
//! - texts are data: nothing in them is interpreted;
//! - no text can make an export fail, whatever its characters or length.
//!
//! The way of a document: `compose` turns blocks into strips (unbreakable
//! bands of text and decoration) and a structure tree, `paginate` deals the
//! strips out to pages, `furniture` adds what pages repeat, `draw` and `export`
//! write the file.

mod clean;
mod colour;
mod compose;
mod document;
mod draw;
mod error;
mod export;
mod faces;
mod furniture;
mod kerning;
mod metrics;
mod opentype;
mod outline;
mod paginate;
mod strip;
mod structure;
mod style;
#[cfg(test)]
mod tests;
mod wrap;

pub use document::{Block, Document, Letterhead, Level};
pub use error::DocumentError;
pub use export::{Rendered, render};
