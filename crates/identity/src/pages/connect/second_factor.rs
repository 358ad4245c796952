//! `/compte/code-de-securite`: sets one-time codes up, or takes them away.

use axum::extract::State;
use db::IdentityTx;
use http::HeaderMap;
use kernel::Problem;
use ui::{FormState, Label, Page, TextKind, html};
use web::{Answer, Ctx, Failure, Outcome, Posted, redirect};

use super::{STEP, asked, back, dead_link, entered, on_the_way, security, step_up::proven, towards};
use crate::{
    Identity,
    flow::{
        attempts::Attempt,
        authorization::{self, Way},
        factors,
        notices::{self, Change},
        session, tickets,
        visit::Visit,
    },
    model::{account::Account, methods::Method, redirection::with_query, totp},
    store::{
        accounts, second_factors,
        sessions::Session,
        tickets::{Purpose, Ticket},
    },
    vault,
};

/// `POST /compte/code-de-securite/debut`: draws a secret.
pub(crate) async fn start(State(identity): State<Identity>, ctx: Ctx, _: Posted) -> Outcome<Answer> {
    let (mut tx, session) = match proven(&ctx, security::HERE).await? {
        Ok(known) => known,
        Err(page) => return Ok(redirect(&page)),
    };
    let target = authorization::set_up_step(&identity, &mut tx, &ctx, &session, None).await?;
    tx.commit().await?;
    Ok(redirect(&target))
}

pub(crate) async fn get(State(identity): State<Identity>, ctx: Ctx) -> Outcome<Answer> {
    let token = asked(&ctx, STEP).unwrap_or_default();
    // an old session does not choose the code of an account, whatever sent it here
    let (mut tx, session) = match proven(&ctx, &address(&token)).await? {
        Ok(known) => known,
        Err(page) => return Ok(redirect(&page)),
    };
    let Some(ticket) = own_ticket(&mut tx, &ctx, &session, &token).await? else {
        return Ok(dead_link(security::HERE, "Aller à la sécurité du compte"));
    };
    let account = accounts::by_id(&mut tx, session.account_id).await?;
    let way = authorization::find(&mut tx, &ctx, ticket.request.as_deref()).await?;
    let secret = opened(&identity, &ticket)?;
    Ok(on_the_way(page(&ctx, &FormState::default(), &token, &secret, &account, way.as_ref()), way.as_ref()))
}

pub(crate) async fn post(State(identity): State<Identity>, ctx: Ctx, headers: HeaderMap, posted: Posted) -> Outcome<Answer> {
    let (moment, token) = (ctx.moment(), posted.value(STEP));
    let (mut tx, session) = match proven(&ctx, &address(token)).await? {
        Ok(known) => known,
        Err(page) => return Ok(redirect(&page)),
    };
    let Some(ticket) = own_ticket(&mut tx, &ctx, &session, token).await? else {
        return Ok(dead_link(security::HERE, "Aller à la sécurité du compte"));
    };
    let account = accounts::by_id(&mut tx, session.account_id).await?;
    let attempt = Attempt::set_up(session.id);
    if let Some(retry_after) = attempt.begin(&mut tx, moment.wall).await? {
        return Err(Problem::TooMany { retry_after }.into());
    }
    let secret = opened(&identity, &ticket)?;
    let Some(step) = totp::accepted_step(&secret, posted.value("code"), 0, moment.wall) else {
        let way = authorization::find(&mut tx, &ctx, ticket.request.as_deref()).await?;
        tx.commit().await?;
        let state = FormState::default().with_error("code", "Ce code n’est pas le bon. Vérifiez la clé, puis écrivez le code affiché.");
        return Ok(on_the_way(page(&ctx, &state, token, &secret, &account, way.as_ref()).status(422), way.as_ref()));
    };
    attempt.succeeded(&mut tx).await?;
    tickets::take(&mut tx, moment, Purpose::SetUp, token).await?;
    let sealed = ticket.secret.clone().unwrap_or_default();
    second_factors::set(&mut tx, account.id, &sealed, step, moment.wall).await?;
    let visit = Visit::of(&ctx, &headers);
    notices::tell(&identity, &mut tx, moment, &account, Change::CodesOn, &visit).await?;
    let methods = session.methods.clone().with(Method::OneTimeCode);
    let here = session::enter(&identity, &mut tx, moment, Some(session.id), (account.id, methods), &visit).await?;
    let request = ticket.request.as_deref().unwrap_or("/compte/securite?fait=code");
    let onward = authorization::go_on(&identity, &ctx, tx, Some(request), Some(here.session)).await?;
    Ok(entered(back::onward(&onward), &ctx, &here))
}

/// `POST /compte/code-de-securite/retrait`: no more codes.
pub(crate) async fn remove(State(identity): State<Identity>, ctx: Ctx, headers: HeaderMap, _: Posted) -> Outcome<Answer> {
    let (mut tx, session) = match proven(&ctx, security::HERE).await? {
        Ok(known) => known,
        Err(page) => return Ok(redirect(&page)),
    };
    let account = accounts::by_id(&mut tx, session.account_id).await?;
    second_factors::remove(&mut tx, account.id).await?;
    factors::after_removal(&mut tx, account.id).await?;
    notices::tell(&identity, &mut tx, ctx.moment(), &account, Change::CodesOff, &Visit::of(&ctx, &headers)).await?;
    tx.commit().await?;
    Ok(redirect("/compte/securite?fait=sans-code"))
}

/// The address of this page, for a ticket.
fn address(token: &str) -> String {
    with_query("/compte/code-de-securite", &[(STEP, Some(token))])
}

async fn own_ticket(tx: &mut IdentityTx, ctx: &Ctx, session: &Session, token: &str) -> Outcome<Option<Ticket>> {
    let ticket = tickets::peek(tx, ctx.moment(), Purpose::SetUp, token).await?;
    Ok(ticket.filter(|ticket| ticket.visitor == ctx.visitor() && ticket.account_id == session.account_id))
}

fn opened(identity: &Identity, ticket: &Ticket) -> Result<String, Failure> {
    let sealed = ticket.secret.as_deref().ok_or_else(|| Failure::fault("a set-up ticket has no secret"))?;
    Ok(identity.vault.open_text(vault::Purpose::OneTimeCodes, &ticket.account_id.to_string(), sealed)?)
}

fn page(ctx: &Ctx, state: &FormState, token: &str, secret: &str, account: &Account, way: Option<&Way>) -> Page {
    let over = towards(way);
    let spaced: Vec<String> = secret.as_bytes().chunks(4).map(|four| String::from_utf8_lossy(four).into_owned()).collect();
    let uri = totp::uri(secret, account.email.expose());
    let label = Label::new("code", "Code à 6\u{a0}chiffres").hint("Celui que l’application affiche maintenant.").state(state);
    let body = html! {
        (ui::error_summary(state))
        (ui::heading(over.as_deref(), "Activer le code de sécurité"))
        (ui::lead("Une application de votre téléphone ou de votre ordinateur donne un code à chaque connexion."))
        (ui::steps(&[
            ("Ouvrez une application de codes", html! { p { "Par exemple FreeOTP, Aegis, ou celle de votre gestionnaire de mots de passe." } }),
            ("Ajoutez un compte avec cette clé", html! {
                (ui::code_block("Clé à écrire dans l’application", &spaced.join(" ")))
                p { a href=(uri) { "Ouvrir l’application sur cet appareil" } }
                (ui::details("Adresse complète, pour les applications qui la demandent", ui::code_block("Adresse de configuration", &uri)))
            }),
            ("Écrivez le code affiché", html! { p { "Il prouve que l’application est bien réglée." } }),
        ]))
        (ui::form("/compte/code-de-securite", ctx.csrf(), None, false, html! {
            (ui::hidden(STEP, token))
            (ui::text_input(&label, "", TextKind::Code, Some(8)))
            (ui::button_row(html! { (ui::button("Activer le code")) }))
        }))
    };
    Page::new("Activer le code de sécurité", body)
}
