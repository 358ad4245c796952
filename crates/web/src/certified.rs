//! What somebody vouches for among the claims of a person: the claim
//! `verified_claims` (OpenID Connect for Identity Assurance 1.0, §5).

use jiff::civil::Date;
use kernel::{Timestamp, text::day};
use serde_json::Value;

use crate::Person;

/// Who is believed, by the name of the framework, as the citizen reads it.
const FRAMEWORKS: [(&str, &str); 1] = [("franceconnect", "FranceConnect")];
/// Without these an identity is not certified.
const NAMES: [&str; 2] = ["given_name", "family_name"];

/// A claim that somebody vouches for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Certification {
    /// Who, as the citizen reads it.
    pub by: &'static str,
    /// The day it was checked.
    pub on: Date,
}

impl Person {
    /// Who vouches for a claim, if anybody does.
    pub fn certification(&self, name: &str) -> Option<Certification> {
        self.verified(name).map(|(_, certification)| certification)
    }

    /// Whether her identity is certified.
    pub fn is_certified(&self) -> bool {
        NAMES.iter().all(|name| self.certification(name).is_some())
    }

    /// A certified claim that is a text, and who vouches for it.
    pub(crate) fn verified(&self, name: &str) -> Option<(&str, Certification)> {
        let told = self.claims.expose().get("verified_claims")?;
        let several = told.as_array().map_or(std::slice::from_ref(told), Vec::as_slice);
        several.iter().find_map(|one| {
            let value = one.get("claims")?.get(name)?.as_str().filter(|value| !value.is_empty())?;
            Some((value, certification(one.get("verification")?)?))
        })
    }
}

/// Nothing when nobody that we believe vouches, or on no day.
fn certification(verification: &Value) -> Option<Certification> {
    let framework = verification.get("trust_framework")?.as_str()?;
    let (_, by) = FRAMEWORKS.iter().find(|(name, _)| *name == framework)?;
    let at: Timestamp = verification.get("time")?.as_str()?.parse().ok()?;
    Some(Certification { by, on: day(at) })
}

#[cfg(test)]
mod tests {
    use kernel::Personal;
    use serde_json::json;

    use super::*;

    fn person(claims: Value) -> Person {
        Person {
            session: "01a0c0de-0000-7000-8000-000000000000".parse().unwrap(),
            subject: "ana".to_owned(),
            claims: Personal::new(claims.as_object().cloned().unwrap()),
            authenticated_at: Timestamp::UNIX_EPOCH,
            second_factor: false,
            unread: 0,
        }
    }

    fn by(framework: &str, time: &str, claims: Value) -> Value {
        json!({ "verification": { "trust_framework": framework, "time": time }, "claims": claims })
    }

    #[test]
    fn a_certified_claim_says_who_vouches_and_wins() {
        let names = json!({ "given_name": "Anaïs", "family_name": "Diaz" });
        let ana = person(json!({
            "given_name": "Ana", "email": "ana@example.org",
            "verified_claims": by("franceconnect", "2026-03-02T23:30:00Z", names)
        }));
        assert_eq!(ana.claim("given_name"), "Anaïs");
        assert_eq!(ana.claim("email"), "ana@example.org");
        let certification = ana.certification("given_name").unwrap();
        assert_eq!((certification.by, certification.on.to_string().as_str()), ("FranceConnect", "2026-03-03"), "the day in Paris");
        assert!(ana.is_certified() && ana.certification("email").is_none());
    }

    #[test]
    fn what_nobody_we_believe_says_is_not_certified() {
        let names = || json!({ "given_name": "Ana", "family_name": "Diaz" });
        for told in [
            json!(null),
            json!([]),
            names(),
            by("somebody", "2026-03-02T23:30:00Z", names()),
            by("franceconnect", "some day", names()),
            json!({ "claims": names() }),
            by("franceconnect", "2026-03-02T23:30:00Z", json!({ "given_name": "Ana", "family_name": "" })),
        ] {
            assert!(!person(json!({ "verified_claims": told.clone() })).is_certified(), "{told}");
        }
        let apart = [
            by("franceconnect", "2026-03-02T23:30:00Z", json!({ "given_name": "Ana" })),
            by("franceconnect", "2026-04-02T23:30:00Z", json!({ "family_name": "Diaz" })),
        ];
        assert!(person(json!({ "verified_claims": apart })).is_certified());
    }
}
