//! What the texts of a message or of a document may say.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Serialize, Serializer};

use crate::words::Words;

/// The words of one case at one moment. It holds personal data: no `Debug`.
#[derive(Clone, Default, Serialize)]
pub struct Context {
    /// `case.…`
    pub case: CaseContext,
    /// `authority.…`
    pub authority: AuthorityContext,
    /// `service.…`
    pub service: ServiceContext,
    /// `answers.…`: the answers in plain text ([`crate::Compiled::answer_texts`]).
    pub answers: BTreeMap<String, String>,
    /// `parts.….…`: the parts of the answers that have some ([`crate::Compiled::answer_parts`]).
    pub parts: BTreeMap<String, Parts>,
    /// `data.…`: what agents recorded, in plain text.
    pub data: BTreeMap<String, String>,
    /// `input.…`: what was just typed in the transition's form, in plain text.
    pub input: BTreeMap<String, String>,
    /// `asked`: what the citizen is asked to add.
    pub asked: Vec<String>,
    /// The summary of the answers: what the block `answers` of a document prints.
    #[serde(skip)]
    pub summary: Vec<(String, String)>,
}

/// The parts of an answer in plain text, by their names.
pub type Parts = BTreeMap<String, String>;

/// The case. Its title is the definition's.
#[derive(Clone, Default, Serialize)]
pub struct CaseContext {
    /// Its number.
    pub reference: String,
    /// Its page, for the citizen.
    pub url: String,
    /// The day it arrived.
    #[serde(serialize_with = "in_words")]
    pub filed_on: Option<Date>,
    /// The day of the legal decision.
    #[serde(serialize_with = "in_words")]
    pub due: Option<Date>,
    /// Its status, as the citizen reads it.
    pub status: String,
}

/// Who answers.
#[derive(Clone, Default, Serialize)]
pub struct AuthorityContext {
    /// Its name.
    pub name: String,
    /// Its address for letters.
    pub address: String,
    /// Its e-mail address.
    pub email: String,
    /// Its telephone number.
    pub phone: String,
}

/// The team that has the case, as the instance binds it.
#[derive(Clone, Default, Serialize)]
pub struct ServiceContext {
    /// Its name.
    pub name: String,
    /// Where to write to it.
    pub email: String,
    /// Where to call it.
    pub phone: String,
    /// When it is there.
    pub hours: String,
}

impl Context {
    /// Something under every name.
    pub(crate) fn sample(words: &Words) -> Self {
        let text = || "exemple".to_owned();
        let filled = |names: &mut dyn Iterator<Item = &String>| names.map(|name| (name.clone(), text())).collect();
        let day = Some(Date::constant(2026, 5, 3));
        Self {
            case: CaseContext { reference: text(), url: text(), filed_on: day, due: day, status: text() },
            authority: AuthorityContext { name: text(), address: text(), email: text(), phone: text() },
            service: ServiceContext { name: text(), email: text(), phone: text(), hours: text() },
            answers: filled(&mut words.labels.keys()),
            parts: words
                .parts
                .iter()
                .map(|(name, keys)| (name.clone(), keys.iter().map(|key| ((*key).to_owned(), text())).collect()))
                .collect(),
            data: filled(&mut words.data.iter()),
            input: filled(&mut words.inputs.iter()),
            asked: vec![text()],
            summary: vec![],
        }
    }
}

/// The names under `case.`, `authority.` and `service.` in templates.
pub(crate) const KNOWN: [&str; 15] = [
    "case.title",
    "case.reference",
    "case.url",
    "case.filed_on",
    "case.due",
    "case.status",
    "authority.name",
    "authority.address",
    "authority.email",
    "authority.phone",
    "service.name",
    "service.email",
    "service.phone",
    "service.hours",
    "asked",
];

/// The names that a subject may say: nothing personal.
pub(crate) fn is_public(name: &str) -> bool {
    name == "case.reference" || name == "case.title" || name.starts_with("authority.") || name.starts_with("service.")
}

/// « 3 mai 2026 », or nothing.
fn in_words<S: Serializer>(date: &Option<Date>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&date.map(kernel::text::date).unwrap_or_default())
}
