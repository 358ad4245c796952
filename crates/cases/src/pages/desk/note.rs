//! A note among agents: the citizen never sees it.

use axum::{
    extract::{Path, State},
    response::IntoResponse,
};
use ui::{FormState, Label, html};
use web::{Answer, Ctx, Html, Outcome, Posted, redirect};

use super::{
    done::Done,
    found::{Found, conflict, was_sent},
    gone::given_back,
    sheet::Sheet,
    urls,
};
use crate::Cases;

const BODY: &str = "note";
const LONGEST: u32 = 5_000;

pub(super) async fn get(State(cases): State<Cases>, Path((_, case)): Path<(String, String)>, ctx: Ctx) -> Outcome<Html> {
    let found = Found::to_act(&cases, &mut ctx.instance_read(ctx.instance()?).await?, &ctx, &case).await?;
    page(&ctx, &found, &FormState::default())
}

/// A note contradicts nobody: what others did meanwhile does not refuse it.
pub(super) async fn post(State(cases): State<Cases>, Path((_, case)): Path<(String, String)>, ctx: Ctx, posted: Posted) -> Outcome<Answer> {
    let mut state = posted.state();
    let body = posted.value(BODY).trim();
    if body.is_empty() {
        state.add_error(BODY, "Écrivez votre note.");
    } else if body.chars().count() > LONGEST as usize {
        state.add_error(BODY, format!("Écrivez {LONGEST} caractères au plus."));
    }
    let mut tx = ctx.instance_write(ctx.instance()?).await?;
    let found = match Found::to_act(&cases, &mut tx, &ctx, &case).await {
        Ok(found) => found,
        Err(failure) => return given_back(failure, body),
    };
    if state.has_errors() {
        return Ok(page(&ctx, &found, &state)?.into_response());
    }
    match was_sent(&mut tx, &ctx, &posted, &[]).await {
        Ok(true) => {}
        Ok(false) => {
            cases.note(&mut tx, ctx.moment(), &found.row, ctx.agent()?, body).await?;
            tx.commit().await?;
        }
        Err(used) => {
            state.add_error(BODY, conflict(Err(used))?.unwrap_or_default());
            return Ok(page(&ctx, &found, &state)?.into_response());
        }
    }
    Ok(redirect(&urls::case_after(ctx.instance()?, found.row.id, Done::Noted)))
}

fn page(ctx: &Ctx, found: &Found, state: &FormState) -> Outcome<Html> {
    let sheet = Sheet { ctx, found, title: "Ajouter une note interne", state, conflict: None };
    let label = Label::new(BODY, "Votre note").hint("Seuls les agents la voient. L’usager peut demander à la lire\u{a0}: restez factuel.");
    let body = html! {
        (ui::textarea(&label.state(state), state.value(BODY), 5, Some(LONGEST)))
        (sheet.buttons(ui::button("Enregistrer la note"))?)
    };
    sheet.page(sheet.form(&urls::act(ctx.instance()?, found.row.id, "note"), false, body))
}
