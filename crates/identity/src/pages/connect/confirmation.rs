//! `/inscription/confirmation`: the link of the letter. Reading the page
//! confirms nothing, because mail filters read links; the button does.
//!
//! In another browser than the one that signed up, the password is asked too:
//! whoever typed somebody else's address does not get an account in her name.

use axum::extract::State;
use http::HeaderMap;
use ui::{FormState, Label, Page, TextKind, html};
use web::{Answer, Ctx, Outcome, Posted};

use super::{TOKEN, asked, back, dead_link, entered, on_the_way};
use crate::{
    Identity,
    flow::{authorization, password, session, tickets, visit::Visit},
    model::methods::{Method, Methods},
    store::{
        accounts,
        tickets::{Purpose, Ticket},
    },
};

pub(crate) async fn get(ctx: Ctx) -> Outcome<Answer> {
    let token = asked(&ctx, TOKEN).unwrap_or_default();
    let mut tx = ctx.identity_read().await?;
    let Some(ticket) = tickets::peek(&mut tx, ctx.moment(), Purpose::Confirm, &token).await? else {
        return Ok(dead_link("/connexion", "Me connecter"));
    };
    let way = authorization::find(&mut tx, &ctx, ticket.request.as_deref()).await?;
    Ok(on_the_way(page(&ctx, &FormState::default(), &token, is_same_browser(&ctx, &ticket)), way.as_ref()))
}

pub(crate) async fn post(State(identity): State<Identity>, ctx: Ctx, headers: HeaderMap, posted: Posted) -> Outcome<Answer> {
    let (moment, token) = (ctx.moment(), posted.value(TOKEN));
    let mut tx = ctx.identity_read().await?;
    let Some(ticket) = tickets::peek(&mut tx, moment, Purpose::Confirm, token).await? else {
        return Ok(dead_link("/connexion", "Me connecter"));
    };
    drop(tx);
    if !is_same_browser(&ctx, &ticket) && !password::is_right(&identity, &ctx, ticket.account_id, posted.value("password")).await? {
        let state = FormState::default().with_error("password", "Ce mot de passe n’est pas celui du compte demandé.");
        return Ok(on_the_way(page(&ctx, &state, token, false).status(422), None));
    }
    let mut tx = ctx.identity_write().await?;
    let Some(ticket) = tickets::take(&mut tx, moment, Purpose::Confirm, token).await? else {
        return Ok(dead_link("/connexion", "Me connecter"));
    };
    accounts::confirm(&mut tx, ticket.account_id, moment.wall).await?;
    session::record(&mut tx, moment, ticket.account_id, "identity.address-confirmed").await?;
    let methods: Methods = [Method::Password].into_iter().collect();
    let here = ctx.person().map(|person| person.session);
    let visit = Visit::of(&ctx, &headers);
    let here = session::enter(&identity, &mut tx, moment, here, (ticket.account_id, methods), &visit).await?;
    let onward = authorization::go_on(&identity, &ctx, tx, ticket.request.as_deref(), Some(here.session)).await?;
    Ok(entered(back::onward(&onward), &ctx, &here))
}

fn is_same_browser(ctx: &Ctx, ticket: &Ticket) -> bool {
    ticket.visitor == ctx.visitor()
}

fn page(ctx: &Ctx, state: &FormState, token: &str, is_same_browser: bool) -> Page {
    let password = Label::new("password", "Mot de passe choisi à l’inscription")
        .hint("Vous n’avez pas demandé de compte\u{a0}? Fermez cette page.")
        .state(state);
    let body = html! {
        (ui::error_summary(state))
        (ui::heading(None, "Confirmer mon adresse"))
        (ui::lead("Un dernier geste\u{a0}: votre compte sera ouvert."))
        (ui::form("/inscription/confirmation", ctx.csrf(), None, false, html! {
            (ui::hidden(TOKEN, token))
            @if !is_same_browser { (ui::text_input(&password, "", TextKind::Password { new: false }, Some(40))) }
            (ui::button_row(html! { (ui::button("Confirmer mon adresse")) }))
        }))
    };
    Page::new("Confirmer mon adresse", body).narrow()
}
