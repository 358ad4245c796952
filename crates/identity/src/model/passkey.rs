//! Passkeys (W3C Web Authentication Level 3): what an authenticator answers,
//! checked as §7.1 and §7.2 say, as pure functions.
//!
//! Attestation is not asked for and what may come of it is not read: any
//! authenticator will do. The user must have been verified (a code, a finger,
//! a face), so a passkey is always two factors.

mod authenticator;
mod cbor;
mod client_data;
mod cose;
#[cfg(test)]
pub mod soft;
#[cfg(test)]
mod tests;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::Deserialize;

pub use self::cose::ALGORITHMS;
use self::{
    authenticator::AuthenticatorData,
    client_data::{CREATE, ClientData, GET},
};

/// The longest answer that is read.
const LONGEST: usize = 64 * 1024;

/// Why an answer is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// It cannot be read.
    Malformed,
    /// It is for something else: another act, site, or page.
    Elsewhere,
    /// Nobody was there, or nobody was verified.
    Unverified,
    /// Its kind of key is not one of ours.
    UnknownKey,
    /// The signature is not the key's.
    Signature,
    /// The key counts its uses backwards: there may be two of it.
    Copied,
}

/// Who we are for authenticators.
#[derive(Debug, Clone, Copy)]
pub struct RelyingParty<'a> {
    /// Where our pages are: `https://host:port`.
    pub origin: &'a str,
}

impl<'a> RelyingParty<'a> {
    /// The name that keys are bound to: the host.
    pub fn id(&self) -> &'a str {
        let host = self.origin.split_once("://").map_or(self.origin, |(_, rest)| rest);
        host.split([':', '/']).next().unwrap_or_default()
    }
}

/// A text of base64url, as the script sends bytes.
#[derive(Debug, Clone, Deserialize)]
#[serde(try_from = "String")]
pub struct Bytes(pub Vec<u8>);

impl TryFrom<String> for Bytes {
    type Error = base64::DecodeError;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        URL_SAFE_NO_PAD.decode(text.trim_end_matches('=')).map(Self)
    }
}

/// What a new passkey answers.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Registration {
    #[serde(rename = "clientDataJSON")]
    client_data: Bytes,
    attestation_object: Bytes,
}

/// What a passkey answers when it is used.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Assertion {
    /// Which passkey.
    pub id: Bytes,
    #[serde(rename = "clientDataJSON")]
    client_data: Bytes,
    authenticator_data: Bytes,
    signature: Bytes,
    /// Whose passkey, as told when it was made.
    pub user_handle: Option<Bytes>,
}

/// A passkey that was made.
#[derive(Debug, PartialEq, Eq)]
pub struct New {
    /// Its identifier.
    pub credential: Vec<u8>,
    /// Its public key, as COSE.
    pub public_key: Vec<u8>,
    /// How many times it was used; 0 when it does not count.
    pub uses: u32,
    /// Whether her devices share it.
    pub is_synced: bool,
}

/// A passkey that was used.
#[derive(Debug, PartialEq, Eq)]
pub struct Used {
    /// How many times by now; 0 when it does not count.
    pub uses: u32,
    /// Whether her devices share it.
    pub is_synced: bool,
}

/// Reads what the script sent.
///
/// # Errors
/// [`Refusal::Malformed`].
pub fn read<'a, T: Deserialize<'a>>(text: &'a str) -> Result<T, Refusal> {
    if text.len() > LONGEST {
        return Err(Refusal::Malformed);
    }
    serde_json::from_str(text).map_err(|_| Refusal::Malformed)
}

impl Registration {
    /// The challenge that it answers: whether we gave it is for the caller.
    ///
    /// # Errors
    /// [`Refusal::Malformed`].
    pub fn challenge(&self) -> Result<String, Refusal> {
        ClientData::read(&self.client_data.0).map(|data| data.challenge)
    }

    /// Checks it (§7.1).
    ///
    /// # Errors
    /// [`Refusal`] says why.
    pub fn check(&self, rp: RelyingParty<'_>) -> Result<New, Refusal> {
        ClientData::read(&self.client_data.0)?.check(CREATE, rp.origin)?;
        let object = cbor::read(&self.attestation_object.0).ok_or(Refusal::Malformed)?;
        let data = object.get_text("authData").and_then(cbor::Value::bytes).ok_or(Refusal::Malformed)?;
        let data = AuthenticatorData::read(data).ok_or(Refusal::Malformed)?;
        data.check(rp.id())?;
        let made = data.credential.as_ref().ok_or(Refusal::Malformed)?;
        cose::Key::read(made.public_key)?;
        Ok(New { credential: made.id.to_vec(), public_key: made.public_key.to_vec(), uses: data.uses, is_synced: data.is_synced() })
    }
}

impl Assertion {
    /// The challenge that it answers: whether we gave it is for the caller.
    ///
    /// # Errors
    /// [`Refusal::Malformed`].
    pub fn challenge(&self) -> Result<String, Refusal> {
        ClientData::read(&self.client_data.0).map(|data| data.challenge)
    }

    /// Checks it with the public key kept and the count of uses known (§7.2).
    ///
    /// # Errors
    /// [`Refusal`] says why.
    pub fn check(&self, rp: RelyingParty<'_>, public_key: &[u8], known_uses: u32) -> Result<Used, Refusal> {
        ClientData::read(&self.client_data.0)?.check(GET, rp.origin)?;
        let data = AuthenticatorData::read(&self.authenticator_data.0).ok_or(Refusal::Malformed)?;
        data.check(rp.id())?;
        let signed = [&self.authenticator_data.0[..], client_data::hash(&self.client_data.0).as_ref()].concat();
        cose::Key::read(public_key)?.verify(&signed, &self.signature.0)?;
        if (data.uses > 0 || known_uses > 0) && data.uses <= known_uses {
            return Err(Refusal::Copied);
        }
        Ok(Used { uses: data.uses, is_synced: data.is_synced() })
    }
}
