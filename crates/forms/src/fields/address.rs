//! A postal address. Choosing it in a look-up is a help, never a need.

use kernel::setting::{Setting, Shape};
use std::collections::BTreeMap;

use expr::{Type, Value};
use maud::Markup;
use serde::Deserialize;
use serde_json::Value as Json;

use super::{
    Settings,
    located::{self, is_code},
    parts::{columns, input, inputs, part, record, record_type, too_long, typed_parts},
    position,
};
use crate::{EditCtx, FieldCtx, FieldError, FieldType, Lookups, Parsed, Submitted};

/// What an author can set.
pub(super) const SETTINGS: &[Setting] =
    &[Setting::new("own", "C’est l’adresse de la personne", Shape::YesNo).hint("Le navigateur peut la remplir.")];

/// What a citizen types.
const TYPED: [&str; 4] = ["street", "complement", "postcode", "city"];
/// What a look-up adds: its identifier and the commune's INSEE code.
const FOUND: [&str; 2] = ["id", "commune"];

/// An address in France, kept by parts.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Address {
    /// Whether it is the citizen's own, which a browser may fill.
    #[serde(default)]
    own: bool,
}

fn all() -> [&'static str; 6] {
    [TYPED[0], TYPED[1], TYPED[2], TYPED[3], FOUND[0], FOUND[1]]
}

/// The address on one line, as look-ups write it; empty when there is none.
fn line(answer: &Json) -> String {
    if part(answer, "street").is_empty() {
        return String::new();
    }
    format!("{}, {} {}", part(answer, "street"), part(answer, "postcode"), part(answer, "city"))
}

/// What is missing or wrong in an address that is not empty.
fn verdict(name: &str, answer: &Json) -> Vec<FieldError> {
    let postcode = part(answer, "postcode");
    let good_postcode = postcode.len() == 5 && postcode.bytes().all(|byte| byte.is_ascii_digit());
    let faults = [
        (part(answer, "street").is_empty(), "street", "Écrivez le numéro et la rue. Sans numéro, écrivez le lieu-dit."),
        (!good_postcode, "postcode", "Écrivez un code postal de 5 chiffres. Exemple\u{a0}: 69003."),
        (part(answer, "city").is_empty(), "city", "Écrivez la ville."),
    ];
    let faults = faults.iter().filter(|(wrong, ..)| *wrong).map(|(_, part, message)| FieldError::new(input(name, part), *message));
    faults.chain(too_long(name, &["street", "complement", "city"], answer)).collect()
}

impl Settings for Address {}

impl FieldType for Address {
    fn value_type(&self) -> Type {
        let mut fields = record_type(&all());
        fields.extend([("lat".to_owned(), Type::Decimal), ("lon".to_owned(), Type::Decimal)]);
        Type::record(fields)
    }

    fn parse(&self, ctx: &FieldCtx<'_>, submitted: &Submitted) -> Parsed {
        let mut typed = typed_parts(ctx.name, &TYPED, submitted);
        if typed.is_empty() {
            return Parsed::EMPTY;
        }
        if let Some(Json::String(postcode)) = typed.get_mut("postcode") {
            postcode.retain(|c| !c.is_whitespace());
        }
        typed.extend(typed_parts(ctx.name, &FOUND, submitted).into_iter().filter(|(_, found)| is_code(found)));
        let line = line(&Json::Object(typed.clone()));
        located::locate(ctx, &line, submitted, &mut typed);
        if typed.get("lat").is_none() {
            typed.shift_remove("id");
        }
        let answer = Json::Object(typed);
        let errors = verdict(ctx.name, &answer);
        Parsed::judged(answer, errors)
    }

    fn check(&self, ctx: &FieldCtx<'_>, answer: &Json) -> Vec<FieldError> {
        if position::is_sound(answer) { verdict(ctx.name, answer) } else { vec![FieldError::new(ctx.name, self.missing(ctx.label))] }
    }

    fn to_expr(&self, answer: &Json) -> Value {
        if answer.is_null() {
            return Value::Null;
        }
        let mut fields = record(&all(), answer);
        fields.extend([("lat".to_owned(), position::value(answer, "lat")), ("lon".to_owned(), position::value(answer, "lon"))]);
        Value::Record(fields)
    }

    fn typed(&self, name: &str, answer: &Json) -> BTreeMap<String, Vec<String>> {
        let mut typed = inputs(name, &all(), answer);
        typed.extend(["lat", "lon"].map(|key| (input(name, key), vec![position::plain(answer, key)])));
        typed.insert(input(name, located::FOUND), vec![line(answer)]);
        typed
    }

    fn text(&self, answer: &Json, _lookups: &Lookups) -> String {
        let town = format!("{} {}", part(answer, "postcode"), part(answer, "city"));
        let lines = [part(answer, "street"), part(answer, "complement"), town.trim()];
        lines.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
    }

    fn parts(&self) -> Vec<(&'static str, &'static str)> {
        TYPED.into_iter().zip(["Numéro et rue", "Complément d’adresse", "Code postal", "Ville"]).collect()
    }

    fn edit(&self, ctx: &EditCtx<'_>) -> Markup {
        crate::edit::address(ctx, self.own)
    }

    fn export(&self, name: &str, answer: &Json) -> Vec<(String, String)> {
        columns(name, &TYPED, answer)
    }

    fn sample(&self, ctx: &FieldCtx<'_>, index: usize) -> Submitted {
        const TOWNS: [(&str, &str); 4] = [("69003", "Lyon"), ("69100", "Villeurbanne"), ("69500", "Bron"), ("69120", "Vaulx-en-Velin")];
        let (postcode, city) = TOWNS[index % TOWNS.len()];
        let street = format!("{} rue de la République", 1 + index % 120);
        let part = |key: &str| input(ctx.name, key);
        Submitted::default().with(&part("street"), &street).with(&part("postcode"), postcode).with(&part("city"), city)
    }

    fn asks_where(&self) -> bool {
        true
    }

    fn input_names(&self, name: &str) -> Vec<String> {
        all().iter().chain(&["lat", "lon", located::FOUND]).map(|part| input(name, part)).collect()
    }

    fn missing(&self, label: &str) -> String {
        format!("Écrivez une adresse pour «\u{a0}{label}\u{a0}».")
    }
}
