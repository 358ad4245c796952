//! PostgreSQL: a schema per database, one pool for all.

use std::time::Duration;

use sqlx::{AssertSqlSafe, PgPool, Postgres, Transaction, postgres::PgPoolOptions};
use tokio::time::timeout;

use super::Db;
use crate::{DbError, DbKey, InstanceKey, Result, Stage};

/// Connections of one replica.
const CONNECTIONS: u32 = 16;
/// A request waits at most this long for a connection that answers.
const WAIT: Duration = Duration::from_secs(5);

/// A PostgreSQL database that holds our schemas.
pub(crate) struct Server {
    pool: PgPool,
    prefix: String,
}

impl Server {
    pub(crate) async fn connect(url: &str, prefix: String) -> Result<Self> {
        let connections = if prefix.is_empty() { CONNECTIONS } else { 4 };
        let pool = PgPoolOptions::new()
            .max_connections(connections)
            .acquire_timeout(WAIT)
            .idle_timeout(Duration::from_secs(60))
            .test_before_acquire(false)
            .connect(url)
            .await?;
        Ok(Self { pool, prefix })
    }

    pub(crate) async fn database(&self, key: &DbKey, create: bool) -> Result<Db> {
        let schema = self.schema(key);
        if create {
            // one message is one transaction; the lock, because two IF NOT EXISTS at once may collide all the same
            let sql = format!("SELECT pg_advisory_xact_lock(hashtext('{schema}')); CREATE SCHEMA IF NOT EXISTS \"{schema}\"");
            sqlx::raw_sql(AssertSqlSafe(sql)).execute(&self.pool).await?;
        } else if !self.schemas().await?.contains(&schema) {
            return Err(DbError::NotFound);
        }
        Ok(Db::Postgres { pool: self.pool.clone(), schema })
    }

    pub(crate) async fn list(&self) -> Result<Vec<DbKey>> {
        let mut keys: Vec<DbKey> = self.schemas().await?.iter().filter_map(|name| key_of(name.strip_prefix(&self.prefix)?)).collect();
        keys.sort_by_key(ToString::to_string);
        Ok(keys)
    }

    pub(crate) async fn erase(&self, key: &DbKey) -> Result<()> {
        let schema = self.schema(key);
        sqlx::raw_sql(AssertSqlSafe(format!("DROP SCHEMA IF EXISTS \"{schema}\" CASCADE"))).execute(&self.pool).await?;
        Ok(())
    }

    async fn schemas(&self) -> Result<Vec<String>> {
        Ok(sqlx::query_scalar("SELECT nspname::text FROM pg_namespace").fetch_all(&self.pool).await?)
    }

    /// A slug holds neither a quote nor a colon, so the name needs no escape.
    fn schema(&self, key: &DbKey) -> String {
        match key {
            DbKey::Platform => format!("{}platform", self.prefix),
            DbKey::Identity => format!("{}identity", self.prefix),
            DbKey::Instance(key) => format!("{}i:{}:{}", self.prefix, key.authority, key.stage.as_str()),
        }
    }
}

/// Begins a transaction. After the server went away, every connection of the
/// pool is dead and shows it at first use: the next one is tried, since nothing
/// was asked yet.
pub(crate) async fn begin(pool: &PgPool, begin: &str) -> Result<Transaction<'static, Postgres>> {
    let (pool, begin) = (pool.clone(), begin.to_owned());
    // in a task of its own: a request given up half-way through would leave the
    // connection inside a transaction that nobody ends, for the next one to find
    let tries = tokio::spawn(async move {
        for _ in 0..pool.size() {
            match pool.begin_with(AssertSqlSafe(begin.clone())).await.map_err(DbError::from) {
                Err(DbError::Unavailable(_)) => {}
                answer => return answer,
            }
        }
        Ok(pool.begin_with(AssertSqlSafe(begin)).await?)
    });
    // a network that swallows everything gives no error either
    match timeout(WAIT, tries).await {
        Ok(Ok(begun)) => begun,
        Ok(Err(_)) | Err(_) => Err(DbError::Unavailable("the database does not answer".to_owned())),
    }
}

fn key_of(schema: &str) -> Option<DbKey> {
    match schema {
        "platform" => Some(DbKey::Platform),
        "identity" => Some(DbKey::Identity),
        _ => {
            let (authority, stage) = schema.strip_prefix("i:")?.split_once(':')?;
            Some(DbKey::Instance(InstanceKey { authority: authority.parse().ok()?, stage: Stage::parse(stage)? }))
        }
    }
}
