//! SQLite: a file per database, one writer each.

use std::{
    fs,
    io::{self, ErrorKind},
    path::{Path, PathBuf},
    time::Duration,
};

use sqlx::{
    Connection,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous},
};

use super::{
    Db,
    template::{Mould, Template},
};
use crate::{DbError, DbKey, InstanceKey, Result, Stage};

/// Readers of one file that may work at once.
const READERS: u32 = 4;
/// Connections without work are closed after this long.
const IDLE: Duration = Duration::from_secs(30);
/// A writer waits at most this long for its turn.
const WAIT: Duration = Duration::from_secs(10);

/// The folder that holds the files.
pub(crate) struct Folder {
    dir: PathBuf,
}

impl Folder {
    pub(crate) fn open(dir: PathBuf) -> Result<Self> {
        fs::create_dir_all(dir.join("instances")).map_err(|error| DbError::Unavailable(format!("{}: {error}", dir.display())))?;
        Ok(Self { dir })
    }

    pub(crate) fn has(&self, key: &DbKey) -> bool {
        self.path(key).exists()
    }

    pub(crate) fn database(&self, key: &DbKey) -> Result<Db> {
        if self.has(key) { Ok(database(&self.path(key))) } else { Err(DbError::NotFound) }
    }

    /// A file to prepare a database in: see [`Mould`].
    pub(crate) fn mould(&self) -> Result<Mould> {
        Mould::new(&self.dir)
    }

    /// Makes a database; see [`Template::place`].
    pub(crate) async fn place(&self, key: &DbKey, template: Template) -> Result<()> {
        template.place(&self.dir, self.path(key)).await
    }

    pub(crate) fn list(&self) -> Result<Vec<DbKey>> {
        let mut keys = vec![DbKey::Platform, DbKey::Identity];
        keys.retain(|key| self.has(key));
        for entry in fs::read_dir(self.dir.join("instances")).map_err(refused)? {
            let name = entry.map_err(refused)?.file_name();
            keys.extend(name.to_str().and_then(instance_of).map(DbKey::Instance));
        }
        keys.sort_by_key(ToString::to_string);
        Ok(keys)
    }

    pub(crate) fn erase(&self, key: &DbKey) -> Result<()> {
        let path = self.path(key);
        for suffix in ["", "-wal", "-shm"] {
            let mut file = path.clone().into_os_string();
            file.push(suffix);
            match fs::remove_file(&file) {
                Err(error) if error.kind() != ErrorKind::NotFound => return Err(refused(error)),
                _ => {}
            }
        }
        Ok(())
    }

    fn path(&self, key: &DbKey) -> PathBuf {
        match key {
            DbKey::Platform => self.dir.join("platform.db"),
            DbKey::Identity => self.dir.join("identity.db"),
            DbKey::Instance(key) => self.dir.join("instances").join(format!("{}.{}.db", key.authority, key.stage.as_str())),
        }
    }
}

/// The pools of a file, which must be there: one that vanished must not come back empty.
pub(crate) fn database(path: &Path) -> Db {
    let options = options(path);
    let pool = || {
        let options = SqlitePoolOptions::new().test_before_acquire(false).acquire_timeout(WAIT).idle_timeout(IDLE).min_connections(0);
        // a disk without room may end a transaction behind the driver's back: such a connection is replaced
        options.before_acquire(|connection, _| Box::pin(async move { Ok(!connection.is_in_transaction()) }))
    };
    let writer: SqlitePool = pool().max_connections(1).connect_lazy_with(options.clone());
    let reading = options.pragma("query_only", "ON").optimize_on_close(false, None);
    let readers: SqlitePool = pool().max_connections(READERS).connect_lazy_with(reading);
    Db::Sqlite { writer, readers }
}

/// Folds the log into the file and empties it. False when a reader needs it.
pub(crate) async fn empty_log(writer: &SqlitePool) -> Result<bool> {
    let is_busy: i64 = sqlx::query_scalar("PRAGMA wal_checkpoint(TRUNCATE)").fetch_one(writer).await?;
    Ok(is_busy == 0)
}

/// WAL with FULL: an acknowledged row survives a power cut, which NORMAL does not promise.
fn options(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(false)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(WAIT)
        .pragma("trusted_schema", "OFF")
        .pragma("secure_delete", "ON")
        .pragma("cache_size", "-1000")
        .statement_cache_capacity(64)
        .optimize_on_close(true, None)
}

fn instance_of(file: &str) -> Option<InstanceKey> {
    let (authority, stage) = file.strip_suffix(".db")?.rsplit_once('.')?;
    Some(InstanceKey { authority: authority.parse().ok()?, stage: Stage::parse(stage)? })
}

pub(super) fn refused(error: io::Error) -> DbError {
    DbError::Unavailable(error.to_string())
}
