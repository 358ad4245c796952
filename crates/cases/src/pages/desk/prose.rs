//! What somebody typed, with its paragraphs and its lines.

use ui::{Markup, html};

/// Paragraphs are parted by an empty line.
pub(super) fn prose(text: &str) -> Markup {
    let text = text.replace("\r\n", "\n");
    html! {
        @for paragraph in text.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty()) {
            p { @for (index, line) in paragraph.lines().enumerate() { @if index > 0 { br; } (line) } }
        }
    }
}
