//! What happened, and where things stand.

use maud::{Markup, html};

/// Colour of a state; its words always stand beside.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Nothing to say: draft, cancelled.
    #[default]
    Neutral,
    /// Under way.
    Info,
    /// Done, accepted.
    Success,
    /// Waiting for someone.
    Warning,
    /// Refused, late.
    Danger,
}

impl Tone {
    fn class(self) -> &'static str {
        match self {
            Self::Neutral => "neutral",
            Self::Info => "info",
            Self::Success => "success",
            Self::Warning => "warning",
            Self::Danger => "danger",
        }
    }
}

/// A state in one or two words.
pub fn status_tag(tone: Tone, text: &str) -> Markup {
    html! { span class={ "tag " (tone.class()) } { (text) } }
}

/// An event of a timeline.
#[derive(Clone)]
pub struct Entry {
    /// When, in words.
    pub date: String,
    /// Who: a service, « Vous »; an agent's name only where it may be shown.
    pub who: String,
    /// What happened.
    pub title: String,
    /// More: the message, what is expected.
    pub body: Option<Markup>,
    /// Colour of its mark.
    pub tone: Tone,
}

/// Events in order, the latest first by custom.
pub fn timeline(entries: &[Entry]) -> Markup {
    html! {
        ol.timeline {
            @for entry in entries {
                li class=(entry.tone.class()) {
                    p.when { (entry.date) @if !entry.who.is_empty() { " · " span.who { (entry.who) } } }
                    p.what { (entry.title) }
                    @if let Some(body) = &entry.body { div.event-body { (body) } }
                }
            }
        }
    }
}
