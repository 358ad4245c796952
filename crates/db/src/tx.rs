//! Transactions, one type per kind of database.

use std::{
    borrow::Cow,
    ops::{Deref, DerefMut},
};

use sqlx::{AssertSqlSafe, Postgres, Sqlite, Transaction};
use tokio::sync::mpsc::UnboundedSender;

use crate::{DbError, DbKey, Record, Result, Row, Value};

/// An open transaction on one database. Dropped without [`Tx::commit`], it
/// changes nothing.
pub struct Tx {
    inner: Inner,
    key: DbKey,
    wake: Option<UnboundedSender<DbKey>>,
    has_work: bool,
    /// A statement failed: PostgreSQL would turn the commit into a rollback
    /// without an error, so nothing more is done, on either engine.
    failed: bool,
}

pub(crate) enum Inner {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

/// A statement, as written in a store.
pub type Sql = Cow<'static, str>;

impl Tx {
    pub(crate) fn new(inner: Inner, key: DbKey, wake: Option<UnboundedSender<DbKey>>) -> Self {
        Self { inner, key, wake, has_work: false, failed: false }
    }

    /// The database it is on.
    pub fn key(&self) -> &DbKey {
        &self.key
    }

    /// Runs a statement; the number of rows it touched.
    ///
    /// # Errors
    /// After a statement was refused, for instance with
    /// [`DbError::Unique`], the transaction can only be dropped.
    pub async fn execute(&mut self, sql: impl Into<Sql>, args: Vec<Value>) -> Result<u64> {
        let sql = self.statement(sql)?;
        let done = match &mut self.inner {
            Inner::Sqlite(tx) => bound_sqlite(sql, args).execute(&mut **tx).await.map(|done| done.rows_affected()),
            Inner::Postgres(tx) => bound_postgres(sql, args).execute(&mut **tx).await.map(|done| done.rows_affected()),
        };
        self.noted(done)
    }

    /// Every row of a query.
    pub async fn all<R: Record>(&mut self, sql: impl Into<Sql>, args: Vec<Value>) -> Result<Vec<R>> {
        self.rows(sql, args).await?.iter().map(R::read).collect()
    }

    /// The row of a query, if there is one.
    pub async fn optional<R: Record>(&mut self, sql: impl Into<Sql>, args: Vec<Value>) -> Result<Option<R>> {
        self.row(sql, args).await?.as_ref().map(R::read).transpose()
    }

    /// The row of a query, or [`DbError::NotFound`].
    pub async fn one<R: Record>(&mut self, sql: impl Into<Sql>, args: Vec<Value>) -> Result<R> {
        self.optional(sql, args).await?.ok_or(DbError::NotFound)
    }

    /// The first column, named `value`, of a query that gives one row.
    pub async fn value<T: crate::Column>(&mut self, sql: impl Into<Sql>, args: Vec<Value>) -> Result<T> {
        self.row(sql, args).await?.ok_or(DbError::NotFound)?.get("value")
    }

    /// Runs several statements written by us, without arguments: migrations.
    pub(crate) async fn script(&mut self, sql: &'static str) -> Result<()> {
        let done = match &mut self.inner {
            Inner::Sqlite(tx) => sqlx::raw_sql(sql).execute(&mut **tx).await.map(drop),
            Inner::Postgres(tx) => sqlx::raw_sql(sql).execute(&mut **tx).await.map(drop),
        };
        self.noted(done)
    }

    /// Whether it is on PostgreSQL: for the few files that exist per engine.
    pub(crate) const fn is_postgres(&self) -> bool {
        matches!(self.inner, Inner::Postgres(_))
    }

    /// Asks that the job runner look at this database after the commit.
    pub(crate) const fn has_work(&mut self) {
        self.has_work = true;
    }

    /// Makes the changes durable. An error means that they are not, or that
    /// nobody knows: the caller's idempotency key tells them apart later.
    pub async fn commit(self) -> Result<()> {
        if self.failed {
            return Err(after_failure());
        }
        match self.inner {
            Inner::Sqlite(tx) => tx.commit().await?,
            Inner::Postgres(tx) => tx.commit().await?,
        }
        if let (true, Some(wake)) = (self.has_work, self.wake) {
            // no receiver: no runner in this process, the sweep of another will find the work
            let _ = wake.send(self.key);
        }
        Ok(())
    }

    async fn rows(&mut self, sql: impl Into<Sql>, args: Vec<Value>) -> Result<Vec<Row>> {
        let sql = self.statement(sql)?;
        let rows = match &mut self.inner {
            Inner::Sqlite(tx) => bound_sqlite(sql, args).fetch_all(&mut **tx).await.map(|rows| rows.into_iter().map(Row::Sqlite).collect()),
            Inner::Postgres(tx) => {
                bound_postgres(sql, args).fetch_all(&mut **tx).await.map(|rows| rows.into_iter().map(Row::Postgres).collect())
            }
        };
        self.noted(rows)
    }

    async fn row(&mut self, sql: impl Into<Sql>, args: Vec<Value>) -> Result<Option<Row>> {
        let sql = self.statement(sql)?;
        let row = match &mut self.inner {
            Inner::Sqlite(tx) => bound_sqlite(sql, args).fetch_optional(&mut **tx).await.map(|row| row.map(Row::Sqlite)),
            Inner::Postgres(tx) => bound_postgres(sql, args).fetch_optional(&mut **tx).await.map(|row| row.map(Row::Postgres)),
        };
        self.noted(row)
    }

    /// A statement to run, unless one failed before.
    fn statement(&self, sql: impl Into<Sql>) -> Result<AssertSqlSafe<String>> {
        if self.failed { Err(after_failure()) } else { Ok(AssertSqlSafe(sql.into().into_owned())) }
    }

    /// Remembers that a statement failed.
    fn noted<T>(&mut self, outcome: Result<T, sqlx::Error>) -> Result<T> {
        self.failed |= outcome.is_err();
        Ok(outcome?)
    }
}

fn after_failure() -> DbError {
    DbError::Other("a statement of this transaction failed: it can only be dropped".to_owned())
}

macro_rules! bound {
    ($name:ident, $driver:ty) => {
        fn $name(
            sql: AssertSqlSafe<String>,
            args: Vec<Value>,
        ) -> sqlx::query::Query<'static, $driver, <$driver as sqlx::Database>::Arguments> {
            args.into_iter().fold(sqlx::query(sql), |query, value| match value {
                Value::Bool(v) => query.bind(v),
                Value::Int(v) => query.bind(v),
                Value::Real(v) => query.bind(v),
                Value::Text(v) => query.bind(v),
                Value::Uuid(v) => query.bind(v),
                Value::Json(v) => query.bind(v),
                Value::Bytes(v) => query.bind(v),
            })
        }
    };
}
bound!(bound_sqlite, Sqlite);
bound!(bound_postgres, Postgres);

macro_rules! kind_of_tx {
    ($($(#[$doc:meta])* $name:ident),*) => {
        $($(#[$doc])*
        pub struct $name(pub(crate) Tx);
        impl $name {
            /// Makes the changes durable; see [`Tx::commit`].
            pub async fn commit(self) -> Result<()> {
                self.0.commit().await
            }
        }
        impl Deref for $name {
            type Target = Tx;
            fn deref(&self) -> &Tx {
                &self.0
            }
        }
        impl DerefMut for $name {
            fn deref_mut(&mut self) -> &mut Tx {
                &mut self.0
            }
        })*
    };
}
kind_of_tx!(
    /// A transaction on the platform's database.
    PlatformTx,
    /// A transaction on the identity provider's database.
    IdentityTx,
    /// A transaction on one instance's database.
    InstanceTx
);
