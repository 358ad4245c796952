//! Giving an opinion that was asked.

use axum::{
    extract::{Path, State},
    response::IntoResponse,
};
use db::InstanceTx;
use kernel::text::{date, date_time};
use ui::{Choice, FormState, Label, html};
use web::{Answer as Response, Ctx, Failure, Html, Outcome, Posted, redirect};

use super::{
    done::Done,
    found::{Found, conflict, was_sent},
    gone::given_back,
    prose::prose,
    received,
    sheet::Sheet,
    urls,
};
use crate::{
    Cases,
    model::Stance,
    opinions::{Answer, due},
    store::{self, opinions::Opinion},
};

const VERDICT: &str = "sens";
const BODY: &str = "avis";
const LONGEST: u32 = 5_000;

type Address = Path<(String, String, String)>;

pub(super) async fn get(State(cases): State<Cases>, Path((_, case, opinion)): Address, ctx: Ctx) -> Outcome<Html> {
    let mut tx = ctx.instance_read(ctx.instance()?).await?;
    let found = Found::to_look(&cases, &mut tx, &ctx, &case).await?;
    let asked = asked(&mut tx, &ctx, &found, &opinion).await?;
    page(&ctx, &found, &asked, &FormState::default())
}

pub(super) async fn post(State(cases): State<Cases>, Path((_, case, opinion)): Address, ctx: Ctx, mut posted: Posted) -> Outcome<Response> {
    let instance = ctx.instance()?;
    let files = posted.take_files();
    let mut state = posted.state();
    let body = posted.value(BODY).trim().to_owned();
    let stance = checked(&body, &mut state);
    received::check(&files, &mut state).await;
    let Some(stance) = stance.filter(|_| !state.has_errors()) else {
        let mut tx = ctx.instance_read(instance).await?;
        let found = Found::to_look(&cases, &mut tx, &ctx, &case).await?;
        let asked = asked(&mut tx, &ctx, &found, &opinion).await?;
        return Ok(page(&ctx, &found, &asked, &state)?.into_response());
    };
    let files = received::keep(&cases, &ctx, files).await?;
    let after = urls::opinions_after(instance, Done::OpinionGiven);
    let mut tx = ctx.instance_write(instance).await?;
    let sent = was_sent(&mut tx, &ctx, &posted, &files).await;
    if matches!(sent, Ok(true)) {
        return Ok(redirect(&after));
    }
    let mut found = match Found::to_look(&cases, &mut tx, &ctx, &case).await {
        Ok(found) => found,
        Err(failure) => return given_back(failure, &body),
    };
    let asked = match asked(&mut tx, &ctx, &found, &opinion).await {
        Ok(asked) => asked,
        Err(failure) => return given_back(failure, &body),
    };
    if let Some(used) = conflict(sent.map(drop))? {
        state.add_error(BODY, used);
        return Ok(page(&ctx, &found, &asked, &state)?.into_response());
    }
    let answer = Answer { stance, body, files };
    cases.give_opinion(&mut tx, ctx.moment(), &mut found.row, ctx.agent()?, (&asked, answer)).await?;
    tx.commit().await?;
    Ok(redirect(&after))
}

/// The opinion of this address, while it waits for this agent.
async fn asked(tx: &mut InstanceTx, ctx: &Ctx, found: &Found, opinion: &str) -> Outcome<Opinion> {
    let waiting = store::opinions::waiting_for(tx, found.row.id, ctx.agent()?.id).await?;
    waiting.into_iter().find(|one| one.id.to_string() == opinion).ok_or(Failure::NOT_FOUND)
}

fn checked(body: &str, state: &mut FormState) -> Option<Stance> {
    let stance = Stance::parse(state.value(VERDICT));
    match stance {
        None => state.add_error(VERDICT, "Choisissez votre avis."),
        Some(Stance::Reserved | Stance::Unfavourable) if body.is_empty() => state.add_error(BODY, "Dites pourquoi."),
        Some(_) => {}
    }
    if body.chars().count() > LONGEST as usize {
        state.add_error(BODY, format!("Écrivez {LONGEST} caractères au plus."));
    }
    stance
}

fn page(ctx: &Ctx, found: &Found, asked: &Opinion, state: &FormState) -> Outcome<Html> {
    let sheet = Sheet { ctx, found, title: "Donner mon avis", state, conflict: None };
    let choices = Stance::ALL.iter().map(|stance| Choice::new(stance.as_str(), stance.label())).collect::<Vec<_>>();
    let reasons = Label::new(BODY, "Vos raisons").hint("Les agents qui suivent la demande les lisent. L’usager peut demander à les lire.");
    let body = html! {
        (ui::radios(&Label::new(VERDICT, "Votre avis").state(state), &choices, state.value(VERDICT)))
        (ui::textarea(&reasons.optional().state(state), state.value(BODY), 8, Some(LONGEST)))
        (received::field(state))
        (sheet.buttons(ui::button("Donner cet avis"))?)
    };
    sheet.page(html! {
        (ui::section("La question", html! {
            blockquote { (prose(asked.question.expose())) }
            p.hint { (asked.asked_by.expose()) ", le " (date_time(asked.asked_at))
                @if let Some(due) = due(asked) { ". Avis attendu avant le " (date(due)) "." } }
        }))
        (sheet.form(&urls::opinion(ctx.instance()?, found.row.id, asked.id), true, body))
    })
}
