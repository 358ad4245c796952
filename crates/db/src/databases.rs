//! All the databases of a deployment, opened when first needed.

mod opening;

use std::{
    collections::HashMap,
    path::PathBuf,
    sync::{Arc, PoisonError},
};

use kernel::Clock;
use tokio::sync::{
    Mutex, OnceCell,
    mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel},
};

use crate::{
    DbKey, IdentityTx, InstanceKey, InstanceTx, Kind, Migration, PlatformTx, Result, Tx,
    engine::{Db, Mode, postgres, sqlite},
    migrate,
};

/// Where the databases are. Not printable: an address holds a password.
#[derive(Clone)]
pub enum Engine {
    /// Files in this folder.
    Sqlite {
        /// The folder; made if absent.
        dir: PathBuf,
    },
    /// Schemas in this PostgreSQL database.
    Postgres {
        /// `postgres://user:password@host/database`
        url: String,
        /// Before each schema's name, so that tests share a database.
        prefix: String,
    },
}

/// Every database of a deployment.
#[derive(Clone)]
pub struct Databases(Arc<Inner>);

struct Inner {
    engine: Opened,
    migrations: Vec<Migration>,
    clock: Arc<dyn Clock>,
    /// A cell each, so that opening one database does not make the others wait.
    opened: std::sync::Mutex<HashMap<DbKey, Arc<OnceCell<Db>>>>,
    wake: UnboundedSender<DbKey>,
    woken: Mutex<Option<UnboundedReceiver<DbKey>>>,
}

enum Opened {
    Sqlite(sqlite::Folder),
    Postgres(postgres::Server),
}

impl Databases {
    /// Opens a deployment. `migrations` are those of every part; each database
    /// is brought up to date when first opened.
    ///
    /// # Errors
    /// [`crate::DbError::Unavailable`] when the folder or the server cannot be reached.
    pub async fn open(engine: Engine, migrations: &[&[Migration]], clock: Arc<dyn Clock>) -> Result<Self> {
        let engine = match engine {
            Engine::Sqlite { dir } => Opened::Sqlite(sqlite::Folder::open(dir)?),
            Engine::Postgres { url, prefix } => Opened::Postgres(postgres::Server::connect(&url, prefix).await?),
        };
        let migrations = migrate::BASE.iter().chain(migrations.iter().copied().flatten()).copied().collect();
        let (wake, woken) = unbounded_channel();
        let inner = Inner { engine, migrations, clock, opened: std::sync::Mutex::default(), wake, woken: Mutex::new(Some(woken)) };
        Ok(Self(Arc::new(inner)))
    }

    /// A reading transaction on the platform's database.
    pub async fn platform_read(&self) -> Result<PlatformTx> {
        self.begin(DbKey::Platform, Mode::Read).await.map(PlatformTx)
    }
    /// A writing transaction on the platform's database.
    pub async fn platform_write(&self) -> Result<PlatformTx> {
        self.begin(DbKey::Platform, Mode::Write).await.map(PlatformTx)
    }
    /// A reading transaction on the identity provider's database.
    pub async fn identity_read(&self) -> Result<IdentityTx> {
        self.begin(DbKey::Identity, Mode::Read).await.map(IdentityTx)
    }
    /// A writing transaction on the identity provider's database.
    pub async fn identity_write(&self) -> Result<IdentityTx> {
        self.begin(DbKey::Identity, Mode::Write).await.map(IdentityTx)
    }
    /// The same for what may be lost with the power, because whoever asked will
    /// ask again: it does not wait for the disk.
    pub async fn identity_note(&self) -> Result<IdentityTx> {
        self.begin(DbKey::Identity, Mode::Note).await.map(IdentityTx)
    }
    /// A reading transaction on an instance's database.
    pub async fn instance_read(&self, key: &InstanceKey) -> Result<InstanceTx> {
        self.begin(DbKey::Instance(key.clone()), Mode::Read).await.map(InstanceTx)
    }
    /// A writing transaction on an instance's database.
    pub async fn instance_write(&self, key: &InstanceKey) -> Result<InstanceTx> {
        self.begin(DbKey::Instance(key.clone()), Mode::Write).await.map(InstanceTx)
    }

    /// A transaction on any database: for what each of them has (jobs, audit).
    pub async fn any_write(&self, key: &DbKey) -> Result<Tx> {
        self.begin(key.clone(), Mode::Write).await
    }
    /// The same for what may be done again after a power cut: it does not wait for the disk.
    pub(crate) async fn any_note(&self, key: &DbKey) -> Result<Tx> {
        self.begin(key.clone(), Mode::Note).await
    }
    /// A reading transaction on any database.
    pub async fn any_read(&self, key: &DbKey) -> Result<Tx> {
        self.begin(key.clone(), Mode::Read).await
    }

    /// Makes a database and brings it up to date. Doing it again changes nothing.
    pub async fn create(&self, key: &DbKey) -> Result<()> {
        self.database(key, true).await.map(drop)
    }

    /// Leaves nothing of what was deleted in the files of a database. SQLite
    /// zeroes freed bytes (`secure_delete`), but its log keeps old pages until it
    /// is emptied. PostgreSQL does it in its own time (autovacuum). False when
    /// somebody read meanwhile: the log is emptied the next time.
    pub async fn wipe(&self, key: &DbKey) -> Result<bool> {
        self.database(key, false).await?.wipe().await
    }

    /// Every database that exists.
    pub async fn list(&self) -> Result<Vec<DbKey>> {
        match &self.0.engine {
            Opened::Sqlite(folder) => folder.list(),
            Opened::Postgres(server) => server.list().await,
        }
    }

    /// Erases a database for good.
    pub async fn erase(&self, key: &DbKey) -> Result<()> {
        let cell = self.0.opened().remove(key);
        close(cell.as_deref()).await;
        match &self.0.engine {
            Opened::Sqlite(folder) => folder.erase(key),
            Opened::Postgres(server) => server.erase(key).await,
        }
    }

    /// Closes every connection.
    pub async fn close(&self) {
        let cells: Vec<_> = self.0.opened().drain().collect();
        for (_, cell) in cells {
            close(Some(&cell)).await;
        }
    }

    /// The clock of this deployment.
    pub fn clock(&self) -> &Arc<dyn Clock> {
        &self.0.clock
    }

    /// The names of databases that have new work, for the job runner: taken once.
    pub(crate) async fn take_woken(&self) -> Option<UnboundedReceiver<DbKey>> {
        self.0.woken.lock().await.take()
    }

    async fn begin(&self, key: DbKey, mode: Mode) -> Result<Tx> {
        let create = key.kind() != Kind::Instance;
        let db = self.database(&key, create).await?;
        Ok(Tx::new(db.begin(mode).await?, key, Some(self.0.wake.clone())))
    }
}

impl Inner {
    fn opened(&self) -> std::sync::MutexGuard<'_, HashMap<DbKey, Arc<OnceCell<Db>>>> {
        self.opened.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn close(cell: Option<&OnceCell<Db>>) {
    if let Some(db) = cell.and_then(OnceCell::get) {
        db.close().await;
    }
}
