//! Runs a test on each engine: always on SQLite, and on PostgreSQL when
//! `TEST_POSTGRES` holds the address of a server.

use std::{
    panic::{AssertUnwindSafe, resume_unwind},
    sync::Arc,
};

use futures_util::FutureExt;
use kernel::{
    Clock, Moment, Rng,
    clock::{ManualClock, from_micros},
    rng::{SeededRng, SystemRng},
};

use crate::{Blobs, Databases, Engine, Migration};

/// What a test works with.
pub struct Bench {
    /// Databases of this test alone.
    pub databases: Databases,
    /// Their clock: it stands still on 22 November 2026 at 9:00 in Paris until moved.
    pub clock: Arc<ManualClock>,
    /// Repeatable randomness.
    pub rng: Arc<dyn Rng>,
    /// Files of this test alone.
    pub blobs: Blobs,
    /// The engine, to open the same databases again.
    pub engine: Engine,
    /// A folder of this test alone, erased after it.
    pub dir: std::path::PathBuf,
}

impl Bench {
    /// This instant of the test.
    pub fn moment(&self) -> Moment {
        Moment::take(&*self.clock, &self.rng)
    }
}

/// Runs `test` on each engine, each time with fresh databases.
///
/// # Panics
/// As `test` does, or when the databases cannot be opened.
#[expect(clippy::expect_used, reason = "a test that cannot begin has failed")]
pub async fn on_each_engine(migrations: &[&[Migration]], test: impl AsyncFn(Bench)) {
    let dir = tempfile::tempdir().expect("a temporary folder");
    on(Engine::Sqlite { dir: dir.path().join("databases") }, dir.path(), migrations, &test).await;
    let Some(url) = test_postgres() else { return };
    let dir = tempfile::tempdir().expect("a temporary folder");
    on(Engine::Postgres { url, prefix: format!("{}:", unique()) }, dir.path(), migrations, &test).await;
}

#[expect(clippy::expect_used, reason = "a test that cannot begin has failed")]
async fn on(engine: Engine, dir: &std::path::Path, migrations: &[&[Migration]], test: &impl AsyncFn(Bench)) {
    let clock = Arc::new(ManualClock::at(from_micros(1_795_334_400_000_000)));
    let databases = Databases::open(engine.clone(), migrations, Arc::clone(&clock) as Arc<dyn Clock>).await.expect("databases");
    let bench = Bench {
        databases: databases.clone(),
        clock,
        rng: Arc::new(SeededRng::new(7)),
        blobs: Blobs::local(dir.join("blobs")),
        engine,
        dir: dir.to_owned(),
    };
    let outcome = AssertUnwindSafe(test(bench)).catch_unwind().await;
    for key in databases.list().await.expect("list") {
        databases.erase(&key).await.expect("erase");
    }
    databases.close().await;
    if let Err(panic) = outcome {
        resume_unwind(panic);
    }
}

/// A name no other test has, even one of another process.
fn unique() -> String {
    let mut bytes = [0; 8];
    SystemRng.fill(&mut bytes);
    crate::hex(&bytes)
}

#[expect(clippy::disallowed_methods, reason = "tests have no configuration; this is their one setting")]
fn test_postgres() -> Option<String> {
    std::env::var("TEST_POSTGRES").ok()
}
