//! A box to tick to agree.

use kernel::setting::{Setting, Shape};
use std::collections::BTreeMap;

use expr::{Type, Value};
use maud::Markup;
use serde::Deserialize;
use serde_json::Value as Json;

use super::{Settings, yes_no};
use crate::{EditCtx, FieldCtx, FieldError, FieldType, Lookups, Parsed, Submitted};

/// What an author can set.
pub(super) const SETTINGS: &[Setting] = &[Setting::new("text", "Ce qui est accepté", Shape::LongText).hint("Écrit au-dessus de la case.")];

/// A box to tick to agree. When it is required, only « yes » is an answer.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Acceptance {
    /// What is agreed to, in the small markdown; above the box.
    text: Option<String>,
}

impl Settings for Acceptance {}

impl FieldType for Acceptance {
    fn value_type(&self) -> Type {
        Type::Bool
    }

    fn parse(&self, ctx: &FieldCtx<'_>, submitted: &Submitted) -> Parsed {
        match yes_no::read(submitted.one(ctx.name)) {
            Some(true) => Parsed::good(true),
            // A box left alone is sent by no browser: it says no, or nothing when yes is needed.
            _ if ctx.required => Parsed::EMPTY,
            _ => Parsed::good(false),
        }
    }

    fn check(&self, ctx: &FieldCtx<'_>, answer: &Json) -> Vec<FieldError> {
        let good = answer.as_bool().is_some_and(|yes| yes || !ctx.required);
        if good { Vec::new() } else { vec![FieldError::new(ctx.name, self.missing(ctx.label))] }
    }

    fn to_expr(&self, answer: &Json) -> Value {
        answer.as_bool().into()
    }

    fn typed(&self, name: &str, answer: &Json) -> BTreeMap<String, Vec<String>> {
        if answer.as_bool() == Some(true) { [(name.to_owned(), vec!["oui".to_owned()])].into() } else { BTreeMap::new() }
    }

    fn text(&self, answer: &Json, _lookups: &Lookups) -> String {
        answer.as_bool().map_or("", |yes| if yes { "Oui" } else { "Non" }).to_owned()
    }

    fn edit(&self, ctx: &EditCtx<'_>) -> Markup {
        crate::edit::acceptance(ctx, self.text.as_deref())
    }

    fn sample(&self, ctx: &FieldCtx<'_>, _index: usize) -> Submitted {
        Submitted::default().with(ctx.name, "oui")
    }

    fn missing(&self, label: &str) -> String {
        format!("Cochez la case «\u{a0}{label}\u{a0}» pour continuer.")
    }
}
