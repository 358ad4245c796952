//! A value computed from the answers above it. Nobody types it.

use kernel::setting::{Setting, Shape};
use std::collections::BTreeMap;

use expr::{Type, Value};
use kernel::Cents;
use maud::{Markup, html};
use serde::Deserialize;
use serde_json::Value as Json;

use super::{Settings, amount, date, number};
use crate::{EditCtx, FieldCtx, FieldError, FieldType, Lookups, Parsed, SettingExpression, Submitted, numbers};

/// What an author can set.
pub(super) const SETTINGS: &[Setting] = &[
    Setting::new("expression", "Calcul", Shape::Expression).required(),
    Setting::new(
        "result",
        "Résultat",
        Shape::OneOf(&[
            ("number", "Nombre"),
            ("amount", "Montant en euros"),
            ("text", "Texte"),
            ("date", "Date"),
            ("yes_no", "Oui ou non"),
        ]),
    )
    .required(),
    Setting::new("shown", "Montrer le résultat", Shape::NoOrYes),
    Setting::new("public", "Peut être montré, bien que calculé d’une réponse sensible", Shape::YesNo)
        .hint("Sinon, il est sensible comme elle."),
];

/// A computed value, recomputed each time it is read.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Computed {
    expression: String,
    result: Outcome,
    /// Whether the citizen sees it.
    #[serde(default = "yes")]
    shown: bool,
    /// Whether what it tells of sensitive answers may be told.
    #[serde(default)]
    public: bool,
}

const fn yes() -> bool {
    true
}

/// What the expression gives, and so how it is kept and shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Outcome {
    Number,
    /// Euros in the expression, cents in the answer.
    Amount,
    Text,
    Date,
    YesNo,
}

impl Settings for Computed {}

impl FieldType for Computed {
    fn value_type(&self) -> Type {
        match self.result {
            Outcome::Number | Outcome::Amount => Type::Decimal,
            Outcome::Text => Type::Text,
            Outcome::Date => Type::Date,
            Outcome::YesNo => Type::Bool,
        }
    }

    fn parse(&self, ctx: &FieldCtx<'_>, _submitted: &Submitted) -> Parsed {
        Parsed::good(self.answer_of(ctx.settings.get("expression").unwrap_or(&Value::Null), ctx.lookups))
    }

    fn check(&self, _ctx: &FieldCtx<'_>, _answer: &Json) -> Vec<FieldError> {
        Vec::new()
    }

    fn to_expr(&self, answer: &Json) -> Value {
        match self.result {
            Outcome::Number => number::millionths(answer).map_or(Value::Null, Value::Decimal),
            Outcome::Amount => amount::euros(answer).map_or(Value::Null, Value::Decimal),
            Outcome::Text => answer.as_str().map(str::to_owned).into(),
            Outcome::Date => date::kept(answer).map(|date| date.first).into(),
            Outcome::YesNo => answer.as_bool().into(),
        }
    }

    fn answer_of(&self, value: &Value, _lookups: &Lookups) -> Json {
        match self.result {
            Outcome::Number => numbers::millionths(value).map_or(Json::Null, number::kept),
            Outcome::Amount => amount::cents(value),
            Outcome::Text | Outcome::Date | Outcome::YesNo => crate::prefill::to_json(value),
        }
    }

    fn typed(&self, _name: &str, _answer: &Json) -> BTreeMap<String, Vec<String>> {
        BTreeMap::new()
    }

    fn text(&self, answer: &Json, _lookups: &Lookups) -> String {
        let text = match self.result {
            Outcome::Number => number::millionths(answer).map(numbers::french),
            Outcome::Amount => answer.as_i64().map(|cents| Cents(cents).to_string()),
            Outcome::Text => answer.as_str().map(str::to_owned),
            Outcome::Date => date::kept(answer).map(|date| date.french()),
            Outcome::YesNo => answer.as_bool().map(|yes| if yes { "Oui" } else { "Non" }.to_owned()),
        };
        text.unwrap_or_default()
    }

    fn show(&self, answer: &Json, lookups: &Lookups) -> Markup {
        let text = self.text(answer, lookups);
        if self.result == Outcome::Amount {
            html! { strong { (text) } }
        } else {
            html! { (text) }
        }
    }

    fn edit(&self, ctx: &EditCtx<'_>) -> Markup {
        let text = self.text(ctx.field.previous, ctx.field.lookups);
        let is_amount = self.result == Outcome::Amount;
        html! { @if self.shown && !text.is_empty() { (ui::computed(ctx.field.name, ctx.field.label, &text, is_amount)) } }
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
        self.shown
    }

    fn told_from(&self) -> Option<&str> {
        (!self.public).then_some(&self.expression)
    }

    fn expressions(&self) -> Vec<SettingExpression> {
        let accepts = match self.result {
            Outcome::Number | Outcome::Amount => Type::is_number,
            Outcome::Text => |ty: &Type| *ty == Type::Text,
            Outcome::Date => |ty: &Type| *ty == Type::Date,
            Outcome::YesNo => |ty: &Type| *ty == Type::Bool,
        };
        vec![SettingExpression { setting: "expression", source: self.expression.clone(), accepts }]
    }
}
