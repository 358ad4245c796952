//! What our endpoints refuse says which check failed.

use super::sight::Sight;
use crate::model::{reason, reason::Reason};

static BREAKS: &[(Sight, &[&Reason])] = &[
    (Sight::ReturnAddress, &[&reason::REDIRECT_MISSING, &reason::REDIRECT_UNKNOWN, &reason::CODE_REDIRECT_MISSING, &reason::CODE_REDIRECT]),
    (Sight::State, &[&reason::STATE]),
    (Sight::Nonce, &[&reason::NONCE]),
    (Sight::Pkce, &[&reason::CHALLENGE_MISSING, &reason::CHALLENGE, &reason::CHALLENGE_METHOD, &reason::CODE_VERIFIER]),
    (Sight::Code, &[&reason::CODE_WORTHLESS, &reason::REPLAYED]),
];

/// The check that this refusal makes fail, if any.
pub fn broken(reason: &Reason) -> Option<Sight> {
    BREAKS.iter().find(|(_, reasons)| reasons.contains(&reason)).map(|(sight, _)| *sight)
}
