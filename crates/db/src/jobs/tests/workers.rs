//! Workers that die, are late, or wait to be woken.

use super::*;
use crate::{
    DbError, Kind,
    jobs::{JobRun, Schedule},
    testing::on_each_engine,
};

#[tokio::test]
async fn what_a_dead_worker_had_taken_runs_again_when_its_lease_ends() {
    on_each_engine(&[], async |bench| {
        let seen = Seen::default();
        let runner = runner(&bench, vec![noting("say", &seen)]);
        ask(&bench, &lyon(), vec![NewJob::new("say", "one").stream("s"), NewJob::new("say", "two").stream("s")]).await;
        assert_eq!(take(&bench, 9).await.len(), 1, "the head only");
        runner.drain().await.unwrap();
        assert_eq!(seen.count(), 0, "somebody is on it");
        bench.clock.advance(store::LEASE);
        runner.drain().await.unwrap();
        assert_eq!(seen.all(), ["one", "two"]);
    })
    .await;
}

#[tokio::test]
async fn a_late_worker_settles_nothing() {
    on_each_engine(&[], async |bench| {
        ask(&bench, &lyon(), vec![NewJob::new("say", "x")]).await;
        let late = take(&bench, 1).await.remove(0);
        bench.clock.advance(store::LEASE);
        let present = take(&bench, 1).await.remove(0);
        let now = bench.moment();
        let mut tx = bench.databases.any_write(&lyon()).await.unwrap();
        assert!(!store::renew(&mut tx, &late, now.wall).await.unwrap());
        assert!(!store::complete(&mut tx, &late, now.wall).await.unwrap());
        assert!(!store::postpone(&mut tx, &late, now.now, "late").await.unwrap());
        assert!(!store::fail(&mut tx, &late, now.wall, "late").await.unwrap());
        let run = JobRun::new(late, lyon(), now.clone());
        assert!(matches!(run.complete(&mut tx).await, Err(DbError::Conflict)));
        assert!(store::complete(&mut tx, &present, now.wall).await.unwrap());
    })
    .await;
}

#[tokio::test]
async fn a_job_settled_with_its_effect_is_done() {
    on_each_engine(&[], async |bench| {
        let databases = bench.databases.clone();
        let exact = Handler::new("exact", move |run: JobRun| {
            let databases = databases.clone();
            async move {
                let mut tx = databases.any_write(&run.db).await?;
                crate::events::record(&mut tx, &run.moment, "s", "effect", serde_json::Value::Null).await?;
                run.complete(&mut tx).await?;
                tx.commit().await?;
                Err(JobError::Retry("lost on the way back".to_owned()))
            }
        });
        let runner = runner(&bench, vec![exact]);
        ask(&bench, &lyon(), vec![NewJob::new("exact", ())]).await;
        for _ in 0..3 {
            runner.drain().await.unwrap();
            bench.clock.advance(3600);
        }
        let mut tx = bench.databases.any_read(&lyon()).await.unwrap();
        assert_eq!(crate::events::of_stream(&mut tx, "s", None, 9).await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_job_that_kills_its_workers_is_given_up() {
    on_each_engine(&[], async |bench| {
        let seen = Seen::default();
        let runner = runner(&bench, vec![noting("say", &seen)]);
        ask(&bench, &lyon(), vec![NewJob::new("say", "deadly")]).await;
        for _ in 0..10 {
            assert_eq!(take(&bench, 1).await.len(), 1);
            bench.clock.advance(store::LEASE);
        }
        runner.drain().await.unwrap();
        assert_eq!(seen.count(), 0);
        assert_eq!(line(&bench, "say").await.state, crate::jobs::State::Failed);
    })
    .await;
}

#[tokio::test]
async fn a_running_runner_hears_of_new_work_and_stops_when_asked() {
    on_each_engine(&[], async |bench| {
        let (done, mut finished) = tokio::sync::mpsc::unbounded_channel();
        let tell = Handler::new("tell", move |run: JobRun| {
            let sent = done.send(run.job.payload::<String>());
            async move { sent.map_err(|_| JobError::GiveUp("nobody listens".to_owned())) }
        });
        let runner = runner(&bench, vec![tell]);
        let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
        let work = async {
            for text in ["one", "two"] {
                ask(&bench, &lyon(), vec![NewJob::new("tell", text)]).await;
                assert_eq!(finished.recv().await.unwrap().unwrap(), text);
            }
            // sooner than the lease of « two », which may not be written down yet
            let due = after(bench.moment().now, 10);
            ask(&bench, &lyon(), vec![NewJob::new("tell", "three").due(due)]).await;
            bench.clock.advance(10);
            runner.wake_all();
            assert_eq!(finished.recv().await.unwrap().unwrap(), "three");
            stop.send(()).unwrap();
        };
        tokio::join!(runner.run(async { stopped.await.unwrap() }), work);
    })
    .await;
}

#[tokio::test]
async fn periodic_work_runs_once_per_period_whatever_the_replicas() {
    on_each_engine(&[], async |bench| {
        let seen = Seen::default();
        let daily = || {
            let seen = seen.clone();
            Schedule::new("remind", 86_400, &[Kind::Instance], move |run: JobRun| {
                seen.note(run.db.to_string());
                async { Ok(()) }
            })
        };
        bench.databases.create(&lyon()).await.unwrap();
        bench.databases.create(&DbKey::Platform).await.unwrap();
        let replica = || Runner::new(bench.databases.clone(), bench.rng.clone(), vec![], vec![daily()]);
        let (one, other) = (replica(), replica());
        for _ in 0..2 {
            one.drain().await.unwrap();
            other.drain().await.unwrap();
        }
        assert_eq!(seen.all(), ["lyon"]);
        bench.clock.advance(86_400);
        other.drain().await.unwrap();
        one.drain().await.unwrap();
        assert_eq!(seen.count(), 2);
    })
    .await;
}

#[tokio::test]
async fn what_was_committed_with_leases_in_between_is_durable_as_before() {
    on_each_engine(&[], async |bench| {
        bench.databases.create(&lyon()).await.unwrap();
        let level =
            async |tx: &mut crate::Tx| -> i64 { tx.value("SELECT synchronous AS value FROM pragma_synchronous", vec![]).await.unwrap() };
        if bench.databases.any_read(&lyon()).await.unwrap().is_postgres() {
            return;
        }
        // the same connection serves both: each transaction must say what it needs
        let mut note = bench.databases.any_note(&lyon()).await.unwrap();
        let noted = level(&mut note).await;
        note.commit().await.unwrap();
        let mut write = bench.databases.any_write(&lyon()).await.unwrap();
        assert_eq!((noted, level(&mut write).await), (1, 2), "NORMAL, then FULL");
    })
    .await;
}
