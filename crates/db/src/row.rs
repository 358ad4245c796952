//! Rows that come out of statements.

use kernel::{Cents, Id, Personal, Slug, Timestamp, clock::from_micros};
use serde::de::DeserializeOwned;
use sqlx::{Row as _, postgres::PgRow, sqlite::SqliteRow};
use uuid::Uuid;

use crate::{DbError, Doc, Result};

/// A row of either engine, read by the names of its columns.
pub enum Row {
    /// From SQLite.
    Sqlite(SqliteRow),
    /// From PostgreSQL.
    Postgres(PgRow),
}

/// What a column can be read as.
pub trait Column: Sized {
    /// Reads the column of this name.
    fn read(row: &Row, name: &str) -> Result<Self>;
    /// Reads it where it may be NULL.
    fn read_option(row: &Row, name: &str) -> Result<Option<Self>>;
}

/// A row read as a whole; made by [`record!`](crate::record).
pub trait Record: Sized {
    /// Reads every field from the column of its name.
    fn read(row: &Row) -> Result<Self>;
}

impl Row {
    /// Reads the column of this name.
    pub fn get<T: Column>(&self, name: &str) -> Result<T> {
        T::read(self, name)
    }
}

/// Columns that both drivers read by themselves.
macro_rules! native {
    ($($type:ty),*) => {
        $(impl Column for $type {
            fn read(row: &Row, name: &str) -> Result<Self> {
                Self::read_option(row, name)?.ok_or_else(|| DbError::corrupt(name, "is null"))
            }
            fn read_option(row: &Row, name: &str) -> Result<Option<Self>> {
                Ok(match row {
                    Row::Sqlite(row) => row.try_get_unchecked(name)?,
                    Row::Postgres(row) => row.try_get_unchecked(name)?,
                })
            }
        })*
    };
}
native!(bool, i64, f64, String, Uuid, serde_json::Value, Vec<u8>);

/// Columns read as another type, then turned.
macro_rules! through {
    ($($type:ty as $native:ty, $from:expr;)*) => {
        $(impl Column for $type {
            fn read(row: &Row, name: &str) -> Result<Self> {
                let from: fn($native) -> Option<Self> = $from;
                from(<$native>::read(row, name)?).ok_or_else(|| DbError::corrupt(name, "has an unknown value"))
            }
            fn read_option(row: &Row, name: &str) -> Result<Option<Self>> {
                let from: fn($native) -> Option<Self> = $from;
                <$native>::read_option(row, name)?
                    .map(|value| from(value).ok_or_else(|| DbError::corrupt(name, "has an unknown value")))
                    .transpose()
            }
        })*
    };
}
through! {
    i32 as i64, |v| v.try_into().ok();
    u32 as i64, |v| v.try_into().ok();
    u8 as i64, |v| v.try_into().ok();
    Timestamp as i64, |v| Some(from_micros(v));
    Cents as i64, |v| Some(Cents(v));
    Slug as String, |v| v.parse().ok();
}

impl<K> Column for Id<K> {
    fn read(row: &Row, name: &str) -> Result<Self> {
        Uuid::read(row, name).map(Self::from_uuid)
    }
    fn read_option(row: &Row, name: &str) -> Result<Option<Self>> {
        Ok(Uuid::read_option(row, name)?.map(Self::from_uuid))
    }
}

impl<T: DeserializeOwned> Column for Doc<T> {
    fn read(row: &Row, name: &str) -> Result<Self> {
        document(serde_json::Value::read(row, name)?, name)
    }
    fn read_option(row: &Row, name: &str) -> Result<Option<Self>> {
        serde_json::Value::read_option(row, name)?.map(|value| document(value, name)).transpose()
    }
}

impl<T: Column> Column for Personal<T> {
    fn read(row: &Row, name: &str) -> Result<Self> {
        T::read(row, name).map(Self::new)
    }
    fn read_option(row: &Row, name: &str) -> Result<Option<Self>> {
        Ok(T::read_option(row, name)?.map(Self::new))
    }
}

impl<T: Column> Column for Option<T> {
    fn read(row: &Row, name: &str) -> Result<Self> {
        T::read_option(row, name)
    }
    fn read_option(row: &Row, name: &str) -> Result<Option<Self>> {
        Ok(Some(T::read_option(row, name)?))
    }
}

fn document<T: DeserializeOwned>(value: serde_json::Value, name: &str) -> Result<Doc<T>> {
    // the reason names a shape, never the value: it may be personal
    serde_json::from_value(value).map(Doc).map_err(|_| DbError::corrupt(name, "is not the document expected"))
}

/// Declares a struct that is read from a row, field by column.
#[macro_export]
macro_rules! record {
    ($(#[$meta:meta])* $vis:vis struct $name:ident { $($(#[$field_meta:meta])* $field_vis:vis $field:ident : $type:ty),* $(,)? }) => {
        $(#[$meta])*
        $vis struct $name { $($(#[$field_meta])* $field_vis $field: $type),* }
        impl $crate::Record for $name {
            fn read(row: &$crate::Row) -> $crate::Result<Self> {
                Ok(Self { $($field: row.get(stringify!($field))?),* })
            }
        }
    };
}
