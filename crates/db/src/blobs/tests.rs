//! Files stay as long as somebody refers to them.

use std::io::Cursor;

use tokio::io::AsyncReadExt;

use super::*;
use crate::{
    DbError, DbKey, InstanceKey,
    jobs::{Filter, Runner, State, page, replay},
    testing::{Bench, on_each_engine},
};

fn lyon() -> InstanceKey {
    InstanceKey::production("lyon".parse().unwrap())
}

fn bron() -> InstanceKey {
    InstanceKey::production("bron".parse().unwrap())
}

async fn content(blobs: &Blobs, instance: &InstanceKey, blob: &BlobRef) -> Result<String, DbError> {
    let mut text = String::new();
    blobs.open(instance, &blob.hash).await?.read_to_string(&mut text).await.unwrap();
    Ok(text)
}

/// Two who refer to files.
const ANA: Holder = Holder { kind: "draft", id: uuid::Uuid::from_u128(1) };
const ZOE: Holder = Holder { kind: "draft", id: uuid::Uuid::from_u128(2) };

async fn referenced(bench: &Bench, blob: &BlobRef, holder: Holder) -> crate::Result<()> {
    let mut tx = bench.databases.instance_write(&lyon()).await?;
    bench.blobs.reference(&mut tx, &bench.moment(), blob, holder).await?;
    tx.commit().await
}

async fn released(bench: &Bench, holder: Holder) {
    let mut tx = bench.databases.instance_write(&lyon()).await.unwrap();
    bench.blobs.release(&mut tx, &bench.moment(), holder).await.unwrap();
    tx.commit().await.unwrap();
}

/// Lets the eraser and the sweeper work.
async fn work(bench: &Bench) {
    let (eraser, sweeper) = (bench.blobs.eraser(&bench.databases), bench.blobs.sweeper(&bench.databases));
    Runner::new(bench.databases.clone(), bench.rng.clone(), vec![eraser], vec![sweeper]).drain().await.unwrap();
}

#[tokio::test]
async fn a_content_is_kept_once_under_its_own_name() {
    let dir = tempfile::tempdir().unwrap();
    let blobs = Blobs::local(dir.path().join("not/made/yet"));
    let staged = dir.path().join("staged");
    std::fs::write(&staged, "bonjour").unwrap();
    let blob = blobs.put_file(&lyon(), &staged).await.unwrap();
    assert_eq!(blob, BlobRef { hash: "2cb4b1431b84ec15d35ed83bb927e27e8967d75f4bcd9cc4b25c8d879ae23e18".to_owned(), size: 7 });
    assert_eq!(blobs.put(&lyon(), Cursor::new("bonjour")).await.unwrap(), blob);
    assert_eq!(content(&blobs, &lyon(), &blob).await.unwrap(), "bonjour");
    let folder = dir.path().join("not/made/yet/lyon.production");
    let left: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left, ["2c"], "no draft is left");
}

#[tokio::test]
async fn large_and_empty_contents_are_kept_whole() {
    let dir = tempfile::tempdir().unwrap();
    let blobs = Blobs::local(dir.path());
    for size in [0, 1, 65_536, 200_001] {
        let text = "x".repeat(size);
        let blob = blobs.put(&lyon(), Cursor::new(text.clone())).await.unwrap();
        assert_eq!(blob.size, size as u64);
        assert_eq!(content(&blobs, &lyon(), &blob).await.unwrap(), text);
    }
}

#[tokio::test]
async fn a_content_is_not_found_elsewhere_nor_by_another_name() {
    let dir = tempfile::tempdir().unwrap();
    let blobs = Blobs::local(dir.path().join("blobs"));
    std::fs::write(dir.path().join("secret"), "secret").unwrap();
    let blob = blobs.put(&lyon(), Cursor::new("bonjour")).await.unwrap();
    assert!(matches!(content(&blobs, &bron(), &blob).await, Err(DbError::NotFound)));
    for name in ["", "../../../secret", "/etc/passwd", "É", &blob.hash[..63]] {
        assert!(matches!(blobs.open(&lyon(), name).await, Err(DbError::NotFound)), "{name}");
    }
}

/// A reader that breaks after its first bytes.
struct Breaking;

impl tokio::io::AsyncRead for Breaking {
    fn poll_read(
        self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
        buffer: &mut tokio::io::ReadBuf<'_>,
    ) -> std::task::Poll<std::io::Result<()>> {
        let full = std::io::Error::from(std::io::ErrorKind::StorageFull);
        std::task::Poll::Ready(if buffer.filled().is_empty() { Err(full) } else { Ok(()) })
    }
}

#[tokio::test]
async fn what_cannot_be_kept_leaves_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let blobs = Blobs::local(dir.path());
    let cut = Cursor::new("the beginning").chain(Breaking);
    assert!(matches!(blobs.put(&lyon(), cut).await, Err(DbError::Unavailable(_))));
    assert_eq!(std::fs::read_dir(dir.path().join("lyon.production")).unwrap().count(), 0);
}

#[tokio::test]
async fn a_file_is_erased_with_its_last_reference() {
    on_each_engine(&[], async |bench| {
        bench.databases.create(&DbKey::Instance(lyon())).await.unwrap();
        let blob = bench.blobs.put(&lyon(), Cursor::new("pièce")).await.unwrap();
        referenced(&bench, &blob, ANA).await.unwrap();
        referenced(&bench, &blob, ZOE).await.unwrap();
        released(&bench, ANA).await;
        work(&bench).await;
        assert_eq!(content(&bench.blobs, &lyon(), &blob).await.unwrap(), "pièce");
        released(&bench, ZOE).await;
        work(&bench).await;
        assert!(matches!(content(&bench.blobs, &lyon(), &blob).await, Err(DbError::NotFound)));
        assert!(matches!(referenced(&bench, &blob, ANA).await, Err(DbError::Conflict)), "it must be put again first");
        bench.blobs.put(&lyon(), Cursor::new("pièce")).await.unwrap();
        referenced(&bench, &blob, ANA).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn referring_or_letting_go_twice_is_doing_it_once() {
    on_each_engine(&[], async |bench| {
        bench.databases.create(&DbKey::Instance(lyon())).await.unwrap();
        let blob = bench.blobs.put(&lyon(), Cursor::new("pièce")).await.unwrap();
        referenced(&bench, &blob, ANA).await.unwrap();
        referenced(&bench, &blob, ANA).await.unwrap();
        referenced(&bench, &blob, ZOE).await.unwrap();
        released(&bench, ANA).await;
        released(&bench, ANA).await;
        work(&bench).await;
        assert_eq!(content(&bench.blobs, &lyon(), &blob).await.unwrap(), "pièce", "Zoé’s reference is hers");
        released(&bench, ZOE).await;
        work(&bench).await;
        assert!(matches!(content(&bench.blobs, &lyon(), &blob).await, Err(DbError::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn a_file_referred_to_again_before_its_erasure_stays() {
    on_each_engine(&[], async |bench| {
        bench.databases.create(&DbKey::Instance(lyon())).await.unwrap();
        let blob = bench.blobs.put(&lyon(), Cursor::new("pièce")).await.unwrap();
        referenced(&bench, &blob, ANA).await.unwrap();
        released(&bench, ANA).await;
        referenced(&bench, &blob, ANA).await.unwrap();
        work(&bench).await;
        assert_eq!(content(&bench.blobs, &lyon(), &blob).await.unwrap(), "pièce");
    })
    .await;
}

/// Makes a file look written so long before now, in hours.
fn aged(bench: &Bench, path: &std::path::Path, hours: i64) {
    let written = bench.moment().wall - jiff::SignedDuration::from_hours(hours);
    std::fs::File::options().write(true).open(path).unwrap().set_modified(written.into()).unwrap();
}

#[tokio::test]
async fn what_nothing_ever_referred_to_is_erased_after_a_day() {
    on_each_engine(&[], async |bench| {
        bench.databases.create(&DbKey::Instance(lyon())).await.unwrap();
        let folder = bench.dir.join("blobs/lyon.production");
        let mut blobs = Vec::new();
        for (text, hours) in [("left", 25), ("arriving", 23), ("kept", 25)] {
            let blob = bench.blobs.put(&lyon(), Cursor::new(text)).await.unwrap();
            aged(&bench, &folder.join(&blob.hash[..2]).join(&blob.hash), hours);
            blobs.push(blob);
        }
        let [left, arriving, kept] = &blobs[..] else { unreachable!() };
        referenced(&bench, kept, ANA).await.unwrap();
        for (draft, hours) in [("draft-1-0", 25), ("draft-1-1", 23)] {
            std::fs::write(folder.join(draft), "the beginning").unwrap();
            aged(&bench, &folder.join(draft), hours);
        }
        work(&bench).await;
        assert!(matches!(content(&bench.blobs, &lyon(), left).await, Err(DbError::NotFound)));
        assert_eq!(content(&bench.blobs, &lyon(), arriving).await.unwrap(), "arriving");
        assert_eq!(content(&bench.blobs, &lyon(), kept).await.unwrap(), "kept");
        assert_eq!([folder.join("draft-1-0").exists(), folder.join("draft-1-1").exists()], [false, true]);
    })
    .await;
}

#[tokio::test]
async fn a_file_referred_to_while_it_is_swept_stays() {
    on_each_engine(&[], async |bench| {
        bench.databases.create(&DbKey::Instance(lyon())).await.unwrap();
        let blob = bench.blobs.put(&lyon(), Cursor::new("pièce")).await.unwrap();
        aged(&bench, &bench.dir.join("blobs/lyon.production").join(&blob.hash[..2]).join(&blob.hash), 25);
        let sweeper = bench.blobs.sweeper(&bench.databases);
        // no eraser runs yet: the sweep only asks for it
        Runner::new(bench.databases.clone(), bench.rng.clone(), vec![], vec![sweeper]).drain().await.unwrap();
        referenced(&bench, &blob, ANA).await.unwrap();
        let mut tx = bench.databases.any_write(&DbKey::Instance(lyon())).await.unwrap();
        let failed = Filter { state: Some(State::Failed), ..Filter::default() };
        let [erasure] = &page(&mut tx, &failed, None).await.unwrap()[..] else { panic!("the sweep asks for one erasure") };
        replay(&mut tx, erasure.id, &bench.moment()).await.unwrap();
        tx.commit().await.unwrap();
        work(&bench).await;
        assert_eq!(content(&bench.blobs, &lyon(), &blob).await.unwrap(), "pièce");
    })
    .await;
}

#[tokio::test]
async fn old_holders_are_listed_page_by_page() {
    on_each_engine(&[], async |bench| {
        bench.databases.create(&DbKey::Instance(lyon())).await.unwrap();
        let blob = bench.blobs.put(&lyon(), Cursor::new("pièce")).await.unwrap();
        referenced(&bench, &blob, ZOE).await.unwrap();
        referenced(&bench, &blob, ANA).await.unwrap();
        referenced(&bench, &blob, Holder { kind: "case", ..ANA }).await.unwrap();
        bench.clock.advance(60);
        let now = bench.moment().wall;
        referenced(&bench, &blob, Holder { id: uuid::Uuid::from_u128(3), ..ANA }).await.unwrap();
        let mut tx = bench.databases.instance_read(&lyon()).await.unwrap();
        assert_eq!(held_before(&mut tx, "draft", now, None, 1).await.unwrap(), [ANA]);
        assert_eq!(held_before(&mut tx, "draft", now, Some(ANA.id), 9).await.unwrap(), [ZOE]);
    })
    .await;
}
