//! The two engines, each in its own file.

pub(crate) mod postgres;
pub(crate) mod sqlite;
mod template;

pub(crate) use template::Template;

use crate::{Result, Tx, tx::Inner};

/// What a transaction is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    Read,
    /// Once committed, it survives a power cut.
    Write,
    /// It may be lost with the power, then what follows from it is done again. It
    /// survives the end of the process, and is made durable by the next [`Mode::Write`].
    Note,
}

/// One opened database.
#[derive(Clone)]
pub(crate) enum Db {
    /// One writer, and readers apart.
    Sqlite { writer: sqlx::SqlitePool, readers: sqlx::SqlitePool },
    /// A schema reached through the server's shared pool.
    Postgres { pool: sqlx::PgPool, schema: String },
}

impl Db {
    pub(crate) async fn begin(&self, mode: Mode) -> Result<Inner> {
        Ok(match (self, mode) {
            // the level is a connection's own and cannot change within a transaction: each says what it needs
            (Self::Sqlite { writer, .. }, Mode::Write) => {
                Inner::Sqlite(writer.begin_with("PRAGMA synchronous = FULL; BEGIN IMMEDIATE").await?)
            }
            (Self::Sqlite { writer, .. }, Mode::Note) => {
                Inner::Sqlite(writer.begin_with("PRAGMA synchronous = NORMAL; BEGIN IMMEDIATE").await?)
            }
            (Self::Sqlite { readers, .. }, Mode::Read) => Inner::Sqlite(readers.begin_with("BEGIN DEFERRED").await?),
            (Self::Postgres { pool, schema }, mode) => {
                let begin = match mode {
                    Mode::Write => "BEGIN ISOLATION LEVEL READ COMMITTED",
                    Mode::Note => "BEGIN ISOLATION LEVEL READ COMMITTED; SET LOCAL synchronous_commit TO off",
                    Mode::Read => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
                };
                // one message, so one round trip
                let begin = format!("{begin}; SET LOCAL search_path TO \"{schema}\"");
                Inner::Postgres(postgres::begin(pool, &begin).await?)
            }
        })
    }

    /// Holds other replicas back while the schema changes.
    pub(crate) async fn lock_schema(&self, tx: &mut Tx) -> Result<()> {
        if let Self::Postgres { schema, .. } = self {
            tx.execute("SELECT pg_advisory_xact_lock(hashtext($1))", crate::args![schema]).await?;
        }
        Ok(())
    }

    /// Empties the log, which keeps pages as they were before a deletion.
    pub(crate) async fn wipe(&self) -> Result<bool> {
        match self {
            Self::Sqlite { writer, .. } => sqlite::empty_log(writer).await,
            Self::Postgres { .. } => Ok(true),
        }
    }

    pub(crate) async fn close(&self) {
        match self {
            Self::Sqlite { writer, readers } => {
                readers.close().await;
                writer.close().await;
            }
            // the server's pool is shared by all its schemas
            Self::Postgres { .. } => {}
        }
    }
}
