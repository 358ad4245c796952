//! `/partenaires/organisations/{organisation}/membres`: a developer says who
//! does what, and takes invitations back.

use axum::extract::{Path, State};
use kernel::{
    Problem,
    text::{day, long_date},
};
use ui::{FormState, Label, Markup, Page, html};
use web::{Answer, Ctx, Outcome, Posted, redirect};

use super::{access, invite, of_organisation, within};
use crate::{
    Identity,
    flow::partners::members,
    model::partner::{
        OrganisationId,
        role::{Role, Roles},
    },
    pages::connect::answer,
    store::partners::{
        invitations::{self, Invitation},
        members::{self as kept, Member},
        organisations::Organisation,
    },
};

/// Nobody would be left.
pub(super) const LAST: &str = "Une organisation garde au moins un développeur. Donnez d’abord ce rôle à quelqu’un d’autre.";

pub(crate) async fn get(State(identity): State<Identity>, Path(id): Path<OrganisationId>, ctx: Ctx) -> Outcome<Answer> {
    let tx = ctx.identity_read().await?;
    let (mut tx, seat) = match access::developer_of(&identity, &ctx, tx, access::Proof::Fresh, id).await? {
        Ok(here) => here,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let members = kept::of(&mut tx, id).await?;
    let invitations = invitations::of_organisation(&mut tx, id, ctx.moment().wall).await?;
    Ok(answer(page(&ctx, &seat.organisation, &members, &invitations)))
}

pub(crate) async fn post(State(identity): State<Identity>, Path(id): Path<OrganisationId>, ctx: Ctx, posted: Posted) -> Outcome<Answer> {
    let tx = ctx.identity_write().await?;
    let (mut tx, seat) = match access::developer_of(&identity, &ctx, tx, access::Proof::Fresh, id).await? {
        Ok(here) => here,
        Err(elsewhere) => return Ok(elsewhere),
    };
    if let Ok(invitation) = posted.value("invitation").parse() {
        members::uninvite(&mut tx, ctx.moment(), seat.account, id, invitation).await?;
    } else if let Ok(account) = posted.value("membre").parse() {
        let roles = Roles::parse(&posted.state().values("roles").join(" "));
        if !members::set_roles(&mut tx, ctx.moment(), seat.account, id, (account, &roles)).await? {
            return Err(Problem::Conflict(LAST.to_owned()).into());
        }
    }
    tx.commit().await?;
    Ok(redirect(&format!("{}?fait=equipe", of_organisation(id))))
}

fn page(ctx: &Ctx, organisation: &Organisation, members: &[Member], invitations: &[Invitation]) -> Page {
    let body = html! {
        (ui::lead("Sans aucun rôle, une personne quitte l’organisation."))
        @for member in members { (person(ctx, organisation, member)) }
        @if !invitations.is_empty() {
            (ui::section("Invitations en attente", html! {
                @for invitation in invitations { (waiting(ctx, organisation, invitation)) }
            }))
        }
    };
    within(organisation, "Équipe", &FormState::default(), body)
}

fn here(organisation: &Organisation) -> String {
    format!("{}/membres", of_organisation(organisation.id))
}

fn person(ctx: &Ctx, organisation: &Organisation, member: &Member) -> Markup {
    let name = format!("{} {}", member.given_name.expose(), member.family_name.expose());
    let legend = format!("Rôles de {name}");
    let roles: Vec<String> = Role::ALL.iter().filter(|role| member.roles.has(**role)).map(|role| role.as_str().to_owned()).collect();
    ui::section(
        &name,
        html! {
            p.hint { (member.email.expose()) }
            (ui::form(&here(organisation), ctx.csrf(), None, false, html! {
                (ui::hidden("membre", &member.account.to_string()))
                (ui::checkboxes(&Label::new("roles", &legend), &invite::choices(), &roles))
                (ui::button_row(html! { (ui::secondary_button(&format!("Enregistrer pour {name}"))) }))
            }))
        },
    )
}

fn waiting(ctx: &Ctx, organisation: &Organisation, invitation: &Invitation) -> Markup {
    html! {
        p { strong { (invitation.email.expose()) } "\u{a0}: " (invitation.roles.spoken()) ", jusqu’au " (long_date(day(invitation.expires_at))) "." }
        (ui::form(&here(organisation), ctx.csrf(), None, false, html! {
            (ui::hidden("invitation", &invitation.id.to_string()))
            (ui::text_button(&format!("Annuler l’invitation de {}", invitation.email.expose())))
        }))
    }
}
