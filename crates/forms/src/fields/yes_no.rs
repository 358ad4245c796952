//! Yes or no.

use std::collections::BTreeMap;

use expr::{Type, Value};
use kernel::text::folded;
use maud::Markup;
use serde::Deserialize;
use serde_json::Value as Json;

use super::Settings;
use crate::{EditCtx, FieldCtx, FieldError, FieldType, Lookups, Parsed, Submitted};

/// Yes or no, kept as a boolean.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct YesNo {}

/// Reads « oui », « non » and what programs send for them.
pub(super) fn read(typed: &str) -> Option<bool> {
    match folded(typed).as_str() {
        "yes" | "oui" | "o" | "true" | "on" | "1" => Some(true),
        "no" | "non" | "n" | "false" | "off" | "0" => Some(false),
        _ => None,
    }
}

impl Settings for YesNo {}

impl FieldType for YesNo {
    fn value_type(&self) -> Type {
        Type::Bool
    }

    fn parse(&self, ctx: &FieldCtx<'_>, submitted: &Submitted) -> Parsed {
        match submitted.one(ctx.name) {
            "" => Parsed::EMPTY,
            typed => read(typed).map_or_else(|| Parsed::wrong(ctx.name, self.missing(ctx.label)), Parsed::good),
        }
    }

    fn check(&self, ctx: &FieldCtx<'_>, answer: &Json) -> Vec<FieldError> {
        if answer.is_boolean() { Vec::new() } else { vec![FieldError::new(ctx.name, self.missing(ctx.label))] }
    }

    fn to_expr(&self, answer: &Json) -> Value {
        answer.as_bool().into()
    }

    fn typed(&self, name: &str, answer: &Json) -> BTreeMap<String, Vec<String>> {
        let typed = answer.as_bool().map_or("", |yes| if yes { "oui" } else { "non" });
        [(name.to_owned(), vec![typed.to_owned()])].into()
    }

    fn text(&self, answer: &Json, _lookups: &Lookups) -> String {
        answer.as_bool().map_or("", |yes| if yes { "Oui" } else { "Non" }).to_owned()
    }

    fn takes_heading(&self) -> bool {
        true
    }

    fn edit(&self, ctx: &EditCtx<'_>) -> Markup {
        crate::edit::radios(ctx, &[("oui".into(), "Oui".into(), None), ("non".into(), "Non".into(), None)])
    }

    fn sample(&self, ctx: &FieldCtx<'_>, index: usize) -> Submitted {
        Submitted::default().with(ctx.name, if index.is_multiple_of(2) { "oui" } else { "non" })
    }

    fn missing(&self, label: &str) -> String {
        format!("Choisissez oui ou non pour «\u{a0}{label}\u{a0}».")
    }
}
