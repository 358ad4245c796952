//! What jobs promise, on both engines.

mod console;
mod order;
mod runs;
mod workers;

use std::sync::{Arc, Mutex};

use kernel::Timestamp;

use super::{Handler, Job, JobError, NewJob, Runner, enqueue, store};
use crate::{DbKey, InstanceKey, testing::Bench};

/// What the handlers of a test have seen.
#[derive(Clone, Default)]
struct Seen(Arc<Mutex<Vec<String>>>);

impl Seen {
    fn note(&self, what: impl Into<String>) {
        self.0.lock().unwrap().push(what.into());
    }
    fn all(&self) -> Vec<String> {
        self.0.lock().unwrap().clone()
    }
    fn count(&self) -> usize {
        self.0.lock().unwrap().len()
    }
}

fn lyon() -> DbKey {
    DbKey::Instance(InstanceKey::production("lyon".parse().unwrap()))
}

/// Commits these jobs to a database.
async fn ask(bench: &Bench, key: &DbKey, jobs: Vec<NewJob>) {
    bench.databases.create(key).await.unwrap();
    let mut tx = bench.databases.any_write(key).await.unwrap();
    for job in jobs {
        enqueue(&mut tx, &bench.moment(), job).await.unwrap();
    }
    tx.commit().await.unwrap();
}

fn runner(bench: &Bench, handlers: Vec<Handler>) -> Runner {
    Runner::new(bench.databases.clone(), bench.rng.clone(), handlers, vec![])
}

/// A handler that notes the text it is given.
fn noting(kind: &'static str, seen: &Seen) -> Handler {
    let seen = seen.clone();
    Handler::new(kind, move |run| {
        let seen = seen.clone();
        async move {
            seen.note(run.job.payload::<String>()?);
            Ok(())
        }
    })
}

/// A handler that notes its attempts and ends as `outcome` says.
fn ending(kind: &'static str, seen: &Seen, outcome: fn(i64) -> Result<(), JobError>) -> Handler {
    let seen = seen.clone();
    Handler::new(kind, move |run| {
        seen.note(run.job.attempts.to_string());
        async move { outcome(run.job.attempts) }
    })
}

/// Takes what can be taken, as a worker that then says nothing more.
async fn take(bench: &Bench, limit: u32) -> Vec<Job> {
    let mut tx = bench.databases.any_write(&lyon()).await.unwrap();
    let jobs = store::claim(&mut tx, &bench.moment(), limit).await.unwrap();
    tx.commit().await.unwrap();
    jobs
}

async fn line(bench: &Bench, kind: &str) -> super::Line {
    let mut tx = bench.databases.any_read(&lyon()).await.unwrap();
    let filter = super::Filter { kind: Some(kind.to_owned()), ..Default::default() };
    super::page(&mut tx, &filter, None).await.unwrap().remove(0)
}

fn after(at: Timestamp, seconds: i64) -> Timestamp {
    store::later(at, seconds)
}
