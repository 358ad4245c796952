//! What the authenticator says (Web Authentication §6.1).

use aws_lc_rs::digest::{SHA256, digest};

use super::{Refusal, cbor};

const PRESENT: u8 = 1;
const VERIFIED: u8 = 1 << 2;
const MAY_SYNC: u8 = 1 << 3;
const SYNCED: u8 = 1 << 4;
const HAS_CREDENTIAL: u8 = 1 << 6;
const HAS_EXTENSIONS: u8 = 1 << 7;
/// The longest identifier of a credential (§4).
const LONGEST_ID: usize = 1_023;

/// The authenticator's word.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct AuthenticatorData<'a> {
    rp_hash: &'a [u8],
    flags: u8,
    pub uses: u32,
    pub credential: Option<Credential<'a>>,
}

/// A credential that was made.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Credential<'a> {
    pub id: &'a [u8],
    pub public_key: &'a [u8],
}

impl<'a> AuthenticatorData<'a> {
    /// Reads the whole of it: nothing may be left over.
    pub(super) fn read(bytes: &'a [u8]) -> Option<Self> {
        let (rp_hash, rest) = bytes.split_at_checked(32)?;
        let (&[flags], rest) = rest.split_first_chunk::<1>()?;
        let (uses, mut rest) = rest.split_first_chunk::<4>()?;
        let mut credential = None;
        if flags & HAS_CREDENTIAL != 0 {
            let (found, after) = Credential::read(rest)?;
            (credential, rest) = (Some(found), after);
        }
        if flags & HAS_EXTENSIONS != 0 {
            rest = rest.get(cbor::length(rest)?..)?;
        }
        rest.is_empty().then_some(Self { rp_hash, flags, uses: u32::from_be_bytes(*uses), credential })
    }

    /// That it speaks to us, and that she was there and verified.
    pub(super) fn check(&self, rp_id: &str) -> Result<(), Refusal> {
        if self.rp_hash != digest(&SHA256, rp_id.as_bytes()).as_ref() {
            return Err(Refusal::Elsewhere);
        }
        if self.flags & SYNCED != 0 && self.flags & MAY_SYNC == 0 {
            return Err(Refusal::Malformed);
        }
        let is_verified = self.flags & PRESENT != 0 && self.flags & VERIFIED != 0;
        if is_verified { Ok(()) } else { Err(Refusal::Unverified) }
    }

    pub(super) const fn is_synced(&self) -> bool {
        self.flags & SYNCED != 0
    }
}

impl<'a> Credential<'a> {
    /// §6.5.1: model, length of the identifier, identifier, key.
    fn read(bytes: &'a [u8]) -> Option<(Self, &'a [u8])> {
        let (_, rest) = bytes.split_at_checked(16)?;
        let (length, rest) = rest.split_first_chunk::<2>()?;
        let length = usize::from(u16::from_be_bytes(*length));
        let (id, rest) = rest.split_at_checked(length).filter(|_| (1..=LONGEST_ID).contains(&length))?;
        let (public_key, rest) = rest.split_at_checked(cbor::length(rest)?)?;
        Some((Self { id, public_key }, rest))
    }
}
