//! A text of several lines.

use kernel::setting::{Setting, Shape};
use std::collections::BTreeMap;

use expr::{Type, Value};
use maud::Markup;
use serde::Deserialize;
use serde_json::Value as Json;

use super::Settings;
use crate::{EditCtx, FieldCtx, FieldError, FieldType, Lookups, Parsed, Submitted};

/// What an author can set.
pub(super) const SETTINGS: &[Setting] = &[
    Setting::new("min_length", "Longueur au moins", Shape::Count(0, 100_000)).hint("En caractères."),
    Setting::new("max_length", "Longueur au plus", Shape::Count(1, 100_000)).hint("En caractères."),
    Setting::new("rows", "Hauteur de la zone", Shape::Count(1, 30)).hint("En lignes."),
];

/// The longest text kept when the author gives no limit, in characters.
const LIMIT: usize = 5_000;

/// A text of several lines.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LongText {
    #[serde(default)]
    min_length: usize,
    #[serde(default = "limit")]
    max_length: usize,
    rows: Option<u8>,
}

const fn limit() -> usize {
    LIMIT
}

/// Says what to do when a text is too short or too long, in characters.
pub(super) fn within(text: &str, min: usize, max: usize) -> Result<(), String> {
    match text.chars().count() {
        length if length < min => Err(format!("Écrivez au moins {}.", kernel::text::count(min as u64, "caractère"))),
        length if length > max => {
            Err(format!("Raccourcissez le texte\u{a0}: {} au plus. Il en a {length}.", kernel::text::count(max as u64, "caractère")))
        }
        _ => Ok(()),
    }
}

impl Settings for LongText {
    fn verify(&self) -> Result<(), String> {
        if self.min_length <= self.max_length && self.max_length > 0 {
            Ok(())
        } else {
            Err("La longueur minimale dépasse la longueur maximale.".into())
        }
    }
}

impl FieldType for LongText {
    fn value_type(&self) -> Type {
        Type::Text
    }

    fn parse(&self, ctx: &FieldCtx<'_>, submitted: &Submitted) -> Parsed {
        let text = submitted.one(ctx.name).replace("\r\n", "\n").replace('\r', "\n");
        if text.is_empty() {
            return Parsed::EMPTY;
        }
        match within(&text, self.min_length, self.max_length) {
            Ok(()) => Parsed::good(text),
            Err(message) => Parsed::wrong(ctx.name, message),
        }
    }

    fn check(&self, ctx: &FieldCtx<'_>, answer: &Json) -> Vec<FieldError> {
        let checked = match answer.as_str() {
            Some(text) => within(text, self.min_length, self.max_length),
            None => Err(self.missing(ctx.label)),
        };
        checked.err().map(|message| FieldError::new(ctx.name, message)).into_iter().collect()
    }

    fn to_expr(&self, answer: &Json) -> Value {
        answer.as_str().map(str::to_owned).into()
    }

    fn typed(&self, name: &str, answer: &Json) -> BTreeMap<String, Vec<String>> {
        [(name.to_owned(), vec![answer.as_str().unwrap_or_default().to_owned()])].into()
    }

    fn text(&self, answer: &Json, _lookups: &Lookups) -> String {
        answer.as_str().unwrap_or_default().to_owned()
    }

    fn takes_heading(&self) -> bool {
        true
    }

    fn edit(&self, ctx: &EditCtx<'_>) -> Markup {
        crate::edit::textarea(ctx, self.rows.unwrap_or(5), self.max_length)
    }

    fn sample(&self, ctx: &FieldCtx<'_>, index: usize) -> Submitted {
        const TEXTS: [&str; 3] = [
            "Le lampadaire ne marche plus depuis lundi.\nLa rue est sombre le soir.",
            "Merci de me rappeler le matin.",
            "Nous attendons 80 personnes.\nIl y aura de la musique.",
        ];
        let text = TEXTS[index % TEXTS.len()];
        let padded = format!("{text}{}", "e".repeat(self.min_length.saturating_sub(text.chars().count())));
        Submitted::default().with(ctx.name, padded.chars().take(self.max_length).collect::<String>().trim())
    }
}
