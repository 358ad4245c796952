//! One answer among several.

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
pub(super) const SETTINGS: &[Setting] = &[Setting::new("options", "Réponses possibles", Shape::Options).required()];

/// Beyond this number of answers, a drop-down list is easier than radio buttons.
const RADIOS: usize = 7;

/// One answer among several, kept by its value.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Choice {
    options: Vec<Choosable>,
}

impl Settings for Choice {
    fn verify(&self) -> Result<(), String> {
        option::verify(&self.options)
    }
}

impl FieldType for Choice {
    fn value_type(&self) -> Type {
        Type::Text
    }

    fn parse(&self, ctx: &FieldCtx<'_>, submitted: &Submitted) -> Parsed {
        match submitted.one(ctx.name) {
            "" => Parsed::EMPTY,
            typed => option::read(&self.options, typed).map_or_else(|| Parsed::wrong(ctx.name, self.missing(ctx.label)), Parsed::good),
        }
    }

    fn check(&self, ctx: &FieldCtx<'_>, answer: &Json) -> Vec<FieldError> {
        let known = answer.as_str().is_some_and(|value| option::read(&self.options, value).is_some());
        if known { Vec::new() } else { vec![FieldError::new(ctx.name, self.missing(ctx.label))] }
    }

    fn to_expr(&self, answer: &Json) -> Value {
        answer.as_str().map(str::to_owned).into()
    }

    fn typed(&self, name: &str, answer: &Json) -> BTreeMap<String, Vec<String>> {
        [(name.to_owned(), vec![answer.as_str().unwrap_or_default().to_owned()])].into()
    }

    fn text(&self, answer: &Json, _lookups: &Lookups) -> String {
        answer.as_str().map_or_else(String::new, |value| option::label(&self.options, value).to_owned())
    }

    fn takes_heading(&self) -> bool {
        true
    }

    fn edit(&self, ctx: &EditCtx<'_>) -> Markup {
        let options = option::shown(&self.options);
        if options.len() > RADIOS { crate::edit::select(ctx, &options) } else { crate::edit::radios(ctx, &options) }
    }

    fn sample(&self, ctx: &FieldCtx<'_>, index: usize) -> Submitted {
        Submitted::default().with(ctx.name, &self.options[index % self.options.len()].value)
    }

    fn missing(&self, label: &str) -> String {
        format!("Choisissez une réponse pour «\u{a0}{label}\u{a0}».")
    }
}
