//! Answers put in order of preference.

use kernel::setting::{Setting, Shape};
use std::collections::BTreeMap;

use expr::{Type, Value};
use maud::Markup;
use serde::Deserialize;
use serde_json::Value as Json;

use super::{
    Settings,
    choices::texts,
    option::{self, Choosable},
};
use crate::{EditCtx, FieldCtx, FieldError, FieldType, Lookups, Parsed, Submitted};

/// What an author can set.
pub(super) const SETTINGS: &[Setting] = &[
    Setting::new("options", "Réponses à classer", Shape::Options).required(),
    Setting::new("count", "Combien en classer", Shape::Count(1, 500)).hint("Toutes, si rien n’est dit."),
];

/// Answers in order of preference, kept as a list of values, the preferred first.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Ranked {
    options: Vec<Choosable>,
    /// How many answers to rank; all when not said.
    count: Option<usize>,
}

impl Ranked {
    fn wanted(&self) -> usize {
        self.count.unwrap_or(self.options.len())
    }

    fn verdict(&self, chosen: &[&str]) -> Result<(), String> {
        let repeated = chosen.iter().enumerate().any(|(index, value)| chosen[..index].contains(value));
        match chosen.len() {
            _ if repeated => Err("Choisissez une réponse différente à chaque rang.".into()),
            count if count != self.wanted() => Err(format!("Choisissez une réponse pour chaque rang, de 1 à {}.", self.wanted())),
            _ => Ok(()),
        }
    }

    /// The name of the list from which the answer of this rank is chosen, counted from 1.
    fn input(name: &str, rank: usize) -> String {
        format!("{name}.{rank}")
    }
}

impl Settings for Ranked {
    fn verify(&self) -> Result<(), String> {
        option::verify(&self.options)?;
        if (1..=self.options.len()).contains(&self.wanted()) {
            Ok(())
        } else {
            Err("Le nombre de rangs dépasse le nombre de réponses.".into())
        }
    }
}

impl FieldType for Ranked {
    fn value_type(&self) -> Type {
        Type::list(Type::Text)
    }

    fn parse(&self, ctx: &FieldCtx<'_>, submitted: &Submitted) -> Parsed {
        let typed: Vec<String> = (1..=self.wanted()).map(|rank| submitted.one(&Self::input(ctx.name, rank)).to_owned()).collect();
        if typed.iter().all(String::is_empty) {
            return Parsed::EMPTY;
        }
        let chosen: Vec<&str> = typed.iter().filter_map(|typed| option::read(&self.options, typed)).collect();
        match self.verdict(&chosen) {
            Ok(()) => Parsed::good(chosen),
            Err(message) => Parsed::wrong(Self::input(ctx.name, 1), message),
        }
    }

    fn check(&self, ctx: &FieldCtx<'_>, answer: &Json) -> Vec<FieldError> {
        let chosen: Vec<&str> = texts(answer).filter(|value| option::read(&self.options, value).is_some()).collect();
        self.verdict(&chosen).err().map(|message| FieldError::new(Self::input(ctx.name, 1), message)).into_iter().collect()
    }

    fn to_expr(&self, answer: &Json) -> Value {
        Value::List(texts(answer).map(Value::from).collect())
    }

    fn typed(&self, name: &str, answer: &Json) -> BTreeMap<String, Vec<String>> {
        texts(answer).enumerate().map(|(index, value)| (Self::input(name, index + 1), vec![value.to_owned()])).collect()
    }

    fn text(&self, answer: &Json, _lookups: &Lookups) -> String {
        let line = |(index, value)| format!("{}. {}", index + 1, option::label(&self.options, value));
        texts(answer).enumerate().map(line).collect::<Vec<_>>().join("\n")
    }

    fn edit(&self, ctx: &EditCtx<'_>) -> Markup {
        crate::edit::ranks(ctx, &option::shown(&self.options), &self.input_names(ctx.field.name))
    }

    fn export(&self, name: &str, answer: &Json) -> Vec<(String, String)> {
        vec![(name.to_owned(), texts(answer).collect::<Vec<_>>().join(" > "))]
    }

    fn sample(&self, ctx: &FieldCtx<'_>, index: usize) -> Submitted {
        (0..self.wanted()).fold(Submitted::default(), |sample, step| {
            sample.with(&Self::input(ctx.name, step + 1), &self.options[(index + step) % self.options.len()].value)
        })
    }

    fn input_names(&self, name: &str) -> Vec<String> {
        (1..=self.wanted()).map(|rank| Self::input(name, rank)).collect()
    }

    fn missing(&self, label: &str) -> String {
        format!("Classez vos réponses pour «\u{a0}{label}\u{a0}».")
    }
}
