//! Each database has its own rows, whatever connections they share.

use super::{TABLES, bron, lyon};
use crate::{Databases, DbKey, InstanceKey, Kind, Migration, args, testing::on_each_engine};

async fn names(databases: &Databases, key: &InstanceKey) -> Vec<String> {
    let mut tx = databases.instance_read(key).await.unwrap();
    let mut names = Vec::new();
    // the same text each time, so that it is prepared once per connection
    for _ in 0..3 {
        names.push(tx.value("SELECT name AS value FROM things", args![]).await.unwrap());
    }
    names
}

#[tokio::test]
async fn a_prepared_statement_reads_the_database_of_its_transaction() {
    on_each_engine(&[TABLES], async |bench| {
        for key in [lyon(), bron()] {
            bench.databases.create(&DbKey::Instance(key.clone())).await.unwrap();
            let mut tx = bench.databases.instance_write(&key).await.unwrap();
            let name = key.to_string();
            tx.execute("INSERT INTO things (id, name) VALUES ($1, $2)", args![bench.moment().id::<()>(), name]).await.unwrap();
            tx.commit().await.unwrap();
        }
        // more rounds than PostgreSQL needs to prefer a generic plan
        for _ in 0..12 {
            for key in [lyon(), bron()] {
                assert_eq!(names(&bench.databases, &key).await, vec![key.to_string(); 3]);
            }
        }
    })
    .await;
}

/// One column more, as in a database that is migrated before the others.
const ONE_MORE: &[Migration] =
    &[Migration { part: "trial", number: 2, kind: Kind::Instance, sql: "ALTER TABLE things ADD COLUMN colour TEXT" }];

#[tokio::test]
async fn a_program_of_the_previous_version_serves_while_databases_are_migrated_one_by_one() {
    on_each_engine(&[TABLES], async |bench| {
        for key in [lyon(), bron()] {
            bench.databases.create(&DbKey::Instance(key.clone())).await.unwrap();
            let mut tx = bench.databases.instance_write(&key).await.unwrap();
            tx.execute("INSERT INTO things (id, name) VALUES ($1, $2)", args![bench.moment().id::<()>(), key.to_string()]).await.unwrap();
            tx.commit().await.unwrap();
            assert_eq!(names(&bench.databases, &key).await, vec![key.to_string(); 3]);
        }
        let newer = Databases::open(bench.engine.clone(), &[TABLES, ONE_MORE], bench.databases.clock().clone()).await.unwrap();
        for migrated in [bron(), lyon()] {
            newer.create(&DbKey::Instance(migrated)).await.unwrap();
            for key in [lyon(), bron(), lyon()] {
                assert_eq!(names(&bench.databases, &key).await, vec![key.to_string(); 3]);
            }
        }
        newer.close().await;
    })
    .await;
}

#[tokio::test]
async fn a_transaction_left_open_leaves_nothing_to_the_next() {
    on_each_engine(&[TABLES], async |bench| {
        for key in [lyon(), bron()] {
            bench.databases.create(&DbKey::Instance(key)).await.unwrap();
        }
        for _ in 0..6 {
            let mut tx = bench.databases.instance_write(&lyon()).await.unwrap();
            tx.execute("INSERT INTO things (id, name) VALUES ($1, $2)", args![bench.moment().id::<()>(), "left"]).await.unwrap();
            drop(tx);
            for key in [lyon(), bron()] {
                let mut tx = bench.databases.instance_read(&key).await.unwrap();
                let count: i64 = tx.value("SELECT COUNT(*) AS value FROM things", args![]).await.unwrap();
                assert_eq!(count, 0);
            }
        }
    })
    .await;
}
