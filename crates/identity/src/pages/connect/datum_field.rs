//! The input of a datum of the profile.

use ui::{Choice, FormState, Label, Markup, TextKind};
use web::Posted;

use crate::model::datum::{Datum, places, value};

/// The field; `why` says what it is asked for, before how to write it.
pub(super) fn field(datum: Datum, state: &FormState, why: Option<&str>, required: bool) -> Markup {
    let name = datum.as_str();
    let hint = why.into_iter().chain(example(datum)).collect::<Vec<_>>().join(" ");
    let label = Label::new(name, datum.label()).hint(Some(hint.as_str()).filter(|hint| !hint.is_empty())).state(state);
    let label = if required { label } else { label.optional() };
    let typed = state.value(name);
    match datum {
        Datum::Gender => ui::select(&label, &[Choice::new("female", "Madame"), Choice::new("male", "Monsieur")], typed),
        Datum::BirthCountry => {
            let choices: Vec<Choice<'_>> = places::countries().into_iter().map(|(code, name)| Choice::new(code, name)).collect();
            ui::select(&label, &choices, typed)
        }
        _ => {
            let label = match purpose(datum) {
                Some(purpose) => label.autocomplete(purpose),
                None => label,
            };
            ui::text_input(&label, typed, kind(datum), Some(width(datum)))
        }
    }
}

/// What was typed for a datum, in the form that is kept; an error goes into `state`.
pub(super) fn read(posted: &Posted, state: &mut FormState, datum: Datum, required: bool) -> Option<String> {
    let name = datum.as_str();
    match value::read(datum, posted.value(name)) {
        Ok(None) if required => {
            state.add_error(name, format!("Répondez à «\u{a0}{}\u{a0}».", datum.label()));
            None
        }
        Ok(kept) => kept,
        Err(advice) => {
            state.add_error(name, advice);
            None
        }
    }
}

/// How a value is typed again.
pub(super) fn typed(datum: Datum, kept: &str) -> String {
    match datum {
        Datum::Gender | Datum::BirthCountry => kept.to_owned(),
        _ => value::spoken(datum, kept),
    }
}

const fn kind(datum: Datum) -> TextKind {
    match datum {
        Datum::MobilePhone | Datum::HomePhone | Datum::WorkMobilePhone | Datum::WorkPhone => TextKind::Tel,
        _ => TextKind::Text,
    }
}

const fn width(datum: Datum) -> u8 {
    match datum {
        Datum::HouseNumber | Datum::PostalCode | Datum::BirthDepartment => 6,
        Datum::Birthdate => 12,
        _ => 40,
    }
}

const fn example(datum: Datum) -> Option<&'static str> {
    match datum {
        Datum::Birthdate => Some("Exemple\u{a0}: 27/03/1981"),
        Datum::BirthPlace => Some("En France seulement. Exemple\u{a0}: Saint-Denis (93)"),
        Datum::BirthDepartment => Some("Son numéro. Exemple\u{a0}: 69"),
        Datum::AddressComplement => Some("Bâtiment, étage, chez…"),
        _ => None,
    }
}

/// What browsers fill in (HTML, autofill field names).
const fn purpose(datum: Datum) -> Option<&'static str> {
    match datum {
        Datum::GivenName => Some("given-name"),
        Datum::FamilyName => Some("family-name"),
        Datum::Birthdate => Some("bday"),
        Datum::PostalCode => Some("postal-code"),
        Datum::Locality => Some("address-level2"),
        Datum::MobilePhone | Datum::HomePhone => Some("tel"),
        Datum::WorkMobilePhone | Datum::WorkPhone => Some("work tel"),
        _ => None,
    }
}
