//! Types made of several short texts under one legend: what is common to them.

use std::collections::BTreeMap;

use expr::{Type, Value};
use serde_json::{Map, Value as Json};

use super::long_text::within;
use crate::{FieldError, Submitted};

/// The name of a part's input.
pub(crate) fn input(name: &str, part: &str) -> String {
    format!("{name}.{part}")
}

/// What was typed in each part that is not empty, on one line.
pub(super) fn typed_parts(name: &str, parts: &[&str], submitted: &Submitted) -> Map<String, Json> {
    let line = |part: &str| submitted.one(&input(name, part)).split_whitespace().collect::<Vec<_>>().join(" ");
    let pairs = parts.iter().map(|part| ((*part).to_owned(), line(part)));
    pairs.filter(|(_, typed)| !typed.is_empty()).map(|(part, typed)| (part, typed.into())).collect()
}

/// The longest text of a part, in characters.
const LONGEST: usize = 250;

/// What is wrong with the parts that are too long to be kept.
pub(super) fn too_long(name: &str, parts: &[&str], answer: &Json) -> Vec<FieldError> {
    let verdict = |key: &&str| within(part(answer, key), 0, LONGEST).err().map(|message| FieldError::new(input(name, key), message));
    parts.iter().filter_map(verdict).collect()
}

/// The text of a part, empty when it is absent.
pub(super) fn part<'a>(answer: &'a Json, part: &str) -> &'a str {
    answer.get(part).and_then(Json::as_str).unwrap_or_default()
}

/// The parts as inputs.
pub(super) fn inputs(name: &str, parts: &[&str], answer: &Json) -> BTreeMap<String, Vec<String>> {
    parts.iter().map(|key| (input(name, key), vec![part(answer, key).to_owned()])).collect()
}

/// The parts as columns.
pub(super) fn columns(name: &str, parts: &[&str], answer: &Json) -> Vec<(String, String)> {
    parts.iter().map(|key| (input(name, key), part(answer, key).to_owned())).collect()
}

/// A record of texts.
pub(super) fn record_type(parts: &[&str]) -> BTreeMap<String, Type> {
    parts.iter().map(|part| ((*part).to_owned(), Type::Text)).collect()
}

/// The parts as expressions read them; an absent part is null.
pub(super) fn record(parts: &[&str], answer: &Json) -> BTreeMap<String, Value> {
    let value = |key: &str| answer.get(key).and_then(Json::as_str).map(str::to_owned).into();
    parts.iter().map(|key| ((*key).to_owned(), value(key))).collect()
}
