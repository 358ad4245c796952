//! The public keys of a client: those kept with it, or those it publishes,
//! read through `outbound`, kept an hour, and read again when a signature names
//! a key that we have not seen.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use kernel::Timestamp;
use outbound::{Http, Request};
use serde_json::Value;

use crate::model::{client::Client, jwk::KeySet, life::after, protocol::ClientKeys};

/// Keys are read again after so many seconds.
const FRESH: i64 = 3_600;
/// And not sooner than so many after the last try, whatever is asked.
const PAUSE: i64 = 30;
/// Time that the client's server has to answer.
const WITHIN: Duration = Duration::from_secs(5);
/// The largest set of keys, in bytes.
const LARGEST: usize = 64 * 1_024;

/// The keys last read, by client: as many as are registered with an address.
#[derive(Default)]
pub(crate) struct KeyCache(Mutex<HashMap<String, Arc<tokio::sync::Mutex<Published>>>>);

/// What a client publishes.
#[derive(Default)]
struct Published {
    uri: String,
    keys: Option<KeySet>,
    read_at: Option<Timestamp>,
}

impl KeyCache {
    /// The keys of a client among which `kid` is to be found. Nothing when it
    /// has none, or they cannot be read.
    pub(crate) async fn of(&self, http: &Http, client: &Client, kid: Option<&str>, wall: Timestamp) -> Option<KeySet> {
        match client.protocol.0.keys.as_ref()? {
            ClientKeys::Jwks(set) => KeySet::read(set),
            ClientKeys::JwksUri(uri) => self.published(http, &client.id, uri, kid, wall).await,
        }
    }

    async fn published(&self, http: &Http, client: &str, uri: &str, kid: Option<&str>, wall: Timestamp) -> Option<KeySet> {
        let cell = Arc::clone(self.0.lock().unwrap_or_else(PoisonError::into_inner).entry(client.to_owned()).or_default());
        // one call at a time for one client; the others wait for its answer
        let mut known = cell.lock().await;
        if known.uri != uri {
            *known = Published { uri: uri.to_owned(), ..Published::default() };
        }
        let is_there = known.keys.as_ref().is_some_and(|keys| keys.candidates(kid).next().is_some());
        let is_within = |seconds| known.read_at.is_some_and(|at| wall < after(at, seconds));
        let is_settled = is_within(PAUSE) || (is_there && is_within(FRESH));
        if !is_settled {
            known.read_at = Some(wall);
            // keys that were good are kept while the client's server is down
            if let Some(keys) = fetch(http, uri).await {
                known.keys = Some(keys);
            }
        }
        known.keys.clone()
    }
}

async fn fetch(http: &Http, uri: &str) -> Option<KeySet> {
    let answer = http.send(Request::get(uri).header("accept", "application/jwk-set+json, application/json").within(WITHIN)).await.ok()?;
    let is_read = answer.is_success() && answer.body.len() <= LARGEST;
    is_read.then(|| answer.json::<Value>().ok()).flatten().as_ref().and_then(KeySet::read)
}
