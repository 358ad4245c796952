//! What went wrong: its code, and the way back to the service when there is one.

use axum::response::IntoResponse;
use ui::{Page, button_row, details, heading, html, lead, link_button};
use web::Answer;

use super::{
    super::{FranceConnect, incidents::Incident, memory::Waiting},
    client_name, shown,
};

/// Nothing goes back to the service: its address cannot be believed, or nobody remembers it.
pub(in super::super) fn at_the_door(incident: Incident, for_developers: &str) -> Answer {
    let body = html! {
        (heading(None, "Connexion impossible"))
        (lead(incident.says))
        p { "Code de l’erreur\u{a0}: " strong { (incident.code) } "." }
        (details("Pour le développeur du service", html! { p { (for_developers) } }))
    };
    shown(Page::new("Connexion impossible", body).status(400).narrow()).into_response()
}

/// The person goes back with the error.
pub(super) fn on_the_way(fc: &FranceConnect, waiting: &Waiting, incident: Incident) -> Answer {
    let name = client_name(fc, waiting);
    let back = incident.error.map(|error| waiting.request.back.with_error(fc.issuer(), error, incident.code));
    let body = html! {
        (heading(Some(name), "Connexion impossible"))
        (lead(incident.says))
        p { "Code de l’erreur\u{a0}: " strong { (incident.code) } "." }
        @if let Some(back) = back { (button_row(link_button(&back, &format!("Revenir sur {name}")))) }
    };
    shown(Page::new("Connexion impossible", body).status(400).narrow()).into_response()
}
