//! What the console shows.

use super::*;
use crate::{
    DbError,
    jobs::{Counts, Filter, State, console, counts, left_in, page, purge, replay},
    record,
    testing::on_each_engine,
};

record! { struct Step { detail: String } }

#[tokio::test]
async fn the_console_counts_and_lists_the_jobs() {
    on_each_engine(&[], async |bench| {
        let refused = ending("refused", &Seen::default(), |_| Err(JobError::GiveUp("no".to_owned())));
        let runner = runner(&bench, vec![refused, noting("say", &Seen::default())]);
        ask(&bench, &lyon(), vec![NewJob::new("refused", ()), NewJob::new("say", "x")]).await;
        runner.drain().await.unwrap();
        let now = bench.moment().now;
        ask(&bench, &lyon(), vec![NewJob::new("say", "x"), NewJob::new("say", "y").due(after(now, 60))]).await;
        assert_eq!(take(&bench, 9).await.len(), 1);
        let mut tx = bench.databases.any_read(&lyon()).await.unwrap();
        let expected = Counts { waiting: 2, running: 1, failed: 1, oldest_due: Some(now) };
        assert_eq!(counts(&mut tx, bench.moment().wall).await.unwrap(), expected);
        let failed = page(&mut tx, &Filter { state: Some(State::Failed), ..Default::default() }, None).await.unwrap();
        assert_eq!(failed.iter().map(|line| line.kind.as_str()).collect::<Vec<_>>(), ["refused"]);
        let all = page(&mut tx, &Filter::default(), None).await.unwrap();
        assert!(all.is_sorted_by(|newer, older| newer.id > older.id));
        let rest = page(&mut tx, &Filter::default(), Some(all[1].id)).await.unwrap();
        assert_eq!(rest, all[2..]);
    })
    .await;
}

#[tokio::test]
async fn only_failed_jobs_are_replayed() {
    on_each_engine(&[], async |bench| {
        ask(&bench, &lyon(), vec![NewJob::new("say", "x")]).await;
        let waiting = line(&bench, "say").await;
        let mut tx = bench.databases.any_write(&lyon()).await.unwrap();
        assert!(matches!(replay(&mut tx, waiting.id, &bench.moment()).await, Err(DbError::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn settled_jobs_are_forgotten_in_time_and_failed_ones_never() {
    on_each_engine(&[], async |bench| {
        let refused = ending("refused", &Seen::default(), |_| Err(JobError::GiveUp("no".to_owned())));
        let runner = runner(&bench, vec![refused, noting("say", &Seen::default())]);
        ask(&bench, &lyon(), vec![NewJob::new("refused", ()), NewJob::new("say", "x"), NewJob::new("say", "y")]).await;
        runner.drain().await.unwrap();
        let mut tx = bench.databases.any_write(&lyon()).await.unwrap();
        purge(&mut tx, after(bench.moment().wall, 1)).await.unwrap();
        let left = page(&mut tx, &Filter::default(), None).await.unwrap();
        assert_eq!(left.iter().map(|line| line.kind.as_str()).collect::<Vec<_>>(), ["refused"]);
    })
    .await;
}

#[tokio::test]
async fn what_failed_is_read_by_its_own_index() {
    on_each_engine(&[], async |bench| {
        ask(&bench, &lyon(), vec![]).await;
        let mut tx = bench.databases.any_read(&lyon()).await.unwrap();
        if tx.is_postgres() {
            return;
        }
        let failed = console::statement(&Filter { state: Some(State::Failed), ..Default::default() });
        let none = crate::args![None::<&str>, None::<&str>, None::<kernel::id::JobId>, 50_u32];
        let steps: Vec<Step> = tx.all(format!("EXPLAIN QUERY PLAN {failed}"), none).await.unwrap();
        let steps: Vec<String> = steps.into_iter().map(|step| step.detail).collect();
        assert!(steps.iter().any(|step| step.contains("jobs_failed")), "{steps:?}");
    })
    .await;
}

#[tokio::test]
async fn what_a_stream_has_left_is_told_but_for_the_one_who_asks() {
    on_each_engine(&[], async |bench| {
        let of = |kind| NewJob::new(kind, ()).stream("s");
        ask(&bench, &lyon(), vec![of("one"), of("two"), NewJob::new("other", ()).stream("t")]).await;
        let runner = runner(&bench, vec![ending("one", &Seen::default(), |_| Err(JobError::GiveUp("no".to_owned())))]);
        runner.drain().await.unwrap();
        let mut tx = bench.databases.any_read(&lyon()).await.unwrap();
        let two = page(&mut tx, &Filter { kind: Some("two".to_owned()), ..Default::default() }, None).await.unwrap()[0].id;
        assert_eq!(left_in(&mut tx, "s", None).await.unwrap(), ["one", "two"], "what failed still holds the rest back");
        assert_eq!(left_in(&mut tx, "s", Some(two)).await.unwrap(), ["one"]);
        assert!(left_in(&mut tx, "nothing", None).await.unwrap().is_empty());
    })
    .await;
}
