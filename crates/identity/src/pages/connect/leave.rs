//! `/deconnexion`: she is asked, then signed out here and told to every service.

use axum::extract::State;
use ui::{Page, html};
use web::{Answer, Ctx, Outcome, Posted, answer::with_cookie, redirect};

use super::{answer, asked, franceconnect::button::towards_franceconnect};
use crate::{
    Identity,
    flow::{
        franceconnect::signing_out,
        session::{self, COOKIE},
    },
    model::{client::origin, redirection::with_query},
};

/// The page of somebody who is signed out.
pub(crate) const DONE: &str = "/deconnexion/faite";
/// What an address to go back to is signed for.
const PURPOSE: &str = "after-sign-out";
/// The parameter that carries it.
const BACK: &str = "retour";

/// Where somebody is asked whether she signs out; `back` was checked already.
pub(crate) fn ask_url(ctx: &Ctx, is_signed_in: bool, back: Option<&str>) -> String {
    match (is_signed_in, back) {
        (true, back) => with_query("/deconnexion", &[(BACK, back.map(|back| ctx.sign(PURPOSE, back)).as_deref())]),
        (false, Some(back)) => back.to_owned(),
        (false, None) => DONE.to_owned(),
    }
}

pub(crate) async fn get(State(identity): State<Identity>, ctx: Ctx) -> Answer {
    if ctx.person().is_none() {
        return redirect(DONE);
    }
    let signed = asked(&ctx, BACK).unwrap_or_default();
    let back = ctx.verify(PURPOSE, &signed);
    let body = html! {
        (ui::heading(None, "Se déconnecter\u{a0}?"))
        (ui::lead("Vous serez déconnecté de ce compte et des services qui l’utilisent dans ce navigateur."))
        (ui::form("/deconnexion", ctx.csrf(), None, false, html! {
            @if back.is_some() { (ui::hidden(BACK, &signed)) }
            (ui::button_row(html! {
                (ui::button("Se déconnecter"))
                (ui::secondary_link_button("/compte", "Rester connecté"))
            }))
        }))
    };
    let page = Page::new("Se déconnecter", body).narrow();
    let page = towards_franceconnect(page, &identity);
    answer(match back.as_deref().and_then(origin) {
        Some(origin) => page.form_action(origin),
        None => page,
    })
}

pub(crate) async fn post(State(identity): State<Identity>, ctx: Ctx, posted: Posted) -> Outcome<Answer> {
    let mut tx = ctx.identity_write().await?;
    let mut target = ctx.verify(PURPOSE, posted.value(BACK)).unwrap_or_else(|| DONE.to_owned());
    if let Some(session) = session::alive(&mut tx, ctx.person().map(|person| person.session), ctx.moment().wall).await? {
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
