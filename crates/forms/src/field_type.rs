//! What every field type does. One file of `fields/` per type implements it.

use std::{collections::BTreeMap, fmt, sync::Arc};

use expr::{Today, Type, Value, Values};
use maud::{Markup, html};
use serde_json::Value as Json;

use crate::{CompiledField, Field, FileRef, Links, Lookups, Submitted, prefill};

/// A type of field with its settings.
///
/// An answer is a JSON value; null means that nothing was given. `name` is the name
/// of the field's inputs: its slug, or `children.0.birth_date` inside a block.
pub trait FieldType: Send + Sync + fmt::Debug {
    /// The type its answers have in expressions.
    fn value_type(&self) -> Type;

    /// Reads what was typed: lenient on the form, strict on the meaning.
    fn parse(&self, ctx: &FieldCtx<'_>, submitted: &Submitted) -> Parsed;

    /// What is wrong with a stored answer that is not null, by the rules of the type.
    fn check(&self, ctx: &FieldCtx<'_>, answer: &Json) -> Vec<FieldError>;

    /// The answer as expressions read it.
    fn to_expr(&self, answer: &Json) -> Value;

    /// The answer of this value, for defaults, prefilled and computed values.
    fn answer_of(&self, value: &Value, _lookups: &Lookups) -> Json {
        prefill::to_json(value)
    }

    /// What must stand in the inputs so that parsing gives the answer back.
    fn typed(&self, name: &str, answer: &Json) -> BTreeMap<String, Vec<String>>;

    /// The answer in one or several lines of plain text, for mails and documents.
    fn text(&self, answer: &Json, lookups: &Lookups) -> String;

    /// The answer as a page shows it.
    fn show(&self, answer: &Json, lookups: &Lookups) -> Markup {
        html! { @for (index, line) in self.text(answer, lookups).lines().enumerate() { @if index > 0 { br; } (line) } }
    }

    /// The inputs, with their label, help and errors.
    fn edit(&self, ctx: &EditCtx<'_>) -> Markup;

    /// The parts of an answer that texts may say one by one: name in the answer, label.
    fn parts(&self) -> Vec<(&'static str, &'static str)> {
        Vec::new()
    }

    /// A part of an answer in plain text; empty when it was not given.
    fn part_text(&self, answer: &Json, part: &str) -> String {
        answer.get(part).and_then(Json::as_str).unwrap_or_default().to_owned()
    }

    /// The columns of the answer in a table of cases: name of the column, content.
    fn export(&self, name: &str, answer: &Json) -> Vec<(String, String)> {
        vec![(name.to_owned(), self.text(answer, &Lookups::default()))]
    }

    /// A valid filled example; `index` varies it.
    fn sample(&self, ctx: &FieldCtx<'_>, index: usize) -> Submitted;

    /// The inputs' names; the first takes the focus when the answer is missing.
    fn input_names(&self, name: &str) -> Vec<String> {
        vec![name.to_owned()]
    }

    /// What is said when an answer is missing.
    fn missing(&self, label: &str) -> String {
        format!("Remplissez «\u{a0}{label}\u{a0}».")
    }

    /// Whether its label can be the heading of a page that asks nothing else.
    fn takes_heading(&self) -> bool {
        false
    }

    /// Whether the citizen answers: texts and computed values are not asked.
    fn is_asked(&self) -> bool {
        true
    }

    /// Whether its answers are shown after the form, in the summary and to agents.
    fn is_reported(&self) -> bool {
        true
    }

    /// The expressions among its settings; their values come back in [`FieldCtx::settings`].
    fn expressions(&self) -> Vec<SettingExpression> {
        Vec::new()
    }

    /// The expression that its answers say again: they are sensitive when it reads one that is.
    fn told_from(&self) -> Option<&str> {
        None
    }

    /// The look-up lists it chooses from.
    fn lists(&self) -> Vec<&str> {
        Vec::new()
    }

    /// The files that an answer refers to.
    fn files(&self, _answer: &Json) -> Vec<FileRef> {
        Vec::new()
    }

    /// The answer without the files that are gone; null when nothing is left.
    fn without_files(&self, answer: &Json, _is_gone: &dyn Fn(&FileRef) -> bool) -> Json {
        answer.clone()
    }

    /// Whether the photos that it takes keep where they were taken.
    fn keeps_place(&self) -> bool {
        false
    }

    /// Whether it asks where something is: look-ups and a map help.
    fn asks_where(&self) -> bool {
        false
    }

    /// Whether its inputs send files: the form around must be multipart.
    fn takes_files(&self) -> bool {
        false
    }

    /// The questions inside a block, in order; empty for every other type.
    fn children(&self) -> &[(Field, Arc<dyn FieldType>)] {
        &[]
    }
}

/// What reading a page gave for a field: the good part of the answer, and what is wrong.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Parsed {
    /// The answer; null when it is empty or wrong as a whole.
    pub answer: Json,
    /// What to correct.
    pub errors: Vec<FieldError>,
    /// Whether a question appeared inside: it is shown before it is asked for.
    pub appeared: bool,
}

impl Parsed {
    /// Nothing was given.
    pub const EMPTY: Self = Self { answer: Json::Null, errors: Vec::new(), appeared: false };

    /// A good answer.
    pub fn good(answer: impl Into<Json>) -> Self {
        Self { answer: answer.into(), ..Self::EMPTY }
    }

    /// An answer, kept when nothing is wrong with it.
    pub fn judged(answer: Json, errors: Vec<FieldError>) -> Self {
        let answer = if errors.is_empty() { answer } else { Json::Null };
        Self { answer, errors, appeared: false }
    }

    /// An answer that cannot be kept.
    pub fn wrong(name: impl Into<String>, message: impl Into<String>) -> Self {
        Self::judged(Json::Null, vec![FieldError::new(name, message)])
    }
}

/// Something to correct.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// The input to go to.
    pub name: String,
    /// What to do, in French.
    pub message: String,
}

impl FieldError {
    /// An error on an input.
    pub fn new(name: impl Into<String>, message: impl Into<String>) -> Self {
        Self { name: name.into(), message: message.into() }
    }
}

/// A setting that is an expression.
#[derive(Debug, Clone)]
pub struct SettingExpression {
    /// The setting's name.
    pub setting: &'static str,
    /// The expression.
    pub source: String,
    /// The types it may give.
    pub accepts: fn(&Type) -> bool,
}

/// What a field type may know of the field and of the rest of the form.
#[derive(Clone, Copy)]
pub struct FieldCtx<'a> {
    /// The name of the inputs.
    pub name: &'a str,
    /// The question.
    pub label: &'a str,
    /// Whether an answer is needed.
    pub required: bool,
    /// The answer kept before this page was sent.
    pub previous: &'a Json,
    /// The lists to choose from.
    pub lookups: &'a Lookups,
    /// The present.
    pub today: Today,
    /// The other answers, as expressions read them.
    pub values: &'a Values,
    /// The values of the settings that are expressions.
    pub settings: &'a Values,
    /// The compiled questions of a block.
    pub children: &'a [CompiledField],
}

/// What is needed to draw a field.
pub struct EditCtx<'a> {
    /// The field and its surroundings.
    pub field: FieldCtx<'a>,
    /// The line of help.
    pub hint: Option<&'a str>,
    /// What stands in the inputs, and the errors.
    pub state: &'a ui::FormState,
    /// The addresses a field may need.
    pub links: Links<'a>,
    /// Whether the label is the page's main heading.
    pub is_heading: bool,
}
