//! `/connexion`: choosing an identity provider, and a person.

use std::sync::Arc;

use axum::{extract::State, response::IntoResponse};
use ui::{Choice, FormState, Label, Markup, Page, button, button_row, error_summary, form, heading, hidden, html, lead, radios};
use web::{Answer, Ctx, Posted, answer::with_cookie, redirect};

use super::{
    super::{
        FranceConnect,
        identity::Identity,
        incidents,
        memory::{SESSION, Session, Waiting},
        people::{self, PEOPLE, PROVIDERS, Person},
    },
    COOKIE, REQUEST, along, asked, cancelled, client_name, go_on, incident, shown, waiting,
};

const PROVIDER: &str = "fournisseur";
const LOGIN: &str = "login";

pub(in super::super) fn url(id: &str) -> String {
    along("/connexion", id)
}

pub(in super::super) async fn get(State(fc): State<FranceConnect>, ctx: Ctx) -> Answer {
    let id = asked(&ctx);
    match waiting(&fc, &ctx, &id) {
        Some(waiting) => page(&fc, &ctx, &id, &waiting, &FormState::default()),
        None => incident::at_the_door(incidents::SESSION, "La demande a plus de 30 minutes, ou elle vient d’un autre navigateur."),
    }
}

pub(in super::super) async fn post(State(fc): State<FranceConnect>, ctx: Ctx, posted: Posted) -> Answer {
    let id = posted.value(REQUEST);
    let Some(waiting) = waiting(&fc, &ctx, id) else {
        return incident::at_the_door(incidents::SESSION, "La demande a plus de 30 minutes, ou elle vient d’un autre navigateur.");
    };
    let provider = PROVIDERS.iter().find(|(known, _)| *known == posted.value(PROVIDER)).unwrap_or(&PROVIDERS[0]);
    let Some(person) = people::find(posted.value(LOGIN)) else {
        return page(&fc, &ctx, id, &waiting, &posted.state().with_error(LOGIN, "Choisissez une personne."));
    };
    match Identity::verify(person, provider.0) {
        Ok(identity) => welcome(&fc, &ctx, id, identity),
        Err(incident) => incident::on_the_way(&fc, &waiting, incident),
    }
}

/// Opens her session: a new one each time, so that nobody prepares it for her.
fn welcome(fc: &FranceConnect, ctx: &Ctx, id: &str, identity: Identity) -> Answer {
    let (moment, token) = (ctx.moment(), ctx.moment().token::<32>());
    let session = Session { identity: Arc::new(identity), auth_time: moment.wall };
    fc.memory().sessions.put(token.clone(), session, moment.wall, SESSION);
    with_cookie(redirect(&go_on::url(id)), ctx, COOKIE, &token, None)
}

fn page(fc: &FranceConnect, ctx: &Ctx, id: &str, waiting: &Waiting, state: &FormState) -> Answer {
    let name = client_name(fc, waiting);
    let body = html! {
        (error_summary(state))
        (heading(Some(name), "Je me connecte"))
        (lead("Choisissez un compte et une personne."))
        (form("/connexion", ctx.csrf(), None, false, choices(id, waiting, state)))
        p { a href=(cancelled(fc, waiting)) { "Revenir sur " (name) } }
    };
    let status = if state.has_errors() { 422 } else { 200 };
    shown(Page::new("Je me connecte", body).status(status)).into_response()
}

fn choices(id: &str, waiting: &Waiting, state: &FormState) -> Markup {
    let preferred = waiting.request.idp_hint.as_deref().unwrap_or(PROVIDERS[0].0);
    let chosen = if state.has(PROVIDER) { state.value(PROVIDER) } else { preferred };
    let providers = PROVIDERS.map(|(id, label)| Choice::new(id, label));
    let people: Vec<(&Person, String)> = PEOPLE.iter().map(|person| (person, format!("{}, {}", told_name(person), person.login))).collect();
    let people: Vec<Choice<'_>> = people.iter().map(|(person, label)| Choice::new(person.login, label).hint(person.case)).collect();
    html! {
        (hidden(REQUEST, id))
        (radios(&Label::new(PROVIDER, "Compte"), &providers, chosen))
        (radios(&Label::new(LOGIN, "Personne").state(state), &people, state.value(LOGIN)))
        (button_row(button("Se connecter")))
    }
}

/// Her names, as far as her provider knows them.
fn told_name(person: &Person) -> String {
    format!("{} {}", person.given_name, person.family_name).trim().to_owned()
}
