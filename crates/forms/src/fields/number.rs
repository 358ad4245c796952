//! A number, exact.

use expr::{Type, Value};
use kernel::setting::{Setting, Shape};
use serde::Deserialize;
use serde_json::Value as Json;

use super::{Settings, line};
use crate::{FieldCtx, SettingExpression, numbers};

/// What an author can set.
pub(super) const SETTINGS: &[Setting] = &[
    Setting::new("decimals", "Chiffres après la virgule", Shape::Count(0, 6)),
    Setting::new("min", "Au moins", Shape::Bound),
    Setting::new("max", "Au plus", Shape::Bound),
    Setting::new("unit", "Unité", Shape::Text).hint("Exemple\u{a0}: m²."),
];

/// A number with its bounds.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Number {
    /// How many decimals are allowed, 6 at most.
    #[serde(default)]
    decimals: usize,
    min: Option<Bound>,
    max: Option<Bound>,
    /// The unit written after the box: « m² ».
    unit: Option<String>,
}

/// A bound: a number, or an expression that gives one.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum Bound {
    Literal(serde_json::Number),
    Expression(String),
}

impl Bound {
    /// The expression to evaluate.
    pub(super) fn expression(&self, setting: &'static str) -> SettingExpression {
        let source = match self {
            Self::Literal(number) => number.to_string(),
            Self::Expression(source) => source.clone(),
        };
        SettingExpression { setting, source, accepts: Type::is_number }
    }
}

/// Says what to do when a number is out of its bounds.
pub(super) fn within(number: i64, ctx: &FieldCtx<'_>, show: fn(i64) -> String) -> Result<(), String> {
    let bound = |name: &str| ctx.settings.get(name).and_then(numbers::millionths);
    if let Some(min) = bound("min").filter(|min| number < *min) {
        return Err(format!("Écrivez un nombre d’au moins {}.", show(min)));
    }
    if let Some(max) = bound("max").filter(|max| number > *max) {
        return Err(format!("Écrivez un nombre d’au plus {}.", show(max)));
    }
    Ok(())
}

/// The number of an answer, kept as a JSON number or as a decimal text.
pub(super) fn millionths(answer: &Json) -> Option<i64> {
    match answer {
        Json::Number(number) => numbers::parse(&number.to_string()),
        Json::String(text) => numbers::parse(text),
        _ => None,
    }
}

/// What an answer keeps: a JSON number when whole, an exact decimal text otherwise.
pub(super) fn kept(millionths: i64) -> Json {
    numbers::whole(millionths).map_or_else(|| numbers::plain(millionths).into(), Json::from)
}

impl Settings for Number {
    fn verify(&self) -> Result<(), String> {
        // a unit of digits could not be told from the end of a number
        let is_word = |unit: &str| unit.chars().any(|c| !c.is_whitespace() && !"0123456789.,-−".contains(c));
        match self.unit.as_deref() {
            _ if self.decimals > 6 => Err("Le nombre de décimales est de 6 au plus.".into()),
            Some(unit) if !is_word(unit) => Err("L’unité s’écrit en lettres. Exemple\u{a0}: m².".into()),
            _ => Ok(()),
        }
    }
}

impl line::Line for Number {
    fn read(&self, typed: &str) -> Result<Json, String> {
        let without_unit = self.unit.as_deref().and_then(|unit| typed.strip_suffix(unit)).unwrap_or(typed);
        let number = numbers::parse(without_unit).ok_or("Écrivez un nombre, en chiffres. Exemple\u{a0}: 12.")?;
        match self.decimals {
            0 if numbers::decimals(number) > 0 => Err("Écrivez un nombre entier, sans virgule.".into()),
            allowed if numbers::decimals(number) > allowed => {
                Err(format!("Écrivez au plus {} après la virgule.", kernel::text::count(allowed as u64, "chiffre")))
            }
            _ => Ok(kept(number)),
        }
    }

    fn write(&self, answer: &Json) -> String {
        millionths(answer).map_or_else(String::new, |number| numbers::plain(number).replace('.', ","))
    }

    fn bounds(&self, ctx: &FieldCtx<'_>, answer: &Json) -> Result<(), String> {
        millionths(answer).map_or(Ok(()), |number| within(number, ctx, numbers::french))
    }

    fn spoken(&self, answer: &Json) -> String {
        let number = millionths(answer).map_or_else(String::new, numbers::french);
        self.unit.as_ref().map_or_else(|| number.clone(), |unit| format!("{number}\u{a0}{unit}"))
    }

    fn line_type(&self) -> Type {
        if self.decimals == 0 { Type::Int } else { Type::Decimal }
    }

    fn value(&self, answer: &Json) -> Value {
        match millionths(answer) {
            Some(number) if self.decimals == 0 => numbers::whole(number).into(),
            Some(number) => Value::Decimal(number),
            None => Value::Null,
        }
    }

    fn of_value(&self, value: &Value) -> Json {
        numbers::millionths(value).map_or(Json::Null, kept)
    }

    fn line_expressions(&self) -> Vec<SettingExpression> {
        let min = self.min.as_ref().map(|bound| bound.expression("min"));
        min.into_iter().chain(self.max.as_ref().map(|bound| bound.expression("max"))).collect()
    }

    fn input(&self) -> line::Input {
        let kind = if self.decimals == 0 { ui::TextKind::Number } else { ui::TextKind::Decimal };
        line::Input { kind, width: Some(10), suffix: self.unit.clone(), autocomplete: None }
    }

    fn ask(&self, label: &str) -> String {
        format!("Écrivez un nombre pour «\u{a0}{label}\u{a0}».")
    }

    fn example(&self, index: usize) -> String {
        let literal = |bound: &Option<Bound>| match bound {
            Some(Bound::Literal(number)) => number.as_i64(),
            _ => None,
        };
        let low = literal(&self.min).unwrap_or(1);
        let high = literal(&self.max).unwrap_or(low.saturating_add(20));
        let span = high.saturating_sub(low).max(0).saturating_add(1);
        low.saturating_add(i64::try_from(index).unwrap_or(0) % span).to_string()
    }
}
