//! All the databases of a deployment, opened when first needed.

use std::{collections::HashMap, fmt, path::PathBuf, sync::Arc};

use kernel::{Clock, Slug};
use tokio::sync::{
    Mutex,
    mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel},
};

use crate::{
    DbError, IdentityTx, InstanceTx, Migration, PlatformTx, Result, Tx,
    engine::{Db, Mode, postgres, sqlite},
    migrate,
};

/// The three kinds of database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Directory, published catalogue, followed cases, sessions of the sites.
    Platform,
    /// The identity provider's own.
    Identity,
    /// One authority's cases, at one stage.
    Instance,
}

crate::text_enum! {
    /// The two copies of an authority's space.
    pub enum Stage {
        /// For real.
        Production = "production",
        /// For trying.
        Test = "test",
    }
}

/// An instance: an authority's space at one stage.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct InstanceKey {
    /// Whose it is.
    pub authority: Slug,
    /// Production or test.
    pub stage: Stage,
}

impl InstanceKey {
    /// The authority's production instance.
    pub const fn production(authority: Slug) -> Self {
        Self { authority, stage: Stage::Production }
    }

    /// Reads `lyon` or `lyon~test`.
    pub fn parse(text: &str) -> Option<Self> {
        match text.strip_suffix("~test") {
            Some(authority) => Some(Self { authority: authority.parse().ok()?, stage: Stage::Test }),
            None => Some(Self::production(text.parse().ok()?)),
        }
    }
}

/// `lyon` in production, `lyon~test` for its test copy: as in URLs.
impl fmt::Display for InstanceKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let suffix = if self.stage == Stage::Test { "~test" } else { "" };
        write!(f, "{}{suffix}", self.authority)
    }
}
impl fmt::Debug for InstanceKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// Names one database.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum DbKey {
    /// The platform's.
    Platform,
    /// The identity provider's.
    Identity,
    /// An instance's.
    Instance(InstanceKey),
}

impl DbKey {
    /// Its kind.
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Platform => Kind::Platform,
            Self::Identity => Kind::Identity,
            Self::Instance(_) => Kind::Instance,
        }
    }
}

/// `platform`, `identity`, or the instance's name.
impl fmt::Display for DbKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Platform => f.write_str("platform"),
            Self::Identity => f.write_str("identity"),
            Self::Instance(key) => write!(f, "{key}"),
        }
    }
}

/// Where the databases are.
#[derive(Debug, Clone)]
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
    opened: Mutex<HashMap<DbKey, Db>>,
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
    /// [`DbError::Unavailable`] when the folder or the server cannot be reached.
    pub async fn open(engine: Engine, migrations: &[&[Migration]], clock: Arc<dyn Clock>) -> Result<Self> {
        let engine = match engine {
            Engine::Sqlite { dir } => Opened::Sqlite(sqlite::Folder::open(dir)?),
            Engine::Postgres { url, prefix } => Opened::Postgres(postgres::Server::connect(&url, prefix).await?),
        };
        let migrations = migrate::BASE.iter().chain(migrations.iter().copied().flatten()).copied().collect();
        let (wake, woken) = unbounded_channel();
        let inner = Inner { engine, migrations, clock, opened: Mutex::default(), wake, woken: Mutex::new(Some(woken)) };
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
    /// A reading transaction on any database.
    pub async fn any_read(&self, key: &DbKey) -> Result<Tx> {
        self.begin(key.clone(), Mode::Read).await
    }

    /// Makes a database and brings it up to date. Doing it again changes nothing.
    pub async fn create(&self, key: &DbKey) -> Result<()> {
        self.database(key, true).await.map(drop)
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
        if let Some(db) = self.0.opened.lock().await.remove(key) {
            db.close().await;
        }
        match &self.0.engine {
            Opened::Sqlite(folder) => folder.erase(key),
            Opened::Postgres(server) => server.erase(key).await,
        }
    }

    /// Closes every connection.
    pub async fn close(&self) {
        for (_, db) in self.0.opened.lock().await.drain() {
            db.close().await;
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

    /// Tells the job runner to look at a database.
    pub(crate) fn wake(&self, key: DbKey) {
        // no receiver: no runner in this process
        let _ = self.0.wake.send(key);
    }

    async fn begin(&self, key: DbKey, mode: Mode) -> Result<Tx> {
        let create = key.kind() != Kind::Instance;
        let db = self.database(&key, create).await?;
        Ok(Tx::new(db.begin(mode).await?, key, Some(self.0.wake.clone())))
    }

    async fn database(&self, key: &DbKey, create: bool) -> Result<Db> {
        let mut opened = self.0.opened.lock().await;
        if let Some(db) = opened.get(key) {
            return Ok(db.clone());
        }
        let db = match &self.0.engine {
            Opened::Sqlite(folder) => folder.database(key, create)?,
            Opened::Postgres(server) => server.database(key, create).await?,
        };
        self.bring_up_to_date(&db, key).await?;
        opened.insert(key.clone(), db.clone());
        Ok(db)
    }

    async fn bring_up_to_date(&self, db: &Db, key: &DbKey) -> Result<()> {
        let wanted: Vec<Migration> = self.0.migrations.iter().filter(|m| m.kind == key.kind()).copied().collect();
        // one transaction: a database is never seen half-way, and two replicas wait for each other
        let mut tx = Tx::new(db.begin(Mode::Write).await?, key.clone(), None);
        db.lock_schema(&mut tx).await?;
        let pending = migrate::pending(&mut tx, &wanted).await?;
        for migration in pending {
            migrate::apply(&mut tx, migration, self.0.clock.wall())
                .await
                .map_err(|error| DbError::Schema(format!("migration {}/{} of {key}: {error}", migration.part, migration.number)))?;
        }
        tx.commit().await
    }
}
