//! One line, or several.

use maud::{Markup, html};

use super::Label;

/// What a line of text holds: chooses keyboard, format help and browser memory.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TextKind {
    /// Words.
    #[default]
    Text,
    /// An e-mail address.
    Email,
    /// A phone number.
    Tel,
    /// Digits only.
    Number,
    /// A number with a comma.
    Decimal,
    /// A password.
    Password {
        /// True when it is being chosen.
        new: bool,
    },
    /// Words to search.
    Search,
    /// A one-time code.
    Code,
}

impl TextKind {
    fn input_type(self) -> &'static str {
        match self {
            Self::Text | Self::Number | Self::Decimal | Self::Code => "text",
            Self::Email => "email",
            Self::Tel => "tel",
            Self::Password { .. } => "password",
            Self::Search => "search",
        }
    }

    fn input_mode(self) -> Option<&'static str> {
        match self {
            Self::Number | Self::Code => Some("numeric"),
            Self::Decimal => Some("decimal"),
            _ => None,
        }
    }

    fn autocomplete(self) -> Option<&'static str> {
        match self {
            Self::Password { new: true } => Some("new-password"),
            Self::Password { new: false } => Some("current-password"),
            Self::Code => Some("one-time-code"),
            _ => None,
        }
    }

    fn is_prose(self) -> bool {
        matches!(self, Self::Text | Self::Search)
    }
}

/// A line of text. `width` is the number of signs expected, when known: the box shows it.
pub fn text_input(label: &Label<'_>, value: &str, kind: TextKind, width: Option<u8>) -> Markup {
    let machine = (!kind.is_prose()).then_some("false");
    label.field(html! {
        input class={ "input" (width.map_or("", width_class)) } type=(kind.input_type()) id=(label.id()) name=(label.name) value=(value)
            inputmode=[kind.input_mode()] autocomplete=[label.autocomplete.or(kind.autocomplete())]
            spellcheck=[machine] autocapitalize=[machine.map(|_| "none")]
            required[label.required] aria-describedby=[label.described_by()] aria-invalid=[label.invalid()];
    })
}

/// Several lines. `max_len` counts signs: the script shows how many are left.
pub fn textarea(label: &Label<'_>, value: &str, rows: u8, max_len: Option<u32>) -> Markup {
    let id = label.id();
    let count_id = max_len.map(|_| format!("{id}-count"));
    let described_by: Vec<String> = label.described_by().into_iter().chain(count_id.clone()).collect();
    label.field(html! {
        textarea.input id=(id) name=(label.name) rows=(rows) data-max=[max_len] autocomplete=[label.autocomplete] required[label.required]
            aria-describedby=[(!described_by.is_empty()).then(|| described_by.join(" "))] aria-invalid=[label.invalid()] { "\n" (value) }
        @if let (Some(max), Some(count_id)) = (max_len, count_id) {
            p.hint.count-left id=(count_id) { (max) " caractères au plus." }
        }
    })
}

fn width_class(signs: u8) -> &'static str {
    match signs {
        0..=2 => " w2",
        3..=4 => " w4",
        5..=8 => " w8",
        9..=14 => " w14",
        15..=24 => " w24",
        _ => " w40",
    }
}
