//! Several answers among several.

use kernel::setting::{Setting, Shape};
use std::collections::BTreeMap;

use expr::{Type, Value};
use maud::Markup;
use serde::Deserialize;
use serde_json::Value as Json;

use super::{
    Settings,
    option::{self, Choosable},
};
use crate::{EditCtx, FieldCtx, FieldError, FieldType, Lookups, Parsed, Submitted};

/// What an author can set.
pub(super) const SETTINGS: &[Setting] = &[
    Setting::new("options", "Réponses possibles", Shape::Options).required(),
    Setting::new("min", "Nombre de réponses, au moins", Shape::Count(0, 500)),
    Setting::new("max", "Nombre de réponses, au plus", Shape::Count(1, 500)),
];

/// Several answers, kept as a list of values in the author's order.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Choices {
    options: Vec<Choosable>,
    /// The least number of answers once there is one.
    #[serde(default)]
    min: usize,
    /// The greatest number of answers.
    max: Option<usize>,
}

/// The texts of a list.
pub(super) fn texts(answer: &Json) -> impl Iterator<Item = &str> {
    answer.as_array().into_iter().flatten().filter_map(Json::as_str)
}

impl Choices {
    fn verdict(&self, count: usize) -> Result<(), String> {
        match self.max {
            _ if count < self.min => Err(format!("Choisissez au moins {}.", kernel::text::count(self.min as u64, "réponse"))),
            Some(max) if count > max => Err(format!("Choisissez {} au plus.", kernel::text::count(max as u64, "réponse"))),
            _ => Ok(()),
        }
    }
}

impl Settings for Choices {
    fn verify(&self) -> Result<(), String> {
        option::verify(&self.options)?;
        let most = self.max.unwrap_or(self.options.len()).min(self.options.len());
        if self.min <= most && most > 0 { Ok(()) } else { Err("Le nombre minimal de réponses dépasse le nombre maximal.".into()) }
    }
}

impl FieldType for Choices {
    fn value_type(&self) -> Type {
        Type::list(Type::Text)
    }

    fn parse(&self, ctx: &FieldCtx<'_>, submitted: &Submitted) -> Parsed {
        let typed = submitted.all(ctx.name);
        if typed.iter().any(|typed| !typed.trim().is_empty() && option::read(&self.options, typed).is_none()) {
            return Parsed::wrong(ctx.name, self.missing(ctx.label));
        }
        let chosen: Vec<&str> =
            self.options.iter().map(|option| option.value.as_str()).filter(|value| typed.iter().any(|typed| typed == value)).collect();
        if chosen.is_empty() {
            return Parsed::EMPTY;
        }
        match self.verdict(chosen.len()) {
            Ok(()) => Parsed::good(chosen),
            Err(message) => Parsed::wrong(ctx.name, message),
        }
    }

    fn check(&self, ctx: &FieldCtx<'_>, answer: &Json) -> Vec<FieldError> {
        let known = answer.is_array() && texts(answer).all(|value| option::read(&self.options, value).is_some());
        let verdict = if known { self.verdict(texts(answer).count()) } else { Err(self.missing(ctx.label)) };
        verdict.err().map(|message| FieldError::new(ctx.name, message)).into_iter().collect()
    }

    fn to_expr(&self, answer: &Json) -> Value {
        Value::List(texts(answer).map(Value::from).collect())
    }

    fn typed(&self, name: &str, answer: &Json) -> BTreeMap<String, Vec<String>> {
        [(name.to_owned(), texts(answer).map(str::to_owned).collect())].into()
    }

    fn text(&self, answer: &Json, _lookups: &Lookups) -> String {
        texts(answer).map(|value| option::label(&self.options, value)).collect::<Vec<_>>().join(", ")
    }

    fn takes_heading(&self) -> bool {
        true
    }

    fn edit(&self, ctx: &EditCtx<'_>) -> Markup {
        crate::edit::checkboxes(ctx, &option::shown(&self.options))
    }

    fn sample(&self, ctx: &FieldCtx<'_>, index: usize) -> Submitted {
        let count = self.min.max(1);
        (0..count)
            .fold(Submitted::default(), |sample, step| sample.with(ctx.name, &self.options[(index + step) % self.options.len()].value))
    }

    fn missing(&self, label: &str) -> String {
        format!("Choisissez au moins une réponse pour «\u{a0}{label}\u{a0}».")
    }
}
