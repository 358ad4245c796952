//! FranceConnect v2, the low level (`eidas1`), as a service provider sees it.
//!
//! It follows the public contract: endpoints, parameters and their rules,
//! times to live, formats of claims, single sign-on, logout, codes of errors.
//! What FranceConnect refuses is refused here, and it can be told to misbehave.
//! Not simulated: `response_mode=form_post`, `/checktoken`, encrypted tokens.
//!
//! Invariants: every person is invented; nothing outlives the program; nothing
//! goes back to an address that the client did not register.

mod api;
mod clients;
mod forgery;
mod identity;
mod incidents;
mod keys;
mod memory;
mod moods;
mod pages;
mod people;
mod request;
mod routes;
mod scopes;
mod shelf;
mod subject;
#[cfg(test)]
mod tests;

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

pub use clients::{Client, Proof, Signing};
pub use scopes::SCOPES;

use keys::{KeyError, KeyRing};
use memory::Memory;
use moods::{Change, Mood};

/// One FranceConnect. Cheap to clone.
#[derive(Clone)]
pub struct FranceConnect(Arc<Inner>);

struct Inner {
    issuer: String,
    clients: Vec<Client>,
    slowness: Duration,
    memory: Mutex<Memory>,
}

impl FranceConnect {
    /// `base` is where its site is served, without a final slash. `slowness` is how
    /// long its token endpoint takes when it is told to be slow.
    ///
    /// # Errors
    /// [`KeyError`] when its keys cannot be made.
    pub fn new(base: &str, clients: Vec<Client>, slowness: Duration) -> Result<Self, KeyError> {
        let keys = KeyRing::generate(&clients)?;
        Ok(Self(Arc::new(Inner { issuer: format!("{base}/api/v2"), clients, slowness, memory: Mutex::new(Memory::new(keys)) })))
    }

    /// Its issuer: every endpoint of the protocol is under it.
    pub fn issuer(&self) -> &str {
        &self.0.issuer
    }

    /// Tells it how to behave, by the word of a mood; `false` when there is no such mood.
    ///
    /// # Errors
    /// [`KeyError`] when the mood asks for new keys and they cannot be made.
    pub fn behave(&self, word: &str) -> Result<bool, KeyError> {
        let Some(mood) = moods::find(word) else { return Ok(false) };
        let mut memory = self.memory();
        if matches!(mood.change, Change::NewKeys) {
            memory.keys.renew()?;
        }
        memory.mood = mood;
        Ok(true)
    }

    fn mood(&self) -> &'static Mood {
        self.memory().mood
    }

    fn client(&self, id: &str) -> Option<&Client> {
        self.0.clients.iter().find(|client| client.id == id)
    }

    fn memory(&self) -> MutexGuard<'_, Memory> {
        self.0.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
