//! How one job goes.

use super::*;
use crate::{args, jobs::State, testing::on_each_engine};

#[tokio::test]
async fn work_asked_is_done_once_if_and_only_if_the_change_is_committed() {
    on_each_engine(&[], async |bench| {
        let seen = Seen::default();
        let runner = runner(&bench, vec![noting("say", &seen)]);
        ask(&bench, &lyon(), vec![NewJob::new("say", "committed")]).await;
        let mut tx = bench.databases.any_write(&lyon()).await.unwrap();
        enqueue(&mut tx, &bench.moment(), NewJob::new("say", "rolled back")).await.unwrap();
        drop(tx);
        runner.drain().await.unwrap();
        runner.drain().await.unwrap();
        assert_eq!(seen.all(), ["committed"]);
        assert_eq!(line(&bench, "say").await.state, State::Done);
    })
    .await;
}

#[tokio::test]
async fn a_key_known_already_asks_for_nothing() {
    on_each_engine(&[], async |bench| {
        let seen = Seen::default();
        let runner = runner(&bench, vec![noting("say", &seen)]);
        for text in ["first", "second"] {
            ask(&bench, &lyon(), vec![NewJob::new("say", text).key("receipt/1")]).await;
            runner.drain().await.unwrap();
        }
        assert_eq!(seen.all(), ["first"]);
    })
    .await;
}

#[tokio::test]
async fn a_job_waits_for_its_business_time() {
    on_each_engine(&[], async |bench| {
        let seen = Seen::default();
        let runner = runner(&bench, vec![noting("say", &seen)]);
        let due = after(bench.moment().now, 3600);
        ask(&bench, &lyon(), vec![NewJob::new("say", "later").due(due)]).await;
        bench.clock.advance(3599);
        runner.drain().await.unwrap();
        assert_eq!(seen.count(), 0);
        bench.clock.advance(1);
        runner.drain().await.unwrap();
        assert_eq!(seen.all(), ["later"]);
    })
    .await;
}

#[tokio::test]
async fn what_fails_is_tried_again_ever_later_then_given_up() {
    on_each_engine(&[], async |bench| {
        let seen = Seen::default();
        let never = ending("never", &seen, |_| Err(JobError::Retry("the commune does not answer".to_owned())));
        let runner = runner(&bench, vec![never]);
        ask(&bench, &lyon(), vec![NewJob::new("never", ())]).await;
        let mut waits = Vec::new();
        for _ in 0..9 {
            runner.drain().await.unwrap();
            let line = line(&bench, "never").await;
            assert_eq!(line.state, State::Waiting);
            let wait = line.due_at.as_second() - bench.moment().now.as_second();
            waits.push(wait);
            bench.clock.advance(wait + 1);
        }
        runner.drain().await.unwrap();
        let line = line(&bench, "never").await;
        assert_eq!((line.state, line.attempts, seen.count()), (State::Failed, 10, 10));
        assert_eq!(line.last_error.as_deref(), Some("the commune does not answer"));
        assert!(waits[0] <= 3 && waits.is_sorted(), "{waits:?}");
        let total: i64 = waits.iter().sum();
        assert!((86_400..4 * 86_400).contains(&total), "{waits:?}");
    })
    .await;
}

#[tokio::test]
async fn what_cannot_succeed_is_given_up_at_once() {
    on_each_engine(&[], async |bench| {
        let seen = Seen::default();
        let refused = ending("refused", &seen, |_| Err(JobError::GiveUp("410".to_owned())));
        let runner = runner(&bench, vec![refused, noting("say", &seen)]);
        ask(&bench, &lyon(), vec![NewJob::new("refused", ()), NewJob::new("unknown", ()), NewJob::new("say", 42)]).await;
        runner.drain().await.unwrap();
        for kind in ["refused", "unknown", "say"] {
            assert_eq!(line(&bench, kind).await.state, State::Failed, "{kind}");
        }
        assert_eq!(seen.count(), 1, "a text was expected, and nobody does unknown work");
    })
    .await;
}

#[tokio::test]
async fn a_panic_is_a_failure_like_another() {
    on_each_engine(&[], async |bench| {
        let seen = Seen::default();
        let clumsy = ending("clumsy", &seen, |attempt| if attempt == 1 { panic!("broken") } else { Ok(()) });
        let runner = runner(&bench, vec![clumsy, noting("say", &seen)]);
        ask(&bench, &lyon(), vec![NewJob::new("clumsy", ()), NewJob::new("say", "unharmed")]).await;
        runner.drain().await.unwrap();
        assert_eq!(line(&bench, "clumsy").await.last_error.as_deref(), Some("the run panicked: broken"));
        bench.clock.advance(60);
        runner.drain().await.unwrap();
        assert_eq!(line(&bench, "clumsy").await.state, State::Done);
        let mut seen = seen.all();
        seen.sort();
        assert_eq!(seen, ["1", "2", "unharmed"]);
    })
    .await;
}

#[tokio::test]
async fn a_done_job_keeps_nothing_of_what_it_was_given() {
    on_each_engine(&[], async |bench| {
        let runner = runner(&bench, vec![noting("say", &Seen::default())]);
        ask(&bench, &lyon(), vec![NewJob::new("say", "Mme Canari")]).await;
        runner.drain().await.unwrap();
        let mut tx = bench.databases.any_read(&lyon()).await.unwrap();
        let payload: serde_json::Value = tx.value("SELECT payload AS value FROM jobs WHERE kind = 'say'", args![]).await.unwrap();
        assert_eq!(payload, serde_json::Value::Null);
    })
    .await;
}

#[tokio::test]
async fn what_is_given_up_may_be_rescued_and_its_stream_goes_on() {
    on_each_engine(&[], async |bench| {
        let (seen, told) = (Seen::default(), Seen::default());
        let rescued = {
            let told = told.clone();
            ending("never", &seen, |_| Err(JobError::GiveUp("no such template".to_owned()))).rescued_by(move |_, reason| {
                let told = told.clone();
                async move {
                    told.note(&reason);
                    Ok(())
                }
            })
        };
        let lost = ending("lost", &seen, |_| Err(JobError::GiveUp("lost".to_owned())))
            .rescued_by(|_, _| async { Err(JobError::Retry("nobody can".to_owned())) });
        let runner = runner(&bench, vec![rescued, lost, noting("say", &seen)]);
        ask(&bench, &lyon(), vec![NewJob::new("never", "first").stream("s"), NewJob::new("say", "then").stream("s")]).await;
        ask(&bench, &lyon(), vec![NewJob::new("lost", "alone")]).await;
        runner.drain().await.unwrap();
        assert_eq!(told.all(), ["no such template"]);
        assert_eq!(line(&bench, "never").await.state, State::Done);
        assert_eq!(line(&bench, "say").await.state, State::Done);
        let lost = line(&bench, "lost").await;
        assert_eq!((lost.state, lost.last_error.as_deref()), (State::Failed, Some("lost")), "a rescue that fails changes nothing");
    })
    .await;
}
