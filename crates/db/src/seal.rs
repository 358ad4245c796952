//! Values encrypted at rest: AES-256-GCM under named keys.
//!
//! What is sealed says which key opens it, so that keys can rotate: the first
//! of the ring seals, every one of it opens. It opens in its own place only:
//! moved to another row, or touched, it is refused.

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use kernel::Rng;

use crate::{DbError, Result};

/// The keys of a deployment, newest first.
pub struct Keyring(Vec<(String, LessSafeKey)>);

impl Keyring {
    /// The ring of these keys, newest first: a name, which stands before what
    /// it seals, and 32 bytes.
    pub fn new(keys: impl IntoIterator<Item = (String, [u8; 32])>) -> Self {
        let usable = |(name, bytes): (String, [u8; 32])| {
            // invariant: AES-256 takes every key of 32 bytes
            Some((name, UnboundKey::new(&AES_256_GCM, &bytes).map(LessSafeKey::new).ok()?))
        };
        Self(keys.into_iter().filter_map(usable).collect())
    }

    /// Seals a value for its place: `key.nonce and text`.
    ///
    /// # Errors
    /// When the ring is empty.
    pub fn seal(&self, place: &str, plain: &[u8], rng: &dyn Rng) -> Result<String> {
        let (name, key) = self.0.first().ok_or_else(|| DbError::Other("there is no key to seal with".to_owned()))?;
        let mut nonce = [0; NONCE_LEN];
        rng.fill(&mut nonce);
        let mut sealed = plain.to_vec();
        key.seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::from(place), &mut sealed)
            .map_err(|_| DbError::Other("a value could not be sealed".to_owned()))?;
        Ok(format!("{name}.{}", URL_SAFE_NO_PAD.encode([&nonce[..], &sealed].concat())))
    }

    /// Opens what was sealed for this place.
    ///
    /// # Errors
    /// When it was touched, comes from another place, or when its key is not in the ring.
    pub fn open(&self, place: &str, sealed: &str) -> Result<Vec<u8>> {
        self.opened(place, sealed).ok_or_else(|| DbError::Corrupt {
            column: place.to_owned(),
            reason: "cannot be opened in this place with the keys of this deployment".to_owned(),
        })
    }

    fn opened(&self, place: &str, sealed: &str) -> Option<Vec<u8>> {
        let (name, text) = sealed.split_once('.')?;
        let (_, key) = self.0.iter().find(|(known, _)| known == name)?;
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        let (nonce, text) = bytes.split_at_checked(NONCE_LEN)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).ok()?;
        let mut text = text.to_vec();
        key.open_in_place(nonce, Aad::from(place), &mut text).ok().map(|plain| plain.to_vec())
    }

    /// Whether a sealed value is under the newest key.
    pub fn is_newest(&self, sealed: &str) -> bool {
        sealed.split_once('.').zip(self.0.first()).is_some_and(|((name, _), (newest, _))| name == newest)
    }
}

#[cfg(test)]
mod tests {
    use kernel::rng::SeededRng;

    use super::*;

    fn ring(names: &[&str]) -> Keyring {
        Keyring::new(names.iter().map(|name| ((*name).to_owned(), [u8::try_from(name.len()).unwrap(); 32])))
    }

    #[test]
    fn a_value_opens_in_its_own_place_only_and_whole() {
        let (ring, rng) = (ring(&["k1"]), SeededRng::new(1));
        let sealed = ring.seal("case/1/iban", b"FR76", &rng).unwrap();
        assert_eq!(ring.open("case/1/iban", &sealed).unwrap(), b"FR76");
        assert!(ring.open("case/2/iban", &sealed).is_err(), "moved");
        let middle = sealed.len() / 2;
        let other = if sealed.as_bytes()[middle] == b'A' { "B" } else { "A" };
        let touched = [&sealed[..middle], other, &sealed[middle + 1..]].concat();
        assert!(ring.open("case/1/iban", &touched).is_err(), "touched");
        for broken in ["", "k1", "k1.", "k1.AAAA", &sealed[3..]] {
            assert!(ring.open("case/1/iban", broken).is_err(), "{broken}");
        }
        assert_ne!(ring.seal("case/1/iban", b"FR76", &rng).unwrap(), sealed, "a new nonce each time");
    }

    #[test]
    fn keys_rotate() {
        let rng = SeededRng::new(1);
        let old = ring(&["k1"]).seal("p", b"old", &rng).unwrap();
        let both = ring(&["k2024", "k1"]);
        assert_eq!(both.open("p", &old).unwrap(), b"old");
        let new = both.seal("p", b"new", &rng).unwrap();
        assert!(new.starts_with("k2024."), "the newest seals");
        assert_eq!([both.is_newest(&old), both.is_newest(&new)], [false, true]);
        assert!(ring(&["k1"]).open("p", &new).is_err(), "not without its key");
        assert!(ring(&[]).seal("p", b"x", &rng).is_err());
    }
}
