//! Two at once.

use std::sync::Arc;

use futures_util::FutureExt;
use kernel::Clock;

use super::{TABLES, lyon};
use crate::{Databases, DbError, DbKey, Engine, Result, args, testing::on_each_engine};

/// Reads a version, then changes the row if it still has it.
async fn change(databases: &Databases, both_have_read: &tokio::sync::Barrier) -> Result<u64> {
    let mut tx = databases.instance_read(&lyon()).await?;
    let version: i64 = tx.value("SELECT version AS value FROM things", args![]).await?;
    drop(tx);
    both_have_read.wait().await;
    let mut tx = databases.instance_write(&lyon()).await?;
    let touched = tx.execute("UPDATE things SET version = version + 1 WHERE version = $1", args![version]).await?;
    tx.commit().await?;
    Ok(touched)
}

#[tokio::test]
async fn of_two_changes_at_once_one_is_refused() {
    on_each_engine(&[TABLES], async |bench| {
        bench.databases.create(&DbKey::Instance(lyon())).await.unwrap();
        let mut tx = bench.databases.instance_write(&lyon()).await.unwrap();
        tx.execute("INSERT INTO things (id) VALUES ($1)", args![bench.moment().id::<()>()]).await.unwrap();
        tx.commit().await.unwrap();
        let both = tokio::sync::Barrier::new(2);
        let (one, other) = tokio::join!(change(&bench.databases, &both), change(&bench.databases, &both));
        assert_eq!(one.unwrap() + other.unwrap(), 1);
    })
    .await;
}

#[tokio::test]
async fn two_processes_may_open_the_same_new_database_at_once() {
    on_each_engine(&[TABLES], async |bench| {
        let open = || async {
            let clock = Arc::clone(&bench.clock) as Arc<dyn Clock>;
            let databases = Databases::open(bench.engine.clone(), &[TABLES], clock).await.unwrap();
            let mut tx = databases.platform_write().await?;
            let job = crate::jobs::NewJob::new("trial", ());
            crate::jobs::enqueue(&mut tx, &bench.moment(), job).await?;
            tx.commit().await?;
            databases.create(&DbKey::Instance(lyon())).await?;
            databases.close().await;
            Ok::<(), DbError>(())
        };
        let (a, b, c, d) = tokio::join!(open(), open(), open(), open());
        for outcome in [a, b, c, d] {
            outcome.unwrap();
        }
        let mut tx = bench.databases.platform_read().await.unwrap();
        let jobs: i64 = tx.value("SELECT COUNT(*) AS value FROM jobs", args![]).await.unwrap();
        assert_eq!(jobs, 4);
    })
    .await;
}

#[tokio::test]
async fn an_absent_instance_is_not_made_by_reading_it() {
    on_each_engine(&[TABLES], async |bench| {
        assert!(matches!(bench.databases.instance_read(&lyon()).await.map(drop), Err(DbError::NotFound)));
        assert_eq!(bench.databases.list().await.unwrap(), []);
        bench.databases.create(&DbKey::Instance(lyon())).await.unwrap();
        bench.databases.create(&DbKey::Instance(lyon())).await.unwrap();
        assert_eq!(bench.databases.list().await.unwrap(), [DbKey::Instance(lyon())]);
        bench.databases.erase(&DbKey::Instance(lyon())).await.unwrap();
        assert!(matches!(bench.databases.instance_read(&lyon()).await.map(drop), Err(DbError::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn a_server_that_went_away_and_came_back_is_used_at_once() {
    on_each_engine(&[], async |bench| {
        if let Engine::Sqlite { .. } = bench.engine {
            return;
        }
        let mut held = Vec::new();
        let mut pids: Vec<i64> = Vec::new();
        for _ in 0..3 {
            let mut tx = bench.databases.platform_write().await.unwrap();
            pids.push(tx.value("SELECT CAST(pg_backend_pid() AS BIGINT) AS value", args![]).await.unwrap());
            held.push(tx);
        }
        let mut killer = bench.databases.platform_write().await.unwrap();
        held.into_iter().for_each(drop);
        for pid in pids {
            killer.execute("SELECT pg_terminate_backend(CAST($1 AS INTEGER))", args![pid]).await.unwrap();
        }
        for _ in 0..3 {
            let mut tx = bench.databases.platform_write().await.unwrap();
            let jobs: i64 = tx.value("SELECT COUNT(*) AS value FROM jobs", args![]).await.unwrap();
            assert_eq!(jobs, 0);
        }
    })
    .await;
}

#[tokio::test]
async fn a_transaction_given_up_while_it_begins_leaves_nothing_to_the_next_one() {
    on_each_engine(&[TABLES], async |bench| {
        bench.databases.create(&DbKey::Instance(lyon())).await.unwrap();
        drop(bench.databases.instance_read(&lyon()).await.unwrap());
        for _ in 0..20 {
            // asked once, then dropped: a client that leaves
            drop(bench.databases.instance_read(&lyon()).now_or_never());
            // were the connection still inside that reading, this could not be written
            let mut tx = bench.databases.instance_write(&lyon()).await.unwrap();
            tx.execute("INSERT INTO things (id) VALUES ($1)", args![bench.moment().id::<()>()]).await.unwrap();
            tx.commit().await.unwrap();
        }
        let mut tx = bench.databases.instance_read(&lyon()).await.unwrap();
        assert_eq!(tx.value::<i64>("SELECT COUNT(*) AS value FROM things", args![]).await.unwrap(), 20);
    })
    .await;
}
