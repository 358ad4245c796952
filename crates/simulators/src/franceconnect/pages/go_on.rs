//! `/continuer`: what the service will know. Whoever signed in a moment ago sees this page only.

use axum::{extract::State, response::IntoResponse};
use http::HeaderMap;
use ui::{Page, Row, button, button_row, form, heading, hidden, html, lead, section, summary_list};
use web::{Answer, Ctx, Posted, redirect};

use super::{
    super::{
        FranceConnect, incidents,
        memory::{Grant, Session, Waiting},
        scopes::LABELS,
    },
    REQUEST, along, asked, cancelled, client_name, incident, session, shown, sign_in, waiting,
};

pub(in super::super) fn url(id: &str) -> String {
    along("/continuer", id)
}

pub(in super::super) async fn get(State(fc): State<FranceConnect>, ctx: Ctx, headers: HeaderMap) -> Answer {
    let id = asked(&ctx);
    match (waiting(&fc, &ctx, &id), session(&fc, &ctx, &headers)) {
        (Some(waiting), Some(session)) => page(&fc, &ctx, &id, &waiting, &session),
        (Some(_), None) => redirect(&sign_in::url(&id)),
        (None, _) => lost(),
    }
}

pub(in super::super) async fn post(State(fc): State<FranceConnect>, ctx: Ctx, headers: HeaderMap, posted: Posted) -> Answer {
    let id = posted.value(REQUEST);
    let (Some(waiting), Some(session)) = (waiting(&fc, &ctx, id), session(&fc, &ctx, &headers)) else { return lost() };
    let mut memory = fc.memory();
    memory.waiting.take(id, ctx.moment().wall);
    let (request, back) = (waiting.request.clone(), &waiting.request.back);
    let code = memory.give_code(ctx.moment(), Grant { request, identity: session.identity, auth_time: session.auth_time });
    let mut sent = vec![("code", code), ("state", back.state.clone()), ("iss", fc.issuer().to_owned())];
    memory.mood.in_return(&mut sent);
    redirect(&back.to(&sent))
}

fn lost() -> Answer {
    incident::at_the_door(incidents::SESSION, "La demande a déjà sa réponse, a plus de 30 minutes, ou vient d’un autre navigateur.")
}

fn page(fc: &FranceConnect, ctx: &Ctx, id: &str, waiting: &Waiting, session: &Session) -> Answer {
    let name = client_name(fc, waiting);
    let title = format!("Continuer sur {name}");
    let claims = &waiting.request.claims;
    let rows = LABELS.iter().filter(|(claim, _)| claims.contains(*claim)).filter_map(|(claim, label)| {
        let value = session.identity.claim(claim)?;
        Some(Row::text(*label, value.as_str().filter(|text| !text.is_empty()).unwrap_or("Aucune")))
    });
    let body = html! {
        (heading(None, &title))
        (lead(&format!("Vous êtes connecté comme {}.", session.identity.name())))
        (section("Ce que ce service va savoir de vous", summary_list(&rows.collect::<Vec<_>>())))
        (form("/continuer", ctx.csrf(), None, false, html! { (hidden(REQUEST, id)) (button_row(button(&title))) }))
        p { a href=(sign_in::url(id)) { "Choisir une autre personne" } }
        p { a href=(cancelled(fc, waiting)) { "Revenir sur " (name) } }
    };
    // where the service sends people next is its own affair, and browsers hold a form to its whole way
    let page = Page::new(title, body).form_action("http:").form_action("https:");
    shown(page).into_response()
}
