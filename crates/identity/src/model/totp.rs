//! One-time codes that change every thirty seconds (RFC 6238, with the HMAC-SHA-1
//! and six digits that every application reads).

use aws_lc_rs::{constant_time::verify_slices_are_equal, hmac};
use kernel::{Rng, Timestamp};

use super::base32;

/// Seconds a code lasts.
const STEP: i64 = 30;
/// Steps before and after this one that are accepted: clocks differ.
const SKEW: i64 = 1;
/// Bytes of a secret (RFC 4226 §4 recommends 160 bits).
const SECRET_BYTES: usize = 20;

/// A new secret, in base 32.
pub fn new_secret(rng: &dyn Rng) -> String {
    let mut bytes = [0; SECRET_BYTES];
    rng.fill(&mut bytes);
    base32::encode(&bytes)
}

/// The step of a typed code, if it is right and later than the last one used:
/// a code serves once.
pub fn accepted_step(secret: &str, typed: &str, last_step: i64, wall: Timestamp) -> Option<i64> {
    let typed: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    let now = wall.as_second().div_euclid(STEP);
    (now - SKEW..=now + SKEW)
        .filter(|step| *step > last_step)
        .find(|step| code(secret, *step).is_some_and(|code| verify_slices_are_equal(code.as_bytes(), typed.as_bytes()).is_ok()))
}

/// The code shown at a time: for the demo and the tests.
pub fn code_at(secret: &str, wall: Timestamp) -> Option<String> {
    code(secret, wall.as_second().div_euclid(STEP))
}

/// What an application reads to set itself up.
pub fn uri(secret: &str, email: &str) -> String {
    let label = format!("{}:{}", web::posted::encode("GrandLyon Connect"), web::posted::encode(email));
    format!("otpauth://totp/{label}?secret={secret}&issuer={}", web::posted::encode("GrandLyon Connect"))
}

/// RFC 4226 §5.3.
fn code(secret: &str, step: i64) -> Option<String> {
    let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, &base32::decode(secret)?);
    let tag = hmac::sign(&key, &step.to_be_bytes());
    let hash = tag.as_ref();
    let offset = usize::from(hash.last()? & 0x0f);
    let word = hash.get(offset..offset + 4)?;
    let number = word.iter().fold(0u32, |number, byte| number << 8 | u32::from(*byte)) & 0x7fff_ffff;
    Some(format!("{:06}", number % 1_000_000))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// « 12345678901234567890 », the secret of RFC 6238, appendix B.
    const SECRET: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    #[test]
    fn vectors_of_the_rfc() {
        for (second, expected) in [(59, "287082"), (1_111_111_109, "081804"), (1_234_567_890, "005924"), (20_000_000_000, "353130")] {
            assert_eq!(code_at(SECRET, at(second)).unwrap(), expected);
        }
    }

    #[test]
    fn a_code_serves_once_and_only_near_its_time() {
        let step = accepted_step(SECRET, "287 082", 0, at(59)).unwrap();
        assert_eq!(step, 1);
        assert_eq!(accepted_step(SECRET, "287082", step, at(59)), None, "used already");
        assert_eq!(accepted_step(SECRET, "287082", 0, at(89)), Some(1), "one step late");
        assert_eq!(accepted_step(SECRET, "287082", 0, at(120)), None, "too late");
        assert_eq!(accepted_step(SECRET, "287083", 0, at(59)), None);
        assert_eq!(accepted_step(SECRET, "", 0, at(59)), None);
    }
}
