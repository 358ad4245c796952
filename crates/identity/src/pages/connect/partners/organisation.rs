//! `/partenaires/organisations/{organisation}`: its services and its team, each
//! member seeing what her roles let her do.

use axum::extract::{Path, State};
use ui::{Column, Kind, Markup, Page, html};
use web::{Answer, Ctx, Outcome};

use super::{HOME, access, leave, of_organisation, of_service, state};
use crate::{
    Identity,
    model::{
        client::Client,
        partner::{OrganisationId, role::Role, stage::Stage},
    },
    pages::connect::{answer, asked},
    store::partners::{
        members::{self, Member},
        services,
    },
};

pub(crate) async fn get(State(identity): State<Identity>, Path(id): Path<OrganisationId>, ctx: Ctx) -> Outcome<Answer> {
    let tx = ctx.identity_read().await?;
    let (mut tx, seat) = match access::member(&identity, &ctx, tx, access::Proof::TwoFactors, id).await? {
        Ok(here) => here,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let services = services::of_organisation(&mut tx, id).await?;
    let members = members::of(&mut tx, id).await?;
    Ok(answer(page(&seat, &services, &members, asked(&ctx, "fait").as_deref())))
}

fn page(seat: &access::Seat, services: &[Client], members: &[Member], done: Option<&str>) -> Page {
    let organisation = &seat.organisation;
    let here = of_organisation(organisation.id);
    let is_developer = seat.roles.has(Role::Developer);
    let body = html! {
        (ui::heading(Some("Espace partenaires"), &organisation.name))
        @if done == Some("equipe") { (ui::notice(Kind::Success, "L’équipe est à jour.", html! {})) }
        @if organisation.suspended_at.is_some() {
            (ui::notice(Kind::Danger, "La Métropole a suspendu cette organisation.", html! { p { "Aucun de ses services ne peut connecter personne. Écrivez à la Métropole." } }))
        }
        (ui::section("Services", html! {
            @if services.is_empty() { p { "Aucun service pour le moment." } }
            @else { (ui::table("Services", &columns(), &services.iter().map(|service| row(seat, service)).collect::<Vec<_>>())) }
            @if is_developer { (ui::button_row(html! { (ui::link_button(&format!("{here}/service"), "Déclarer un service")) })) }
        }))
        @if is_developer {
            (ui::section("Équipe", html! {
                (ui::table("Équipe", &[Column::text("Personne"), Column::text("Rôles")], &members.iter().map(person).collect::<Vec<_>>()))
                (ui::button_row(html! {
                    (ui::secondary_link_button(&format!("{here}/invitation"), "Inviter"))
                    (ui::secondary_link_button(&format!("{here}/membres"), "Changer les rôles"))
                }))
            }))
        }
        p { "Vos rôles\u{a0}: " (seat.roles.spoken()) ". " a href=(leave::address(organisation.id)) { "Quitter l’organisation" } }
    };
    Page::new(&organisation.name, body).back(HOME, "Espace partenaires")
}

fn columns() -> [Column<'static>; 3] {
    [Column::text("Service"), Column::text("État"), Column::text("Ouvrir")]
}

fn row(seat: &access::Seat, service: &Client) -> Vec<Markup> {
    let (tone, words) = state(service);
    let name = html! {
        @if seat.roles.has(Role::Developer) { a href=(of_service(&service.id)) { (service.name) } } @else { (service.name) }
    };
    let ways = html! {
        @if seat.roles.has(Role::Support) {
            a href={ (of_service(&service.id)) "/assistance" } { "Assistance" span.hidden { " pour " (service.name) } } " "
        }
        @if let (Stage::Integration, Some(uri)) = (service.stage, &service.login_uri) {
            a href=(uri) { "Essayer" span.hidden { " " (service.name) } }
        }
    };
    vec![name, ui::status_tag(tone, words), ways]
}

fn person(member: &Member) -> Vec<Markup> {
    let name = format!("{} {}", member.given_name.expose(), member.family_name.expose());
    vec![html! { (name) br; span.hint { (member.email.expose()) } }, html! { (member.roles.spoken()) }]
}
