//! One among several, several among many, yes or no.

use maud::{Markup, html};

use super::Label;

/// A possible answer.
#[derive(Clone, Copy, Debug, Default)]
pub struct Choice<'a> {
    /// What the form sends.
    pub value: &'a str,
    /// What is read.
    pub label: &'a str,
    /// What it means, when the label is not enough (lists with arrows do not show it).
    pub hint: Option<&'a str>,
    /// Shown, but cannot be chosen: say why in the hint.
    pub disabled: bool,
}

impl<'a> Choice<'a> {
    /// A choice without hint.
    pub fn new(value: &'a str, label: &'a str) -> Self {
        Self { value, label, hint: None, disabled: false }
    }

    /// Adds what it means.
    pub fn hint(mut self, hint: impl Into<Option<&'a str>>) -> Self {
        self.hint = hint.into();
        self
    }

    /// Keeps it from being chosen.
    pub fn disabled(mut self) -> Self {
        self.disabled = true;
        self
    }
}

/// One choice in a closed list: beyond seven choices, or where room is short.
pub fn select(label: &Label<'_>, choices: &[Choice<'_>], selected: &str) -> Markup {
    label.field(html! {
        select.input id=(label.id()) name=(label.name) autocomplete=[label.autocomplete] required[label.required]
            aria-describedby=[label.described_by()] aria-invalid=[label.invalid()] {
            @if !choices.iter().any(|choice| choice.value.is_empty()) { option value="" { "Choisir" } }
            @for choice in choices {
                option value=(choice.value) selected[choice.value == selected] disabled[choice.disabled] { (choice.label) }
            }
        }
    })
}

/// One choice, all of them in sight.
pub fn radios(label: &Label<'_>, choices: &[Choice<'_>], selected: &str) -> Markup {
    label.group(options(label, "radio", 0, choices, |value| value == selected))
}

/// Choices under a title.
#[derive(Clone, Debug, Default)]
pub struct ChoiceGroup<'a> {
    /// What they have in common.
    pub title: &'a str,
    /// The choices.
    pub choices: Vec<Choice<'a>>,
}

/// One choice, all of them in sight, under titles.
pub fn grouped_radios(label: &Label<'_>, groups: &[ChoiceGroup<'_>], selected: &str) -> Markup {
    let before = |rank: usize| groups[..rank].iter().map(|group| group.choices.len()).sum();
    label.group(html! {
        @for (rank, group) in groups.iter().enumerate() {
            @let title = format!("{}-{}", label.id(), rank + 1);
            div.choice-group role="group" aria-labelledby=(title) {
                p.label id=(title) { (group.title) }
                (options(label, "radio", before(rank), &group.choices, |value| value == selected))
            }
        }
    })
}

/// Any number of choices, all of them in sight.
pub fn checkboxes(label: &Label<'_>, choices: &[Choice<'_>], selected: &[String]) -> Markup {
    label.group(options(label, "checkbox", 0, choices, |value| selected.iter().any(|chosen| chosen == value)))
}

/// One box to tick, its label being the sentence accepted. It sends `oui`.
pub fn checkbox(label: &Label<'_>, checked: bool) -> Markup {
    let id = label.id();
    html! {
        div.field.invalid[label.error.is_some()] {
            @if let Some(error) = label.error { (Label { hint: None, error: Some(error), ..*label }.advice()) }
            div.choice {
                input type="checkbox" id=(id) name=(label.name) value="oui" checked[checked] required[label.required]
                    aria-describedby=[label.described_by()] aria-invalid=[label.invalid()];
                label for=(id) { (label.text()) }
                @if let Some(hint) = label.hint { p.hint id={ (id) "-hint" } { (hint) } }
            }
        }
    }
}

/// `before` is how many stand before these under the same label.
fn options(label: &Label<'_>, kind: &str, before: usize, choices: &[Choice<'_>], chosen: impl Fn(&str) -> bool) -> Markup {
    html! {
        div.choices {
            @for (index, choice) in choices.iter().enumerate() {
                @let id = format!("{}--{}", label.id(), before + index + 1);
                div.choice {
                    input type=(kind) id=(id) name=(label.name) value=(choice.value) checked[chosen(choice.value)] disabled[choice.disabled]
                        required[label.required && kind == "radio"] aria-describedby=[choice.hint.map(|_| format!("{id}-hint"))];
                    label for=(id) { (choice.label) }
                    @if let Some(hint) = choice.hint { p.hint id={ (id) "-hint" } { (hint) } }
                }
            }
        }
    }
}
