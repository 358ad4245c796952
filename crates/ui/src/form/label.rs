//! What names a control and tells how to fill it.

use maud::{Markup, html};

use crate::{FormState, Icon, icon};

/// Everything a person must be told about a field. Fields are required unless said optional.
#[derive(Clone, Copy, Debug)]
pub struct Label<'a> {
    /// Name of the field in the form.
    pub name: &'a str,
    /// The question, in a few words.
    pub label: &'a str,
    /// How to answer.
    pub hint: Option<&'a str>,
    /// What to correct.
    pub error: Option<&'a str>,
    /// False adds « (facultatif) ».
    pub required: bool,
    /// Whether another answer decides if it may be empty.
    pub depends: bool,
    /// Purpose of a personal field (WCAG 1.3.5): `email`, `bday`, `postal-code`…
    pub autocomplete: Option<&'static str>,
    /// The label is the `<h1>` of a page with one question.
    pub page_heading: bool,
}

impl<'a> Label<'a> {
    /// A required field.
    pub fn new(name: &'a str, label: &'a str) -> Self {
        Self { name, label, hint: None, error: None, required: true, depends: false, autocomplete: None, page_heading: false }
    }

    /// Adds how to answer.
    pub fn hint(mut self, hint: impl Into<Option<&'a str>>) -> Self {
        self.hint = hint.into();
        self
    }

    /// Adds what to correct.
    pub fn error(mut self, error: impl Into<Option<&'a str>>) -> Self {
        self.error = error.into();
        self
    }

    /// Takes the error of this field from the form.
    pub fn state(self, state: &'a FormState) -> Self {
        let error = state.error(self.name);
        self.error(error)
    }

    /// Marks the field as optional.
    pub fn optional(mut self) -> Self {
        self.required = false;
        self
    }

    /// Leaves unsaid whether it may be empty: another answer decides, and the
    /// line of help tells.
    pub fn depends(mut self) -> Self {
        (self.required, self.depends) = (false, true);
        self
    }

    /// Tells the browser what the field is for.
    pub fn autocomplete(mut self, purpose: &'static str) -> Self {
        self.autocomplete = Some(purpose);
        self
    }

    /// Makes the label the heading of the page.
    pub fn page_heading(mut self) -> Self {
        self.page_heading = true;
        self
    }

    pub(crate) fn id(&self) -> String {
        field_id(self.name)
    }

    pub(crate) fn invalid(&self) -> Option<&'static str> {
        self.error.map(|_| "true")
    }

    pub(crate) fn described_by(&self) -> Option<String> {
        let id = self.id();
        let parts: Vec<String> =
            [self.hint.map(|_| format!("{id}-hint")), self.error.map(|_| format!("{id}-error"))].into_iter().flatten().collect();
        (!parts.is_empty()).then(|| parts.join(" "))
    }

    /// The question with the mention that it may be left empty.
    pub(crate) fn text(&self) -> Markup {
        html! { (self.label) @if !self.required && !self.depends { span.optional { " (facultatif)" } } }
    }

    /// Hint, then error: what stands between the label and the control.
    pub(crate) fn advice(&self) -> Markup {
        let id = self.id();
        html! {
            @if let Some(hint) = self.hint { p.hint id={ (id) "-hint" } { (hint) } }
            @if let Some(error) = self.error {
                p.error id={ (id) "-error" } { (icon(Icon::CircleAlert)) span { span.hidden { "Erreur\u{a0}: " } (error) } }
            }
        }
    }

    /// A single control under its label.
    pub(crate) fn field(&self, control: Markup) -> Markup {
        let label = html! { label.label for=(self.id()) { (self.text()) } };
        html! {
            div.field.invalid[self.error.is_some()] {
                @if self.page_heading { h1.question { (label) } } @else { (label) }
                (self.advice())
                (control)
            }
        }
    }

    /// Several controls under one legend.
    pub(crate) fn group(&self, controls: Markup) -> Markup {
        html! {
            fieldset.field.invalid[self.error.is_some()] id=(self.id()) tabindex="-1" aria-describedby=[self.described_by()] {
                legend.label { @if self.page_heading { h1.question { (self.text()) } } @else { (self.text()) } }
                (self.advice())
                (controls)
            }
        }
    }
}

/// The `id` of the field `name`: what an error summary links to.
pub fn field_id(name: &str) -> String {
    name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect()
}
