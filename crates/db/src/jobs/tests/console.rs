//! What the console shows.

use super::*;
use crate::{
    DbError,
    jobs::{Counts, Filter, State, counts, page, purge, replay},
    testing::on_each_engine,
};

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
