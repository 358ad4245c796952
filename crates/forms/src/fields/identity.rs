//! Who somebody is: the parts of an identity the author asks for.

use kernel::setting::{Setting, Shape};
use std::collections::BTreeMap;

use expr::{Type, Value};
use maud::Markup;
use serde::Deserialize;
use serde_json::Value as Json;

use super::{
    Settings, date,
    parts::{columns, input, part, typed_parts},
};
use crate::{EditCtx, FieldCtx, FieldError, FieldType, Lookups, Parsed, Submitted};

/// What an author can set.
pub(super) const SETTINGS: &[Setting] = &[
    Setting::new(
        "parts",
        "Ce qui est demandé",
        Shape::SomeOf(&[
            ("given_names", "Prénoms"),
            ("family_name", "Nom"),
            ("birth_name", "Nom de naissance"),
            ("birth_date", "Date de naissance"),
            ("birthplace", "Lieu de naissance"),
        ]),
    ),
    Setting::new("own", "C’est l’identité de la personne", Shape::YesNo).hint("Son compte et son navigateur peuvent la remplir."),
];

/// The parts of somebody's identity, each needed except the birth name.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Identity {
    #[serde(default = "names")]
    parts: Vec<Part>,
    /// Whether it is the citizen's own, which a browser may fill.
    #[serde(default)]
    own: bool,
}

fn names() -> Vec<Part> {
    vec![Part::GivenNames, Part::FamilyName]
}

/// A part of an identity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Part {
    /// First names, in the order of the birth certificate.
    GivenNames,
    /// The name in use.
    FamilyName,
    /// The name given at birth, when it is another.
    BirthName,
    /// The day of birth.
    BirthDate,
    /// The town of birth, and the country when abroad.
    Birthplace,
}

impl Part {
    /// Its name in answers, inputs and expressions.
    pub(crate) const fn key(self) -> &'static str {
        match self {
            Self::GivenNames => "given_names",
            Self::FamilyName => "family_name",
            Self::BirthName => "birth_name",
            Self::BirthDate => "birth_date",
            Self::Birthplace => "birthplace",
        }
    }

    /// Its label.
    pub(crate) const fn label(self) -> &'static str {
        match self {
            Self::GivenNames => "Prénoms",
            Self::FamilyName => "Nom",
            Self::BirthName => "Nom de naissance",
            Self::BirthDate => "Date de naissance",
            Self::Birthplace => "Commune de naissance",
        }
    }

    /// Its line of help.
    pub(crate) const fn hint(self) -> Option<&'static str> {
        match self {
            Self::GivenNames => Some("Séparez les prénoms par une virgule ou un espace."),
            Self::BirthName => Some("Seulement s’il est différent."),
            Self::BirthDate => Some("Exemple\u{a0}: 31 3 1980."),
            Self::Birthplace => Some("Ajoutez le pays si la naissance a eu lieu à l’étranger."),
            Self::FamilyName => None,
        }
    }

    /// What a browser may fill it with.
    pub(crate) const fn autocomplete(self) -> Option<&'static str> {
        match self {
            Self::GivenNames => Some("given-name"),
            Self::FamilyName => Some("family-name"),
            Self::BirthDate => Some("bday"),
            Self::BirthName | Self::Birthplace => None,
        }
    }

    /// Whether it is needed when the field is.
    pub(crate) const fn is_needed(self) -> bool {
        !matches!(self, Self::BirthName)
    }

    const fn missing(self) -> &'static str {
        match self {
            Self::GivenNames => "Écrivez les prénoms.",
            Self::FamilyName => "Écrivez le nom.",
            Self::BirthName => "Écrivez le nom de naissance.",
            Self::BirthDate => "Écrivez la date de naissance, avec le jour, le mois et l’année. Exemple\u{a0}: 31 3 1980.",
            Self::Birthplace => "Écrivez la commune de naissance.",
        }
    }
}

/// A name holds letters, and no sign that no name holds.
fn is_name(text: &str) -> bool {
    text.chars().any(char::is_alphabetic)
        && text.chars().count() <= 100
        && !text.chars().any(|c| c.is_ascii_digit() || "<>@{}[]\\/=*|".contains(c))
}

impl Identity {
    fn keys(&self) -> Vec<&'static str> {
        self.parts.iter().map(|part| part.key()).collect()
    }

    fn verdict(&self, ctx: &FieldCtx<'_>, answer: &Json) -> Vec<FieldError> {
        self.parts.iter().filter_map(|part| self.fault(ctx, *part, answer)).collect()
    }

    fn fault(&self, ctx: &FieldCtx<'_>, which: Part, answer: &Json) -> Option<FieldError> {
        let text = part(answer, which.key());
        let error = |message: &str| Some(FieldError::new(input(ctx.name, which.key()), message));
        if text.is_empty() {
            return if which.is_needed() { error(which.missing()) } else { None };
        }
        match (which, date::kept(answer.get(which.key()).unwrap_or(&Json::Null))) {
            (Part::BirthDate, Some(born)) if born.first > kernel::text::day(ctx.today.now) => {
                error("Écrivez une date de naissance passée.")
            }
            (Part::BirthDate, Some(_)) => None,
            (Part::BirthDate, None) => error(which.missing()),
            (Part::Birthplace, _) if text.chars().count() <= 200 => None,
            _ if is_name(text) => None,
            _ => error("Écrivez ce nom en lettres, sans chiffre."),
        }
    }
}

impl Settings for Identity {
    fn verify(&self) -> Result<(), String> {
        let repeated = self.parts.iter().enumerate().any(|(index, part)| self.parts[..index].contains(part));
        if self.parts.is_empty() || repeated { Err("Choisissez une fois chaque partie de l’identité.".into()) } else { Ok(()) }
    }
}

impl FieldType for Identity {
    fn value_type(&self) -> Type {
        let part_type = |part: &Part| if *part == Part::BirthDate { Type::Date } else { Type::Text };
        Type::record(self.parts.iter().map(|part| (part.key().to_owned(), part_type(part))))
    }

    fn parse(&self, ctx: &FieldCtx<'_>, submitted: &Submitted) -> Parsed {
        let mut typed = typed_parts(ctx.name, &self.keys(), submitted);
        if self.parts.contains(&Part::BirthDate) {
            match date::typed_date(&input(ctx.name, Part::BirthDate.key()), submitted) {
                Some(Ok(date)) => drop(typed.insert("birth_date".into(), date.iso().into())),
                Some(Err(())) => drop(typed.insert("birth_date".into(), "?".into())),
                None => {}
            }
        }
        if typed.is_empty() {
            return Parsed::EMPTY;
        }
        let answer = Json::Object(typed);
        let errors = self.verdict(ctx, &answer);
        Parsed::judged(answer, errors)
    }

    fn check(&self, ctx: &FieldCtx<'_>, answer: &Json) -> Vec<FieldError> {
        self.verdict(ctx, answer)
    }

    fn to_expr(&self, answer: &Json) -> Value {
        if answer.is_null() {
            return Value::Null;
        }
        let value = |key: &str| match answer.get(key) {
            Some(born) if key == "birth_date" => date::kept(born).map(|date| date.first).into(),
            Some(text) => text.as_str().map(str::to_owned).into(),
            None => Value::Null,
        };
        Value::Record(self.keys().into_iter().map(|key| (key.to_owned(), value(key))).collect())
    }

    fn typed(&self, name: &str, answer: &Json) -> BTreeMap<String, Vec<String>> {
        let typed = |which: &Part| match which {
            Part::BirthDate => date::typed(&input(name, "birth_date"), answer.get("birth_date").unwrap_or(&Json::Null)),
            other => [(input(name, other.key()), vec![part(answer, other.key()).to_owned()])].into(),
        };
        self.parts.iter().flat_map(typed).collect()
    }

    fn text(&self, answer: &Json, _lookups: &Lookups) -> String {
        let born = date::kept(answer.get("birth_date").unwrap_or(&Json::Null)).map(|date| date.french());
        let name = format!("{} {}", part(answer, "given_names"), part(answer, "family_name"));
        let labelled = |label: &str, value: &str| if value.is_empty() { String::new() } else { format!("{label}\u{a0}: {value}") };
        let lines = [
            name.trim().to_owned(),
            labelled("Nom de naissance", part(answer, "birth_name")),
            labelled("Date de naissance", &born.unwrap_or_default()),
            labelled("Commune de naissance", part(answer, "birthplace")),
        ];
        lines.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
    }

    fn parts(&self) -> Vec<(&'static str, &'static str)> {
        self.parts.iter().map(|part| (part.key(), part.label())).collect()
    }

    fn part_text(&self, answer: &Json, which: &str) -> String {
        match answer.get(which).and_then(date::kept) {
            Some(born) if which == Part::BirthDate.key() => born.french(),
            _ => part(answer, which).to_owned(),
        }
    }

    fn edit(&self, ctx: &EditCtx<'_>) -> Markup {
        crate::edit::identity(ctx, &self.parts, self.own)
    }

    fn export(&self, name: &str, answer: &Json) -> Vec<(String, String)> {
        columns(name, &self.keys(), answer)
    }

    fn sample(&self, ctx: &FieldCtx<'_>, index: usize) -> Submitted {
        const GIVEN: [&str; 6] = ["Camille", "Inès, Marie", "Karim", "Zoé", "Jean-Baptiste", "Aïssatou"];
        const FAMILY: [&str; 7] = ["Martin", "N’Diaye", "Lefèvre", "Garcia", "D’Alençon", "Nguyen", "Bélanger"];
        let value = |part: Part| match part {
            Part::GivenNames => GIVEN[index % GIVEN.len()],
            Part::FamilyName => FAMILY[index % FAMILY.len()],
            Part::BirthName => FAMILY[(index + 3) % FAMILY.len()],
            Part::BirthDate => "1987-04-12",
            Part::Birthplace => "Bron",
        };
        self.parts.iter().fold(Submitted::default(), |sample, part| sample.with(&input(ctx.name, part.key()), value(*part)))
    }

    fn input_names(&self, name: &str) -> Vec<String> {
        let names = |which: &Part| match which {
            Part::BirthDate => ["day", "month", "year"].map(|key| format!("{name}.birth_date.{key}")).to_vec(),
            other => vec![input(name, other.key())],
        };
        self.parts.iter().flat_map(names).collect()
    }

    fn missing(&self, label: &str) -> String {
        format!("Écrivez l’identité demandée pour «\u{a0}{label}\u{a0}».")
    }
}
