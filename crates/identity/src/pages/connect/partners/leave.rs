//! `/partenaires/organisations/{organisation}/depart`: a member leaves.

use axum::extract::{Path, State};
use kernel::Problem;
use ui::{FormState, Page, html};
use web::{Answer, Ctx, Outcome, Posted, redirect};

use super::{HOME, access, members::LAST, of_organisation, within};
use crate::{
    Identity,
    flow::partners::members,
    model::partner::{OrganisationId, role::Roles},
    pages::connect::answer,
    store::partners::organisations::Organisation,
};

/// This page.
pub(super) fn address(id: OrganisationId) -> String {
    format!("{}/depart", of_organisation(id))
}

pub(crate) async fn get(State(identity): State<Identity>, Path(id): Path<OrganisationId>, ctx: Ctx) -> Outcome<Answer> {
    let tx = ctx.identity_read().await?;
    Ok(match access::member(&identity, &ctx, tx, access::Proof::TwoFactors, id).await? {
        Ok((_, seat)) => answer(page(&ctx, &seat.organisation)),
        Err(elsewhere) => elsewhere,
    })
}

pub(crate) async fn post(State(identity): State<Identity>, Path(id): Path<OrganisationId>, ctx: Ctx, _: Posted) -> Outcome<Answer> {
    let tx = ctx.identity_write().await?;
    let (mut tx, seat) = match access::member(&identity, &ctx, tx, access::Proof::TwoFactors, id).await? {
        Ok(here) => here,
        Err(elsewhere) => return Ok(elsewhere),
    };
    if !members::set_roles(&mut tx, ctx.moment(), seat.account, id, (seat.account, &Roles::default())).await? {
        return Err(Problem::Conflict(LAST.to_owned()).into());
    }
    tx.commit().await?;
    Ok(redirect(&format!("{HOME}?fait=depart")))
}

fn page(ctx: &Ctx, organisation: &Organisation) -> Page {
    let body = html! {
        (ui::lead("Vous ne verrez plus ses services. Un développeur pourra vous inviter à nouveau."))
        (ui::form(&address(organisation.id), ctx.csrf(), None, false, html! {
            (ui::button_row(html! {
                (ui::danger_button("Quitter l’organisation"))
                (ui::secondary_link_button(&of_organisation(organisation.id), "Rester"))
            }))
        }))
    };
    within(organisation, "Quitter l’organisation", &FormState::default(), body).narrow()
}
