//! `/connexion/code`: the one-time code, after the password.

use axum::extract::State;
use http::HeaderMap;
use kernel::Problem;
use ui::{FormState, Label, Page, TextKind, html};
use web::{Answer, Ctx, Outcome, Posted, answer::with_cookie};

use super::{STEP, asked, browser_of, dead_link, on_the_way, towards};
use crate::{
    Identity,
    flow::{
        attempts::Attempt,
        authorization::{self, Way},
        franceconnect::entering,
        session::{self, COOKIE},
        tickets,
    },
    model::{methods::Method, totp},
    store::{
        second_factors,
        tickets::{Purpose, Ticket},
    },
    vault,
};

pub(crate) async fn get(ctx: Ctx) -> Outcome<Answer> {
    let token = asked(&ctx, STEP).unwrap_or_default();
    let mut tx = ctx.identity_read().await?;
    let Some(ticket) = own(&mut tx, &ctx, &token).await? else { return Ok(dead_link("/connexion", "Me connecter")) };
    let way = authorization::find(&mut tx, &ctx, ticket.request.as_deref()).await?;
    Ok(on_the_way(page(&ctx, &FormState::default(), &token, way.as_ref()), way.as_ref()))
}

pub(crate) async fn post(State(identity): State<Identity>, ctx: Ctx, headers: HeaderMap, posted: Posted) -> Outcome<Answer> {
    let (moment, token) = (ctx.moment(), posted.value(STEP));
    let mut tx = ctx.identity_write().await?;
    let Some(ticket) = own(&mut tx, &ctx, token).await? else { return Ok(dead_link("/connexion", "Me connecter")) };
    let way = authorization::find(&mut tx, &ctx, ticket.request.as_deref()).await?;
    let attempt = Attempt::code(ticket.account_id);
    if let Some(retry_after) = attempt.begin(&mut tx, moment.wall).await? {
        return Err(Problem::TooMany { retry_after }.into());
    }
    if !is_right(&identity, &mut tx, &ticket, posted.value("code"), moment.wall).await? {
        tx.commit().await?;
        let state =
            FormState::default().with_error("code", "Ce code n’est pas le bon, ou il a déjà servi. Attendez le suivant, puis écrivez-le.");
        return Ok(on_the_way(page(&ctx, &state, token, way.as_ref()).status(422), way.as_ref()));
    }
    attempt.succeeded(&mut tx, moment.wall).await?;
    for purpose in AFTER {
        tickets::take(&mut tx, moment, purpose, token).await?;
    }
    let (first, id_token) = entering::proofs_before(&identity, &mut tx, &ctx, &ticket).await?;
    let methods = first.with(Method::OneTimeCode);
    let here = ctx.person().map(|person| person.session);
    let (session, cookie) = session::enter(&identity, &mut tx, moment, here, (ticket.account_id, methods), &browser_of(&headers)).await?;
    if let Some(id_token) = id_token {
        entering::keep_id_token(&identity, &mut tx, &ctx, session, &id_token).await?;
    }
    let answer = authorization::go_on(&identity, &ctx, tx, ticket.request.as_deref(), Some(session)).await?;
    Ok(with_cookie(answer, &ctx, COOKIE, &cookie, None))
}

/// What the code comes after.
const AFTER: [Purpose; 2] = [Purpose::Code, Purpose::CodeAfterFranceConnect];

/// The ticket, if it was given to this browser.
async fn own(tx: &mut db::IdentityTx, ctx: &Ctx, token: &str) -> Outcome<Option<Ticket>> {
    for purpose in AFTER {
        if let Some(ticket) = tickets::peek(tx, ctx.moment(), purpose, token).await? {
            return Ok(Some(ticket).filter(|ticket| ticket.visitor == ctx.visitor()));
        }
    }
    Ok(None)
}

/// Checks the code and uses its step up.
async fn is_right(identity: &Identity, tx: &mut db::IdentityTx, ticket: &Ticket, typed: &str, wall: kernel::Timestamp) -> Outcome<bool> {
    let Some(kept) = second_factors::of(tx, ticket.account_id).await? else { return Ok(false) };
    let secret = identity.vault.open_text(vault::Purpose::OneTimeCodes, &ticket.account_id.to_string(), &kept.secret)?;
    match totp::accepted_step(&secret, typed, kept.last_step, wall) {
        Some(step) => Ok(second_factors::use_step(tx, ticket.account_id, step).await?),
        None => Ok(false),
    }
}

fn page(ctx: &Ctx, state: &FormState, token: &str, way: Option<&Way>) -> Page {
    let over = towards(way);
    let label = Label::new("code", "Code à 6\u{a0}chiffres")
        .hint("Il est affiché par votre application de codes. Il change toutes les 30\u{a0}secondes.")
        .state(state);
    let body = html! {
        (ui::error_summary(state))
        (ui::heading(over.as_deref(), "Votre code de sécurité"))
        (ui::form("/connexion/code", ctx.csrf(), None, false, html! {
            (ui::hidden(STEP, token))
            (ui::text_input(&label, "", TextKind::Code, Some(8)))
            (ui::button_row(html! { (ui::button("Continuer")) }))
        }))
        p.hint { "Vous n’avez plus votre application\u{a0}? Demandez de l’aide\u{a0}: une personne vérifiera qui vous êtes." }
    };
    Page::new("Code de sécurité", body).narrow().back("/connexion", "Changer de compte")
}
