//! Pairs of name and value, with the way to change them.

use maud::{Markup, html};

/// A line: a name and its value.
#[derive(Clone)]
pub struct Row {
    /// What it is.
    pub name: String,
    /// What was answered.
    pub value: Markup,
    /// Where to change it.
    pub change: Option<Change>,
}

/// The way to change an answer.
#[derive(Clone)]
pub struct Change {
    /// Page of the question.
    pub href: String,
    /// Words after « Modifier », for those who hear the link alone: « votre adresse ».
    pub context: String,
}

impl Row {
    /// A line that cannot be changed.
    pub fn new(name: impl Into<String>, value: Markup) -> Self {
        Self { name: name.into(), value, change: None }
    }

    /// A line of plain text.
    pub fn text(name: impl Into<String>, value: &str) -> Self {
        Self::new(name, html! { (value) })
    }

    /// Adds the way to change it.
    pub fn change(mut self, href: impl Into<String>, context: impl Into<String>) -> Self {
        self.change = Some(Change { href: href.into(), context: context.into() });
        self
    }
}

/// The list of lines.
pub fn summary_list(rows: &[Row]) -> Markup {
    html! {
        dl.summary {
            @for row in rows {
                div {
                    dt { (row.name) }
                    dd { (row.value) }
                    @if let Some(change) = &row.change {
                        dd.change { a href=(change.href) { "Modifier" span.hidden { " " (change.context) } } }
                    }
                }
            }
        }
    }
}
