//! Secrets at rest: AES-256-GCM, one key per purpose, derived from the
//! deployment's secret. What is sealed for one row cannot be moved to another.

use aws_lc_rs::{
    aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey},
    hmac,
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use db::DbError;
use kernel::Rng;
use web::cookie::Secret;

/// What a sealed value is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Secrets of one-time codes.
    OneTimeCodes,
    /// Keys that sign tokens.
    SigningKeys,
    /// Letters and errands that wait in a job.
    Errands,
    /// The provider's own settings.
    Settings,
    /// What a step between two pages carries.
    Tickets,
    /// Identities that FranceConnect told, and what serves to ask it.
    FranceConnect,
}

/// Seals and opens.
pub(crate) struct Vault(Secret);

impl Vault {
    pub(crate) const fn new(secret: [u8; 32]) -> Self {
        Self(Secret::new(secret))
    }

    /// Seals a value for the row `context`.
    pub(crate) fn seal(&self, purpose: Purpose, context: &str, plain: &[u8], rng: &dyn Rng) -> Result<String, DbError> {
        let mut nonce = [0; NONCE_LEN];
        rng.fill(&mut nonce);
        let mut sealed = plain.to_vec();
        self.key(purpose)?
            .seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::from(context), &mut sealed)
            .map_err(|_| DbError::Other("a value could not be sealed".to_owned()))?;
        Ok(URL_SAFE_NO_PAD.encode([&nonce[..], &sealed].concat()))
    }

    /// Opens what was sealed for the row `context`.
    ///
    /// # Errors
    /// When it was touched, moved, or sealed with another deployment's secret.
    pub(crate) fn open(&self, purpose: Purpose, context: &str, sealed: &str) -> Result<Vec<u8>, DbError> {
        let broken = || DbError::corrupt(context, "cannot be opened with this deployment's secret");
        let bytes = URL_SAFE_NO_PAD.decode(sealed).map_err(|_| broken())?;
        let (nonce, text) = bytes.split_at_checked(NONCE_LEN).ok_or_else(broken)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| broken())?;
        let mut text = text.to_vec();
        let plain = self.key(purpose)?.open_in_place(nonce, Aad::from(context), &mut text).map_err(|_| broken())?;
        Ok(plain.to_vec())
    }

    /// Opens a text.
    pub(crate) fn open_text(&self, purpose: Purpose, context: &str, sealed: &str) -> Result<String, DbError> {
        let corrupt = |_| DbError::corrupt(context, "is not a text");
        String::from_utf8(self.open(purpose, context, sealed)?).map_err(corrupt)
    }

    /// What stands for an address where it must not be read: the same each time,
    /// so that lines can be compared. Without the deployment's secret, nobody
    /// finds it by trying addresses.
    pub(crate) fn pseudonym(&self, email_key: &str) -> String {
        let key = hmac::Key::new(hmac::HMAC_SHA256, &self.0.derive("identity/addresses-in-the-trail"));
        URL_SAFE_NO_PAD.encode(hmac::sign(&key, email_key.as_bytes()))
    }

    fn key(&self, purpose: Purpose) -> Result<LessSafeKey, DbError> {
        let name = match purpose {
            Purpose::OneTimeCodes => "identity/one-time-codes",
            Purpose::SigningKeys => "identity/signing-keys",
            Purpose::Errands => "identity/errands",
            Purpose::Settings => "identity/settings",
            Purpose::Tickets => "identity/tickets",
            Purpose::FranceConnect => "identity/franceconnect",
        };
        let unusable = |_| DbError::Other("a key could not be made".to_owned());
        UnboundKey::new(&AES_256_GCM, &self.0.derive(name)).map(LessSafeKey::new).map_err(unusable)
    }
}

#[cfg(test)]
mod tests {
    use kernel::rng::SeededRng;

    use super::*;

    #[test]
    fn what_is_sealed_opens_in_its_own_place_only() {
        let (vault, rng) = (Vault::new([7; 32]), SeededRng::new(1));
        let sealed = vault.seal(Purpose::Settings, "salt", b"abc", &rng).unwrap();
        assert_eq!(vault.open(Purpose::Settings, "salt", &sealed).unwrap(), b"abc");
        assert!(vault.open(Purpose::Settings, "other", &sealed).is_err());
        assert!(vault.open(Purpose::Errands, "salt", &sealed).is_err());
        assert!(Vault::new([8; 32]).open(Purpose::Settings, "salt", &sealed).is_err());
        assert!(vault.open(Purpose::Settings, "salt", "").is_err());
        assert_ne!(vault.seal(Purpose::Settings, "salt", b"abc", &rng).unwrap(), sealed, "a new nonce each time");
    }

    #[test]
    fn an_address_has_one_pseudonym_in_one_deployment() {
        let vault = Vault::new([7; 32]);
        let pseudonym = vault.pseudonym("carl@exemple.fr");
        assert_eq!(vault.pseudonym("carl@exemple.fr"), pseudonym);
        assert_ne!(vault.pseudonym("ana@exemple.fr"), pseudonym);
        assert_ne!(Vault::new([8; 32]).pseudonym("carl@exemple.fr"), pseudonym);
        assert_ne!(web::cookie::digest("carl@exemple.fr"), pseudonym);
    }
}
