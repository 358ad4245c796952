//! Passwords' hashes: argon2id, in a bounded pool so that sign-ins cannot take
//! the whole machine; the same work for accounts that do not exist.

use std::sync::Arc;

use argon2::{Algorithm, Argon2, Params, PasswordHash, PasswordHasher, PasswordVerifier, Version};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use kernel::{Personal, Problem, Rng};
use tokio::{sync::Semaphore, task::spawn_blocking};
use web::Failure;

/// 19 MiB, two passes, one lane (OWASP's minimum: 25 ms on the machine it was measured on).
const MEMORY_KIB: u32 = 19 * 1_024;
/// Hashes computed at once.
const AT_ONCE: usize = 2;
/// Hashes computed or waiting: some five seconds of work. More are told to come back.
const MOST_WAITING: usize = 200;
/// The hash of no password: what an unknown account is checked against.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5IGhhcyB0aGlzIQ$pIfWNPXBLQKVNUJIiyzmSGzfNCP9nVtDzlFJxZuLyRM";

const CROWDED: &str = "Beaucoup de personnes se connectent en ce moment. Réessayez dans une minute.";

/// Computes hashes.
pub(crate) struct Hashing {
    room: Arc<Semaphore>,
    queue: Semaphore,
}

impl Hashing {
    pub(crate) fn new() -> Self {
        Self { room: Arc::new(Semaphore::new(AT_ONCE)), queue: Semaphore::new(MOST_WAITING) }
    }

    /// The hash of a password, as a PHC string.
    pub(crate) async fn hash(&self, password: Personal<String>, rng: &dyn Rng) -> Result<Personal<String>, Failure> {
        let mut salt = [0; 16];
        rng.fill(&mut salt);
        let computed = self
            .compute(move || argon2()?.hash_password_with_salt(password.expose().as_bytes(), &salt).ok().map(|hash| hash.to_string()))
            .await?;
        computed.map(Personal::new).ok_or_else(|| Failure::fault("a password could not be hashed"))
    }

    /// Whether this is the password of a hash; `None` takes as long and is always false.
    pub(crate) async fn verify(&self, password: Personal<String>, hash: Option<Personal<String>>) -> Result<bool, Failure> {
        let known = hash.is_some();
        let right = self
            .compute(move || {
                let text = hash.as_ref().map_or(NOBODY, |hash| hash.expose().as_str());
                let parsed = PasswordHash::new(text).ok()?;
                Some(argon2()?.verify_password(password.expose().as_bytes(), &parsed).is_ok())
            })
            .await?
            .ok_or_else(|| Failure::fault("a kept hash cannot be read"))?;
        Ok(right && known)
    }

    /// The hashes of short secrets under one salt: one typed later is found
    /// among them for the price of one.
    pub(crate) async fn hash_all(&self, secrets: Vec<Personal<String>>, salt: Vec<u8>) -> Result<Vec<String>, Failure> {
        let hash = move |secret: &Personal<String>| {
            let mut hash = [0; 32];
            argon2()?.hash_password_into(secret.expose().as_bytes(), &salt, &mut hash).ok()?;
            Some(URL_SAFE_NO_PAD.encode(hash))
        };
        let computed = self.compute(move || secrets.iter().map(hash).collect()).await?;
        computed.ok_or_else(|| Failure::fault("a recovery code could not be hashed"))
    }

    async fn compute<T: Send + 'static>(&self, work: impl FnOnce() -> Option<T> + Send + 'static) -> Result<Option<T>, Failure> {
        let _place = self.queue.try_acquire().map_err(|_| Failure::Problem(Problem::Unavailable(CROWDED.to_owned())))?;
        let stopped = |_| Failure::fault("the hashing pool stopped");
        let permit = Arc::clone(&self.room).acquire_owned().await.map_err(stopped)?;
        spawn_blocking(move || {
            // held until the work is done, even if nobody waits for it any more
            let _permit = permit;
            work()
        })
        .await
        .map_err(|_| Failure::fault("hashing stopped in the middle"))
    }
}

fn argon2() -> Option<Argon2<'static>> {
    Params::new(MEMORY_KIB, 2, 1, None).ok().map(|params| Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

#[cfg(test)]
mod tests {
    use kernel::rng::SeededRng;

    use super::*;

    #[tokio::test]
    async fn a_hash_knows_its_password_and_nobody_has_one() {
        let hashing = Hashing::new();
        let password = |text: &str| Personal::new(text.to_owned());
        let hash = hashing.hash(password("trois cerises volent"), &SeededRng::new(1)).await.unwrap();
        assert!(hash.expose().starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(hashing.verify(password("trois cerises volent"), Some(hash.clone())).await.unwrap());
        assert!(!hashing.verify(password("trois cerises"), Some(hash)).await.unwrap());
        assert!(!hashing.verify(password("trois cerises volent"), None).await.unwrap());
    }
}
