//! The floor of the bench of submissions: one row per transaction, as durable
//! as everything else, from several tasks at once. Arguments: a folder, how
//! many rows, how many tasks. Prints how many seconds it took.

use std::{path::PathBuf, sync::Arc, time::Instant};

use db::{Databases, Engine, idempotency};
use kernel::{Clock, Moment, Rng, clock::SystemClock, rng::SystemRng};

type Failure = Box<dyn std::error::Error + Send + Sync>;

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [dir, rows, tasks] = arguments.as_slice() else { return Err("a folder, how many rows, how many tasks".into()) };
    let (rows, tasks): (usize, usize) = (rows.parse()?, tasks.parse()?);
    let clock: Arc<dyn Clock> = Arc::new(SystemClock::default());
    let rng: Arc<dyn Rng> = Arc::new(SystemRng);
    let databases = Databases::open(Engine::Sqlite { dir: PathBuf::from(dir) }, &[], Arc::clone(&clock)).await?;
    // opened and brought up to date before the clock runs
    databases.platform_write().await?.commit().await?;

    let start = Instant::now();
    let inserting: Vec<_> = (0..tasks)
        .map(|task| {
            let (databases, moment) = (databases.clone(), Moment::take(&*clock, &rng));
            tokio::spawn(async move { insert(&databases, &moment, &task.to_string(), rows / tasks).await })
        })
        .collect();
    for task in inserting {
        task.await??;
    }
    println!("{}", start.elapsed().as_secs_f64());
    databases.close().await;
    Ok(())
}

async fn insert(databases: &Databases, moment: &Moment, scope: &str, rows: usize) -> Result<(), db::DbError> {
    for row in 0..rows {
        let mut tx = databases.platform_write().await?;
        idempotency::remember(&mut tx, moment, scope, &row.to_string(), "bench", serde_json::Value::Null).await?;
        tx.commit().await?;
    }
    Ok(())
}
