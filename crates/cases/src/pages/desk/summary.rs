//! A case in a few lines: where it stands, who has it, by when.

use jiff::civil::Date;
use kernel::text::{date, date_time};
use ui::{Markup, Tone, html};
use workflow::{Nature, Outcome, Priority, Silence, Status};

use super::{deadline::Deadlines, found::Found};

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

/// Its status and what presses, then its legal day.
pub(super) fn state(found: &Found, today: Date) -> Markup {
    let Found { row, compiled, .. } = found;
    let state = &row.state.0;
    let status = compiled.workflow().status(&state.status);
    let is_open = !is_closed(found);
    html! {
        p.tags {
            @if let Some(status) = status { (ui::status_tag(tone(status), &status.agent_label)) }
            @if state.priority == Priority::High { " " (ui::status_tag(Tone::Danger, "Urgente")) }
            @if row.awaits_agent && is_open && status.is_some_and(|status| status.nature != Nature::Filed) {
                " " (ui::status_tag(Tone::Info, "L’usager a répondu"))
            }
            @for tag in &state.tags { " " (ui::status_tag(Tone::Neutral, &in_words(tag.as_str()))) }
        }
        dl.facts {
            (fact("Reçue le", &date_time(row.filed_at)))
            @if let Some(due) = state.clock.due {
                @let rule = compiled.workflow().legal_clock(&state.clock).map(|clock| clock.rule);
                div {
                    dt { @if rule == Some(Silence::Nothing) { "Délai annoncé" } @else { "Délai légal" } }
                    dd {
                        (date(due))
                        @if is_open { @let (tone, words) = Deadlines::from(today).told(due); " " (ui::status_tag(tone, &words)) }
                    }
                }
            }
        }
    }
}

/// Whether it is over.
pub(super) fn is_closed(found: &Found) -> bool {
    found.compiled.workflow().status(&found.row.state.0.status).is_some_and(|status| status.nature == Nature::Closed)
}

/// Who asks, who answers.
pub(super) fn people(found: &Found, team: Option<&str>, holder: Option<&str>) -> Markup {
    let row = &found.row;
    let who = row.citizen_name.expose();
    html! {
        dl.facts {
            (fact("Usager", if who.is_empty() { "Nom non donné" } else { who }))
            (fact("E-mail", row.email.as_ref().map_or("Aucun\u{a0}: l’usager suit sa demande avec son code", |email| email.expose())))
            (fact("Suivie par", holder.unwrap_or("Personne pour le moment")))
            (fact("Équipe", team.unwrap_or("Aucune")))
        }
    }
}

fn fact(name: &str, value: &str) -> Markup {
    html! { div { dt { (name) } dd { (value) } } }
}

/// A tag as it is read: « hors-delai » as « Hors delai ».
fn in_words(tag: &str) -> String {
    let spaced = tag.replace(['-', '_'], " ");
    let mut letters = spaced.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
