//! The answers read again: before sending, by agents, in documents and mails.

use maud::{Markup, html};

use crate::{CompiledField, Journey, journey::Stage};

/// A page's answers in words: its title, then label and text of each.
pub type Section = (String, Vec<(String, String)>);

/// Whether sensitive answers are said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sensitive {
    /// To the citizen on her pages, to agents in charge, in the document she keeps.
    Shown,
    /// In mails and lists.
    Hidden,
}

/// What stands for an answer that was left empty.
const EMPTY: &str = "Non renseigné";
/// What stands for a sensitive answer.
const HIDDEN: &str = "Non affiché ici";

/// The answers, page by page. `change` gives the address where a page can be
/// changed; without it there is no link « Modifier ».
pub fn summary(journey: &Journey<'_>, change: Option<&dyn Fn(&str) -> String>) -> Markup {
    html! {
        @for stage in journey.stages() {
            @let rows = rows(journey, stage, change);
            @if !rows.is_empty() { (ui::section(&stage.page.title, ui::summary_list(&rows))) }
        }
    }
}

fn rows(journey: &Journey<'_>, stage: &Stage<'_>, change: Option<&dyn Fn(&str) -> String>) -> Vec<ui::Row> {
    let row = |(field, settled): (&CompiledField, &crate::group::Settled)| {
        let answer = settled.answer.as_ref().filter(|answer| !answer.is_null());
        let value = answer.map_or_else(|| html! { (EMPTY) }, |answer| field.kind.show(answer, journey.env.lookups));
        let row = ui::Row::new(&field.field.label, value);
        match change {
            Some(change) if field.kind.is_asked() => row.change(change(&stage.page.slug), format!("«\u{a0}{}\u{a0}»", field.field.label)),
            _ => row,
        }
    };
    stage.visible().filter(|(field, _)| field.kind.is_reported()).map(row).collect()
}

/// The answers in plain text, page by page, those that were given.
pub fn summary_pairs(journey: &Journey<'_>, sensitive: Sensitive) -> Vec<Section> {
    let pair = |(field, settled): (&CompiledField, &crate::group::Settled)| {
        let answer = settled.answer.as_ref().filter(|answer| !answer.is_null() && field.kind.is_reported())?;
        let is_hidden = field.field.sensitive && sensitive == Sensitive::Hidden;
        let text = if is_hidden { HIDDEN.to_owned() } else { field.kind.text(answer, journey.env.lookups) };
        Some((field.field.label.clone(), text))
    };
    let section = |stage: &Stage<'_>| (stage.page.title.clone(), stage.visible().filter_map(pair).collect::<Vec<_>>());
    journey.stages().iter().map(section).filter(|(_, pairs)| !pairs.is_empty()).collect()
}
