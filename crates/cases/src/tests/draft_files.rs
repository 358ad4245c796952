//! Files of drafts are let go of exactly once, whatever is done again or cut short.

use db::DbKey;

use super::bench::{answers, each, metropole};
use crate::store;

#[tokio::test]
async fn closing_a_draft_twice_takes_nothing_from_another() {
    each(
        |_| (),
        async |space| {
            let (ana, zoe) = (space.draft(answers()).await, space.draft(answers()).await);
            let (hers, other) = (space.joined(&ana, "un devis").await, space.joined(&zoe, "un devis").await);
            assert_eq!(hers.hash, other.hash, "both refer to one content");
            space.send(&ana, std::slice::from_ref(&hers)).await.unwrap();
            space.work().await;
            // a run that was cut after its work, and done again
            space.cases.let_go(&metropole(), &space.bench.moment(), &[hers.id]).await.unwrap();
            space.work().await;
            assert!(space.keeps(&other).await, "Zoé’s draft still refers to it");
            let mut tx = space.bench.databases.platform_write().await.unwrap();
            space.cases.erase_draft(&mut tx, &space.bench.moment(), &zoe).await.unwrap();
            tx.commit().await.unwrap();
            space.work().await;
            assert!(!space.keeps(&other).await, "nothing refers to it any more");
        },
    )
    .await;
}

#[tokio::test]
async fn a_file_goes_with_the_draft_that_names_it_or_not_at_all() {
    each(
        |_| (),
        async |space| {
            let draft = space.draft(answers()).await;
            let file = space.joined(&draft, "un devis").await;
            for is_committed in [false, true] {
                let mut tx = space.bench.databases.platform_write().await.unwrap();
                space.cases.erase_draft(&mut tx, &space.bench.moment(), &draft).await.unwrap();
                if is_committed {
                    tx.commit().await.unwrap();
                }
                assert!(space.keeps(&file).await);
                space.work().await;
                assert_eq!(space.keeps(&file).await, !is_committed);
            }
        },
    )
    .await;
}

#[tokio::test]
async fn every_draft_nobody_came_back_to_is_erased_with_its_files() {
    each(
        |_| (),
        async |space| {
            let draft = space.draft(answers()).await;
            let file = space.joined(&draft, "un devis").await;
            // more than one transaction erases
            for _ in 0..200 {
                space.draft(answers()).await;
            }
            space.bench.clock.advance(31 * 86_400);
            let kept = space.draft(answers()).await;
            space.work().await;
            assert!(!space.keeps(&file).await);
            let mut tx = space.bench.databases.platform_read().await.unwrap();
            let left: i64 = tx.value("SELECT COUNT(*) AS value FROM drafts", db::args![]).await.unwrap();
            assert_eq!(left, 1);
            assert!(store::drafts::by_id(&mut tx, kept.id).await.unwrap().is_some());
        },
    )
    .await;
}

#[tokio::test]
async fn a_file_held_for_a_draft_that_was_never_saved_is_let_go_of_after_a_day() {
    each(
        |_| (),
        async |space| {
            let draft = space.draft(answers()).await;
            let (lost, named) = (space.held("perdu").await, space.joined(&draft, "un devis").await);
            space.bench.clock.advance(23 * 3_600);
            let arriving = space.held("en route").await;
            space.work().await;
            assert!(space.keeps(&lost).await, "its draft may be about to be saved");
            space.bench.clock.advance(86_400 - 2 * 3_600);
            space.work().await;
            assert!(!space.keeps(&lost).await);
            assert!(space.keeps(&named).await && space.keeps(&arriving).await);
        },
    )
    .await;
}

#[tokio::test]
async fn what_is_put_and_never_referred_to_is_swept() {
    each(
        |_| (),
        async |space| {
            let blob = space.bench.blobs.put(&metropole(), &b"une photo"[..]).await.unwrap();
            space.bench.clock.advance(3 * 86_400);
            space.work().await;
            assert!(space.bench.blobs.open(&metropole(), &blob.hash).await.is_err());
            let mut tx = space.bench.databases.any_read(&DbKey::Instance(metropole())).await.unwrap();
            let failed = db::jobs::counts(&mut tx, space.bench.moment().wall).await.unwrap().failed;
            assert_eq!(failed, 0);
        },
    )
    .await;
}
