//! What something is compared with: as typed, and as the condition says it.

use authoring::condition::{Comparison, OperandKind, Value};
use jiff::civil::Date;
use serde::Serialize;

/// The name of a comparison in a form: the one that documents use.
pub(super) fn comparison_name(comparison: Comparison) -> String {
    word(&comparison)
}

fn word(value: &impl Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|name| name.as_str().map(ToOwned::to_owned)).unwrap_or_default()
}

/// The comparison of this name, if it is offered for this kind of thing.
pub(super) fn comparison(name: &str, kind: OperandKind) -> Option<Comparison> {
    Comparison::offered(kind).iter().copied().find(|comparison| word(comparison) == name)
}

/// Whether a day is compared: today, so many days from now, or a date.
pub(super) fn is_day(comparison: Comparison, kind: OperandKind) -> bool {
    kind == OperandKind::Date && comparison.takes(&Value::Today)
}

/// The ways to say a day, value and label.
pub(super) const DAYS: &[(&str, &str)] = &[
    ("date", "Cette date"),
    ("aujourdhui", "Aujourd’hui"),
    ("jours", "Aujourd’hui, plus ou moins des jours"),
    ("ouvres", "Aujourd’hui, plus ou moins des jours ouvrés"),
];

/// Puts a value in the inputs `valeur` and `jour` of its line.
pub(super) fn typed(value: &Value, mut set: impl FnMut(&str, Vec<String>)) {
    let mut one = |text: String| set("valeur", vec![text]);
    match value {
        Value::None => {}
        Value::Text(text) => one(text.clone()),
        Value::Number(number) => one(number.replace('.', ",")),
        Value::Count(count) => one(count.to_string()),
        Value::Texts(texts) => set("valeur", texts.clone()),
        Value::Today => set("jour", vec!["aujourdhui".to_owned()]),
        Value::Day(day) => {
            one(day.strftime("%d/%m/%Y").to_string());
            set("jour", vec!["date".to_owned()]);
        }
        Value::Days(days) | Value::WorkingDays(days) => {
            one(days.to_string());
            let kind = if matches!(value, Value::Days(_)) { "jours" } else { "ouvres" };
            set("jour", vec![kind.to_owned()]);
        }
    }
}

/// Reads a value, or says what to write.
pub(super) fn read(comparison: Comparison, kind: OperandKind, values: &[String], day: &str) -> Result<Value, &'static str> {
    let typed = values.last().map_or("", |value| value.trim());
    if comparison.takes(&Value::None) {
        return Ok(Value::None);
    }
    if is_day(comparison, kind) {
        return read_day(typed, day);
    }
    if comparison.takes(&Value::Texts(vec![])) {
        let chosen: Vec<String> = values.iter().filter(|value| !value.is_empty()).cloned().collect();
        return if chosen.is_empty() { Err("Cochez au moins une réponse.") } else { Ok(Value::Texts(chosen)) };
    }
    if comparison.takes(&Value::Count(0)) {
        return typed.parse().map(Value::Count).map_err(|_| "Écrivez un nombre entier.");
    }
    if comparison.takes(&Value::Number(String::new())) {
        return Value::number(typed).ok_or("Écrivez un nombre.");
    }
    if typed.is_empty() { Err("Dites avec quoi comparer.") } else { Ok(Value::Text(typed.to_owned())) }
}

fn read_day(typed: &str, day: &str) -> Result<Value, &'static str> {
    let days = || typed.parse::<i32>().map_err(|_| "Écrivez un nombre de jours. Exemple : 30, ou -30 pour le passé.");
    match day {
        "aujourdhui" => Ok(Value::Today),
        "jours" => days().map(Value::Days),
        "ouvres" => days().map(Value::WorkingDays),
        _ => date(typed).map(Value::Day).ok_or("Écrivez la date comme ceci : 31/12/2026."),
    }
}

/// A date as people write it, or as documents do.
fn date(typed: &str) -> Option<Date> {
    let whole = || {
        let mut parts = typed.split('/').map(str::trim);
        let (day, month, year) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        parts.next().is_none().then(|| Date::new(year, month, day).ok())?
    };
    typed.parse().ok().or_else(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_written_as_people_do() {
        let last = Date::new(2026, 12, 31).ok();
        for typed in ["31/12/2026", "2026-12-31", " 31 / 12 / 2026"] {
            assert_eq!(date(typed.trim()), last, "{typed}");
        }
        for wrong in ["31/02/2026", "31/12", "31/12/2026/1", "demain", ""] {
            assert_eq!(date(wrong), None, "{wrong}");
        }
    }
}
