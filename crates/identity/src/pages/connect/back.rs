//! The way back to a client: an address, or a page whose form the browser posts
//! there (OAuth 2.0 Form Post Response Mode). Without script, a button does it.

use ui::{Page, html};
use web::{Answer, redirect};

use super::{answer, suspended, wrong_request};
use crate::{
    flow::authorization::Onward,
    model::{
        client::origin,
        reason::{self, Reason},
        redirection::{ResponseMode, Return},
    },
};

/// Sends a person on: to a page of ours, or back.
pub(crate) fn onward(to: &Onward) -> Answer {
    match to {
        Onward::Page(path) => redirect(path),
        Onward::Closed(reason) => closed(reason),
        Onward::Client(back) => send(back),
    }
}

/// Tells her why she cannot be sent back.
pub(crate) fn closed(reason: &Reason) -> Answer {
    answer(if *reason == reason::CLIENT_SUSPENDED { suspended::page() } else { wrong_request::page(reason) })
}

/// Sends a person back.
pub(crate) fn send(back: &Return) -> Answer {
    match back.mode {
        ResponseMode::Query | ResponseMode::Fragment => redirect(&back.url()),
        ResponseMode::FormPost => answer(page(back)),
    }
}

fn page(back: &Return) -> Page {
    let fields: Vec<(&str, &str)> = back.parameters.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let body = html! {
        (ui::heading(None, "Retour au service"))
        (ui::lead("Vous revenez au service qui vous a envoyé ici."))
        (ui::leaving_form(&back.redirect_uri, &fields, "Continuer"))
    };
    Page::new("Retour au service", body).narrow().form_action(origin(&back.redirect_uri).unwrap_or_default())
}
