//! A text to read between questions.

use kernel::setting::{Setting, Shape};
use std::collections::BTreeMap;

use expr::{Type, Value};
use maud::{Markup, html};
use serde::Deserialize;
use serde_json::Value as Json;

use super::Settings;
use crate::{EditCtx, FieldCtx, FieldError, FieldType, Lookups, Parsed, Submitted, markdown};

/// What an author can set.
pub(super) const SETTINGS: &[Setting] = &[Setting::new("text", "Texte", Shape::LongText).required()];

/// A text to read, in the small markdown. It has no answer.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TextBlock {
    text: String,
}

impl Settings for TextBlock {
    fn verify(&self) -> Result<(), String> {
        if self.text.trim().is_empty() { Err("Écrivez le texte.".into()) } else { Ok(()) }
    }
}

impl FieldType for TextBlock {
    fn value_type(&self) -> Type {
        Type::Null
    }

    fn parse(&self, _ctx: &FieldCtx<'_>, _submitted: &Submitted) -> Parsed {
        Parsed::EMPTY
    }

    fn check(&self, _ctx: &FieldCtx<'_>, _answer: &Json) -> Vec<FieldError> {
        Vec::new()
    }

    fn to_expr(&self, _answer: &Json) -> Value {
        Value::Null
    }

    fn typed(&self, _name: &str, _answer: &Json) -> BTreeMap<String, Vec<String>> {
        BTreeMap::new()
    }

    fn text(&self, _answer: &Json, _lookups: &Lookups) -> String {
        String::new()
    }

    fn edit(&self, _ctx: &EditCtx<'_>) -> Markup {
        html! { (markdown(&self.text)) }
    }

    fn export(&self, _name: &str, _answer: &Json) -> Vec<(String, String)> {
        Vec::new()
    }

    fn sample(&self, _ctx: &FieldCtx<'_>, _index: usize) -> Submitted {
        Submitted::default()
    }

    fn input_names(&self, _name: &str) -> Vec<String> {
        Vec::new()
    }

    fn is_asked(&self) -> bool {
        false
    }

    fn is_reported(&self) -> bool {
        false
    }
}
