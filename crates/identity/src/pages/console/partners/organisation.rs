//! `/partenaires/organisations/{organisation}`: accepted or refused, suspended
//! or restored; a developer invited, when none is left.

use axum::extract::{Path, State};
use db::IdentityTx;
use kernel::{
    text::{day, long_date},
    values::Email,
};
use ui::{Column, FormState, Kind, Label, Markup, Page, Row, TextKind, html};
use web::{Answer, Ctx, Failure, Outcome, Posted, redirect};

use super::{HOME, form, read};
use crate::pages::console::services::one::href as service_page;
use crate::{
    Identity,
    flow::partners::{members, organisations},
    model::{
        client::Client,
        partner::{Decision, OrganisationId, role::Roles},
    },
    store::partners::{
        members::{self as kept_members, Member},
        organisations::{self as kept, Organisation},
        services,
    },
};

pub(crate) async fn get(Path(id): Path<OrganisationId>, ctx: Ctx) -> Outcome<Answer> {
    shown(&ctx, &mut ctx.identity_read().await?, id, &FormState::default(), 200).await
}

pub(crate) async fn post(State(identity): State<Identity>, Path(id): Path<OrganisationId>, ctx: Ctx, posted: Posted) -> Outcome<Answer> {
    let (moment, operator) = (ctx.moment(), ctx.actor().audit_name());
    let mut tx = ctx.identity_write().await?;
    let organisation = kept::by_id(&mut tx, id).await?.ok_or(Failure::NOT_FOUND)?;
    match posted.value("acte") {
        "suspendre" => organisations::suspend(&mut tx, moment, &operator, id, true).await?,
        "retablir" => organisations::suspend(&mut tx, moment, &operator, id, false).await?,
        "inviter" => {
            let Some(email) = Email::parse(posted.value("email").trim()) else {
                let state = posted.state().with_error("email", "Écrivez une adresse e-mail.");
                return shown(&ctx, &mut tx, id, &state, 422).await;
            };
            if organisation.decision != Some(Decision::Accepted) {
                return Err(Failure::NOT_FOUND);
            }
            members::invite(&identity, &mut tx, moment, &operator, &organisation, (&email, Roles::parse("developer"))).await?;
        }
        _ => {
            let answered = match read(&posted) {
                Ok(answered) => answered,
                Err(state) => return shown(&ctx, &mut tx, id, &state, 422).await,
            };
            organisations::answer(&identity, &mut tx, moment, &operator, &organisation, answered.refusal()).await?;
        }
    }
    tx.commit().await?;
    Ok(redirect(&here(id)))
}

pub(in crate::pages::console) fn here(id: OrganisationId) -> String {
    format!("{HOME}/organisations/{id}")
}

async fn shown(ctx: &Ctx, tx: &mut IdentityTx, id: OrganisationId, state: &FormState, status: u16) -> Outcome<Answer> {
    let organisation = kept::by_id(tx, id).await?.ok_or(Failure::NOT_FOUND)?;
    let members = kept_members::of(tx, id).await?;
    let services = services::of_organisation(tx, id).await?;
    let body = html! {
        (ui::error_summary(state))
        (ui::heading(Some("Partenaires"), &organisation.name))
        (ui::summary_list(&rows(&organisation)))
        @match organisation.decision {
            None => (ui::section("Réponse", form(ctx, &here(id), state))),
            Some(Decision::Refused) => (ui::notice(Kind::Warning, "Refusée.", html! { p { (organisation.decision_reason.as_deref().unwrap_or_default()) } })),
            Some(Decision::Accepted) => (accepted(ctx, &organisation, &members, &services, state)),
        }
    };
    let page = Page::new(&organisation.name, body).back(HOME, "Partenaires").status(status);
    Ok(axum::response::IntoResponse::into_response(web::Html::new(page)))
}

fn rows(organisation: &Organisation) -> Vec<Row> {
    let mut rows = vec![
        Row::text("SIRET", organisation.siret.as_deref().unwrap_or("Non donné")),
        Row::text("Ce qu’elle veut relier", &organisation.why),
        Row::text("Contact", organisation.contact.expose()),
        Row::text("Demandée le", &long_date(day(organisation.asked_at))),
    ];
    rows.extend(organisation.decided_at.map(|at| Row::text("Réponse le", &long_date(day(at)))));
    rows
}

fn accepted(ctx: &Ctx, organisation: &Organisation, members: &[Member], services: &[Client], state: &FormState) -> Markup {
    let team: Vec<Vec<Markup>> =
        members.iter().map(|member| vec![html! { (member.email.expose()) }, html! { (member.roles.spoken()) }]).collect();
    let list: Vec<Vec<Markup>> = services.iter().map(service).collect();
    html! {
        (ui::section("Services", html! {
            @if list.is_empty() { p { "Aucun service." } } @else { (ui::table("Services", &[Column::text("Service"), Column::text("État")], &list)) }
        }))
        (ui::section("Équipe", html! {
            @if team.is_empty() { p { "Plus personne." } } @else { (ui::table("Équipe", &[Column::text("Personne"), Column::text("Rôles")], &team)) }
            (ui::details_open("Inviter un développeur", state.has_errors(), ui::form(&here(organisation.id), ctx.csrf(), None, false, html! {
                (ui::hidden("acte", "inviter"))
                (ui::text_input(&Label::new("email", "Adresse e-mail").state(state), state.value("email"), TextKind::Email, None))
                (ui::secondary_button("Inviter"))
            })))
        }))
        (ui::section("Suspension", suspension(ctx, organisation)))
    }
}

fn service(service: &Client) -> Vec<Markup> {
    let state = if service.suspended_at.is_some() { "Suspendu" } else { service.stage.label() };
    vec![html! { a href=(service_page(&service.id)) { (service.name) } }, html! { (state) }]
}

fn suspension(ctx: &Ctx, organisation: &Organisation) -> Markup {
    html! {
        @if let Some(at) = organisation.suspended_at {
            p { "Suspendue le " (long_date(day(at))) ". Aucun de ses services ne peut connecter personne." }
            (ui::form(&here(organisation.id), ctx.csrf(), None, false, ui::button_named("acte", "retablir", "Rétablir l’organisation")))
        } @else {
            p { "Tous ses services s’arrêtent tout de suite, et leurs jetons ne valent plus rien." }
            (ui::form(&here(organisation.id), ctx.csrf(), None, false, ui::danger_button_named("acte", "suspendre", "Suspendre l’organisation")))
        }
    }
}
