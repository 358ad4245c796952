//! `/connexion`: e-mail and password, or a passkey.

use axum::extract::State;
use http::HeaderMap;
use kernel::{Personal, Problem, values::Email};
use ui::{FormState, Label, Module, Page, TextKind, html};
use web::{Answer, Ctx, Outcome, Posted, redirect};

use super::{REQUEST, along, asked, back, code, entered, franceconnect::button, on_the_way, passkey_sign_in, towards, way_field};
use crate::{
    Identity,
    flow::{
        alerts,
        attempts::{Attempt, Begun},
        authorization::{self, Way},
        errands::Refused,
        session, tickets,
        visit::Visit,
    },
    model::{
        account::Account,
        methods::{Method, Methods},
        redirection::{own_page, with_query},
    },
    store::{
        accounts, second_factors,
        tickets::{Purpose, Ticket},
    },
};

/// Where one signs in on the connect site, to come back to a page of hers there.
pub fn sign_in_url(back_to: &str) -> String {
    with_query("/connexion", &[(REQUEST, own_page(back_to))])
}

/// The same words, whether the account exists or not, or waits for its address.
const WRONG: &str = "L’adresse e-mail ou le mot de passe n’est pas le bon. Vérifiez-les, puis recommencez. \
    Vous venez de créer votre compte\u{a0}? Ouvrez d’abord le lien reçu par e-mail.";

pub(crate) async fn get(State(identity): State<Identity>, ctx: Ctx) -> Outcome<Answer> {
    let mut tx = ctx.identity_read().await?;
    let asked_for = asked(&ctx, REQUEST);
    if let Some(reason) = authorization::closed(&mut tx, &ctx, asked_for.as_deref()).await? {
        return Ok(back::closed(reason));
    }
    let way = authorization::find(&mut tx, &ctx, asked_for.as_deref()).await?;
    let mut state = FormState::default();
    if let Some(hint) = way.as_ref().and_then(|way| way.request.login_hint.as_deref()).and_then(Email::parse) {
        state.set("email", vec![hint.as_str().to_owned()]);
    }
    if let Some(page) = asked_for.as_deref().and_then(own_page) {
        state.set(REQUEST, vec![page.to_owned()]);
    }
    let notice = asked(&ctx, "motif");
    Ok(on_the_way(page(&identity, &ctx, &state, way.as_ref(), notice.as_deref()), way.as_ref()))
}

pub(crate) async fn post(State(identity): State<Identity>, ctx: Ctx, headers: HeaderMap, posted: Posted) -> Outcome<Answer> {
    let mut tx = ctx.identity_write().await?;
    if let Some(reason) = authorization::closed(&mut tx, &ctx, Some(posted.value(REQUEST))).await? {
        return Ok(back::closed(reason));
    }
    let way = authorization::find(&mut tx, &ctx, Some(posted.value(REQUEST))).await?;
    let (email, password) = (posted.value("email").trim(), posted.value("password"));
    let mut state = posted.state();
    if email.is_empty() {
        state.add_error("email", "Écrivez votre adresse e-mail.");
    }
    if password.is_empty() {
        state.add_error("password", "Écrivez votre mot de passe.");
    }
    if state.has_errors() {
        return Ok(on_the_way(page(&identity, &ctx, &state, way.as_ref(), None).status(422), way.as_ref()));
    }

    let email_key = Email::parse(email).map_or_else(|| email.to_lowercase(), |email| email.key());
    let visit = Visit::of(&ctx, &headers);
    let attempt = match visit.known_to(&mut tx, &email_key).await? {
        Some(mark) => Attempt::known_browser(&email_key, &mark),
        None => Attempt::password(&email_key, ctx.client()),
    };
    let counted = match attempt.count(&mut tx, ctx.moment().wall).await? {
        Begun::Wait(retry_after) => return Err(Problem::TooMany { retry_after }.into()),
        Begun::Counted(counted) => counted,
    };
    let account = accounts::by_email_key(&mut tx, &email_key).await?;
    alerts::watch(&mut tx, ctx.moment(), &counted, account.as_ref().map(|account| account.id), &visit).await?;
    tx.commit().await?;

    let hash = account.as_ref().and_then(Account::hash);
    let is_right = identity.hashing.verify(Personal::new(password.to_owned()), hash).await?;
    let request = way.as_ref().map(|way| way.id.clone()).or_else(|| own_page(posted.value(REQUEST)).map(str::to_owned));
    if let Some(account) = account.filter(|account| is_right && account.confirmed_at.is_some()) {
        if let Some(entered) = welcome(&identity, &ctx, &visit, &attempt, &account, request).await? {
            return Ok(entered);
        }
    } else {
        // left whatever was wrong: an address that waits for its link is refused as any other
        let mut tx = ctx.identity_write().await?;
        let refused = Refused { email_key: email_key.into(), is_right, visitor: ctx.visitor().to_owned(), request };
        refused.leave(&identity, &mut tx, ctx.moment()).await?;
        tx.commit().await?;
    }
    state.add_error("", WRONG);
    Ok(on_the_way(page(&identity, &ctx, &state, way.as_ref(), None).status(422), way.as_ref()))
}

/// The password was right: what comes next depends on her account. Nothing when
/// it was deleted, or had another password, while this one was looked at.
async fn welcome(
    identity: &Identity,
    ctx: &Ctx,
    visit: &Visit,
    attempt: &Attempt,
    account: &Account,
    request: Option<String>,
) -> Outcome<Option<Answer>> {
    let moment = ctx.moment();
    let mut tx = ctx.identity_write().await?;
    if !accounts::hold_unchanged(&mut tx, account).await? {
        return Ok(None);
    }
    attempt.succeeded(&mut tx).await?;
    if second_factors::standing(&mut tx, account.id).await?.has_one {
        let ticket = Ticket { account_id: account.id, visitor: ctx.visitor().to_owned(), request, secret: None };
        let token = tickets::give(&mut tx, moment, Purpose::Code, ticket).await?;
        tx.commit().await?;
        return Ok(Some(redirect(&code::address(&token))));
    }
    let methods: Methods = [Method::Password].into_iter().collect();
    let here = ctx.person().map(|person| person.session);
    let here = session::enter(identity, &mut tx, moment, here, (account.id, methods), visit).await?;
    let onward = authorization::go_on(identity, ctx, tx, request.as_deref(), Some(here.session)).await?;
    Ok(Some(entered(back::onward(&onward), ctx, &here)))
}

pub(super) fn page(identity: &Identity, ctx: &Ctx, state: &FormState, way: Option<&Way>, notice: Option<&str>) -> Page {
    let is_partner = own_page(state.value(REQUEST)).is_some_and(|page| page.starts_with("/partenaires"));
    let over = towards(way).or_else(|| is_partner.then(|| "Pour continuer vers l’espace partenaires".to_owned()));
    // where she goes once signed in: a client's request, or a page of hers
    let next = html! {
        (way_field(way))
        @if let (None, Some(page)) = (way, own_page(state.value(REQUEST))) { (ui::hidden(REQUEST, page)) }
    };
    let own = html! {
        (ui::form("/connexion", ctx.csrf(), None, false, html! {
            (next)
            (ui::text_input(&Label::new("email", "Adresse e-mail").autocomplete("email").state(state), state.value("email"), TextKind::Email, Some(40)))
            (ui::text_input(&Label::new("password", "Mot de passe").state(state), "", TextKind::Password { new: false }, Some(40)))
            (ui::button_row(html! { (ui::button("Se connecter")) }))
        }))
        (passkey_sign_in::form(ctx, next))
        p { a href=(along("/mot-de-passe/oubli", way)) { "Mot de passe oublié\u{a0}?" } }
    };
    let body = html! {
        (ui::error_summary(state))
        (ui::heading(over.as_deref(), "Se connecter"))
        @if notice == Some("mot-de-passe-change") {
            (ui::notice(ui::Kind::Success, "Votre mot de passe a changé.", html! { p { "Connectez-vous avec le nouveau." } }))
        }
        @if notice == Some("sans-franceconnect") {
            (ui::notice(ui::Kind::Success, "FranceConnect est retiré de votre compte.", html! { p { "Connectez-vous avec votre mot de passe." } }))
        }
        (button::or_own(identity, ctx, way, ("Avec votre compte GrandLyon Connect", own)))
        (ui::section("Pas encore de compte\u{a0}?", html! {
            p { "Un seul compte sert pour toutes vos démarches avec votre commune et la Métropole." }
            (ui::button_row(html! { (ui::secondary_link_button(&along("/inscription", way), "Créer un compte")) }))
        }))
    };
    let page = Page::new("Se connecter", body).narrow().module(Module::Password).module(Module::Passkey);
    button::towards_franceconnect(page, identity)
}
