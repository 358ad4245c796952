//! Types that are one line of text with a way to read it. They say how to read
//! and to write it; the rest is the same for all.

use std::{collections::BTreeMap, fmt};

use expr::{Type, Value};
use maud::Markup;
use serde_json::Value as Json;

use crate::{EditCtx, FieldCtx, FieldError, FieldType, Lookups, Parsed, SettingExpression, Submitted};

/// A line of text and its meaning.
pub(crate) trait Line: fmt::Debug + Send + Sync {
    /// Reads a line that is not empty, or says what to write instead.
    fn read(&self, typed: &str) -> Result<Json, String>;

    /// The line that reads as this answer.
    fn write(&self, answer: &Json) -> String {
        answer.as_str().unwrap_or_default().to_owned()
    }

    /// What is wrong with the answer given the rest of the form.
    fn bounds(&self, _ctx: &FieldCtx<'_>, _answer: &Json) -> Result<(), String> {
        Ok(())
    }

    /// The answer as it is read aloud.
    fn spoken(&self, answer: &Json) -> String {
        self.write(answer)
    }

    /// The type in expressions.
    fn line_type(&self) -> Type {
        Type::Text
    }

    /// The value in expressions.
    fn value(&self, answer: &Json) -> Value {
        answer.as_str().map(str::to_owned).into()
    }

    /// The answer of a value.
    fn of_value(&self, value: &Value) -> Json {
        crate::prefill::to_json(value)
    }

    /// Expressions among the settings.
    fn line_expressions(&self) -> Vec<SettingExpression> {
        Vec::new()
    }

    /// How the input helps typing.
    fn input(&self) -> Input {
        Input::default()
    }

    /// What to say when it is missing.
    fn ask(&self, label: &str) -> String {
        format!("Remplissez «\u{a0}{label}\u{a0}».")
    }

    /// A line that reads well.
    fn example(&self, index: usize) -> String;
}

/// How a browser helps typing a line.
#[derive(Default)]
pub(crate) struct Input {
    /// What it is, for the browser to fill it (HTML, autofill detail tokens).
    pub autocomplete: Option<&'static str>,
    /// The keyboard.
    pub kind: ui::TextKind,
    /// The number of characters the box shows.
    pub width: Option<u8>,
    /// The unit written after the box.
    pub suffix: Option<String>,
}

impl<T: Line> FieldType for T {
    fn value_type(&self) -> Type {
        self.line_type()
    }

    fn parse(&self, ctx: &FieldCtx<'_>, submitted: &Submitted) -> Parsed {
        let typed = submitted.one(ctx.name);
        if typed.is_empty() {
            return Parsed::EMPTY;
        }
        let read = self.read(typed).and_then(|answer| self.bounds(ctx, &answer).map(|()| answer));
        read.map_or_else(|message| Parsed::wrong(ctx.name, message), Parsed::good)
    }

    fn check(&self, ctx: &FieldCtx<'_>, answer: &Json) -> Vec<FieldError> {
        // A stored answer is good when it would be read again as itself.
        let reread = self
            .read(&self.write(answer))
            .and_then(|again| if again == *answer { self.bounds(ctx, answer) } else { Err(self.ask(ctx.label)) });
        reread.err().map(|message| FieldError::new(ctx.name, message)).into_iter().collect()
    }

    fn to_expr(&self, answer: &Json) -> Value {
        self.value(answer)
    }

    fn answer_of(&self, value: &Value, _lookups: &Lookups) -> Json {
        self.of_value(value)
    }

    fn typed(&self, name: &str, answer: &Json) -> BTreeMap<String, Vec<String>> {
        [(name.to_owned(), vec![self.write(answer)])].into()
    }

    fn text(&self, answer: &Json, _lookups: &Lookups) -> String {
        if answer.is_null() { String::new() } else { self.spoken(answer) }
    }

    fn takes_heading(&self) -> bool {
        true
    }

    fn edit(&self, ctx: &EditCtx<'_>) -> Markup {
        crate::edit::line(ctx, &self.input())
    }

    fn export(&self, name: &str, answer: &Json) -> Vec<(String, String)> {
        vec![(name.to_owned(), if answer.is_null() { String::new() } else { self.write(answer) })]
    }

    fn sample(&self, ctx: &FieldCtx<'_>, index: usize) -> Submitted {
        Submitted::default().with(ctx.name, &self.example(index))
    }

    fn missing(&self, label: &str) -> String {
        self.ask(label)
    }

    fn expressions(&self) -> Vec<SettingExpression> {
        self.line_expressions()
    }
}

/// The characters in groups of these lengths, with no-break spaces: numbers read aloud.
pub(super) fn grouped(text: &str, lengths: &[usize]) -> String {
    let mut rest = text.chars();
    let groups = lengths.iter().map(|length| rest.by_ref().take(*length).collect::<String>());
    groups.filter(|group| !group.is_empty()).collect::<Vec<_>>().join("\u{a0}")
}
