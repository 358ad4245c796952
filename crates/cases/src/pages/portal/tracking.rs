//! Where a tracking code is typed.

use axum::{
    extract::Query,
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use ui::{FormState, Label, Page, TextKind, button, error_summary, heading, html, lead, text_input};
use web::{Html, redirect};

use super::urls;
use crate::model::TrackingCode;

#[derive(Deserialize)]
pub(super) struct Options {
    code: Option<String>,
}

pub(super) async fn get(Query(options): Query<Options>) -> Response {
    match options.code {
        None => page(&FormState::default()).into_response(),
        Some(typed) => match TrackingCode::parse(&typed) {
            Some(code) => redirect(&urls::tracked(&code.text())),
            None => unknown(&typed).into_response(),
        },
    }
}

/// No case has this code: the same words whether it is wrong or was never given.
pub(super) fn unknown(typed: &str) -> Html {
    let state = FormState::from_pairs([("code", typed)]);
    page(&state.with_error("code", "Aucune demande n’a ce code. Vérifiez-le sur votre accusé de réception."))
}

fn page(state: &FormState) -> Html {
    let label =
        Label::new("code", "Code de suivi").hint("Il est sur votre accusé de réception. Exemple\u{a0}: bron.7K4M-PQ2X-93AB.").state(state);
    let body = html! {
        (error_summary(state))
        (heading(None, "Suivre une demande"))
        (lead("Avec le code de suivi, vous voyez où en est votre demande, sans compte."))
        form method="get" action=(urls::TRACKING) novalidate {
            (text_input(&label, state.value("code"), TextKind::Text, Some(40)))
            (button("Voir ma demande"))
        }
        p { "Vous avez un compte\u{a0}? " a href=(urls::DASHBOARD) { "Voir toutes mes demandes" } }
    };
    let status = if state.has_errors() { 404 } else { 200 };
    Html::new(Page::new("Suivre une demande", body).status(status).narrow())
}
