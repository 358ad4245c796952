//! What a client is told when an account is deleted: a Security Event Token
//! (RFC 8417) with the RISC event `account-purged` (OpenID RISC Profile 1.0 §2.1).

use kernel::Timestamp;
use serde_json::{Value, json};

/// The type of the token, in its header (RFC 8417 §2.3).
pub const TYPE: &str = "secevent+jwt";
/// The event.
pub const ACCOUNT_PURGED: &str = "https://schemas.openid.net/secevent/risc/event-type/account-purged";

/// The claims; `id` tells this event from every other, however often it is sent.
pub fn account_purged(issuer: &str, audience: &str, subject: &str, id: &str, times: (Timestamp, Timestamp)) -> Value {
    let (purged_at, wall) = times;
    json!({
        "iss": issuer,
        "aud": audience,
        "iat": wall.as_second(),
        "jti": id,
        // RFC 8417 §2.2: when it happened, which is not when it is told
        "toe": purged_at.as_second(),
        "sub_id": { "format": "iss_sub", "iss": issuer, "sub": subject },
        "events": { ACCOUNT_PURGED: {} },
    })
}
