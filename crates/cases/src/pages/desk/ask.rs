//! Asking the citizen for what is missing (CRPA L114-5: the list of pieces,
//! and a delay to send them; the legal clock stops).

use axum::{
    extract::{Path, State},
    response::IntoResponse,
};
use jiff::civil::Date;
use ui::{DateValue, FormState, Label, html};
use web::{Answer, Ctx, Html, Outcome, Posted, redirect};
use workflow::ClockStart;

use super::{
    done::Done,
    found::{Found, Overtaken, conflict, reread, seen_version, sign, was_sent},
    gone::given_back,
    sheet::Sheet,
    urls,
};
use crate::{Cases, desk_work::AtDesk, model::EntryKind};

const ITEMS: &str = "pieces";
pub(super) const BEFORE: &str = "avant";
/// The most that can be asked at once, and the longest line.
const MOST: usize = 20;
const LONGEST: usize = 300;

pub(super) async fn get(State(cases): State<Cases>, Path((_, case)): Path<(String, String)>, ctx: Ctx) -> Outcome<Html> {
    let found = Found::to_ask(&cases, &mut ctx.instance_read(ctx.instance()?).await?, &ctx, &case).await?;
    page(&ctx, &found, &FormState::default(), None)
}

pub(super) async fn post(State(cases): State<Cases>, Path((_, case)): Path<(String, String)>, ctx: Ctx, posted: Posted) -> Outcome<Answer> {
    let (instance, seen_version) = (ctx.instance()?, seen_version(&posted)?);
    let mut state = posted.state();
    let items = items(&mut state);
    let due = due(&mut state, kernel::text::day(ctx.moment().now));
    let mut tx = ctx.instance_write(instance).await?;
    let mut found = match Found::to_read(&cases, &mut tx, &ctx, &case).await {
        Ok(found) => found,
        Err(failure) => return given_back(failure, state.value(ITEMS)),
    };
    if state.has_errors() {
        return Ok(page(&ctx, &found, &state, None)?.into_response());
    }
    let after = urls::case_after(instance, found.row.id, Done::Asked);
    let sent = was_sent(&mut tx, &ctx, &posted, &[]).await;
    if matches!(sent, Ok(true)) {
        return Ok(redirect(&after));
    }
    let desk = AtDesk { agent: ctx.agent()?, compiled: &found.compiled, seen_version };
    let asked = match sent.and_then(|_| found.is_here()) {
        Ok(()) => cases.ask_for(&mut tx, ctx.moment(), &mut found.row, &desk, items, due).await,
        moved => moved,
    };
    if let Some(why) = conflict(asked)? {
        drop(tx);
        let (found, overtaken) = reread(&cases, &ctx, &case, seen_version, why).await?;
        return Ok(page(&ctx, &found, &state, Some(&overtaken))?.into_response());
    }
    sign(&cases, &mut tx, &ctx, &found.row, EntryKind::Asked, "A demandé ce qui manque").await?;
    tx.commit().await?;
    Ok(redirect(&after))
}

/// One piece per line.
fn items(state: &mut FormState) -> Vec<String> {
    let items: Vec<String> = state.value(ITEMS).lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect();
    if items.is_empty() {
        state.add_error(ITEMS, "Écrivez au moins une pièce, une par ligne.");
    } else if items.len() > MOST {
        state.add_error(ITEMS, format!("Demandez {MOST} pièces au plus."));
    } else if items.iter().any(|item| item.chars().count() > LONGEST) {
        state.add_error(ITEMS, format!("Écrivez {LONGEST} caractères au plus par ligne."));
    }
    items
}

/// The day before which she should answer, if one was given.
pub(super) fn due(state: &mut FormState, today: Date) -> Option<Date> {
    let DateValue { day, month, year } = DateValue::from_state(state, BEFORE);
    let parts = [day, month, year].map(str::trim);
    if parts.iter().all(|part| part.is_empty()) {
        return None;
    }
    let [day, month, year] = parts;
    let date =
        day.parse().ok().zip(month.parse().ok()).zip(year.parse().ok()).and_then(|((day, month), year)| Date::new(year, month, day).ok());
    match date {
        None => state.add_error(BEFORE, "Cette date n’existe pas. Écrivez le jour, le mois et l’année."),
        Some(date) if date <= today => state.add_error(BEFORE, "Choisissez une date après aujourd’hui."),
        Some(_) => {}
    }
    date
}

fn page(ctx: &Ctx, found: &Found, state: &FormState, conflict: Option<&Overtaken>) -> Outcome<Html> {
    let sheet = Sheet { ctx, found, title: "Demander ce qui manque", state, conflict };
    let items = Label::new(ITEMS, "Ce qui manque").hint("Une pièce ou une information par ligne. L’usager les lit telles quelles.");
    let before = Label::new(BEFORE, "Réponse attendue avant le").hint("Par exemple\u{a0}: 27 3 2027.").optional();
    let body = html! {
        (ui::textarea(&items.state(state), state.value(ITEMS), 5, None))
        (ui::date_input(&before.state(state), DateValue::from_state(state, BEFORE)))
        (sheet.buttons(ui::button("Demander à l’usager"))?)
    };
    sheet.page(html! {
        @if stops_clock(found) {
            (ui::lead("Le délai légal s’arrête jusqu’à la réponse de l’usager."))
        }
        (sheet.form(&urls::act(ctx.instance()?, found.row.id, "completer"), false, body))
    })
}

/// Whether the legal clock waits for the citizen's answer.
fn stops_clock(found: &Found) -> bool {
    let clock = found.compiled.workflow().legal_clock(&found.row.state.0.clock);
    clock.is_some_and(|clock| clock.suspended_while_waiting || clock.start == ClockStart::Completeness)
}
