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

impl DbError {
    /// A column that does not hold what it should; `reason` names a shape, never
    /// the value: it may be personal.
    pub fn corrupt(column: &str, reason: &str) -> Self {
        Self::Corrupt { column: column.to_owned(), reason: reason.to_owned() }
    }
}

impl From<sqlx::Error> for DbError {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::RowNotFound => Self::NotFound,
            sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::WorkerCrashed
            | sqlx::Error::Io(_)
            | sqlx::Error::Tls(_)
            | sqlx::Error::BeginFailed => Self::Unavailable(error.to_string()),
            sqlx::Error::Database(refusal) if refusal.is_unique_violation() => Self::Unique,
            sqlx::Error::Database(refusal) => match refusal.code().as_deref().map(Cause::of) {
                Some(Cause::Conflict) => Self::Conflict,
                Some(Cause::Unavailable) => Self::Unavailable(refusal.message().to_owned()),
                _ => Self::Other(error.to_string()),
            },
            _ => Self::Other(error.to_string()),
        }
    }
}

/// What a refusal's code means to us.
enum Cause {
    Conflict,
    Unavailable,
    Fault,
}

impl Cause {
    /// PostgreSQL's codes have five characters, SQLite's are short numbers.
    fn of(code: &str) -> Self {
        if code.len() == 5 { Self::of_postgres(code) } else { Self::of_sqlite(code) }
    }

    /// PostgreSQL, Appendix A: serialisation failure, deadlock, lock not available;
    /// connection exceptions (08), insufficient resources (53), shutdown (57P), system errors (58).
    fn of_postgres(code: &str) -> Self {
        match code {
            "40001" | "40P01" | "55P03" => Self::Conflict,
            _ if ["08", "53", "57P", "58"].iter().any(|class| code.starts_with(class)) => Self::Unavailable,
            _ => Self::Fault,
        }
    }

    /// SQLite, "Result and Error Codes"; the low byte of an extended code is its family.
    fn of_sqlite(code: &str) -> Self {
        match code.parse::<i32>().map(|code| code & 0xff) {
            // BUSY, LOCKED
            Ok(5 | 6) => Self::Conflict,
            // READONLY, IOERR, FULL, CANTOPEN
            Ok(8 | 10 | 13 | 14) => Self::Unavailable,
            _ => Self::Fault,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_tell_a_lost_race_from_a_missing_database() {
        for (codes, expected) in [
            (["5", "261", "517", "773", "6", "40001", "40P01", "55P03"].as_slice(), "conflict"),
            (&["13", "10", "266", "1034", "4874", "8", "1032", "14", "08006", "53100", "53300", "57P01", "57P03", "58030"], "unavailable"),
            (&["1", "19", "25P02", "42P01", "57014", "XX000"], "fault"),
        ] {
            for code in codes {
                let cause = match Cause::of(code) {
                    Cause::Conflict => "conflict",
                    Cause::Unavailable => "unavailable",
                    Cause::Fault => "fault",
                };
                assert_eq!(cause, expected, "{code}");
            }
        }
    }
}
