//! Values come back as they went in.

use kernel::{Cents, Id, Personal, Slug, Timestamp, clock::from_micros};
use proptest::{prelude::*, strategy::ValueTree};
use serde_json::{Value, json};

use super::{TABLES, lyon};
use crate::{DbError, Doc, InstanceTx, Result, args, record, testing::on_each_engine};

record! {
    #[derive(Debug, Clone, PartialEq)]
    struct Thing {
        id: Id<Thing>,
        name: Option<String>,
        count: Option<i64>,
        ratio: Option<f64>,
        done: Option<bool>,
        document: Option<Value>,
        bytes: Option<Vec<u8>>,
        at: Option<Timestamp>,
    }
}

async fn insert(tx: &mut InstanceTx, thing: &Thing) -> Result<u64> {
    let Thing { id, name, count, ratio, done, document, bytes, at } = thing.clone();
    tx.execute(
        "INSERT INTO things (id, name, count, ratio, done, document, bytes, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        args![id, name, count, ratio, done, document, bytes, at],
    )
    .await
}

async fn read(tx: &mut InstanceTx, id: Id<Thing>) -> Result<Thing> {
    tx.one("SELECT id, name, count, ratio, done, document, bytes, at FROM things WHERE id = $1", args![id]).await
}

fn empty(id: Id<Thing>) -> Thing {
    Thing { id, name: None, count: None, ratio: None, done: None, document: None, bytes: None, at: None }
}

#[tokio::test]
async fn every_type_comes_back_and_so_does_its_absence() {
    on_each_engine(&[TABLES], async |bench| {
        bench.databases.create(&crate::DbKey::Instance(lyon())).await.unwrap();
        let mut tx = bench.databases.instance_write(&lyon()).await.unwrap();
        let full = Thing {
            name: Some("L’été à Saint-Genis".to_owned()),
            count: Some(i64::MIN),
            ratio: Some(0.1),
            done: Some(true),
            document: Some(json!({"b": [1, null, "é\"'"], "a": {"x": 1.5}, "n": i64::MAX})),
            bytes: Some(vec![0, 255, 0, 39]),
            at: Some(from_micros(-1)),
            ..empty(bench.moment().id())
        };
        insert(&mut tx, &full).await.unwrap();
        assert_eq!(read(&mut tx, full.id).await.unwrap(), full);
        let empty = empty(bench.moment().id());
        insert(&mut tx, &empty).await.unwrap();
        assert_eq!(read(&mut tx, empty.id).await.unwrap(), empty);
    })
    .await;
}

#[tokio::test]
async fn wrapped_types_come_back() {
    on_each_engine(&[TABLES], async |bench| {
        bench.databases.create(&crate::DbKey::Instance(lyon())).await.unwrap();
        let mut tx = bench.databases.instance_write(&lyon()).await.unwrap();
        let slug: Slug = "acte-naissance".parse().unwrap();
        let id: Id<Thing> = bench.moment().id();
        tx.execute(
            "INSERT INTO things (id, name, count, document) VALUES ($1, $2, $3, $4)",
            args![id, &slug, Cents(1_250), Doc(vec![Some(1), None])],
        )
        .await
        .unwrap();
        let one = "SELECT name AS value FROM things";
        assert_eq!(tx.value::<Slug>(one, args![]).await.unwrap(), slug);
        assert_eq!(tx.value::<Personal<String>>(one, args![]).await.unwrap().expose(), "acte-naissance");
        assert_eq!(tx.value::<Cents>("SELECT count AS value FROM things", args![]).await.unwrap(), Cents(1_250));
        let document: Doc<Vec<Option<i64>>> = tx.value("SELECT document AS value FROM things", args![]).await.unwrap();
        assert_eq!(document.0, [Some(1), None]);
        let wrong = tx.value::<Doc<Vec<String>>>("SELECT document AS value FROM things", args![]).await;
        assert!(matches!(wrong, Err(DbError::Corrupt { .. })));
        let absent = tx.value::<i64>("SELECT version AS value FROM things WHERE name = $1", args!["autre"]).await;
        assert!(matches!(absent, Err(DbError::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn a_second_of_the_same_name_is_refused_as_such() {
    on_each_engine(&[TABLES], async |bench| {
        bench.databases.create(&crate::DbKey::Instance(lyon())).await.unwrap();
        let mut tx = bench.databases.instance_write(&lyon()).await.unwrap();
        let named = |id| Thing { name: Some("unique".to_owned()), ..empty(id) };
        insert(&mut tx, &named(bench.moment().id())).await.unwrap();
        assert!(matches!(insert(&mut tx, &named(bench.moment().id())).await, Err(DbError::Unique)));
        assert!(insert(&mut tx, &empty(bench.moment().id())).await.is_err(), "nothing more is done");
        assert!(tx.commit().await.is_err(), "and the commit does not pretend to keep it");
        let mut tx = bench.databases.instance_read(&lyon()).await.unwrap();
        let kept: i64 = tx.value("SELECT COUNT(*) AS value FROM things", args![]).await.unwrap();
        assert_eq!(kept, 0, "the transaction changed nothing");
    })
    .await;
}

#[tokio::test]
async fn a_reading_transaction_cannot_write() {
    on_each_engine(&[TABLES], async |bench| {
        bench.databases.create(&crate::DbKey::Instance(lyon())).await.unwrap();
        let mut tx = bench.databases.instance_read(&lyon()).await.unwrap();
        assert!(insert(&mut tx, &empty(bench.moment().id())).await.is_err());
    })
    .await;
}

fn text() -> impl Strategy<Value = String> {
    // PostgreSQL keeps every character but NUL
    "[^\u{0}]{0,40}"
}

fn document() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        text().prop_map(Value::from)
    ];
    leaf.prop_recursive(3, 20, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::hash_map(text(), inner, 0..4).prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

#[tokio::test]
async fn any_document_and_any_text_come_back() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let samples: Vec<(String, Value)> = (0..60).map(|_| (text(), document()).new_tree(&mut runner).unwrap().current()).collect();
    on_each_engine(&[TABLES], async |bench| {
        bench.databases.create(&crate::DbKey::Instance(lyon())).await.unwrap();
        for (name, document) in &samples {
            let mut tx = bench.databases.instance_write(&lyon()).await.unwrap();
            let thing = Thing { name: Some(name.clone()), document: Some(document.clone()), ..empty(bench.moment().id()) };
            insert(&mut tx, &thing).await.unwrap();
            assert_eq!(read(&mut tx, thing.id).await.unwrap(), thing);
        }
    })
    .await;
}
