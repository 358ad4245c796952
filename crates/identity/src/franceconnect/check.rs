//! What must be true of the claims of a token (OpenID Connect Core §3.1.3.7).

use kernel::Timestamp;
use serde_json::Value;
use web::cookie::digest;

use super::refusal::Refusal;
use crate::model::methods::ACR_CERTIFIED;

/// How far two clocks may be apart, in seconds.
const LEEWAY: i64 = 30;
/// How old an ID token may be when it comes, in seconds: it is asked on the spot.
const OLDEST: i64 = 300;
/// The longest identifier of a person.
const LONGEST_SUB: usize = 255;

/// Who must have said it, and to whom.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Expected<'a> {
    pub issuer: &'a str,
    pub client_id: &'a str,
    pub wall: Timestamp,
}

/// Who an ID token names: for us, now, for this question, at this level.
///
/// # Errors
/// What is wrong.
pub(crate) fn id_token(said: &Value, expected: Expected<'_>, nonce_digest: &str) -> Result<String, Refusal> {
    common(said, expected, "id_token: iss", "id_token: aud", "id_token: exp")?;
    let is_recent = said["iat"].as_i64().is_some_and(|at| {
        let now = expected.wall.as_second();
        at <= now + LEEWAY && now - OLDEST <= at
    });
    must(is_recent, "id_token: iat")?;
    must(said["nonce"].as_str().is_some_and(|nonce| digest(nonce) == nonce_digest), "id_token: nonce")?;
    must(said["acr"] == ACR_CERTIFIED, "id_token: acr")?;
    sub(said).ok_or(Refusal::Untrusted("id_token: sub"))
}

/// Whether an identity is the one of the person of the ID token.
///
/// # Errors
/// What is wrong.
pub(crate) fn userinfo(said: &Value, expected: Expected<'_>, subject: &str) -> Result<(), Refusal> {
    common(said, expected, "userinfo: iss", "userinfo: aud", "userinfo: exp")?;
    must(sub(said).as_deref() == Some(subject), "userinfo: sub")
}

fn common(said: &Value, expected: Expected<'_>, iss: &'static str, aud: &'static str, exp: &'static str) -> Result<(), Refusal> {
    must(said["iss"] == expected.issuer, iss)?;
    must(is_for(&said["aud"], expected.client_id), aud)?;
    must(said["exp"].as_i64().is_some_and(|until| expected.wall.as_second() < until.saturating_add(LEEWAY)), exp)
}

/// For us, and for nobody else.
fn is_for(aud: &Value, client_id: &str) -> bool {
    match aud {
        Value::Array(all) => all.len() == 1 && all[0] == client_id,
        one => one == client_id,
    }
}

fn sub(said: &Value) -> Option<String> {
    said["sub"].as_str().filter(|sub| !sub.is_empty() && sub.len() <= LONGEST_SUB).map(str::to_owned)
}

const fn must(is_right: bool, what: &'static str) -> Result<(), Refusal> {
    if is_right { Ok(()) } else { Err(Refusal::Untrusted(what)) }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn expected() -> Expected<'static> {
        Expected { issuer: "https://fc.example", client_id: "glc", wall: Timestamp::from_second(1_800_000_000).unwrap() }
    }

    fn right() -> Value {
        json!({
            "iss": "https://fc.example", "aud": "glc", "exp": 1_800_000_060, "iat": 1_800_000_000,
            "nonce": "n", "acr": "eidas1", "sub": "ana"
        })
    }

    fn with(name: &str, value: Value) -> Value {
        let mut said = right();
        said[name] = value;
        said
    }

    #[test]
    fn an_id_token_is_for_us_now_for_this_question_at_this_level() {
        let read = |said: &Value| id_token(said, expected(), &digest("n"));
        assert_eq!(read(&right()), Ok("ana".to_owned()));
        assert_eq!(read(&with("aud", json!(["glc"]))), Ok("ana".to_owned()));
        assert_eq!(read(&with("exp", json!(1_799_999_971_i64))), Ok("ana".to_owned()), "clocks are never quite the same");
        for (name, value) in [
            ("iss", json!("https://fc.example/")),
            ("iss", json!(null)),
            ("aud", json!("other")),
            ("aud", json!(["glc", "other"])),
            ("aud", json!([])),
            ("exp", json!(1_799_999_970_i64)),
            ("exp", json!("1800000060")),
            ("iat", json!(1_799_999_000_i64)),
            ("iat", json!(1_800_000_031_i64)),
            ("iat", json!(null)),
            ("nonce", json!("m")),
            ("nonce", json!(null)),
            ("acr", json!("eidas2")),
            ("acr", json!(null)),
            ("sub", json!("")),
            ("sub", json!(7)),
            ("sub", json!("a".repeat(256))),
        ] {
            assert!(matches!(read(&with(name, value.clone())), Err(Refusal::Untrusted(_))), "{name} {value}");
        }
    }

    #[test]
    fn an_identity_is_the_one_of_the_same_person() {
        let read = |said: &Value| userinfo(said, expected(), "ana");
        assert_eq!(read(&right()), Ok(()));
        for (name, value) in [("sub", json!("bob")), ("iss", json!("x")), ("aud", json!("x")), ("exp", json!(0))] {
            assert!(read(&with(name, value)).is_err(), "{name}");
        }
    }
}
