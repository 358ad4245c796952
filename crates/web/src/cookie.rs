//! Cookies and signed values.

use std::sync::atomic::{AtomicBool, Ordering};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit, Mac};
use http::{HeaderMap, HeaderValue, header};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use crate::{Site, Sites};

/// The key that signs what we hand out.
#[derive(Clone)]
pub struct Secret([u8; 32]);

impl Secret {
    /// A key of 32 bytes, kept in a file or the environment.
    pub const fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// `value.signature`; the purpose keeps a value from being used elsewhere.
    pub fn sign(&self, purpose: &str, value: &str) -> String {
        format!("{value}.{}", URL_SAFE_NO_PAD.encode(self.mac(purpose, value)))
    }

    /// The value of a signed text, or nothing if it was touched.
    pub fn verify(&self, purpose: &str, signed: &str) -> Option<String> {
        let (value, signature) = signed.rsplit_once('.')?;
        let given = URL_SAFE_NO_PAD.decode(signature).ok()?;
        bool::from(self.mac(purpose, value).ct_eq(&given)).then(|| value.to_owned())
    }

    /// A key for another use, derived from this one.
    pub fn derive(&self, purpose: &str) -> [u8; 32] {
        let mut key = [0; 32];
        key.copy_from_slice(&self.mac("derive", purpose));
        key
    }

    fn mac(&self, purpose: &str, value: &str) -> Vec<u8> {
        // invariant: HMAC takes keys of any length
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&self.0) else { return Vec::new() };
        mac.update(purpose.as_bytes());
        mac.update(b"\0");
        mac.update(value.as_bytes());
        mac.finalize().into_bytes().to_vec()
    }
}

/// The browser's own random secret on a site: it ties forms and anonymous
/// drafts to the browser that got them, and tells nothing about anybody.
pub(crate) struct Visitor {
    token: String,
    digest: String,
    pub(crate) is_new: bool,
    relied_on: AtomicBool,
}

impl Visitor {
    pub(crate) const COOKIE: &'static str = "visit";

    pub(crate) fn known(token: String) -> Self {
        Self { digest: digest(&token), token, is_new: false, relied_on: AtomicBool::new(false) }
    }
    pub(crate) fn new(token: String) -> Self {
        Self { is_new: true, ..Self::known(token) }
    }
    pub(crate) fn token(&self) -> &str {
        &self.token
    }
    pub(crate) fn digest(&self) -> &str {
        &self.digest
    }
    /// Notes that something was tied to this browser, which must then be given its cookie.
    pub(crate) fn relied_on(&self) {
        self.relied_on.store(true, Ordering::Relaxed);
    }
    pub(crate) fn is_relied_on(&self) -> bool {
        self.relied_on.load(Ordering::Relaxed)
    }
}

/// SHA-256 of a secret handed out, as kept in the database.
pub fn digest(secret: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(secret.as_bytes()))
}

/// The full name of a cookie of ours on a site: ports share cookies, so each site has its own.
pub fn name(sites: &Sites, site: Site, name: &str) -> String {
    let prefix = if sites.is_secure(site) { "__Host-" } else { "" };
    format!("{prefix}guichet-{site}-{name}")
}

/// Reads a cookie of ours.
pub fn read(headers: &HeaderMap, sites: &Sites, site: Site, wanted: &str) -> Option<String> {
    let wanted = name(sites, site, wanted);
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, _)| *name == wanted)
        .map(|(_, value)| value.to_owned())
}

/// A `Set-Cookie` value; `max_age` in seconds, none for the browser's session, 0 to erase.
pub fn set(sites: &Sites, site: Site, cookie: &str, value: &str, max_age: Option<u32>) -> HeaderValue {
    let name = name(sites, site, cookie);
    let secure = if sites.is_secure(site) { "; Secure" } else { "" };
    let age = max_age.map(|seconds| format!("; Max-Age={seconds}")).unwrap_or_default();
    let text = format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{age}");
    // invariant: our values are base64url and dots
    HeaderValue::from_str(&text).unwrap_or_else(|_| HeaderValue::from_static(""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signed_value_cannot_be_touched_or_used_elsewhere() {
        let secret = Secret::new([7; 32]);
        let signed = secret.sign("draft", "abc.def");
        assert_eq!(secret.verify("draft", &signed).as_deref(), Some("abc.def"));
        assert_eq!(secret.verify("other", &signed), None);
        assert_eq!(secret.verify("draft", &signed.replace("abc", "abd")), None);
        assert_eq!(secret.verify("draft", "abc"), None);
    }
}
