//! Migrations: each part brings its own, numbered, per kind of database.
//!
//! Expand/contract: a migration never breaks the version of the program that
//! runs while it is applied.

use kernel::Timestamp;
use sha2::{Digest, Sha256};

use crate::{DbError, Kind, Result, Tx, args, hex, record};

/// A step of a part's schema. Never changed once released: a new one is added.
#[derive(Debug, Clone, Copy)]
pub struct Migration {
    /// The part that owns the tables.
    pub part: &'static str,
    /// Its place in the part's own sequence, from 1.
    pub number: u32,
    /// The kind of database it belongs to.
    pub kind: Kind,
    /// Statements valid on both engines.
    pub sql: &'static str,
}

record! {
    struct Applied { part: String, number: i64, checksum: String }
}

/// The tables that every database has.
pub(crate) const BASE: &[Migration] = &[
    Migration { part: "db", number: 1, kind: Kind::Platform, sql: include_str!("../migrations/0001_base.sql") },
    Migration { part: "db", number: 1, kind: Kind::Identity, sql: include_str!("../migrations/0001_base.sql") },
    Migration { part: "db", number: 1, kind: Kind::Instance, sql: include_str!("../migrations/0001_base.sql") },
    Migration { part: "db", number: 2, kind: Kind::Instance, sql: include_str!("../migrations/0002_blob_holders.sql") },
    Migration { part: "db", number: 3, kind: Kind::Platform, sql: include_str!("../migrations/0003_failed_jobs.sql") },
    Migration { part: "db", number: 3, kind: Kind::Identity, sql: include_str!("../migrations/0003_failed_jobs.sql") },
    Migration { part: "db", number: 3, kind: Kind::Instance, sql: include_str!("../migrations/0003_failed_jobs.sql") },
];

/// What remains to be applied.
pub(crate) async fn pending(tx: &mut Tx, migrations: &[Migration]) -> Result<Vec<Migration>> {
    tx.execute(
        "CREATE TABLE IF NOT EXISTS migrations (part TEXT NOT NULL, number BIGINT NOT NULL, checksum TEXT NOT NULL, applied_at BIGINT NOT NULL, PRIMARY KEY (part, number))",
        args![],
    )
    .await?;
    let applied: Vec<Applied> = tx.all("SELECT part, number, checksum FROM migrations", args![]).await?;
    let mut pending = Vec::new();
    for migration in migrations {
        match applied.iter().find(|a| a.part == migration.part && a.number == i64::from(migration.number)) {
            None => pending.push(*migration),
            Some(done) if done.checksum == checksum(migration) => {}
            Some(_) => {
                return Err(DbError::Schema(format!("migration {}/{} was changed after it was applied", migration.part, migration.number)));
            }
        }
    }
    Ok(pending)
}

/// Applies one migration and records it.
pub(crate) async fn apply(tx: &mut Tx, migration: Migration, now: Timestamp) -> Result<()> {
    tx.script(migration.sql).await?;
    tx.execute(
        "INSERT INTO migrations (part, number, checksum, applied_at) VALUES ($1, $2, $3, $4)",
        args![migration.part, migration.number, checksum(&migration), now],
    )
    .await
    .map(drop)
}

/// Names what these migrations make of an empty database.
pub(crate) fn version(migrations: &[Migration]) -> String {
    let mut hash = Sha256::new();
    for migration in migrations {
        hash.update(format!("{}/{} {} ", migration.part, migration.number, checksum(migration)));
    }
    hex(&hash.finalize())
}

fn checksum(migration: &Migration) -> String {
    hex(&Sha256::digest(migration.sql.as_bytes()))
}
