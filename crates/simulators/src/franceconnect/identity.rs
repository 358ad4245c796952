//! What FranceConnect tells of a person: her identity as the national register
//! corrects it, or why it tells nothing.

use serde_json::{Value, json};

use super::{
    incidents::{self, Incident},
    people::{Fate, Person},
};

const FRANCE: &str = "99100";

/// An identity, corrected.
#[derive(Debug, Clone)]
pub(super) struct Identity {
    person: &'static Person,
    family_name: String,
    birthdate: String,
    /// Empty for whoever was born abroad.
    birthplace: &'static str,
    /// The identity provider that she used.
    idp: &'static str,
}

impl Identity {
    /// # Errors
    /// What she is shown instead.
    pub fn verify(person: &'static Person, idp: &'static str) -> Result<Self, Incident> {
        if !is_complete(person) {
            return Err(incidents::INCOMPLETE);
        }
        if let Fate::Refused(code) = person.fate {
            return Err(incidents::of_register(code).unwrap_or(incidents::INCOMPLETE));
        }
        Ok(Self {
            person,
            family_name: person.family_name.to_uppercase(),
            // what nobody knows is presumed: the first of the month, January
            birthdate: person.birthdate.replace("-00", "-01"),
            birthplace: if person.birthcountry == FRANCE { person.birthplace } else { "" },
            idp,
        })
    }

    /// Her names, as pages greet her.
    pub fn name(&self) -> String {
        format!("{} {}", self.person.given_name, self.family_name)
    }

    /// The value of a claim; nothing when she has none.
    pub fn claim(&self, name: &str) -> Option<Value> {
        let person = self.person;
        Some(match name {
            "given_name" => json!(person.given_name),
            "given_name_array" => json!(person.given_name.split(' ').collect::<Vec<_>>()),
            "family_name" => json!(self.family_name),
            "preferred_username" if !person.preferred_username.is_empty() => json!(person.preferred_username.to_uppercase()),
            "birthdate" => json!(self.birthdate),
            "idp_birthdate" => json!(person.birthdate),
            "gender" => json!(person.gender),
            "birthplace" => json!(self.birthplace),
            "birthcountry" => json!(person.birthcountry),
            "email" => json!(person.email()?),
            "idp_id" => json!(self.idp),
            "amr" => json!(["pwd"]),
            _ => return None,
        })
    }

    /// What her identifiers follow from: the place counts only for births in France.
    pub fn pivot(&self) -> String {
        let Person { given_name, gender, birthcountry, .. } = self.person;
        format!("{given_name}{}{}{gender}{}{birthcountry}", self.family_name, self.birthdate, self.birthplace)
    }
}

/// Whether an identity provider told enough for the register to be asked.
fn is_complete(person: &Person) -> bool {
    let is_placed = person.birthcountry != FRANCE || is_commune(person.birthplace);
    let is_named = !person.given_name.is_empty() && !person.family_name.is_empty();
    let is_gendered = matches!(person.gender, "male" | "female" | "unspecified");
    is_named && person.email().is_some() && is_gendered && is_placed && is_country(person.birthcountry) && is_date(person.birthdate)
}

/// `YYYY-MM-DD`. Day, or day and month, may be `00`: a day of no month is no date.
fn is_date(text: &str) -> bool {
    let known = match text.get(4..) {
        Some("-00-00") => text.replace("-00-00", "-01-01"),
        Some(_) if text.ends_with("-00") => text.replace("-00", "-01"),
        _ => text.to_owned(),
    };
    known.parse::<jiff::civil::Date>().is_ok()
}

/// `(([0-8][0-9AB])|(9[0-8AB]))[0-9]{3}`.
fn is_commune(code: &str) -> bool {
    let [tens, units, rest @ ..] = code.as_bytes() else { return false };
    let is_department = match tens {
        b'0'..=b'8' => matches!(units, b'0'..=b'9' | b'A' | b'B'),
        b'9' => matches!(units, b'0'..=b'8' | b'A' | b'B'),
        _ => false,
    };
    is_department && rest.len() == 3 && rest.iter().all(u8::is_ascii_digit)
}

/// `99[0-9]{3}`.
fn is_country(code: &str) -> bool {
    code.len() == 5 && code.starts_with("99") && code.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::franceconnect::{people, subject::subject};

    fn told(login: &str) -> Result<Identity, &'static str> {
        Identity::verify(people::find(login).unwrap(), "compte-essai").map_err(|incident| incident.code)
    }

    fn claim(login: &str, name: &str) -> Option<Value> {
        told(login).unwrap().claim(name)
    }

    #[test]
    fn claims_have_their_formats() {
        for (login, name, expected) in [
            ("claire", "given_name", json!("Claire Odile")),
            ("claire", "given_name_array", json!(["Claire", "Odile"])),
            ("claire", "family_name", json!("VASSIEUX")),
            ("claire", "birthplace", json!("69029")),
            ("nom_usage", "preferred_username", json!("BERTHILLON")),
            ("accents", "family_name", json!("LE CŒUR D'HŸSSE-ÆGIR")),
            ("jour_presume", "birthdate", json!("1988-07-01")),
            ("jour_presume", "idp_birthdate", json!("1988-07-00")),
            ("jour_et_mois_presumes", "birthdate", json!("1961-01-01")),
            ("jour_et_mois_presumes", "idp_birthdate", json!("1961-00-00")),
            ("corse_2a", "birthplace", json!("2A004")),
            ("corse_2b", "birthplace", json!("2B033")),
            ("polynesie", "birthplace", json!("98729")),
            ("polynesie", "birthcountry", json!("99100")),
            ("algerie", "birthplace", json!("")),
            ("algerie", "birthcountry", json!("99352")),
            ("portugal", "birthplace", json!("")),
            ("genre_indefini", "gender", json!("unspecified")),
        ] {
            assert_eq!(claim(login, name), Some(expected), "{login}: {name}");
        }
        assert_eq!(claim("claire", "preferred_username"), None);
        assert!(told("nom_long").unwrap().family_name.chars().count() > 50);
    }

    #[test]
    fn an_identity_that_is_not_complete_is_not_told() {
        for login in ["sans_prenom", "sans_nom", "sans_email", "sans_genre", "sans_lieu", "lieu_faux", "pays_faux", "mois_00"] {
            assert_eq!(told(login).map(|_| ()), Err("Y600006"), "{login}");
        }
    }

    #[test]
    fn what_the_registers_refuse_has_its_code() {
        for (login, code) in [
            ("desactive", "Y180001"),
            ("fi_bloque", "Y100011"),
            ("rnipp_inconnu", "Y010004"),
            ("rnipp_plusieurs", "Y010006"),
            ("rnipp_nom_marital", "Y010007"),
            ("rnipp_aucun", "Y010008"),
            ("decede", "Y010015"),
            ("rnipp_refuse", "Y010011"),
            ("rnipp_lent", "Y010012"),
        ] {
            assert_eq!(told(login).map(|_| ()), Err(code), "{login}");
        }
    }

    #[test]
    fn everybody_is_somebody_else() {
        let mut logins = std::collections::BTreeSet::new();
        let mut subjects = std::collections::BTreeSet::new();
        for person in people::PEOPLE {
            assert!(logins.insert(person.login), "{} is there twice", person.login);
            if let Ok(identity) = Identity::verify(person, "compte-essai") {
                assert!(subjects.insert(subject("entity", &identity.pivot())), "{} is somebody else", person.login);
            }
        }
    }

    #[test]
    fn a_subject_follows_from_the_pivot_and_from_who_asks() {
        let of = |login: &str| subject("lyon", &told(login).unwrap().pivot());
        let (before, after) = (of("avant_correction"), of("apres_correction"));
        assert_eq!(before.len(), 66);
        assert!(before.ends_with("v1") && before[..64].bytes().all(|b| b.is_ascii_hexdigit()));
        assert_ne!(before, after, "a civil status corrected gives another identifier");
        assert_eq!(claim("avant_correction", "email"), claim("apres_correction", "email"));
        assert_ne!(before, subject("bron", &told("avant_correction").unwrap().pivot()), "another entity has another");
        let other_provider = Identity::verify(people::find("claire").unwrap(), "identite-essai").unwrap();
        assert_eq!(of("claire"), subject("lyon", &other_provider.pivot()), "the provider does not count");
    }
}
