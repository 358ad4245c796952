//! Fills an instance with cases, for the bench of the desk's lists. Arguments:
//! the folder of the databases (SQLite), the instance, how many cases it shall
//! hold of ours. Goes on from what it holds. Prints how many seconds it took.
//! Nothing may serve the folder meanwhile.
//!
//! Documents are those of requests filed there before, the shortest; columns
//! that lists read are as the program writes them. Two years of requests, in
//! the order of time: the last fifth is open, shared between four teams; one in
//! 200 bears the same family name. Nothing stands around the cases: no
//! journal, no files, no jobs.

mod names;
mod store;

use std::{path::PathBuf, sync::Arc, time::Instant};

use db::{Databases, Engine, InstanceKey};
use kernel::{Clock, Timestamp, clock::SystemClock};

use store::{Batch, Template};

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Cases in a statement: they share their documents.
const BATCH: i64 = 2_000;
/// Statements in a transaction.
const BATCHES: usize = 100;
/// Time over which they were filed, in microseconds.
const PERIOD: i64 = 730 * 86_400 * 1_000_000;

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [dir, instance, total] = arguments.as_slice() else { return Err("a folder, an instance, how many cases".into()) };
    let instance = InstanceKey::parse(instance).ok_or("this names no instance")?;
    let clock: Arc<dyn Clock> = Arc::new(SystemClock::default());
    let now = clock.now();
    let start = Instant::now();
    let databases = Databases::open(Engine::Sqlite { dir: PathBuf::from(dir) }, &[cases::MIGRATIONS], clock).await?;
    fill(&databases, &instance, now, total.parse()?).await?;
    // as when it is served: closing renews what the query planner knows
    databases.close().await;
    println!("{}", start.elapsed().as_secs_f64());
    Ok(())
}

async fn fill(databases: &Databases, instance: &InstanceKey, now: Timestamp, total: i64) -> Result<(), Failure> {
    let mut tx = databases.instance_write(instance).await?;
    store::make_teams(&mut tx).await?;
    let templates = store::templates(&mut tx).await?;
    let held = store::held(&mut tx).await?;
    tx.commit().await?;
    if templates.is_empty() {
        return Err("no request was filed there before: nothing to take documents from".into());
    }
    for batches in batches(&templates, now, held, total).chunks(BATCHES) {
        let mut tx = databases.instance_write(instance).await?;
        store::make_room(&mut tx).await?;
        for batch in batches {
            store::insert(&mut tx, batch).await?;
        }
        tx.commit().await?;
    }
    Ok(())
}

/// What remains to insert, from the oldest to the latest.
fn batches(templates: &[Template], now: Timestamp, held: i64, total: i64) -> Vec<Batch<'_>> {
    let step = PERIOD / (total - held).max(1);
    let opened_from = total - (total - held) / 5;
    let firsts = (held..total).step_by(usize::try_from(BATCH).unwrap_or(1));
    firsts
        .zip(templates.iter().cycle())
        .map(|(first, template)| Batch {
            template,
            first,
            end: (first + BATCH).min(total),
            filed_from: now.as_microsecond() - (total - first) * step,
            step,
            is_open: first >= opened_from,
        })
        .collect()
}
