//! A case in a few lines: where it stands, who has it, by when.

use jiff::civil::Date;
use kernel::text::{date, date_time};
use ui::{Markup, Row, Tone, html};
use workflow::{Nature, Outcome, Priority, Silence, Status};

use super::{deadline::deadline, found::Found};

/// The colour of a status.
pub(super) const fn tone(status: &Status) -> Tone {
    match (status.nature, status.outcome) {
        (Nature::Filed | Nature::InProgress, _) => Tone::Info,
        (Nature::Waiting, _) => Tone::Warning,
        (Nature::Closed, Some(Outcome::Accepted | Outcome::Done)) => Tone::Success,
        (Nature::Closed, Some(Outcome::Refused)) => Tone::Danger,
        (Nature::Closed, _) => Tone::Neutral,
    }
}

/// The states of a case, side by side.
pub(super) fn tags(found: &Found, today: Date) -> Markup {
    let Found { row, compiled } = found;
    let state = &row.state.0;
    let status = compiled.workflow().status(&state.status);
    let is_open = !is_closed(found);
    html! {
        p.tags {
            @if let Some(status) = status { (ui::status_tag(tone(status), &status.agent_label)) }
            @if let Some(due) = state.clock.due.filter(|_| is_open) {
                @let (tone, words) = deadline(due, today);
                " " (ui::status_tag(tone, &words))
            }
            @if state.priority == Priority::High { " " (ui::status_tag(Tone::Danger, "Urgente")) }
            @if row.awaits_agent && is_open && status.is_some_and(|status| status.nature != Nature::Filed) {
                " " (ui::status_tag(Tone::Info, "L’usager a répondu"))
            }
            @for tag in &state.tags { " " (ui::status_tag(Tone::Neutral, &in_words(tag.as_str()))) }
        }
    }
}

/// Whether it is over.
pub(super) fn is_closed(found: &Found) -> bool {
    found.compiled.workflow().status(&found.row.state.0.status).is_some_and(|status| status.nature == Nature::Closed)
}

/// Who asks, who answers, since when, until when.
pub(super) fn facts(found: &Found, team: Option<&str>, assignee: Option<&str>) -> Markup {
    let row = &found.row;
    let who = row.citizen_name.expose();
    let mut rows = vec![
        Row::text("Usager", if who.is_empty() { "Nom non donné" } else { who }),
        Row::text("E-mail", row.email.as_ref().map_or("Aucun\u{a0}: l’usager suit sa demande avec son code", |email| email.expose())),
        Row::text("Suivie par", assignee.unwrap_or("Personne pour le moment")),
        Row::text("Équipe", team.unwrap_or("Aucune")),
        Row::text("Reçue le", &date_time(row.filed_at)),
    ];
    if let Some(due) = row.state.0.clock.due {
        let rule = found.compiled.definition().workflow.legal_clock.as_ref().map(|clock| clock.rule);
        let name = if rule == Some(Silence::Nothing) { "Délai annoncé" } else { "Délai légal" };
        rows.push(Row::text(name, &date(due)));
    }
    html! { (ui::summary_list(&rows)) }
}

/// A tag as it is read: « hors-delai » as « Hors delai ».
fn in_words(tag: &str) -> String {
    let spaced = tag.replace(['-', '_'], " ");
    let mut letters = spaced.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
