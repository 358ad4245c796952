//! Who asks: her account when she is signed in, what she wrote otherwise.

use definition::Compiled;
use forms::{Answers, Certified, Proof};
use kernel::{
    Personal,
    text::folded,
    values::{Email, Phone},
};
use web::Person;

use crate::store::cases::CaseRow;

/// What an account may tell of a person, and may be certified.
const CLAIMS: [&str; 6] = ["given_name", "family_name", "birth_name", "email", "phone_number", "birthdate"];

/// Who asks, and how she can be reached.
#[derive(Debug, Clone, Default)]
pub(crate) struct Citizen {
    pub subject: Option<String>,
    pub name: Personal<String>,
    /// Family name first, folded: for searching.
    pub folded: Personal<String>,
    pub email: Option<Personal<String>>,
    pub phone: Option<Personal<String>>,
}

impl Citizen {
    /// The one who asks in a case.
    pub(crate) fn in_case(row: &CaseRow) -> Self {
        Self {
            subject: row.subject.clone(),
            name: row.citizen_name.clone(),
            folded: row.citizen_folded.clone(),
            email: row.email.clone(),
            phone: row.phone.clone(),
        }
    }

    /// From the account and the answers. The account's address wins: it was confirmed.
    pub(crate) fn of(person: Option<&Person>, compiled: &Compiled, answers: &Answers) -> Self {
        let answered = |kind: &str| {
            // lists, searches and letters need what they name in clear
            let fields = compiled.form().fields().filter(|field| field.field().kind == kind && !field.is_sensitive());
            fields.filter_map(|field| answers.get(field.slug())).find(|answer| !answer.is_null())
        };
        let text = |kind: &str| answered(kind).and_then(|answer| answer.as_str()).map(str::to_owned);
        let name = person
            .map(Person::display_name)
            .filter(|name| !name.is_empty())
            .or_else(|| answered("identity").map(|answer| names(answer, ["given_names", "family_name"])));
        let sorted = person.map(|person| format!("{} {}", person.claim("family_name"), person.claim("given_name")));
        let sorted = sorted
            .filter(|name| !name.trim().is_empty())
            .or_else(|| answered("identity").map(|answer| names(answer, ["family_name", "given_names"])));
        let email = person.map(|person| person.claim("email").to_owned()).filter(|email| !email.is_empty()).or_else(|| text("email"));
        Self {
            subject: person.map(|person| person.subject.clone()),
            name: Personal::new(name.unwrap_or_default()),
            folded: Personal::new(folded(sorted.unwrap_or_default().trim())),
            email: email.and_then(|email| Email::parse(&email)).map(|email| Personal::new(email.as_str().to_owned())),
            phone: text("phone").and_then(|phone| Phone::parse(&phone)).map(|phone| Personal::new(phone.as_str().to_owned())),
        }
    }
}

/// What is certified of her, by claim as forms prefill from it.
pub(crate) fn certified(person: Option<&Person>) -> Certified {
    let Some(person) = person else { return Certified::new() };
    // a date of birth whose day nobody knows is certified, but is no date that a form can hold
    let is_usable = |name: &str| name != "birthdate" || person.claim(name).parse::<jiff::civil::Date>().is_ok();
    let proof =
        |name: &str| person.certification(name).filter(|_| is_usable(name)).map(|told| Proof { by: told.by.to_owned(), on: told.on });
    let mut certified: Certified = CLAIMS.iter().filter_map(|name| Some(((*name).to_owned(), proof(name)?))).collect();
    // her names together are as sure as each of them
    let names = ["given_name", "family_name"].map(proof);
    if let [Some(given), Some(family)] = names {
        certified.insert("identity".to_owned(), if given.on < family.on { given } else { family });
    }
    certified
}

/// The name inside an answer of the type `identity`, its parts in this order.
fn names(answer: &serde_json::Value, parts: [&str; 2]) -> String {
    let part = |name: &str| answer.get(name).and_then(serde_json::Value::as_str).unwrap_or_default();
    parts.map(part).join(" ").trim().to_owned()
}
