//! `/deconnexion`: she is shown what is open and asked, then signed out here, or
//! on all her devices, and told to every service.

use axum::extract::State;
use ui::{Markup, Page, html};
use web::{Answer, Ctx, Outcome, Posted, answer::with_cookie, redirect};

use super::{answer, asked, franceconnect::button::towards_franceconnect};
use crate::{
    Identity,
    flow::{
        franceconnect::signing_out,
        session::{self, COOKIE},
    },
    model::{client::origin, redirection::with_query},
    store::sessions::{self, Service},
};

/// The page of somebody who is signed out.
pub(crate) const DONE: &str = "/deconnexion/faite";
/// What an address to go back to is signed for.
const PURPOSE: &str = "after-sign-out";
/// The parameter that carries it.
const BACK: &str = "retour";
/// The field that says how far she leaves.
const SCOPE: &str = "etendue";
/// On all her devices; on this browser otherwise.
const EVERYWHERE: &str = "partout";

/// Where somebody is asked whether she signs out; `back` was checked already.
pub(crate) fn ask_url(ctx: &Ctx, is_signed_in: bool, back: Option<&str>) -> String {
    match (is_signed_in, back) {
        (true, back) => with_query("/deconnexion", &[(BACK, back.map(|back| ctx.sign(PURPOSE, back)).as_deref())]),
        (false, Some(back)) => back.to_owned(),
        (false, None) => DONE.to_owned(),
    }
}

pub(crate) async fn get(State(identity): State<Identity>, ctx: Ctx) -> Outcome<Answer> {
    let mut tx = ctx.identity_read().await?;
    let Some(session) = session::alive(&mut tx, ctx.person().map(|person| person.session), ctx.moment().wall).await? else {
        return Ok(redirect(DONE));
    };
    let services = sessions::services(&mut tx, session.id).await?;
    let others = sessions::of_account(&mut tx, session.account_id).await?;
    let is_elsewhere = others.iter().any(|other| other.id != session.id && other.life().is_alive(ctx.moment().wall));
    let signed = asked(&ctx, BACK).unwrap_or_default();
    let back = ctx.verify(PURPOSE, &signed);
    let body = html! {
        (ui::heading(None, "Se déconnecter\u{a0}?"))
        (ui::lead("Vous serez déconnecté de ce compte et des services qui l’utilisent dans ce navigateur."))
        (open_services(&services))
        (ui::form("/deconnexion", ctx.csrf(), None, false, html! {
            @if back.is_some() { (ui::hidden(BACK, &signed)) }
            (ui::button_row(html! {
                (ui::button("Se déconnecter"))
                @if is_elsewhere { (ui::secondary_button_named(SCOPE, EVERYWHERE, "Déconnecter tous mes appareils")) }
                (ui::secondary_link_button("/compte", "Rester connecté"))
            }))
        }))
    };
    let page = Page::new("Se déconnecter", body).narrow();
    let page = towards_franceconnect(page, &identity);
    Ok(answer(match back.as_deref().and_then(origin) {
        Some(origin) => page.form_action(origin),
        None => page,
    }))
}

/// What is left open, and where she must leave by herself.
fn open_services(services: &[Service]) -> Markup {
    let deaf: Vec<&str> =
        services.iter().filter(|service| service.backchannel_uri.is_none()).map(|service| service.name.as_str()).collect();
    html! {
        @if !services.is_empty() {
            (ui::section("Services ouverts", html! { ul { @for service in services { li { (service.name) } } } }))
        }
        @if !deaf.is_empty() {
            p.hint { "Nous ne pouvons pas prévenir\u{a0}: " (deaf.join(", ")) ". Fermez aussi votre session là-bas." }
        }
    }
}

pub(crate) async fn post(State(identity): State<Identity>, ctx: Ctx, posted: Posted) -> Outcome<Answer> {
    let mut tx = ctx.identity_write().await?;
    let mut target = ctx.verify(PURPOSE, posted.value(BACK)).unwrap_or_else(|| DONE.to_owned());
    if let Some(session) = session::alive(&mut tx, ctx.person().map(|person| person.session), ctx.moment().wall).await? {
        if posted.value(SCOPE) == EVERYWHERE {
            session::leave_everywhere(&identity, &mut tx, ctx.moment(), session.account_id, Some(session.id)).await?;
        }
        session::leave(&identity, &mut tx, ctx.moment(), &session).await?;
        target = signing_out::way_out(&identity, &mut tx, &ctx, session.id, &target).await?;
    }
    tx.commit().await?;
    Ok(with_cookie(redirect(&target), &ctx, COOKIE, "", Some(0)))
}

/// `/deconnexion/faite`; whoever is still signed in is not told that she has left.
pub(crate) async fn done(ctx: Ctx) -> Answer {
    if ctx.person().is_some() {
        return redirect("/deconnexion");
    }
    let body = html! {
        (ui::heading(None, "Vous êtes déconnecté"))
        (ui::lead("Sur un ordinateur partagé, fermez aussi le navigateur."))
        (ui::button_row(html! { (ui::secondary_link_button("/connexion", "Se connecter")) }))
    };
    answer(Page::new("Vous êtes déconnecté", body).narrow())
}
