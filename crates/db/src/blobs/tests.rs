//! Files stay as long as somebody refers to them.

use std::io::Cursor;

use tokio::io::AsyncReadExt;

use super::*;
use crate::{
    DbError, DbKey, InstanceKey,
    jobs::Runner,
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

async fn referenced(bench: &Bench, blob: &BlobRef) -> crate::Result<()> {
    let mut tx = bench.databases.instance_write(&lyon()).await?;
    bench.blobs.reference(&mut tx, &bench.moment(), blob).await?;
    tx.commit().await
}

async fn released(bench: &Bench, blob: &BlobRef) -> crate::Result<()> {
    let mut tx = bench.databases.instance_write(&lyon()).await?;
    bench.blobs.release(&mut tx, &bench.moment(), &blob.hash).await?;
    tx.commit().await
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
        let eraser = bench.blobs.eraser(&bench.databases);
        let runner = Runner::new(bench.databases.clone(), bench.rng.clone(), vec![eraser], vec![]);
        let blob = bench.blobs.put(&lyon(), Cursor::new("pièce")).await.unwrap();
        referenced(&bench, &blob).await.unwrap();
        referenced(&bench, &blob).await.unwrap();
        released(&bench, &blob).await.unwrap();
        runner.drain().await.unwrap();
        assert_eq!(content(&bench.blobs, &lyon(), &blob).await.unwrap(), "pièce");
        released(&bench, &blob).await.unwrap();
        runner.drain().await.unwrap();
        assert!(matches!(content(&bench.blobs, &lyon(), &blob).await, Err(DbError::NotFound)));
        assert!(matches!(released(&bench, &blob).await, Err(DbError::NotFound)));
        assert!(matches!(referenced(&bench, &blob).await, Err(DbError::Conflict)), "it must be put again first");
        bench.blobs.put(&lyon(), Cursor::new("pièce")).await.unwrap();
        referenced(&bench, &blob).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_file_referred_to_again_before_its_erasure_stays() {
    on_each_engine(&[], async |bench| {
        bench.databases.create(&DbKey::Instance(lyon())).await.unwrap();
        let eraser = bench.blobs.eraser(&bench.databases);
        let runner = Runner::new(bench.databases.clone(), bench.rng.clone(), vec![eraser], vec![]);
        let blob = bench.blobs.put(&lyon(), Cursor::new("pièce")).await.unwrap();
        referenced(&bench, &blob).await.unwrap();
        released(&bench, &blob).await.unwrap();
        referenced(&bench, &blob).await.unwrap();
        runner.drain().await.unwrap();
        assert_eq!(content(&bench.blobs, &lyon(), &blob).await.unwrap(), "pièce");
    })
    .await;
}
