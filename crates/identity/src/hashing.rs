//! Passwords' hashes: argon2id, in a bounded pool so that sign-ins cannot take
//! the whole machine; the same work for accounts that do not exist.

use std::{sync::Arc, thread::available_parallelism};

use argon2::{Algorithm, Argon2, Block, Params, PasswordHash, Version};
use aws_lc_rs::constant_time::verify_slices_are_equal;
use base64::{
    Engine,
    engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD},
};
use kernel::{Personal, Problem, Rng};
use tokio::{sync::Semaphore, task::spawn_blocking};
use web::Failure;

/// 19 MiB, two passes, one lane (OWASP's minimum: 25 ms on the machine it was measured on).
const MEMORY_KIB: u32 = 19 * 1_024;
const PASSES: u32 = 2;
/// Blocks of 1 KiB from which the memory of a hash is asked of the system, and
/// given back as soon as it is done: glibc may keep anything below 32 MiB, in
/// each thread. What is not written is not there.
const GIVEN_BACK: usize = 33 * 1_024;
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
        // the other half of the machine is for whoever is signed in
        let at_once = available_parallelism().map_or(1, |cores| cores.get().div_ceil(2));
        Self { room: Arc::new(Semaphore::new(at_once)), queue: Semaphore::new(MOST_WAITING) }
    }

    /// The hash of a password, as a PHC string.
    pub(crate) async fn hash(&self, password: Personal<String>, rng: &dyn Rng) -> Result<Personal<String>, Failure> {
        let mut salt = [0; 16];
        rng.fill(&mut salt);
        let computed = self
            .compute(move || {
                let hash: [u8; 32] = derived(&argon2()?, &password, &salt)?;
                let [salt, hash] = [&salt[..], &hash].map(|bytes| STANDARD_NO_PAD.encode(bytes));
                Some(format!("$argon2id$v=19$m={MEMORY_KIB},t={PASSES},p=1${salt}${hash}"))
            })
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
                let params = Params::try_from(&parsed).ok()?;
                let computed: [u8; 32] = derived(&Argon2::new(Algorithm::Argon2id, Version::V0x13, params), &password, &parsed.salt?)?;
                Some(verify_slices_are_equal(&computed, parsed.hash?.as_bytes()).is_ok())
            })
            .await?
            .ok_or_else(|| Failure::fault("a kept hash cannot be read"))?;
        Ok(right && known)
    }

    /// The hashes of short secrets under one salt: one typed later is found
    /// among them for the price of one.
    pub(crate) async fn hash_all(&self, secrets: Vec<Personal<String>>, salt: Vec<u8>) -> Result<Vec<String>, Failure> {
        let hash = move |secret: &Personal<String>| {
            let hash: [u8; 32] = derived(&argon2()?, secret, &salt)?;
            Some(URL_SAFE_NO_PAD.encode(hash))
        };
        let computed = self.compute(move || secrets.iter().map(hash).collect()).await?;
        computed.ok_or_else(|| Failure::fault("a recovery code could not be hashed"))
    }

    /// Stops hashing until what is given back is dropped.
    #[cfg(test)]
    pub(crate) async fn stopped(&self) -> tokio::sync::OwnedSemaphorePermit {
        let all = u32::try_from(self.room.available_permits()).unwrap();
        Arc::clone(&self.room).acquire_many_owned(all).await.unwrap()
    }

    /// Whether somebody waits for a hash.
    #[cfg(test)]
    pub(crate) fn is_awaited(&self) -> bool {
        self.queue.available_permits() < MOST_WAITING
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
    Params::new(MEMORY_KIB, PASSES, 1, None).ok().map(|params| Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// What a secret becomes under a salt.
fn derived<const LENGTH: usize>(argon2: &Argon2<'_>, secret: &Personal<String>, salt: &[u8]) -> Option<[u8; LENGTH]> {
    let blocks = argon2.params().block_count();
    let mut memory = Vec::with_capacity(blocks.max(GIVEN_BACK));
    memory.resize(blocks, Block::new());
    let mut derived = [0; LENGTH];
    argon2.hash_password_into_with_memory(secret.expose().as_bytes(), salt, &mut derived, memory).ok()?;
    Some(derived)
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

    #[tokio::test]
    async fn a_hash_that_another_made_is_read_and_another_reads_ours() {
        use argon2::{PasswordHasher, PasswordVerifier};
        let hashing = Hashing::new();
        let password = || Personal::new("trois cerises volent".to_owned());
        let theirs = Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(8, 1, 1, None).unwrap());
        let kept = theirs.hash_password_with_salt(password().expose().as_bytes(), b"another salt").unwrap().to_string();
        assert!(hashing.verify(password(), Some(Personal::new(kept))).await.unwrap());
        let ours = hashing.hash(password(), &SeededRng::new(2)).await.unwrap();
        let parsed = PasswordHash::new(ours.expose()).unwrap();
        assert!(argon2().unwrap().verify_password(password().expose().as_bytes(), &parsed).is_ok());
        assert!(hashing.verify(password(), Some(Personal::new("$argon2id$broken".to_owned()))).await.is_err());
    }
}
