//! `/partenaires/services/{client}/reglages`: a developer changes a service on
//! trial, freely. A live one changes by a proposal.

use axum::extract::{Path, State};
use ui::{FormState, Page, html};
use web::{Answer, Ctx, Failure, Outcome, Posted, redirect};

use super::{about, access, declaration_form as form, of_service};
use crate::{
    Identity,
    flow::partners::services,
    model::{
        client::Client,
        partner::{declaration::Declaration, stage::Stage},
    },
    pages::connect::answer,
    store::partners::services as kept,
};

pub(crate) async fn get(State(identity): State<Identity>, Path(client): Path<String>, ctx: Ctx) -> Outcome<Answer> {
    let tx = ctx.identity_read().await?;
    let (mut tx, desk) = match access::developer(&identity, &ctx, tx, access::Proof::TwoFactors, &client).await? {
        Ok(here) => here,
        Err(elsewhere) => return Ok(elsewhere),
    };
    on_trial(&desk.service)?;
    let events = kept::events_uri(&mut tx, &client).await?;
    let state = form::filled(&Declaration::of(&desk.service, events));
    Ok(answer(page(&ctx, &desk.service, &state)))
}

pub(crate) async fn post(State(identity): State<Identity>, Path(client): Path<String>, ctx: Ctx, posted: Posted) -> Outcome<Answer> {
    let tx = ctx.identity_write().await?;
    let (mut tx, desk) = match access::developer(&identity, &ctx, tx, access::Proof::TwoFactors, &client).await? {
        Ok(here) => here,
        Err(elsewhere) => return Ok(elsewhere),
    };
    on_trial(&desk.service)?;
    let declared = match form::read(&posted, Declaration::of(&desk.service, None), true) {
        Ok(declared) => declared,
        Err(state) => return Ok(answer(page(&ctx, &desk.service, &state).status(422))),
    };
    services::change(&mut tx, ctx.moment(), desk.account, &client, &declared).await?;
    tx.commit().await?;
    Ok(redirect(&format!("{}?fait=change", of_service(&client))))
}

/// What is live is changed by a proposal only: this page is not found for it.
pub(super) fn on_trial(service: &Client) -> Result<(), Failure> {
    if service.stage == Stage::Integration { Ok(()) } else { Err(Failure::NOT_FOUND) }
}

fn page(ctx: &Ctx, service: &Client, state: &FormState) -> Page {
    let body = html! {
        (ui::form(&format!("{}/reglages", of_service(&service.id)), ctx.csrf(), None, false, html! {
            (form::fields(state))
            (ui::button_row(html! { (ui::button("Enregistrer")) }))
        }))
    };
    about(service, "Réglages", state, body)
}
