//! Téléservices of Publik (w.c.s.) brought into our format: bytes of exports
//! in, definitions, tables and a report out.
//!
//! ```text
//! files → XML → what w.c.s. means (wcs) → our form, workflow and texts → lint → report
//! ```
//!
//! Nothing stops the whole: what cannot be read or carried is told in the
//! [`Report`], with its place and what a person must decide, and is replaced by
//! what is safe (a question always shown, a button instead of an automatic
//! jump). Addresses, keys and accounts of the other site are never copied.
//!
//! Invariants: pure, but for [`read_paths`]; same bytes, same answer; bounded
//! in size, depth and number; no panic on hostile files.

mod expression;
mod fields;
mod form;
mod import;
mod names;
mod referential;
mod report;
mod settings;
mod source;
mod template;
mod wcs;
mod workflow;

pub use import::{Import, Imported, import};
pub use referential::{Column, Referential};
pub use report::{Binding, Count, FileLine, FileState, FormReport, NatureGuess, Note, Report, Verdict, Weight};
pub use source::{CannotRead, SourceFile, read_paths};
