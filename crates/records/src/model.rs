//! What a list and its records are.

mod column;
mod key;
mod record;
mod referential;
mod source;

pub use column::{Column, ColumnKind};
pub use record::State;

pub(crate) use column::column_name;
pub(crate) use key::{Key, free_key};
pub(crate) use record::{Cells, Content, RecordRow};
pub(crate) use referential::Referential;
pub(crate) use source::Source;
