//! What stands in the inputs of settings: what the document says.

use kernel::setting::{Setting, Shape};
use serde_json::{Map, Value as Json};
use ui::FormState;

use super::{cell, day, input};

/// Puts the values of these settings in the form.
pub(in crate::pages) fn typed(settings: &[Setting], written: &Map<String, Json>, state: &mut FormState) {
    for setting in settings {
        if let Some(value) = written.get(setting.name) {
            one(setting, value, state);
        }
    }
}

fn one(setting: &Setting, value: &Json, state: &mut FormState) {
    let name = input(setting);
    match setting.shape {
        Shape::Options => rows(setting, value, &["value", "label", "hint"], state),
        Shape::Rows(_) => rows(setting, value, &["slug", "label", "type"], state),
        Shape::Texts => state.set(name, vec![texts(value).join("\n")]),
        Shape::SomeOf(_) | Shape::SeveralNamed(_) => state.set(name, texts(value)),
        Shape::Expressions | Shape::Teams | Shape::DataPaths => {
            for (line, (key, expression)) in value.as_object().into_iter().flatten().enumerate() {
                state.set(cell(setting, line, "nom"), vec![key.clone()]);
                state.set(cell(setting, line, "valeur"), vec![plain(expression)]);
            }
        }
        Shape::Recipient | Shape::Destination => state.set(name, vec![recipient(value)]),
        Shape::YesNo | Shape::NoOrYes => state.set(name, vec![if value.as_bool() == Some(true) { "oui" } else { "non" }.to_owned()]),
        Shape::Day => day::typed(&name, &plain(value), state),
        Shape::Fields => {}
        _ => state.set(name, vec![plain(value)]),
    }
}

fn rows(setting: &Setting, value: &Json, columns: &[&str], state: &mut FormState) {
    for (line, row) in value.as_array().into_iter().flatten().enumerate() {
        for column in columns {
            if let Some(text) = row[*column].as_str() {
                state.set(cell(setting, line, column), vec![text.to_owned()]);
            }
        }
    }
}

fn texts(value: &Json) -> Vec<String> {
    value.as_array().into_iter().flatten().map(plain).collect()
}

/// `citizen`, or `function:instructeur`: a word, or a word and what it names.
fn recipient(value: &Json) -> String {
    match value {
        Json::Object(map) => map.iter().next().map(|(kind, name)| format!("{kind}:{}", plain(name))).unwrap_or_default(),
        value => plain(value),
    }
}

fn plain(value: &Json) -> String {
    match value {
        Json::String(text) => text.clone(),
        Json::Null => String::new(),
        other => other.to_string(),
    }
}
