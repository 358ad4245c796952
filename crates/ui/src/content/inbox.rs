//! What the application told a person.

use maud::{Markup, html};

/// A message, told in a line.
pub struct Message {
    /// When, in words.
    pub date: String,
    /// Whether she has not opened it yet.
    pub is_unread: bool,
    /// Its title, which opens what it speaks of.
    pub title: Markup,
    /// What it speaks of.
    pub about: String,
}

/// The messages, latest first by custom.
pub fn inbox(messages: &[Message]) -> Markup {
    html! {
        ul.inbox {
            @for message in messages {
                li.unread[message.is_unread] {
                    div.inbox-title { (message.title) }
                    @if !message.about.is_empty() { p { (message.about) } }
                    p.when { (message.date) @if message.is_unread { " · " strong { "Non lue" } } }
                }
            }
        }
    }
}
