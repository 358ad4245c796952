//! The answers read again: before sending, by agents, in documents and mails.

use maud::{Markup, html};
use serde_json::Value as Json;

use crate::{CompiledField, FileRef, Journey, Lookups, journey::Stage};

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
    let row = |(field, settled): (&CompiledField, &crate::group::Settled<'_>)| {
        let answer = settled.answer.as_deref().filter(|answer| !answer.is_null());
        let value = answer.map_or_else(|| html! { (EMPTY) }, |answer| field.kind.show(answer, journey.env.lookups));
        let row = ui::Row::new(&field.field.label, value);
        match change {
            Some(change) if field.kind.is_asked() => row.change(change(&stage.page.slug), format!("«\u{a0}{}\u{a0}»", field.field.label)),
            _ => row,
        }
    };
    stage.visible().filter(|(field, _)| field.kind.is_reported()).map(row).collect()
}

/// The answers that were given, page by page, as a page shows them. `file`
/// shows a file: the caller knows where it is read again, and whether it is.
pub fn given<'a>(journey: &Journey<'a>, file: &dyn Fn(&FileRef) -> Markup) -> Vec<(&'a str, Vec<ui::Row>)> {
    let row = |(field, settled): (&CompiledField, &crate::group::Settled<'_>)| {
        let answer = settled.answer.as_deref().filter(|answer| !answer.is_null() && field.kind.is_reported())?;
        Some(shown(field, answer, journey.env.lookups, file))
    };
    let section = |stage: &Stage<'a>| (stage.page.title.as_str(), stage.visible().filter_map(row).collect::<Vec<_>>());
    journey.stages().iter().map(section).filter(|(_, rows)| !rows.is_empty()).collect()
}

/// An answer under its label.
pub(crate) fn shown(field: &CompiledField, answer: &Json, lookups: &Lookups, file: &dyn Fn(&FileRef) -> Markup) -> ui::Row {
    let files = field.kind.files(answer);
    // inside a block, each item first says its own, files by their names
    let words = (!field.kind.takes_files() || !field.children.is_empty()).then(|| field.kind.show(answer, lookups));
    let dated = |each: &FileRef| html! { (file(each)) @if let Some(date) = each.date { p.hint { (date.french()) } } };
    ui::Row::new(&field.field.label, html! { @if let Some(words) = words { (words) } @for each in &files { (dated(each)) } })
}

/// The answers in plain text, page by page, those that were given.
pub fn summary_pairs(journey: &Journey<'_>, sensitive: Sensitive) -> Vec<Section> {
    let pair = |(field, settled): (&CompiledField, &crate::group::Settled<'_>)| {
        let answer = settled.answer.as_deref().filter(|answer| !answer.is_null() && field.kind.is_reported())?;
        let is_hidden = field.field.sensitive && sensitive == Sensitive::Hidden;
        let text = if is_hidden { HIDDEN.to_owned() } else { field.kind.text(answer, journey.env.lookups) };
        Some((field.field.label.clone(), text))
    };
    let section = |stage: &Stage<'_>| (stage.page.title.clone(), stage.visible().filter_map(pair).collect::<Vec<_>>());
    journey.stages().iter().map(section).filter(|(_, pairs)| !pairs.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use expr::{Scope, Today, Values};
    use serde_json::json;

    use super::*;
    use crate::{Answers, CompiledForm, Links, Lookups, edit_page};

    fn form() -> CompiledForm {
        let form = json!({ "pages": [{ "slug": "prix", "title": "Le prix", "fields": [
            { "slug": "repas", "label": "Repas", "type": "number" },
            { "slug": "photos", "label": "Photos", "type": "files", "required": false },
            { "slug": "total", "label": "Total <mois>", "type": "computed", "result": "amount", "expression": "repas * 3.4" } ] }] });
        CompiledForm::compile(&serde_json::from_value(form).unwrap(), &Scope::new()).unwrap()
    }

    fn with_journey(test: impl Fn(&Journey<'_>)) {
        let (form, lookups) = (form(), Lookups::default());
        let photo = json!({ "id": "p1", "name": "rue.jpg", "size": 900, "media_type": "image/jpeg", "sha256": "0".repeat(64) });
        let answers = Answers::from_json(json!({ "repas": 12, "photos": [photo] }));
        test(&Journey::new(&form, &answers, &lookups, Today { now: kernel::Timestamp::UNIX_EPOCH }, &Values::new()));
    }

    #[test]
    fn what_is_computed_stands_in_an_output_under_its_label() {
        with_journey(|journey| {
            let html = edit_page(journey, "prix", &journey.state("prix"), Links::NONE).into_string();
            assert!(html.contains("<label for=\"total\">Total &lt;mois&gt;</label>"), "{html}");
            assert!(html.contains("<output id=\"total\" aria-live=\"off\">40,80\u{a0}€</output>"), "{html}");
            assert!(summary(journey, None).into_string().contains("<strong>40,80\u{a0}€</strong>"));
        });
    }

    #[test]
    fn files_among_the_answers_are_shown_as_the_caller_says() {
        with_journey(|journey| {
            let file = |file: &FileRef| html! { a href={ "/pieces/" (file.id) } { (file.name) } };
            let sections = given(journey, &file);
            let rows: Vec<_> = sections[0].1.iter().map(|row| (row.name.as_str(), row.value.clone().into_string())).collect();
            assert_eq!(rows[0], ("Repas", "12".to_owned()));
            assert_eq!(rows[1], ("Photos", "<a href=\"/pieces/p1\">rue.jpg</a>".to_owned()));
        });
    }
}
