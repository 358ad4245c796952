//! Files, named by the SHA-256 of their content, one namespace per instance.
//!
//! A file is whole and on disk before its name is known. Rows name who refers
//! to it; the last one gone, a job erases the file. What was put and never
//! referred to is erased by the sweep, a day later.

mod refs;
mod store;
mod sweep;
#[cfg(test)]
mod tests;

pub use refs::{ERASE, Holder, held_before};
pub use store::Blobs;

/// A file, named by its content.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct BlobRef {
    /// SHA-256 of the content, in lower-case hexadecimal.
    pub hash: String,
    /// Its length in bytes.
    pub size: u64,
}
