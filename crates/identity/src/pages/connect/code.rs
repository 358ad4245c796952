//! `/connexion/code`: the second factor, after the password or before a
//! sensitive act: a one-time code, a passkey, or a recovery code.

use axum::extract::State;
use http::HeaderMap;
use kernel::Problem;
use ui::{FormState, Label, Markup, Module, Page, TextKind, html};
use web::{Answer, Ctx, Outcome, Posted};

use super::{STEP, asked, back, dead_link, entered, on_the_way, passkey_sign_in, proof, recovery, towards};
use crate::{
    Identity,
    flow::{
        attempts::Attempt,
        authorization::{self, Way},
        factors::{self, Factors},
        second_step,
        visit::Visit,
    },
    model::{methods::Method, redirection::with_query},
    store::tickets::Ticket,
};

pub(crate) async fn get(ctx: Ctx) -> Outcome<Answer> {
    let token = asked(&ctx, STEP).unwrap_or_default();
    let mut tx = ctx.identity_read().await?;
    let Some(ticket) = second_step::find(&mut tx, &ctx, &token).await? else {
        return Ok(dead_link("/connexion", "Me connecter"));
    };
    drop(tx);
    shown(&ctx, &FormState::default(), &token, &ticket, 200).await
}

pub(crate) async fn post(State(identity): State<Identity>, ctx: Ctx, headers: HeaderMap, posted: Posted) -> Outcome<Answer> {
    let (moment, token) = (ctx.moment(), posted.value(STEP));
    let mut tx = ctx.identity_write().await?;
    let Some(ticket) = second_step::find(&mut tx, &ctx, token).await? else {
        return Ok(dead_link("/connexion", "Me connecter"));
    };
    let visit = Visit::of(&ctx, &headers);
    let attempt = Attempt::code(ticket.account_id, visit.known_to_her(&mut tx, ticket.account_id).await?.as_deref());
    if let Some(retry_after) = attempt.begin(&mut tx, moment.wall).await? {
        return Err(Problem::TooMany { retry_after }.into());
    }
    if !second_step::is_code(&identity, &mut tx, ticket.account_id, posted.value("code"), moment.wall).await? {
        tx.commit().await?;
        let state =
            FormState::default().with_error("code", "Ce code n’est pas le bon, ou il a déjà servi. Attendez le suivant, puis écrivez-le.");
        return again(&ctx, &state, token, &ticket).await;
    }
    attempt.succeeded(&mut tx).await?;
    let Some(here) = second_step::pass(&identity, &mut tx, &ctx, &headers, token, Method::OneTimeCode).await? else {
        return Ok(dead_link("/connexion", "Me connecter"));
    };
    let onward = authorization::go_on(&identity, &ctx, tx, ticket.request.as_deref(), Some(here.session)).await?;
    Ok(entered(back::onward(&onward), &ctx, &here))
}

/// The address of this page, for a ticket.
pub(super) fn address(token: &str) -> String {
    with_query("/connexion/code", &[(STEP, Some(token))])
}

/// The page again, with what is to correct.
pub(super) async fn again(ctx: &Ctx, state: &FormState, token: &str, ticket: &Ticket) -> Outcome<Answer> {
    shown(ctx, state, token, ticket, 422).await
}

async fn shown(ctx: &Ctx, state: &FormState, token: &str, ticket: &Ticket, status: u16) -> Outcome<Answer> {
    let mut tx = ctx.identity_read().await?;
    let way = authorization::find(&mut tx, ctx, ticket.request.as_deref()).await?;
    let factors = factors::of(&mut tx, ticket.account_id).await?;
    Ok(on_the_way(page(ctx, state, (token, ticket), &factors, way.as_ref()).status(status), way.as_ref()))
}

fn page(ctx: &Ctx, state: &FormState, (token, ticket): (&str, &Ticket), factors: &Factors, way: Option<&Way>) -> Page {
    let over = towards(way);
    let has_passkeys = !factors.passkeys.is_empty();
    let is_proof = way.is_none() && ctx.person().is_some();
    let asked = is_proof.then(|| proof::before(ticket.request.as_deref().unwrap_or_default()));
    let body = html! {
        (ui::error_summary(state))
        (ui::heading(over.as_deref(), if factors.has_codes { "Votre code de sécurité" } else { "Votre clé d’accès" }))
        @if let Some(asked) = &asked { (ui::lead(asked.why)) }
        @if factors.has_codes { (code_form(ctx, state, token)) }
        @if has_passkeys { (passkey_sign_in::form(ctx, ui::hidden(STEP, token))) }
        (ui::details("Je n’ai plus mon téléphone ou ma clé", html! {
            @if factors.recovery_left > 0 {
                p { a href=(with_query(recovery::HERE, &[(STEP, Some(token))])) { "Utiliser un code de secours" } }
            } @else {
                p { "Demandez de l’aide\u{a0}: une personne vérifiera qui vous êtes." }
            }
        }))
    };
    let (back, label) = asked.map_or_else(|| ("/connexion".to_owned(), "Changer de compte"), |asked| asked.back);
    let page = Page::new("Code de sécurité", body).narrow().back(back, label);
    if has_passkeys { page.module(Module::Passkey) } else { page }
}

fn code_form(ctx: &Ctx, state: &FormState, token: &str) -> Markup {
    let label = Label::new("code", "Code à 6\u{a0}chiffres")
        .hint("Il est affiché par votre application de codes. Il change toutes les 30\u{a0}secondes.")
        .state(state);
    ui::form(
        "/connexion/code",
        ctx.csrf(),
        None,
        false,
        html! {
            (ui::hidden(STEP, token))
            (ui::text_input(&label, "", TextKind::Code, Some(8)))
            (ui::button_row(html! { (ui::button("Continuer")) }))
        },
    )
}
