//! A date, whole or partial, within bounds.

use kernel::setting::{Setting, Shape};
use std::collections::BTreeMap;

use expr::{Type, Value};
use jiff::civil::Date;
use kernel::text;
use maud::Markup;
use serde::Deserialize;
use serde_json::Value as Json;

use super::Settings;
use crate::{
    EditCtx, FieldCtx, FieldError, FieldType, Lookups, Parsed, SettingExpression, Submitted,
    dates::{PartialDate, Precision},
};

/// What an author can set.
pub(super) const SETTINGS: &[Setting] = &[
    Setting::new("min", "Pas avant", Shape::Day),
    Setting::new("max", "Pas après", Shape::Day),
    Setting::new(
        "precision",
        "Ce qu’il faut connaître",
        Shape::OneOf(&[("day", "Le jour, le mois et l’année"), ("month", "Le mois et l’année"), ("year", "L’année")]),
    ),
    Setting::new("birthday", "Date de naissance de la personne", Shape::YesNo).hint("Le navigateur peut la remplir."),
];

/// A date, kept as `2026-05-03`, or `2026-05` and `2026` when a partial date is allowed.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DateField {
    /// The earliest: `2026-01-01` or an expression.
    min: Option<String>,
    /// The latest: `2026-12-31` or an expression.
    max: Option<String>,
    /// What must be known at least: `day`, `month` or `year`.
    #[serde(default)]
    precision: Precision,
    /// Whether it is the citizen's own date of birth, which a browser may fill.
    #[serde(default)]
    birthday: bool,
}

/// What was typed in the three boxes, or in one.
pub(super) fn typed_date(name: &str, submitted: &Submitted) -> Option<Result<PartialDate, ()>> {
    let part = |part: &str| submitted.one(&format!("{name}.{part}"));
    let (day, month, year, whole) = (part("day"), part("month"), part("year"), submitted.one(name));
    if !whole.is_empty() {
        return Some(PartialDate::parse(whole).ok_or(()));
    }
    let is_empty = day.is_empty() && month.is_empty() && year.is_empty();
    (!is_empty).then(|| PartialDate::of_parts(day, month, year).ok_or(()))
}

/// The three boxes of a kept date.
pub(super) fn typed(name: &str, answer: &Json) -> BTreeMap<String, Vec<String>> {
    let parts = kept(answer).map(PartialDate::parts).unwrap_or_default();
    ["day", "month", "year"].iter().zip(parts).map(|(part, typed)| (format!("{name}.{part}"), vec![typed])).collect()
}

/// The date an answer keeps.
pub(super) fn kept(answer: &Json) -> Option<PartialDate> {
    let iso = answer.as_str()?;
    PartialDate::parse(iso).filter(|date| date.iso() == iso)
}

/// What is wrong with a date that lacks a part the author needs.
pub(super) const fn incomplete(precision: Precision) -> &'static str {
    match precision {
        Precision::Day => "Écrivez le jour, le mois et l’année. Exemple\u{a0}: 31 3 1980.",
        Precision::Month => "Écrivez au moins le mois et l’année. Exemple\u{a0}: 3 1980.",
        Precision::Year => "Écrivez une date qui existe, ou seulement l’année. Exemple\u{a0}: 1980.",
    }
}

impl DateField {
    /// A bound as an expression: a date in quotes is written `date("…")`.
    fn bound(setting: &'static str, bound: Option<&String>) -> Option<SettingExpression> {
        let source = bound?;
        let is_literal = source.parse::<Date>().is_ok();
        let source = if is_literal { format!("date(\"{source}\")") } else { source.clone() };
        Some(SettingExpression { setting, source, accepts: |ty| *ty == Type::Date })
    }

    fn verdict(&self, ctx: &FieldCtx<'_>, date: PartialDate) -> Result<(), String> {
        if date.precision < self.precision {
            return Err(incomplete(self.precision).into());
        }
        let bound = |name: &str| match ctx.settings.get(name) {
            Some(Value::Date(bound)) => Some(*bound),
            _ => None,
        };
        if let Some(min) = bound("min").filter(|min| date.iso() < PartialDate { first: *min, ..date }.iso()) {
            return Err(format!("Écrivez une date à partir du {}.", text::date(min)));
        }
        if let Some(max) = bound("max").filter(|max| date.first > *max) {
            return Err(format!("Écrivez une date jusqu’au {}.", text::date(max)));
        }
        Ok(())
    }
}

impl Settings for DateField {}

impl FieldType for DateField {
    fn value_type(&self) -> Type {
        Type::Date
    }

    fn parse(&self, ctx: &FieldCtx<'_>, submitted: &Submitted) -> Parsed {
        let Some(read) = typed_date(ctx.name, submitted) else { return Parsed::EMPTY };
        let is_whole = ["day", "month", "year"].iter().all(|part| !submitted.one(&format!("{}.{part}", ctx.name)).is_empty());
        let wrong =
            if is_whole { "Cette date n’existe pas. Vérifiez le jour, le mois et l’année." } else { incomplete(self.precision) };
        let verdict = read.map_err(|()| wrong.to_owned()).and_then(|date| self.verdict(ctx, date).map(|()| date));
        verdict.map_or_else(|message| Parsed::wrong(ctx.name, message), |date| Parsed::good(date.iso()))
    }

    fn check(&self, ctx: &FieldCtx<'_>, answer: &Json) -> Vec<FieldError> {
        let verdict = kept(answer).ok_or_else(|| incomplete(self.precision).to_owned()).and_then(|date| self.verdict(ctx, date));
        verdict.err().map(|message| FieldError::new(ctx.name, message)).into_iter().collect()
    }

    fn to_expr(&self, answer: &Json) -> Value {
        kept(answer).map(|date| date.first).into()
    }

    fn typed(&self, name: &str, answer: &Json) -> BTreeMap<String, Vec<String>> {
        typed(name, answer)
    }

    fn text(&self, answer: &Json, _lookups: &Lookups) -> String {
        kept(answer).map_or_else(String::new, PartialDate::french)
    }

    fn takes_heading(&self) -> bool {
        true
    }

    fn edit(&self, ctx: &EditCtx<'_>) -> Markup {
        crate::edit::date(ctx, self.birthday)
    }

    fn export(&self, name: &str, answer: &Json) -> Vec<(String, String)> {
        vec![(name.to_owned(), answer.as_str().unwrap_or_default().to_owned())]
    }

    fn sample(&self, ctx: &FieldCtx<'_>, index: usize) -> Submitted {
        let bound = |name: &str| match ctx.settings.get(name) {
            Some(Value::Date(bound)) => Some(*bound),
            _ => None,
        };
        let varied = Date::constant(1990, 3, 14).saturating_add(jiff::Span::new().days(i64::try_from(index % 5_000).unwrap_or(0)));
        let sample = bound("min").or_else(|| bound("max")).unwrap_or(varied);
        Submitted { values: typed(ctx.name, &sample.to_string().into()), ..Submitted::default() }
    }

    fn input_names(&self, name: &str) -> Vec<String> {
        ["day", "month", "year"].iter().map(|part| format!("{name}.{part}")).collect()
    }

    fn missing(&self, label: &str) -> String {
        format!("Écrivez une date pour «\u{a0}{label}\u{a0}».")
    }

    fn expressions(&self) -> Vec<SettingExpression> {
        [Self::bound("min", self.min.as_ref()), Self::bound("max", self.max.as_ref())].into_iter().flatten().collect()
    }
}
