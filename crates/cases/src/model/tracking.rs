//! The code by which somebody without an account follows her request.

use db::InstanceKey;
use kernel::id::CaseId;
use sha2::{Digest, Sha256};

/// A secret that opens one case. It holds the instance's name, so it works
/// before anything else knows of the case; 12 letters of 32 give 60 bits, and
/// attempts are limited.
#[derive(Clone, PartialEq, Eq)]
pub struct TrackingCode {
    /// Where the case is.
    pub instance: InstanceKey,
    secret: String,
}

impl TrackingCode {
    /// The code of a case: derived from a key of the deployment, so that the
    /// receipt can show it again although only its digest is kept.
    pub fn derive(instance: InstanceKey, key: &[u8; 32], case: CaseId) -> Self {
        const LETTERS: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
        let hash = Sha256::new().chain_update(key).chain_update(case.uuid().as_bytes()).finalize();
        let secret = hash.iter().take(12).map(|byte| char::from(LETTERS[usize::from(byte % 32)])).collect();
        Self { instance, secret }
    }

    /// Reads what a person typed: any case, spaces and hyphens free in the secret.
    pub fn parse(text: &str) -> Option<Self> {
        let (instance, secret) = text.trim().split_once('.')?;
        let secret: String = secret.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect();
        let instance = InstanceKey::parse(&instance.trim().to_lowercase())?;
        (secret.len() == 12).then_some(Self { instance, secret })
    }

    /// As written: `bron.7K4M-PQ2X-93AB`.
    pub fn text(&self) -> String {
        let s = &self.secret;
        format!("{}.{}-{}-{}", self.instance, &s[..4], &s[4..8], &s[8..])
    }

    /// What is kept of it.
    pub fn digest(&self) -> String {
        web::cookie::digest(&format!("tracking:{}", self.secret))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_as_people_type_it() {
        let code = TrackingCode::derive(InstanceKey::parse("saint-fons~test").unwrap(), &[5; 32], CaseId::from_uuid(uuid::Uuid::nil()));
        for typed in
            [code.text(), code.text().to_lowercase(), format!("  {} ", code.text().replace('-', " ").replace("saint fons", "saint-fons"))]
        {
            assert!(TrackingCode::parse(&typed) == Some(code.clone()), "{typed}");
        }
        for bad in ["", "bron", "bron.", "bron.ABCD", "../etc.AAAABBBBCCCC", "bron.AAAABBBBCCCCD"] {
            assert!(TrackingCode::parse(bad).is_none(), "{bad}");
        }
    }
}
