//! Files as they arrive: their bytes, what is inside archives, their XML.

mod archive;
mod encoding;
mod paths;
mod tree;

pub(crate) use archive::unpacked;
pub use paths::{CannotRead, read_paths};
pub(crate) use tree::{Element, parse};

/// The largest file that is read, in bytes; a site export stays far below.
pub(crate) const MOST_BYTES: u64 = 50_000_000;
/// The most bytes read in all, archives opened.
pub(crate) const MOST_IN_ALL: u64 = 200_000_000;
/// The most files read, those of archives included.
pub(crate) const MOST_FILES: usize = 5_000;

/// A file to import: an export of w.c.s. in XML, or a zip archive of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// Its name, for the report: `formulaires/contact.wcs`.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}
