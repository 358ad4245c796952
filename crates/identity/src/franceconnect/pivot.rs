//! An identity as FranceConnect tells it, read and kept as received: no code is
//! looked up, no name is put in another case.

use kernel::{Personal, text::folded};
use serde::Deserialize;
use serde_json::{Value, json};

use super::refusal::Refusal;
use crate::model::datum::Datum;

/// The longest value kept, in characters.
const LONGEST: usize = 500;

/// The pivot identity (décret RNIPP), in the claims of FranceConnect.
pub(crate) const PIVOT: [Datum; 6] =
    [Datum::GivenName, Datum::FamilyName, Datum::Gender, Datum::Birthdate, Datum::BirthPlace, Datum::BirthCountry];

/// Somebody who proved who she is.
#[derive(Debug, Clone)]
pub(crate) struct Arrival {
    /// Who she is there.
    pub sub: String,
    /// What is certified; an empty value says that she has none.
    pub data: Vec<(Datum, Personal<String>)>,
    /// Where her identity provider writes to her: a suggestion, never a key.
    pub email: Option<Personal<String>>,
    /// What ends her session there.
    pub id_token: Personal<String>,
}

/// The data of an identity: the pivot, each datum even when she has none, and
/// the name of use.
///
/// # Errors
/// [`Refusal::Incomplete`] without any name, or without a date of birth.
pub(crate) fn data(said: &Value) -> Result<Vec<(Datum, Personal<String>)>, Refusal> {
    let mut data = Vec::new();
    for datum in PIVOT.into_iter().chain([Datum::UsageName]) {
        let text = match datum {
            Datum::Birthdate => birthdate(said),
            _ => text(said, datum.as_str()),
        };
        if text.chars().count() > LONGEST || text.chars().any(char::is_control) {
            return Err(Refusal::Incomplete);
        }
        data.push((datum, Personal::new(text.to_owned())));
    }
    let is_known = |datum: Datum| data.iter().any(|(known, value)| *known == datum && !value.expose().is_empty());
    // somebody may have no first name, or no name; nobody has neither
    let is_named = is_known(Datum::GivenName) || is_known(Datum::FamilyName);
    if is_named && is_known(Datum::Birthdate) { Ok(data) } else { Err(Refusal::Incomplete) }
}

/// The address, if it is one.
pub(crate) fn email(said: &Value) -> Option<Personal<String>> {
    kernel::values::Email::parse(text(said, "email")).map(|email| Personal::new(email.as_str().to_owned()))
}

fn text<'a>(said: &'a Value, name: &str) -> &'a str {
    said[name].as_str().unwrap_or_default().trim()
}

/// The day as it was declared, when the one corrected only fills in what nobody
/// knows (`1992-11-00` becomes `1992-11-01`).
fn birthdate(said: &Value) -> &str {
    let (corrected, declared) = (text(said, "birthdate"), text(said, "idp_birthdate"));
    let is_partial = declared.contains("-00") && declared.replace("-00", "-01") == corrected;
    if is_partial { declared } else { corrected }
}

/// Whether the same human may have both identities: a civil status is corrected
/// in one point or two (a first name and a gender, a place and a country).
pub(crate) fn may_be_a_correction(known: impl Fn(Datum) -> String, arrival: &Arrival) -> bool {
    let differs = |datum: &&Datum| arrival.get(**datum) != known(**datum);
    PIVOT.iter().filter(differs).count() <= 2
}

/// Whether somebody who says « Zoé Le-Goff » may be the one of an identity: one
/// of her given names, and one word of a family name, whatever the accents.
pub(crate) fn is_called(arrival: &Arrival, given: &str, family: &str) -> bool {
    let shares = |said: &str, known: &[Datum]| {
        let known: Vec<String> = known.iter().flat_map(|datum| words(arrival.get(*datum))).collect();
        words(said).iter().any(|word| known.contains(word))
    };
    shares(given, &[Datum::GivenName]) && shares(family, &[Datum::FamilyName, Datum::UsageName])
}

fn words(name: &str) -> Vec<String> {
    folded(name).split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// As an arrival waits, before it is sealed.
#[derive(Deserialize)]
struct Kept {
    sub: String,
    data: Vec<(Datum, Personal<String>)>,
    email: Option<Personal<String>>,
    id_token: Personal<String>,
}

impl Arrival {
    /// The value of a datum; empty when she has none.
    pub(crate) fn get(&self, datum: Datum) -> &str {
        self.data.iter().find(|(known, _)| *known == datum).map_or("", |(_, value)| value.expose())
    }

    /// Her names, as they are shown.
    pub(crate) fn name(&self) -> String {
        format!("{} {}", self.get(Datum::GivenName), self.get(Datum::FamilyName)).trim().to_owned()
    }

    pub(crate) fn to_json(&self) -> Value {
        let data: Vec<Value> = self.data.iter().map(|(datum, value)| json!([datum, value.expose()])).collect();
        json!({
            "sub": self.sub, "data": data, "email": self.email.as_ref().map(Personal::expose), "id_token": self.id_token.expose(),
        })
    }

    pub(crate) fn read(kept: &[u8]) -> Option<Self> {
        let Kept { sub, data, email, id_token } = serde_json::from_slice(kept).ok()?;
        Some(Self { sub, data, email, id_token })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(changes: &[(&str, Value)]) -> Value {
        let mut said = json!({
            "given_name": "Angela Claire", "family_name": "DUBOIS", "gender": "female", "birthdate": "1962-08-24",
            "birthplace": "75107", "birthcountry": "99100", "email": "angela@example.org",
        });
        for (name, value) in changes {
            said[*name] = value.clone();
        }
        said
    }

    fn arrival(changes: &[(&str, Value)]) -> Arrival {
        let id_token = Personal::new("a.b.c".to_owned());
        Arrival { sub: "s".into(), data: data(&said(changes)).unwrap(), email: email(&said(changes)), id_token }
    }

    #[test]
    fn an_identity_is_kept_as_it_came() {
        for (changes, datum, kept) in [
            (vec![], Datum::FamilyName, "DUBOIS"),
            (vec![("birthplace", json!("99Z99"))], Datum::BirthPlace, "99Z99"),
            (vec![("birthplace", json!("")), ("birthcountry", json!("99352"))], Datum::BirthPlace, ""),
            (vec![("given_name", json!(null))], Datum::GivenName, ""),
            (vec![("gender", json!("unspecified"))], Datum::Gender, "unspecified"),
            (vec![("birthdate", json!("1992-11-01")), ("idp_birthdate", json!("1992-11-00"))], Datum::Birthdate, "1992-11-00"),
            (vec![("birthdate", json!("1992-01-01")), ("idp_birthdate", json!("1992-00-00"))], Datum::Birthdate, "1992-00-00"),
            (vec![("birthdate", json!("1993-11-01")), ("idp_birthdate", json!("1992-11-00"))], Datum::Birthdate, "1993-11-01"),
            (vec![("preferred_username", json!("MERCIER"))], Datum::UsageName, "MERCIER"),
        ] {
            assert_eq!(arrival(&changes).get(datum), kept, "{changes:?}");
        }
        assert_eq!(arrival(&[("email", json!("not an address"))]).email.map(Personal::into_exposed), None);
    }

    #[test]
    fn without_a_name_or_a_birth_nobody_is_somebody() {
        for changes in [
            vec![("given_name", json!("")), ("family_name", json!(null))],
            vec![("birthdate", json!(null))],
            vec![("family_name", json!("a".repeat(501)))],
            vec![("family_name", json!("DU\u{0}BOIS"))],
        ] {
            assert_eq!(data(&said(&changes)).err(), Some(Refusal::Incomplete), "{changes:?}");
        }
    }

    #[test]
    fn what_waits_is_read_back() {
        let arrival = arrival(&[]);
        let back = Arrival::read(arrival.to_json().to_string().as_bytes()).unwrap();
        assert_eq!((back.sub.as_str(), back.name().as_str()), ("s", "Angela Claire DUBOIS"));
        assert_eq!(back.to_json(), arrival.to_json());
        assert!(Arrival::read(b"{}").is_none());
        assert!(!format!("{arrival:?}").contains("DUBOIS"));
    }

    #[test]
    fn a_name_is_recognised_as_people_write_it() {
        let married =
            arrival(&[("family_name", json!("LE GOFF")), ("given_name", json!("Zoé Anne")), ("preferred_username", json!("MERCIER"))]);
        for (given, family, expected) in [
            ("Zoe", "Le-Goff", true),
            ("anne", "Mercier", true),
            ("Zoé", "Martin", false),
            ("Claire", "Mercier", false),
            ("", "Mercier", false),
        ] {
            assert_eq!(is_called(&married, given, family), expected, "{given} {family}");
        }
    }

    #[test]
    fn a_correction_touches_one_point_or_two() {
        let before = arrival(&[]);
        let known = |datum: Datum| before.get(datum).to_owned();
        for (changes, expected) in [
            (vec![], true),
            (vec![("given_name", json!("Angelo")), ("gender", json!("male"))], true),
            (vec![("birthdate", json!("1962-08-25"))], true),
            (vec![("given_name", json!("Bob")), ("gender", json!("male")), ("birthdate", json!("1990-01-01"))], false),
        ] {
            assert_eq!(may_be_a_correction(known, &arrival(&changes)), expected, "{changes:?}");
        }
    }
}
