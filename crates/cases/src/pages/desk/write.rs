//! Writing to the citizen, with files.

use axum::{
    extract::{Path, State},
    response::IntoResponse,
};
use ui::{FormState, Kind, Label, html};
use web::{Answer, Ctx, Html, Outcome, Posted, redirect};

use super::{
    done::Done,
    found::{Found, Overtaken, conflict, reread, seen_version, sign, was_sent},
    gone::given_back,
    received,
    sheet::Sheet,
    urls,
};
use crate::{Cases, desk_work::AtDesk, model::EntryKind};

const BODY: &str = "message";
const LONGEST: u32 = 5_000;

pub(super) async fn get(State(cases): State<Cases>, Path((_, case)): Path<(String, String)>, ctx: Ctx) -> Outcome<Html> {
    let found = Found::to_act(&cases, &mut ctx.instance_read(ctx.instance()?).await?, &ctx, &case).await?;
    page(&ctx, &found, &FormState::default(), None)
}

pub(super) async fn post(
    State(cases): State<Cases>,
    Path((_, case)): Path<(String, String)>,
    ctx: Ctx,
    mut posted: Posted,
) -> Outcome<Answer> {
    let (instance, seen_version) = (ctx.instance()?, seen_version(&posted)?);
    let files = posted.take_files();
    let mut state = posted.state();
    let body = posted.value(BODY).trim().to_owned();
    check(&body, &mut state);
    received::check(&files, &mut state).await;
    if state.has_errors() {
        let found = Found::to_act(&cases, &mut ctx.instance_read(instance).await?, &ctx, &case).await?;
        return Ok(page(&ctx, &found, &state, None)?.into_response());
    }
    let files = received::keep(&cases, &ctx, files).await?;
    let mut tx = ctx.instance_write(instance).await?;
    let mut found = match Found::to_read(&cases, &mut tx, &ctx, &case).await {
        Ok(found) => found,
        Err(failure) => return given_back(failure, &body),
    };
    let after = urls::case_after(instance, found.row.id, Done::Written);
    let sent = was_sent(&mut tx, &ctx, &posted, &files).await;
    if matches!(sent, Ok(true)) {
        return Ok(redirect(&after));
    }
    let desk = AtDesk { agent: ctx.agent()?, compiled: &found.compiled, seen_version };
    let written = match sent.and_then(|_| found.is_here()) {
        Ok(()) => cases.write_to_citizen(&mut tx, ctx.moment(), &mut found.row, &desk, &body, files).await,
        moved => moved,
    };
    if let Some(why) = conflict(written)? {
        drop(tx);
        let (found, overtaken) = reread(&cases, &ctx, &case, seen_version, why).await?;
        return Ok(page(&ctx, &found, &state, Some(&overtaken))?.into_response());
    }
    sign(&cases, &mut tx, &ctx, &found.row, EntryKind::Message, "A écrit à l’usager").await?;
    tx.commit().await?;
    Ok(redirect(&after))
}

fn check(body: &str, state: &mut FormState) {
    if body.is_empty() {
        state.add_error(BODY, "Écrivez votre message.");
    } else if body.chars().count() > LONGEST as usize {
        state.add_error(BODY, format!("Écrivez {LONGEST} caractères au plus."));
    }
}

fn page(ctx: &Ctx, found: &Found, state: &FormState, conflict: Option<&Overtaken>) -> Outcome<Html> {
    let sheet = Sheet { ctx, found, title: "Écrire à l’usager", state, conflict };
    let label = Label::new(BODY, "Votre message").hint("L’usager lit ce texte, signé du nom de votre collectivité. Il peut répondre.");
    let body = html! {
        (ui::textarea(&label.state(state), state.value(BODY), 8, Some(LONGEST)))
        (received::field(state))
        (sheet.buttons(ui::button("Envoyer à l’usager"))?)
    };
    sheet.page(html! {
        @if found.row.email.is_none() {
            (ui::notice(Kind::Warning, "L’usager n’a pas donné d’adresse e-mail", html! { p { "Il lira votre message en suivant sa demande. Rien ne le préviendra." } }))
        }
        (sheet.form(&urls::act(ctx.instance()?, found.row.id, "ecrire"), true, body))
    })
}
