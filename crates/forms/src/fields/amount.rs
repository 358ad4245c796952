//! An amount of money, kept in cents of euro.

use expr::{Type, Value};
use kernel::Cents;
use kernel::setting::{Setting, Shape};
use serde::Deserialize;
use serde_json::Value as Json;

use super::{Settings, line, number};
use crate::{FieldCtx, SettingExpression, numbers};

/// What an author can set.
pub(super) const SETTINGS: &[Setting] =
    &[Setting::new("min", "Au moins", Shape::Bound).hint("En euros."), Setting::new("max", "Au plus", Shape::Bound).hint("En euros.")];

/// One cent, in millionths of euro.
const CENT: i64 = 10_000;

/// An amount; in expressions it is a decimal number of euros.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Amount {
    /// The least, in euros.
    min: Option<number::Bound>,
    /// The most, in euros.
    max: Option<number::Bound>,
}

/// The euros of an answer, in millionths.
pub(super) fn euros(answer: &Json) -> Option<i64> {
    answer.as_i64()?.checked_mul(CENT)
}

/// The euros that were typed, in millionths; « € » or not after them.
pub(super) fn read(typed: &str) -> Option<i64> {
    Cents::parse(typed)?.0.checked_mul(CENT)
}

/// The cents of a number of euros; half a cent goes up, as on bills.
pub(super) fn cents(value: &Value) -> Json {
    numbers::millionths(value).map_or(Json::Null, |euros| euros.saturating_add(CENT / 2).div_euclid(CENT).into())
}

impl Settings for Amount {}

impl line::Line for Amount {
    fn read(&self, typed: &str) -> Result<Json, String> {
        let message = "Écrivez un montant en euros. Exemple\u{a0}: 12,50.";
        Cents::parse(typed).map(|cents| cents.0.into()).ok_or_else(|| message.into())
    }

    fn write(&self, answer: &Json) -> String {
        euros(answer).map_or_else(String::new, |euros| numbers::plain(euros).replace('.', ","))
    }

    fn bounds(&self, ctx: &FieldCtx<'_>, answer: &Json) -> Result<(), String> {
        euros(answer).map_or(Ok(()), |euros| number::within(euros, ctx, |bound| Cents(bound / CENT).to_string()))
    }

    fn spoken(&self, answer: &Json) -> String {
        answer.as_i64().map_or_else(String::new, |cents| Cents(cents).to_string())
    }

    fn line_type(&self) -> Type {
        Type::Decimal
    }

    fn value(&self, answer: &Json) -> Value {
        euros(answer).map_or(Value::Null, Value::Decimal)
    }

    fn of_value(&self, value: &Value) -> Json {
        cents(value)
    }

    fn line_expressions(&self) -> Vec<SettingExpression> {
        let min = self.min.as_ref().map(|bound| bound.expression("min"));
        min.into_iter().chain(self.max.as_ref().map(|bound| bound.expression("max"))).collect()
    }

    fn input(&self) -> line::Input {
        line::Input { kind: ui::TextKind::Decimal, width: Some(10), suffix: Some("€".into()), autocomplete: None }
    }

    fn ask(&self, label: &str) -> String {
        format!("Écrivez un montant pour «\u{a0}{label}\u{a0}».")
    }

    fn example(&self, index: usize) -> String {
        format!("{},50", 10 + index % 90)
    }
}
