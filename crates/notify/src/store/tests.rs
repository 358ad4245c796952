use db::{DbError, testing::on_each_engine};

use super::{
    notices::{self, NewNotice},
    sendings::{self, Channel, NewSending, State},
};
use crate::{MIGRATIONS, SendError};

fn notice<'a>(subject: &'a str, key: &'a str) -> NewNotice<'a> {
    NewNotice { subject, key, title: "Votre demande avance".into(), body: "Lisez la réponse.".into(), href: "/mes-demandes/1" }
}

#[tokio::test]
async fn a_person_reads_her_own_notices_newest_first() {
    on_each_engine(&[MIGRATIONS], async |bench| {
        let mut tx = bench.databases.platform_write().await.unwrap();
        for (subject, key) in [("zoe", "a"), ("zoe", "b"), ("max", "a"), ("zoe", "b")] {
            bench.clock.advance(1);
            notices::add(&mut tx, &bench.moment(), notice(subject, key)).await.unwrap();
        }
        assert_eq!(notices::unread_count(&mut tx, "zoe").await.unwrap(), 2, "the same key is the same notice");
        let first = notices::page(&mut tx, "zoe", None, 1).await.unwrap();
        let second = notices::page(&mut tx, "zoe", Some(first[0].id), 10).await.unwrap();
        assert_eq!((first.len(), second.len()), (1, 1));
        assert!(first[0].created_at > second[0].created_at);
        assert_eq!(first[0].title.expose(), "Votre demande avance");
        let foreign = notices::mark_read(&mut tx, "max", first[0].id, &bench.moment()).await;
        assert!(matches!(foreign, Err(DbError::NotFound)));
        tx.commit().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_notice_is_read_once() {
    on_each_engine(&[MIGRATIONS], async |bench| {
        let mut tx = bench.databases.platform_write().await.unwrap();
        notices::add(&mut tx, &bench.moment(), notice("zoe", "a")).await.unwrap();
        notices::add(&mut tx, &bench.moment(), notice("zoe", "b")).await.unwrap();
        let id = notices::page(&mut tx, "zoe", None, 1).await.unwrap()[0].id;
        let read_at = bench.moment().now;
        assert_eq!(notices::mark_read(&mut tx, "zoe", id, &bench.moment()).await.unwrap(), "/mes-demandes/1");
        bench.clock.advance(60);
        notices::mark_read(&mut tx, "zoe", id, &bench.moment()).await.unwrap();
        assert_eq!(notices::mark_all_read(&mut tx, "zoe", &bench.moment()).await.unwrap(), 1);
        let first = notices::page(&mut tx, "zoe", None, 1).await.unwrap();
        assert_eq!(first[0].read_at, Some(read_at));
        assert_eq!(notices::unread_count(&mut tx, "zoe").await.unwrap(), 0);
    })
    .await;
}

fn sending(key: &str) -> NewSending<'_> {
    NewSending { key, channel: Channel::Mail, purpose: "case.acknowledged", origin: "bron" }
}

#[tokio::test]
async fn what_was_sent_is_not_begun_again() {
    on_each_engine(&[MIGRATIONS], async |bench| {
        let mut tx = bench.databases.platform_write().await.unwrap();
        let moment = bench.moment();
        assert!(sendings::begin(&mut tx, &moment, sending("a")).await.unwrap());
        let busy = Err(SendError::Temporary("the mail relay answered 451".into()));
        sendings::settle(&mut tx, "a", &busy, moment.wall).await.unwrap();
        let late = sendings::page(&mut tx, Some(State::Temporary), None, 10).await.unwrap();
        assert_eq!(late[0].reason.as_deref(), Some("the mail relay answered 451"));
        assert!(sendings::begin(&mut tx, &moment, sending("a")).await.unwrap());
        sendings::settle(&mut tx, "a", &Ok(()), moment.wall).await.unwrap();
        assert!(!sendings::begin(&mut tx, &moment, sending("a")).await.unwrap());
        let all = sendings::page(&mut tx, None, None, 10).await.unwrap();
        assert_eq!((all.len(), all[0].state, all[0].attempts, &all[0].reason), (1, State::Sent, 2, &None));
        assert!(sendings::page(&mut tx, Some(State::Temporary), None, 10).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn old_rows_are_forgotten_and_no_others() {
    on_each_engine(&[MIGRATIONS], async |bench| {
        let mut tx = bench.databases.platform_write().await.unwrap();
        notices::add(&mut tx, &bench.moment(), notice("zoe", "old")).await.unwrap();
        sendings::begin(&mut tx, &bench.moment(), sending("old")).await.unwrap();
        bench.clock.advance(60);
        let before = bench.moment().wall;
        notices::add(&mut tx, &bench.moment(), notice("zoe", "new")).await.unwrap();
        sendings::begin(&mut tx, &bench.moment(), sending("new")).await.unwrap();
        assert_eq!(notices::purge(&mut tx, before).await.unwrap(), 1);
        assert_eq!(sendings::purge(&mut tx, before).await.unwrap(), 1);
        assert_eq!(notices::unread_count(&mut tx, "zoe").await.unwrap(), 1);
        assert_eq!(sendings::page(&mut tx, None, None, 10).await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn the_notices_of_somebody_who_left_are_forgotten() {
    on_each_engine(&[MIGRATIONS], async |bench| {
        let mut tx = bench.databases.platform_write().await.unwrap();
        for subject in ["zoe", "max"] {
            notices::add(&mut tx, &bench.moment(), notice(subject, "a")).await.unwrap();
        }
        assert_eq!(notices::forget_person(&mut tx, "zoe").await.unwrap(), 1);
        assert_eq!(notices::unread_count(&mut tx, "zoe").await.unwrap(), 0);
        assert_eq!(notices::unread_count(&mut tx, "max").await.unwrap(), 1);
    })
    .await;
}
