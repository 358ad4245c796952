//! The opinions asked on a case: those that are awaited, those that were given.

use kernel::text::{date, date_time, day};
use ui::{Entry, Kind, Markup, Tone, html};
use web::{Ctx, Outcome};

use super::super::{found::Found, found::SEEN, prose::prose, urls};
use super::files::Files;
use crate::{model::Stance, opinions::due, store::opinions::Opinion};

/// What this agent is asked, at the top of the page.
pub(super) fn awaited(ctx: &Ctx, found: &Found, waiting: &[Opinion]) -> Outcome<Markup> {
    let instance = ctx.instance()?;
    Ok(html! {
        @for opinion in waiting {
            (ui::notice(Kind::Info, "Votre avis est demandé", html! {
                (prose(opinion.question.expose()))
                p { (ui::link_button(&urls::opinion(instance, found.row.id, opinion.id), "Donner mon avis")) }
            }))
        }
    })
}

/// All of them, oldest first; nothing when none was asked.
pub(super) fn list(ctx: &Ctx, found: &Found, opinions: &[Opinion], files: &Files<'_>) -> Outcome<Markup> {
    if opinions.is_empty() {
        return Ok(html! {});
    }
    let entries = opinions.iter().map(|opinion| entry(ctx, found, opinion, files)).collect::<Outcome<Vec<_>>>()?;
    Ok(ui::section("Avis", ui::timeline(&entries)))
}

fn entry(ctx: &Ctx, found: &Found, opinion: &Opinion, files: &Files<'_>) -> Outcome<Entry> {
    let whose = opinion.whose.expose();
    let today = day(ctx.moment().now);
    let (title, tone) = match (opinion.stance, opinion.dropped_at) {
        (Some(stance), _) => (format!("{} de «\u{a0}{whose}\u{a0}»", stance.label()), tone(stance)),
        (None, Some(_)) => (format!("Avis de «\u{a0}{whose}\u{a0}»\u{a0}: il n’est plus attendu"), Tone::Neutral),
        (None, None) => {
            let is_late = due(opinion).is_some_and(|due| due < today);
            let before = due(opinion).map(|due| format!(", avant le {}", date(due))).unwrap_or_default();
            (format!("Avis attendu de «\u{a0}{whose}\u{a0}»{before}"), if is_late { Tone::Danger } else { Tone::Warning })
        }
    };
    let (at, who) = match &opinion.given_by {
        Some(by) => (opinion.given_at.unwrap_or(opinion.asked_at), by),
        None => (opinion.asked_at, &opinion.asked_by),
    };
    let is_pending = opinion.given_at.is_none() && opinion.dropped_at.is_none();
    let gives_up = if is_pending && found.is_hers && found.is_here().is_ok() {
        give_up(ctx, found, opinion)?
    } else {
        html! {}
    };
    let body = html! {
        p.hint { "Question\u{a0}: " (opinion.question.expose()) }
        @if let Some(body) = &opinion.body { blockquote { (prose(body.expose())) } }
        (files.named(&opinion.files.0))
        (gives_up)
    };
    Ok(Entry { date: date_time(at), who: who.expose().clone(), title, body: Some(body), tone })
}

fn give_up(ctx: &Ctx, found: &Found, opinion: &Opinion) -> Outcome<Markup> {
    let action = format!("{}/retrait", urls::opinion(ctx.instance()?, found.row.id, opinion.id));
    Ok(ui::form(
        &action,
        ctx.csrf(),
        Some(&ctx.new_key()),
        false,
        html! {
            (ui::hidden(SEEN, &found.row.state.0.version.to_string()))
            (ui::secondary_button("Ne plus attendre cet avis"))
        },
    ))
}

const fn tone(stance: Stance) -> Tone {
    match stance {
        Stance::Favourable => Tone::Success,
        Stance::Reserved => Tone::Warning,
        Stance::Unfavourable => Tone::Danger,
    }
}
