//! What the browser says it was asked (Web Authentication §5.8.1).

use aws_lc_rs::digest::{Digest, SHA256, digest};
use serde::Deserialize;

use super::Refusal;

/// The act of making a passkey.
pub(super) const CREATE: &str = "webauthn.create";
/// The act of using one.
pub(super) const GET: &str = "webauthn.get";

/// The browser's word.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ClientData {
    #[serde(rename = "type")]
    act: String,
    pub challenge: String,
    origin: String,
    #[serde(default)]
    cross_origin: bool,
}

impl ClientData {
    pub(super) fn read(bytes: &[u8]) -> Result<Self, Refusal> {
        serde_json::from_slice(bytes).map_err(|_| Refusal::Malformed)
    }

    /// That it is this act, on a page of ours, in no frame of somebody else.
    pub(super) fn check(&self, act: &str, origin: &str) -> Result<(), Refusal> {
        let is_ours = self.act == act && self.origin == origin && !self.cross_origin;
        if is_ours { Ok(()) } else { Err(Refusal::Elsewhere) }
    }
}

/// What is signed of it.
pub(super) fn hash(bytes: &[u8]) -> Digest {
    digest(&SHA256, bytes)
}
