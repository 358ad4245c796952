//! Streams keep their order.

use super::*;
use crate::{
    jobs::{State, abandon, replay},
    testing::on_each_engine,
};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_stream_is_done_in_order_by_several_workers() {
    on_each_engine(&[], async |bench| {
        let seen = Seen::default();
        let slow_starters = {
            let seen = seen.clone();
            Handler::new("step", move |run| {
                let seen = seen.clone();
                async move {
                    // gives the other workers every chance to overtake
                    for _ in 0..run.job.id.uuid().as_bytes()[15] % 8 {
                        tokio::task::yield_now().await;
                    }
                    seen.note(run.job.payload::<String>()?);
                    Ok(())
                }
            })
        };
        let handlers = vec![slow_starters];
        for number in 0..10 {
            let steps = ["a", "b", "c"].map(|stream| NewJob::new("step", format!("{stream}{number}")).stream(stream));
            ask(&bench, &lyon(), steps.into()).await;
        }
        let one = runner(&bench, handlers.clone());
        let other = runner(&bench, handlers);
        let (a, b) = tokio::join!(one.drain(), other.drain());
        a.and(b).unwrap();
        one.drain().await.unwrap();
        for stream in ["a", "b", "c"] {
            let steps: Vec<String> = seen.all().into_iter().filter(|step| step.starts_with(stream)).collect();
            let expected: Vec<String> = (0..10).map(|number| format!("{stream}{number}")).collect();
            assert_eq!(steps, expected);
        }
    })
    .await;
}

#[tokio::test]
async fn a_stream_waits_for_its_head_and_the_others_do_not() {
    on_each_engine(&[], async |bench| {
        let seen = Seen::default();
        let stubborn =
            ending("stubborn", &Seen::default(), |attempt| if attempt < 2 { Err(JobError::Retry("later".to_owned())) } else { Ok(()) });
        let runner = runner(&bench, vec![noting("say", &seen), stubborn]);
        let jobs = vec![
            NewJob::new("stubborn", ()).stream("a"),
            NewJob::new("say", "a2").stream("a"),
            NewJob::new("say", "b1").stream("b"),
            NewJob::new("say", "alone"),
        ];
        ask(&bench, &lyon(), jobs).await;
        runner.drain().await.unwrap();
        let mut first = seen.all();
        first.sort();
        assert_eq!(first, ["alone", "b1"]);
        bench.clock.advance(60);
        runner.drain().await.unwrap();
        assert_eq!(seen.all()[2..], ["a2"]);
    })
    .await;
}

#[tokio::test]
async fn a_failed_head_holds_its_stream_until_somebody_decides() {
    on_each_engine(&[], async |bench| {
        for decide_to_replay in [true, false] {
            let seen = Seen::default();
            let key = if decide_to_replay { "replayed" } else { "abandoned" };
            let refused = ending("refused", &Seen::default(), |_| Err(JobError::GiveUp("no".to_owned())));
            let broken = runner(&bench, vec![noting("say", &seen), refused]);
            ask(&bench, &lyon(), vec![NewJob::new("refused", "one").stream(key), NewJob::new("say", "two").stream(key)]).await;
            broken.drain().await.unwrap();
            assert_eq!(seen.count(), 0);
            let head = line(&bench, "refused").await;
            let mut tx = bench.databases.any_write(&lyon()).await.unwrap();
            if decide_to_replay {
                replay(&mut tx, head.id, &bench.moment()).await.unwrap();
            } else {
                abandon(&mut tx, head.id, &bench.moment()).await.unwrap();
            }
            tx.commit().await.unwrap();
            let repaired = runner(&bench, vec![noting("say", &seen), noting("refused", &seen)]);
            repaired.drain().await.unwrap();
            let expected: &[&str] = if decide_to_replay { &["one", "two"] } else { &["two"] };
            assert_eq!(seen.all(), expected);
            let state = if decide_to_replay { State::Done } else { State::Abandoned };
            assert_eq!(line(&bench, "refused").await.state, state);
        }
    })
    .await;
}

#[tokio::test]
async fn positions_follow_the_commits_of_writers_at_once() {
    on_each_engine(&[], async |bench| {
        bench.databases.create(&lyon()).await.unwrap();
        let writer = async |name: &str| {
            for _ in 0..5 {
                let mut tx = bench.databases.any_write(&lyon()).await.unwrap();
                enqueue(&mut tx, &bench.moment(), NewJob::new("say", name).stream("shared")).await.unwrap();
                tx.commit().await.unwrap();
            }
        };
        tokio::join!(writer("a"), writer("b"), writer("c"));
        let seen = Seen::default();
        runner(&bench, vec![noting("say", &seen)]).drain().await.unwrap();
        assert_eq!(seen.count(), 15);
    })
    .await;
}
