//! `/partenaires/organisations/{organisation}/service`: a developer declares a
//! service, on trial.

use axum::extract::{Path, State};
use db::{
    DbError, IdentityTx,
    idempotency::{self, Recalled},
};
use serde_json::Value;
use ui::{FormState, Page, html};
use web::{Answer, Ctx, Failure, Outcome, Posted, redirect};

use super::{access, declaration_form as form, of_organisation, of_service, within};
use crate::{
    Identity,
    flow::partners::services,
    model::{
        kit::place,
        partner::{OrganisationId, declaration::Declaration},
    },
    pages::connect::answer,
    store::partners::organisations::Organisation,
};

pub(crate) async fn get(State(identity): State<Identity>, Path(id): Path<OrganisationId>, ctx: Ctx) -> Outcome<Answer> {
    let tx = ctx.identity_read().await?;
    Ok(match access::developer_of(&identity, &ctx, tx, access::Proof::TwoFactors, id).await? {
        Ok((_, seat)) => answer(page(&ctx, &seat.organisation, &form::filled(&of_the_samples()))),
        Err(elsewhere) => elsewhere,
    })
}

pub(crate) async fn post(State(identity): State<Identity>, Path(id): Path<OrganisationId>, ctx: Ctx, posted: Posted) -> Outcome<Answer> {
    let tx = ctx.identity_write().await?;
    let (mut tx, seat) = match access::developer_of(&identity, &ctx, tx, access::Proof::TwoFactors, id).await? {
        Ok(here) => here,
        Err(elsewhere) => return Ok(elsewhere),
    };
    if posted.key().is_empty() {
        return Err(Failure::invalid("Rechargez la page, puis recommencez."));
    }
    let declared = match form::read(&posted, Declaration::default(), true) {
        Ok(declared) => declared,
        Err(state) => return Ok(answer(page(&ctx, &seat.organisation, &state).status(422))),
    };
    let service = once(&mut tx, &ctx, &seat, posted.key(), &declared).await?;
    tx.commit().await?;
    Ok(redirect(&format!("{}?fait=declare", of_service(&service))))
}

/// Declares it; a form sent twice leads to the same service.
async fn once(tx: &mut IdentityTx, ctx: &Ctx, seat: &access::Seat, key: &str, declared: &Declaration) -> Outcome<String> {
    let (scope, whose) = (format!("partner-service:{}", seat.account), seat.organisation.id.to_string());
    match idempotency::recall(tx, &scope, key, &whose).await? {
        Some(Recalled::Same(Value::String(id))) => return Ok(id),
        Some(_) => return Err(DbError::Conflict.into()),
        None => {}
    }
    let id = services::declare(tx, ctx.moment(), seat.account, &seat.organisation, declared).await?;
    idempotency::remember(tx, ctx.moment(), &scope, key, &whose, id.as_str().into()).await?;
    Ok(id)
}

/// Where the samples of the kit answer on the developer's machine: what she
/// needs to begin, and changes if her service is elsewhere.
fn of_the_samples() -> Declaration {
    let at = |path: &str| format!("{}{path}", place::LOCAL);
    Declaration {
        login_uri: Some(at("/login")),
        redirect_uris: vec![at("/callback")],
        post_logout_uris: vec![at("/")],
        backchannel_uri: Some(at("/backchannel-logout")),
        ..Declaration::default()
    }
}

fn page(ctx: &Ctx, organisation: &Organisation, state: &FormState) -> Page {
    let body = html! {
        (ui::lead("Il est d’abord en essai\u{a0}: seule votre équipe peut s’y connecter. Les adresses sont celles des exemples du kit, sur votre machine\u{a0}: gardez-les pour essayer."))
        (ui::form(&format!("{}/service", of_organisation(organisation.id)), ctx.csrf(), Some(&ctx.new_key()), false, html! {
            (form::fields(state))
            (ui::button_row(html! { (ui::button("Déclarer le service")) }))
        }))
    };
    within(organisation, "Déclarer un service", state, body)
}
