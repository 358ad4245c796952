//! Databases are brought up to date, once.

use super::{TABLES, lyon};
use crate::{DbError, DbKey, Engine, Kind, Migration, Result, args, testing::on_each_engine};

async fn open(engine: &Engine, migrations: &[Migration], clock: &std::sync::Arc<dyn kernel::Clock>) -> Result<()> {
    let databases = crate::Databases::open(engine.clone(), &[migrations], clock.clone()).await?;
    let outcome = databases.create(&DbKey::Instance(lyon())).await;
    databases.close().await;
    outcome
}

const SECOND: Migration =
    Migration { part: "trial", number: 2, kind: Kind::Instance, sql: "INSERT INTO things (id, name) SELECT id, 'moved' FROM events" };
const BROKEN: Migration =
    Migration { part: "trial", number: 2, kind: Kind::Instance, sql: "CREATE TABLE half (id UUID); INSERT INTO nowhere VALUES (1)" };

#[tokio::test]
async fn a_migration_changed_after_its_release_is_refused() {
    on_each_engine(&[TABLES], async |bench| {
        let clock = bench.databases.clock();
        open(&bench.engine, TABLES, clock).await.unwrap();
        let changed = Migration { sql: "CREATE TABLE things (id UUID)", ..TABLES[0] };
        assert!(matches!(open(&bench.engine, &[changed], clock).await, Err(DbError::Schema(_))));
        open(&bench.engine, TABLES, clock).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_migration_runs_once_and_whole_or_not_at_all() {
    on_each_engine(&[TABLES], async |bench| {
        let clock = bench.databases.clock();
        open(&bench.engine, TABLES, clock).await.unwrap();
        assert!(matches!(open(&bench.engine, &[TABLES[0], BROKEN], clock).await, Err(DbError::Schema(_))));
        let mut tx = bench.databases.instance_write(&lyon()).await.unwrap();
        crate::events::record(&mut tx, &bench.moment(), "s", "k", serde_json::Value::Null).await.unwrap();
        tx.commit().await.unwrap();
        for _ in 0..2 {
            open(&bench.engine, &[TABLES[0], SECOND], clock).await.unwrap();
        }
        // a program of the previous version still serves
        let mut tx = bench.databases.instance_read(&lyon()).await.unwrap();
        let moved: i64 = tx.value("SELECT COUNT(*) AS value FROM things WHERE name = 'moved'", args![]).await.unwrap();
        assert_eq!(moved, 1);
        assert!(tx.execute("SELECT id FROM half", args![]).await.is_err(), "nothing is left of the broken one");
    })
    .await;
}
