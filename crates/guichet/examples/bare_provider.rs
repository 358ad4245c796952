//! The floors of the identity provider's bench: axum, the same database, one
//! ES256 key, and nothing else. Argument: a folder. Prints its address, and
//! serves until it is killed.
//!
//! `/durable` writes a row that survives a power cut, `/signed` does and signs
//! as an ID token is, `/note` writes a row without waiting for the disk, `/row`
//! reads one. Each answers as many bytes as a token.

use std::{path::PathBuf, sync::Arc};

use aws_lc_rs::{
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair},
};
use axum::{Router, extract::State, routing::get};
use db::{Databases, DbError, Engine, IdentityTx, idempotency};
use http::StatusCode;
use kernel::{Clock, Moment, Rng, clock::SystemClock, rng::SystemRng};

type Failure = Box<dyn std::error::Error + Send + Sync>;
type Answer = Result<String, StatusCode>;

/// As long as the signed part of an ID token, and as an answer of `/token`.
const CLAIMS: usize = 600;

#[derive(Clone)]
struct Floor {
    databases: Databases,
    rng: Arc<dyn Rng>,
    key: Arc<EcdsaKeyPair>,
}

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let dir = std::env::args().nth(1).ok_or("a folder")?;
    let clock: Arc<dyn Clock> = Arc::new(SystemClock::default());
    let databases = Databases::open(Engine::Sqlite { dir: PathBuf::from(dir) }, &[], clock).await?;
    let key = Arc::new(EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING)?);
    let floor = Floor { databases, rng: Arc::new(SystemRng), key };
    floor.keep(floor.databases.identity_write().await?, "row").await?;
    let routes = Router::new()
        .route("/durable", get(durable).post(durable))
        .route("/signed", get(signed).post(signed))
        .route("/note", get(note).post(note))
        .route("/row", get(row))
        .with_state(floor);
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await?;
    println!("http://{}", listener.local_addr()?);
    axum::serve(listener, routes).await?;
    Ok(())
}

impl Floor {
    fn moment(&self) -> Moment {
        Moment::take(&**self.databases.clock(), &self.rng)
    }

    async fn keep(&self, mut tx: IdentityTx, key: &str) -> Result<(), DbError> {
        idempotency::remember(&mut tx, &self.moment(), "bench", key, "floor", serde_json::Value::Null).await?;
        tx.commit().await
    }

    async fn write(&self, tx: Result<IdentityTx, DbError>) -> Answer {
        self.keep(tx.map_err(failed)?, &self.moment().token::<32>()).await.map_err(failed)?;
        Ok("x".repeat(CLAIMS))
    }
}

async fn durable(State(floor): State<Floor>) -> Answer {
    floor.write(floor.databases.identity_write().await).await
}

async fn signed(State(floor): State<Floor>) -> Answer {
    let text = floor.write(floor.databases.identity_write().await).await?;
    let signature = floor.key.sign(&SystemRandom::new(), text.as_bytes()).map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?;
    Ok(format!("{text}{}", signature.as_ref().len()))
}

async fn note(State(floor): State<Floor>) -> Answer {
    floor.write(floor.databases.identity_note().await).await
}

async fn row(State(floor): State<Floor>) -> Answer {
    let mut tx = floor.databases.identity_read().await.map_err(failed)?;
    let known = idempotency::recall(&mut tx, "bench", "row", "floor").await.map_err(failed)?;
    known.map(|_| "x".repeat(CLAIMS)).ok_or(StatusCode::NOT_FOUND)
}

#[expect(clippy::needless_pass_by_value, reason = "what `map_err` gives")]
fn failed(error: DbError) -> StatusCode {
    eprintln!("bare_provider: {error}");
    StatusCode::INTERNAL_SERVER_ERROR
}
