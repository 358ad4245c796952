//! Randomness is a value too: tests and the demo are deterministic.

use std::sync::Mutex;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};

/// A source of random bytes.
pub trait Rng: Send + Sync {
    /// Fills `bytes`.
    fn fill(&self, bytes: &mut [u8]);
}

/// The system's generator.
pub struct SystemRng;

impl Rng for SystemRng {
    #[expect(
        clippy::expect_used,
        clippy::disallowed_methods,
        reason = "no secret can be made without the system's generator: stopping is right"
    )]
    fn fill(&self, bytes: &mut [u8]) {
        getrandom::fill(bytes).expect("the operating system gives randomness");
    }
}

/// A repeatable generator (SHA-256 in counter mode), for tests and the demo's data.
pub struct SeededRng {
    seed: u64,
    counter: Mutex<u64>,
}

impl SeededRng {
    /// The generator whose bytes follow from `seed`.
    pub const fn new(seed: u64) -> Self {
        Self { seed, counter: Mutex::new(0) }
    }
}

impl Rng for SeededRng {
    fn fill(&self, bytes: &mut [u8]) {
        let mut counter = self.counter.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        for chunk in bytes.chunks_mut(32) {
            *counter += 1;
            let block = Sha256::new().chain_update(self.seed.to_be_bytes()).chain_update(counter.to_be_bytes()).finalize();
            chunk.copy_from_slice(&block[..chunk.len()]);
        }
    }
}

/// An unguessable token of `N` random bytes, in base64url.
pub fn token<const N: usize>(rng: &dyn Rng) -> String {
    let mut bytes = [0u8; N];
    rng.fill(&mut bytes);
    URL_SAFE_NO_PAD.encode(bytes)
}

/// A number below `bound` (0 when `bound` is 0), without visible bias for small bounds.
pub fn below(rng: &dyn Rng, bound: u64) -> u64 {
    let mut bytes = [0u8; 8];
    rng.fill(&mut bytes);
    u64::from_be_bytes(bytes).checked_rem(bound).unwrap_or(0)
}

/// A code of `length` characters read and typed without mistake: no 0/O, 1/I/L.
pub fn spoken_code(rng: &dyn Rng, length: usize) -> String {
    const LETTERS: &[u8] = b"ABCDEFGHJKMNPQRSTUVWXYZ23456789";
    (0..length).map(|_| char::from(LETTERS[usize::try_from(below(rng, LETTERS.len() as u64)).unwrap_or(0)])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_bytes() {
        let (a, b) = (SeededRng::new(7), SeededRng::new(7));
        assert_eq!(token::<40>(&a), token::<40>(&b));
        assert_ne!(token::<40>(&a), token::<40>(&SeededRng::new(8)));
    }
}
