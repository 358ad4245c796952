//! What an author typed in the inputs of settings, as the document writes it.

use kernel::{
    setting::{Setting, Shape},
    text::slugged,
};
use serde_json::{Map, Value as Json, json};
use ui::FormState;

use super::{MOST, cell, day, input};

/// The settings typed. What is left empty is left out; what says the same as
/// `before` stays as it was written. Something that cannot be read is told beside its input.
pub(in crate::pages) fn read(
    settings: &[Setting],
    before: &Map<String, Json>,
    form: &FormState,
    state: &mut FormState,
) -> Map<String, Json> {
    let value = |setting: &Setting, state: &mut FormState| {
        let (was, now) = (before.get(setting.name), one(setting, form, state));
        was.filter(|was| says(setting.shape, was, now.as_ref())).cloned().or(now)
    };
    settings.iter().filter_map(|setting| Some((setting.name.to_owned(), value(setting, state)?))).collect()
}

/// Whether what is written means what was typed: the usual value said, another
/// order where there is none, space around a text.
fn says(shape: Shape, written: &Json, typed: Option<&Json>) -> bool {
    let has = |list: &Json, one: &Json| list.as_array().is_some_and(|list| list.contains(one));
    match (shape, written, typed) {
        (Shape::YesNo, Json::Bool(false), None) | (Shape::NoOrYes, Json::Bool(true), None) => true,
        (Shape::SomeOf(_) | Shape::SeveralNamed(_), Json::Array(was), Some(Json::Array(now))) => {
            was.len() == now.len() && now.iter().all(|one| has(written, one))
        }
        (_, Json::String(was), Some(Json::String(now))) => was.trim() == now.replace("\r\n", "\n"),
        (Shape::Bound, Json::String(was), Some(Json::Number(now))) => was.trim() == now.to_string(),
        _ => false,
    }
}

fn one(setting: &Setting, form: &FormState, state: &mut FormState) -> Option<Json> {
    let name = input(setting);
    let typed = form.value(&name).trim();
    match setting.shape {
        Shape::YesNo => (typed == "oui").then_some(Json::Bool(true)),
        Shape::NoOrYes => (typed == "non").then_some(Json::Bool(false)),
        Shape::Texts => filled(typed.lines().map(str::trim).filter(|line| !line.is_empty()).map(Json::from).collect()),
        Shape::SomeOf(_) | Shape::SeveralNamed(_) => {
            filled(form.values(&name).iter().filter(|value| !value.is_empty()).map(|value| json!(value)).collect())
        }
        Shape::Options => filled(options(setting, form)),
        Shape::Rows(contents) => filled(rows(setting, form, contents)),
        Shape::Expressions | Shape::Teams | Shape::DataPaths => expressions(setting, form),
        Shape::Fields => None,
        _ if typed.is_empty() => None,
        Shape::Day => day::read(&name, form, state).map(Json::from),
        Shape::Count(least, most) => counted(&name, typed, least, most, state),
        Shape::Bound => Some(number(typed).unwrap_or_else(|| json!(typed))),
        Shape::Recipient | Shape::Destination => Some(named(typed)),
        Shape::Text | Shape::LongText | Shape::Expression | Shape::Input | Shape::OneOf(_) | Shape::Named(_) => Some(json!(typed)),
    }
}

fn filled(list: Vec<Json>) -> Option<Json> {
    (!list.is_empty()).then_some(Json::Array(list))
}

fn counted(name: &str, typed: &str, least: u64, most: u64, state: &mut FormState) -> Option<Json> {
    match typed.parse::<u64>() {
        Ok(count) if (least..=most).contains(&count) => Some(json!(count)),
        _ => {
            state.add_error(name, format!("Écrivez un nombre entier, de {least} à {most}."));
            None
        }
    }
}

/// A number as people write it; anything else is an expression.
fn number(typed: &str) -> Option<Json> {
    serde_json::from_str::<serde_json::Number>(&typed.replace(',', ".").replace(' ', "")).ok().map(Json::Number)
}

fn named(typed: &str) -> Json {
    typed.split_once(':').map_or_else(|| json!(typed), |(kind, name)| json!({ kind: name }))
}

/// What is kept for an answer is made from its label the first time, and stays.
fn options(setting: &Setting, form: &FormState) -> Vec<Json> {
    let mut kept: Vec<String> = Vec::new();
    let line = |line: usize| -> Option<Json> {
        let typed = |column: &str| form.value(&cell(setting, line, column)).trim().to_owned();
        let (label, hint) = (typed("label"), typed("hint"));
        if label.is_empty() {
            return None;
        }
        let value = unique(typed("value"), &label, &kept);
        kept.push(value.clone());
        Some(if hint.is_empty() {
            json!({ "value": value, "label": label })
        } else {
            json!({ "value": value, "label": label, "hint": hint })
        })
    };
    (0..MOST).filter_map(line).collect()
}

fn rows(setting: &Setting, form: &FormState, contents: &[(&str, &str)]) -> Vec<Json> {
    let mut kept: Vec<String> = Vec::new();
    let line = |line: usize| -> Option<Json> {
        let typed = |column: &str| form.value(&cell(setting, line, column)).trim().to_owned();
        let label = typed("label");
        if label.is_empty() {
            return None;
        }
        let slug = unique(typed("slug"), &label, &kept);
        kept.push(slug.clone());
        let mut row = json!({ "slug": slug, "label": label });
        let content = typed("type");
        if contents.iter().any(|(value, _)| *value == content) {
            row["type"] = json!(content);
        }
        Some(row)
    };
    (0..MOST).filter_map(line).collect()
}

fn unique(value: String, label: &str, kept: &[String]) -> String {
    let base = if value.is_empty() { slugged(label).replace('-', "_") } else { value };
    let base = if base.is_empty() { "valeur".to_owned() } else { base };
    std::iter::once(base.clone()).chain((2..).map(|n| format!("{base}_{n}"))).find(|one| !kept.contains(one)).unwrap_or(base)
}

fn expressions(setting: &Setting, form: &FormState) -> Option<Json> {
    let lines = (0..MOST).map(|line| (form.value(&cell(setting, line, "nom")).trim(), form.value(&cell(setting, line, "valeur")).trim()));
    let map: Map<String, Json> = lines.filter(|(name, _)| !name.is_empty()).map(|(name, value)| (name.to_owned(), json!(value))).collect();
    (!map.is_empty()).then_some(Json::Object(map))
}
