//! `/partenaires/organisations/{organisation}/invitation`: a developer invites
//! by e-mail.

use axum::extract::{Path, State};
use kernel::values::Email;
use ui::{Choice, FormState, Label, Page, TextKind, html};
use web::{Answer, Ctx, Outcome, Posted, redirect};

use super::{access, of_organisation, within};
use crate::{
    Identity,
    flow::{attempts::Attempt, partners::members},
    model::partner::{
        OrganisationId,
        role::{Role, Roles},
    },
    pages::connect::answer,
    store::partners::organisations::Organisation,
};

pub(crate) async fn get(State(identity): State<Identity>, Path(id): Path<OrganisationId>, ctx: Ctx) -> Outcome<Answer> {
    let tx = ctx.identity_read().await?;
    Ok(match access::developer_of(&identity, &ctx, tx, access::Proof::Fresh, id).await? {
        Ok((_, seat)) => answer(page(&ctx, &seat.organisation, &FormState::default())),
        Err(elsewhere) => elsewhere,
    })
}

pub(crate) async fn post(State(identity): State<Identity>, Path(id): Path<OrganisationId>, ctx: Ctx, posted: Posted) -> Outcome<Answer> {
    let tx = ctx.identity_write().await?;
    let (mut tx, seat) = match access::developer_of(&identity, &ctx, tx, access::Proof::Fresh, id).await? {
        Ok(here) => here,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let (email, roles) = match read(&posted) {
        Ok(read) => read,
        Err(state) => return Ok(answer(page(&ctx, &seat.organisation, &state).status(422))),
    };
    if let Some(retry_after) = Attempt::letter(&email.key(), ctx.client()).begin(&mut tx, ctx.moment().wall).await? {
        return Err(kernel::Problem::TooMany { retry_after }.into());
    }
    let by = seat.account.to_string();
    members::invite(&identity, &mut tx, ctx.moment(), &by, &seat.organisation, (&email, roles)).await?;
    tx.commit().await?;
    Ok(redirect(&format!("{}?fait=equipe", of_organisation(id))))
}

fn read(posted: &Posted) -> Result<(Email, Roles), FormState> {
    let mut state = posted.state();
    let email = Email::parse(posted.value("email").trim());
    let roles: Roles = state.values("roles").iter().filter_map(|role| Role::parse(role)).collect();
    if email.is_none() {
        state.add_error("email", "Écrivez une adresse e-mail, par exemple prenom.nom@commune.fr.");
    }
    if roles.is_empty() {
        state.add_error("roles", "Choisissez au moins un rôle.");
    }
    email.filter(|_| !state.has_errors()).map(|email| (email, roles)).ok_or(state)
}

/// The roles, as choices.
pub(super) fn choices() -> Vec<Choice<'static>> {
    Role::ALL.iter().map(|role| Choice::new(role.as_str(), role.label()).hint(role.hint())).collect()
}

fn page(ctx: &Ctx, organisation: &Organisation, state: &FormState) -> Page {
    let body = html! {
        (ui::lead("La personne reçoit un e-mail. Elle répond avec le compte de cette adresse."))
        (ui::form(&format!("{}/invitation", of_organisation(organisation.id)), ctx.csrf(), None, false, html! {
            (ui::text_input(&Label::new("email", "Adresse e-mail").state(state), state.value("email"), TextKind::Email, None))
            (ui::checkboxes(&Label::new("roles", "Rôles").state(state), &choices(), state.values("roles")))
            (ui::button_row(html! { (ui::button("Envoyer l’invitation")) }))
        }))
    };
    within(organisation, "Inviter", state, body)
}
