//! What was said and what happened, latest first.

use kernel::text::date_time;
use ui::{Entry, Markup, Tone, html};

use super::super::prose::prose;
use crate::{
    model::{Author, EntryKind},
    store::{journal::JournalLine, messages::MessageRow},
};

/// The messages between the citizen and the service.
pub(super) fn thread(messages: &[MessageRow]) -> Markup {
    let entry = |message: &MessageRow| {
        let (title, tone) = match message.author {
            Author::Citizen => ("Message de l’usager", Tone::Info),
            Author::Service => ("Réponse du service", Tone::Success),
        };
        Entry {
            date: date_time(message.at),
            who: message.who.expose().clone(),
            title: title.to_owned(),
            body: Some(html! { blockquote { (prose(message.body.expose())) } }),
            tone,
        }
    };
    html! {
        @if messages.is_empty() { p { "Aucun message." } }
        @else { (ui::timeline(&messages.iter().rev().map(entry).collect::<Vec<_>>())) }
    }
}

/// Every line; what only agents see says so.
pub(super) fn journal(lines: &[JournalLine]) -> Markup {
    let entry = |line: &JournalLine| Entry {
        date: date_time(line.at),
        who: line.who.expose().clone(),
        title: line.title.clone(),
        body: Some(body(line)),
        tone: tone(line),
    };
    ui::timeline(&lines.iter().rev().map(entry).collect::<Vec<_>>())
}

fn body(line: &JournalLine) -> Markup {
    html! {
        p { @if line.visible { (ui::status_tag(Tone::Neutral, "Visible par l’usager")) } @else { (ui::status_tag(Tone::Warning, "Interne")) } }
        @if let Some(body) = &line.body { (prose(body.expose())) }
    }
}

const fn tone(line: &JournalLine) -> Tone {
    match line.kind {
        EntryKind::Trouble => Tone::Danger,
        EntryKind::Note => Tone::Warning,
        EntryKind::Asked | EntryKind::Completed | EntryKind::Message | EntryKind::Mail | EntryKind::Opinion => Tone::Info,
        EntryKind::Filed | EntryKind::Document => Tone::Success,
        EntryKind::Moved | EntryKind::Assigned | EntryKind::Transferred | EntryKind::Version | EntryKind::Journal => Tone::Neutral,
    }
}
