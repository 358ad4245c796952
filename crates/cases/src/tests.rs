//! What the part does between pages and databases, on both engines.

mod addresses;
mod bench;

mod acknowledging;
mod acting;
mod draft_files;
mod sending;
mod third_party;
mod transferring;
