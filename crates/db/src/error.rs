//! What a database can answer besides rows.

/// The result of a store function.
pub type Result<T, E = DbError> = std::result::Result<T, E>;

/// Why a statement or a transaction did not succeed.
#[derive(Debug, thiserror::Error)]
pub enum DbError {
    /// A unique constraint refused the row: somebody was first.
    #[error("a unique constraint refused the row")]
    Unique,
    /// Another transaction won; the same work may succeed when done again.
    #[error("another transaction won")]
    Conflict,
    /// No row where one was expected.
    #[error("no such row")]
    NotFound,
    /// The database cannot be reached, or has no room left: nothing was kept.
    #[error("the database is unavailable: {0}")]
    Unavailable(String),
    /// A stored value does not have the shape it should.
    #[error("column {column}: {reason}")]
    Corrupt {
        /// The column read.
        column: String,
        /// What is wrong with it.
        reason: String,
    },
    /// A database of a version this program does not know how to serve.
    #[error("{0}")]
    Schema(String),
    /// Anything else: a fault of ours.
    #[error("{0}")]
    Other(String),
}

impl From<sqlx::Error> for DbError {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::RowNotFound => Self::NotFound,
            sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed | sqlx::Error::Io(_) | sqlx::Error::Tls(_) => {
                Self::Unavailable(error.to_string())
            }
            sqlx::Error::Database(refusal) if refusal.is_unique_violation() => Self::Unique,
            sqlx::Error::Database(refusal) => match refusal.code().as_deref() {
                // SQLite: BUSY, IOERR and FULL with their extended forms; PostgreSQL: out of resources, shutting down.
                Some("5" | "261" | "517" | "40001" | "40P01") => Self::Conflict,
                Some(
                    "13" | "10" | "266" | "778" | "1034" | "1290" | "4874" | "53100" | "53200" | "53300" | "57P01" | "57P02" | "57P03",
                ) => Self::Unavailable(refusal.message().to_owned()),
                _ => Self::Other(error.to_string()),
            },
            _ => Self::Other(error.to_string()),
        }
    }
}
