//! A place on the territory: where a thing is, said in words, on the map, or both.

use kernel::setting::{Setting, Shape};
use std::collections::BTreeMap;

use expr::{Type, Value};
use maud::Markup;
use serde::Deserialize;
use serde_json::Value as Json;

use super::{
    Settings,
    located::{self, CHOICE, FOUND},
    parts::{input, inputs, part, record, record_type, too_long, typed_parts},
    position,
};
use crate::{EditCtx, FieldCtx, FieldError, FieldType, Lookups, Parsed, Submitted};

/// What an author can set.
pub(super) const SETTINGS: &[Setting] =
    &[Setting::new("position", "Un point précis est nécessaire", Shape::YesNo).hint("Pour ce qui n’a pas d’adresse.")];

/// The address or a name, the precise description, the commune's INSEE code.
const PARTS: [&str; 3] = ["text", "details", "commune"];

/// A place: words, a position, or both; never only a map.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Place {
    /// Whether a point on the map is needed, for what has no address.
    #[serde(default)]
    position: bool,
}

impl Place {
    fn verdict(&self, name: &str, answer: &Json) -> Vec<FieldError> {
        let has_point = answer.get("lat").is_some();
        if !position::is_sound(answer) || (self.position && !has_point) {
            return vec![FieldError::new(name, "Montrez le lieu sur la carte, ou choisissez une adresse de la liste.")];
        }
        if part(answer, "text").is_empty() && !has_point {
            return vec![FieldError::new(input(name, "text"), "Écrivez l’adresse ou le nom du lieu.")];
        }
        too_long(name, &["text", "details"], answer)
    }
}

impl Settings for Place {}

impl FieldType for Place {
    fn value_type(&self) -> Type {
        let mut fields = record_type(&PARTS);
        fields.extend([("lat".to_owned(), Type::Decimal), ("lon".to_owned(), Type::Decimal)]);
        Type::record(fields)
    }

    fn parse(&self, ctx: &FieldCtx<'_>, submitted: &Submitted) -> Parsed {
        let chosen = located::chosen(ctx.name, submitted);
        let submitted = chosen.as_ref().unwrap_or(submitted);
        let mut typed = typed_parts(ctx.name, &PARTS, submitted);
        let words = typed.get("text").and_then(Json::as_str).unwrap_or_default().to_owned();
        located::locate(ctx, &words, submitted, &mut typed);
        // The commune alone is a trace of a place that was cleared.
        if typed.keys().all(|part| part == "commune") {
            return Parsed::EMPTY;
        }
        let answer = Json::Object(typed);
        let errors = self.verdict(ctx.name, &answer);
        Parsed::judged(answer, errors)
    }

    fn check(&self, ctx: &FieldCtx<'_>, answer: &Json) -> Vec<FieldError> {
        self.verdict(ctx.name, answer)
    }

    fn to_expr(&self, answer: &Json) -> Value {
        if answer.is_null() {
            return Value::Null;
        }
        let mut fields = record(&PARTS, answer);
        fields.extend([("lat".to_owned(), position::value(answer, "lat")), ("lon".to_owned(), position::value(answer, "lon"))]);
        Value::Record(fields)
    }

    fn typed(&self, name: &str, answer: &Json) -> BTreeMap<String, Vec<String>> {
        let mut typed = inputs(name, &PARTS, answer);
        typed.extend(["lat", "lon"].map(|key| (input(name, key), vec![position::plain(answer, key)])));
        typed.insert(input(name, FOUND), vec![located::told(answer, part(answer, "text"))]);
        typed
    }

    fn text(&self, answer: &Json, _lookups: &Lookups) -> String {
        let (lat, lon) = (position::plain(answer, "lat"), position::plain(answer, "lon"));
        let point = if lat.is_empty() { String::new() } else { format!("Point sur la carte\u{a0}: {lat}, {lon}") };
        [part(answer, "text"), part(answer, "details"), &point].into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
    }

    fn edit(&self, ctx: &EditCtx<'_>) -> Markup {
        crate::edit::place(ctx)
    }

    fn export(&self, name: &str, answer: &Json) -> Vec<(String, String)> {
        let texts = ["text", "details", "commune"].map(|key| (input(name, key), part(answer, key).to_owned()));
        texts.into_iter().chain(["lat", "lon"].map(|key| (input(name, key), position::plain(answer, key)))).collect()
    }

    fn sample(&self, ctx: &FieldCtx<'_>, index: usize) -> Submitted {
        let part = |key: &str| input(ctx.name, key);
        Submitted::default()
            .with(&part("text"), &format!("{} place Bellecour, Lyon", 1 + index % 30))
            .with(&part("details"), "Devant l’entrée du parc")
            .with(&part("lat"), &format!("45.757{:03}", index % 1_000))
            .with(&part("lon"), "4.832")
    }

    fn asks_where(&self) -> bool {
        true
    }

    fn input_names(&self, name: &str) -> Vec<String> {
        PARTS.iter().chain(&["lat", "lon", FOUND, CHOICE]).map(|part| input(name, part)).collect()
    }

    fn missing(&self, label: &str) -> String {
        format!("Indiquez un lieu pour «\u{a0}{label}\u{a0}».")
    }
}
