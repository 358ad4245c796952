//! The same key gets the same answer.

use serde_json::json;

use crate::{
    DbError,
    idempotency::{Recalled, purge, recall, remember},
    testing::on_each_engine,
};

#[tokio::test]
async fn a_repeated_command_gets_the_first_answer() {
    on_each_engine(&[], async |bench| {
        let mut tx = bench.databases.platform_write().await.unwrap();
        assert_eq!(recall(&mut tx, "citizen/1", "k", "f").await.unwrap(), None);
        remember(&mut tx, &bench.moment(), "citizen/1", "k", "f", json!({"code": "LYON-42"})).await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = bench.databases.platform_write().await.unwrap();
        assert_eq!(recall(&mut tx, "citizen/1", "k", "f").await.unwrap(), Some(Recalled::Same(json!({"code": "LYON-42"}))));
        assert_eq!(recall(&mut tx, "citizen/1", "k", "other").await.unwrap(), Some(Recalled::Different));
        assert_eq!(recall(&mut tx, "citizen/2", "k", "f").await.unwrap(), None, "a key is its owner's");
        let again = remember(&mut tx, &bench.moment(), "citizen/1", "k", "f", json!(null)).await;
        assert!(matches!(again, Err(DbError::Unique)));
    })
    .await;
}

#[tokio::test]
async fn old_keys_are_forgotten_and_no_others() {
    on_each_engine(&[], async |bench| {
        let mut tx = bench.databases.platform_write().await.unwrap();
        remember(&mut tx, &bench.moment(), "s", "old", "f", json!(1)).await.unwrap();
        bench.clock.advance(60);
        let before = bench.moment().wall;
        remember(&mut tx, &bench.moment(), "s", "new", "f", json!(2)).await.unwrap();
        assert_eq!(purge(&mut tx, before).await.unwrap(), 1);
        assert_eq!(recall(&mut tx, "s", "old", "f").await.unwrap(), None);
        assert_eq!(recall(&mut tx, "s", "new", "f").await.unwrap(), Some(Recalled::Same(json!(2))));
    })
    .await;
}
