//! What tokens say.

use std::collections::{BTreeMap, BTreeSet};

use aws_lc_rs::digest::{SHA256, digest};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use kernel::Timestamp;
use serde_json::{Map, Value, json};

use super::{
    datum::{Datum, Group},
    life,
    methods::{ACR_CERTIFIED, Methods},
    profile::{Known, Profile, Source},
};

/// The event that a logout token tells (OpenID Connect Back-Channel Logout §2.4).
const LOGOUT_EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";

/// What an ID token is made of.
pub struct IdToken<'a> {
    /// Us.
    pub issuer: &'a str,
    /// The client.
    pub audience: &'a str,
    /// The person, for this client.
    pub subject: &'a str,
    /// The session, for this client.
    pub sid: &'a str,
    /// As the request gave it.
    pub nonce: Option<&'a str>,
    /// The token given with it.
    pub access_token: &'a str,
    /// How she proved who she is.
    pub methods: &'a Methods,
    /// When she did.
    pub authenticated_at: Timestamp,
    /// What was asked in this token of what is known of her, and may be told.
    pub told: Map<String, Value>,
}

impl IdToken<'_> {
    /// The claims (Core §2 and §3.1.3.6).
    pub fn claims(&self, wall: Timestamp) -> Value {
        let mut claims = json!({
            "iss": self.issuer,
            "sub": self.subject,
            "aud": self.audience,
            "exp": life::after(wall, life::ID_TOKEN).as_second(),
            "iat": wall.as_second(),
            "auth_time": self.authenticated_at.as_second(),
            "acr": self.methods.acr(),
            "amr": self.methods.amr(),
            "sid": self.sid,
            "at_hash": half_hash(self.access_token),
        });
        if let Some(nonce) = self.nonce {
            claims["nonce"] = nonce.into();
        }
        for (name, value) in &self.told {
            claims[name.as_str()] = value.clone();
        }
        claims
    }
}

/// The left half of a token's SHA-256 (Core §3.1.3.6).
fn half_hash(token: &str) -> String {
    let hash = digest(&SHA256, token.as_bytes());
    URL_SAFE_NO_PAD.encode(&hash.as_ref()[..16])
}

/// What is told of a person: the claims of the data released, and no other
/// (Core §5.1 and §5.4; names of FranceConnect where the standard has none).
pub fn userinfo(profile: &Profile, subject: &str, released: &BTreeSet<Datum>) -> Map<String, Value> {
    let mut claims = Map::new();
    claims.insert("sub".into(), subject.into());
    let told: Vec<&Known> = profile.iter().filter(|known| released.contains(&known.datum)).collect();
    for known in &told {
        if let Some(name) = claim(known.datum) {
            claims.insert(name.into(), known.value.expose().as_str().into());
        }
    }
    let text = |datum| told.iter().find(|known| known.datum == datum).map(|known| known.value.expose().as_str());
    if let (Some(given), Some(family)) = (text(Datum::GivenName), text(Datum::FamilyName)) {
        claims.insert("name".into(), format!("{given} {family}").into());
    }
    if text(Datum::Email).is_some() {
        // an address is known once it was confirmed, not before
        claims.insert("email_verified".into(), true.into());
    }
    if let Some(phone) = text(Datum::MobilePhone).or_else(|| text(Datum::HomePhone)) {
        claims.insert("phone_number".into(), phone.into());
    }
    if let Some(address) = address(&text) {
        claims.insert("address".into(), address);
    }
    let verified = verified(&told);
    if !verified.is_empty() {
        claims.insert("verified_claims".into(), verified.into());
    }
    claims
}

/// The claim of a datum; none for the parts of an address and the phones of
/// Core §5.1, which are told together.
pub const fn claim(datum: Datum) -> Option<&'static str> {
    match datum.group() {
        Group::Address => None,
        _ => match datum {
            Datum::MobilePhone => None,
            _ => Some(datum.as_str()),
        },
    }
}

/// The data of a claim that a client may name (Core §5.5).
pub fn data_of(claim_name: &str) -> Vec<Datum> {
    match claim_name {
        "name" => vec![Datum::GivenName, Datum::FamilyName],
        "email_verified" => vec![Datum::Email],
        "phone_number" => vec![Datum::MobilePhone],
        "address" => Datum::ALL.iter().copied().filter(|datum| datum.group() == Group::Address).collect(),
        name => Datum::ALL.iter().copied().filter(|datum| claim(*datum) == Some(name)).collect(),
    }
}

/// Every name of a claim about a person.
pub fn supported() -> Vec<&'static str> {
    let simple = Datum::ALL.iter().filter_map(|datum| claim(*datum));
    simple.chain(["name", "email_verified", "phone_number", "address", "verified_claims"]).collect()
}

/// Core §5.1.1.
fn address<'a>(text: &impl Fn(Datum) -> Option<&'a str>) -> Option<Value> {
    let street = [text(Datum::HouseNumber), text(Datum::Street)].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let lines: Vec<&str> =
        [Some(street.as_str()).filter(|street| !street.is_empty()), text(Datum::AddressComplement)].into_iter().flatten().collect();
    let mut address = Map::new();
    if !lines.is_empty() {
        address.insert("street_address".into(), lines.join("\n").into());
    }
    for (name, datum) in [("postal_code", Datum::PostalCode), ("locality", Datum::Locality)] {
        if let Some(value) = text(datum) {
            address.insert(name.into(), value.into());
        }
    }
    (!address.is_empty()).then_some(Value::Object(address))
}

/// What somebody vouches for, by who and when (OpenID Connect for Identity
/// Assurance 1.0, §5).
fn verified(told: &[&Known]) -> Vec<Value> {
    let mut by_check: BTreeMap<(Source, Timestamp), Map<String, Value>> = BTreeMap::new();
    for known in told {
        if let (Some(at), Some(name)) = (known.certified_at, claim(known.datum)) {
            let claims = by_check.entry((known.source, at)).or_default();
            claims.insert(name.into(), known.value.expose().as_str().into());
        }
    }
    let one = |((source, at), claims): ((Source, Timestamp), Map<String, Value>)| {
        json!({
            "verification": { "trust_framework": source.as_str(), "assurance_level": ACR_CERTIFIED, "time": at.to_string() },
            "claims": claims,
        })
    };
    by_check.into_iter().map(one).collect()
}

/// What a logout token says (Back-Channel Logout §2.4).
pub fn logout(issuer: &str, audience: &str, subject: &str, sid: &str, token_id: &str, wall: Timestamp) -> Value {
    json!({
        "iss": issuer,
        "aud": audience,
        "sub": subject,
        "sid": sid,
        "iat": wall.as_second(),
        "exp": life::after(wall, life::LOGOUT_TOKEN).as_second(),
        "jti": token_id,
        "events": { LOGOUT_EVENT: {} },
    })
}

#[cfg(test)]
mod tests {
    use kernel::Personal;

    use super::*;

    fn known(datum: Datum, value: &str, certified: bool) -> Known {
        let at = Timestamp::from_second(1_800_000_000).unwrap();
        let source = if certified { Source::FranceConnect } else { Source::Herself };
        Known { datum, value: Personal::new(value.into()), source, certified_at: certified.then_some(at), updated_at: at }
    }

    #[test]
    fn only_what_is_released_is_told_and_what_is_certified_says_by_whom() {
        let profile: Profile = [
            known(Datum::GivenName, "Ana Maria", true),
            known(Datum::FamilyName, "PERRIN", true),
            known(Datum::Email, "ana@exemple.fr", false),
            known(Datum::MobilePhone, "+33612345678", false),
            known(Datum::HouseNumber, "3", false),
            known(Datum::Street, "rue de la Paix", false),
            known(Datum::Locality, "Bron", false),
        ]
        .into_iter()
        .collect();
        let told = userinfo(&profile, "sub", &[Datum::Email, Datum::Locality].into());
        assert_eq!(
            Value::Object(told),
            json!({ "sub": "sub", "email": "ana@exemple.fr", "email_verified": true, "address": { "locality": "Bron" } })
        );
        let told = userinfo(&profile, "sub", &profile.known());
        assert_eq!(told["name"], "Ana Maria PERRIN");
        assert_eq!(told["phone_number"], "+33612345678");
        assert_eq!(told["address"]["street_address"], "3 rue de la Paix");
        assert_eq!(told["verified_claims"][0]["claims"], json!({ "given_name": "Ana Maria", "family_name": "PERRIN" }));
        assert_eq!(told["verified_claims"][0]["verification"]["trust_framework"], "franceconnect");
        assert_eq!(told["verified_claims"][0]["verification"]["time"], "2027-01-15T08:00:00Z");
    }

    #[test]
    fn each_name_said_to_be_supported_has_its_data() {
        for name in supported() {
            assert!(name == "verified_claims" || !data_of(name).is_empty(), "{name}");
        }
        assert!(data_of("telepathy").is_empty());
    }

    #[test]
    fn the_hash_is_the_one_of_the_standard() {
        // OpenID Connect Core, appendix A.3
        assert_eq!(half_hash("jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y"), "77QmUPtjPfzWtF2AnpK9RQ");
    }
}
