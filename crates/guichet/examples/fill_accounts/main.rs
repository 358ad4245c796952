//! Fills the identity provider with accounts, for its bench. Arguments: the
//! folder of the databases (SQLite), how many accounts it shall hold of ours,
//! and the address of an account whose password they all take. Goes on from
//! what it holds, registers a client that has no person behind it, and forgets
//! the attempts that failed: each run of a measure begins with none. The folder
//! may be served meanwhile when no account is to be made.
//!
//! Account N is `personneN@exemple.fr`, confirmed, with two names, known to the
//! outside client. No session, token or audit line stands around it.

mod store;

use std::{path::PathBuf, sync::Arc};

use db::{Databases, Engine};
use identity::{ApiScopes, Protocol};
use kernel::{Clock, clock::SystemClock};
use web::cookie::digest;

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Accounts in a statement.
const BATCH: i64 = 10_000;
/// The client that asks in its own name, and its secret.
const PROGRAM: (&str, &str) = ("bench-program", "bench-program-secret-2b7e151628aed2a6");

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [dir, count, model] = arguments.as_slice() else { return Err("a folder, how many accounts, the address of another".into()) };
    let count: i64 = count.parse()?;
    let clock: Arc<dyn Clock> = Arc::new(SystemClock::default());
    let now = clock.wall();
    let databases = Databases::open(Engine::Sqlite { dir: PathBuf::from(dir) }, &[identity::MIGRATIONS], clock).await?;

    let mut tx = databases.identity_write().await?;
    store::forget_attempts(&mut tx).await?;
    let protocol = Protocol { api_scopes: ApiScopes::parse("accounts:deleted").ok_or("no such scope")?, ..Protocol::default() };
    store::register(&mut tx, PROGRAM.0, &digest(PROGRAM.1), &protocol, now).await?;
    let held = store::held(&mut tx).await?;
    tx.commit().await?;

    let mut first = held;
    while first < count {
        let end = count.min(first + BATCH);
        let mut tx = databases.identity_write().await?;
        store::insert(&mut tx, (first, end), model, now).await?;
        tx.commit().await?;
        first = end;
    }
    databases.close().await;
    Ok(())
}
