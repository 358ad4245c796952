//! `/services/{client}`: the figures of one service, what it declares and was
//! refused; suspending it, or connecting it again.

use axum::extract::{Path, State};
use kernel::text::date_time;
use ui::{Kind, Link, Markup, Page, Row, html};
use web::{Answer, Ctx, Failure, Html, Outcome, Posted, posted::encode, redirect};

use super::HERE;
use crate::{
    Identity,
    flow::partners::services as flow,
    model::{client::Client, partner::declaration::Declaration},
    pages::{console::partners::organisation, declared, figures},
    store::{
        client_errors, clients,
        partners::{
            organisations::{self, Organisation},
            services,
        },
    },
};

/// Where a service is.
pub(in crate::pages::console) fn href(client: &str) -> String {
    format!("{HERE}/{}", encode(client))
}

pub(crate) async fn get(Path(id): Path<String>, ctx: Ctx) -> Outcome<Html> {
    let mut tx = ctx.identity_read().await?;
    let client = clients::by_id(&mut tx, &id).await?.ok_or(Failure::NOT_FOUND)?;
    let figures = figures::of(&mut tx, &client.id, ctx.moment().wall).await?;
    let declaration = Declaration::of(&client, services::events_uri(&mut tx, &client.id).await?);
    let errors = client_errors::recent(&mut tx, &client.id).await?;
    let organisation = match client.organisation_id {
        Some(id) => organisations::by_id(&mut tx, id).await?,
        None => None,
    };
    let body = html! {
        (ui::breadcrumb(&[Link::new(HERE, "Services")], &client.name))
        (ui::heading(Some("Service"), &client.name))
        @if client.suspended_at.is_some() {
            (ui::notice(Kind::Danger, "Ce service est suspendu.", html! { p { "Personne n’y entre avec son compte. Ses accès ne valent rien." } }))
        }
        (ui::section("Chiffres", figures))
        (ui::section("Le service", html! {
            (ui::summary_list(&[Row::new("client_id", html! { code { (client.id) } }), Row::text("État", client.stage.label())]))
            (declared::settings(&declaration))
        }))
        (ui::section("Données demandées", declared::data(&declaration.needs)))
        (ui::section("Derniers refus", declared::refusals(&errors)))
        @if !client.is_ours { (ui::section("Suspension", suspension(&ctx, &client, organisation.as_ref()))) }
    };
    Ok(Page::new(client.name, body).into())
}

/// `POST /services/{client}`: suspends it or connects it again; twice is once.
/// Sites of ours are not suspended from here: the console is one.
pub(crate) async fn post(State(identity): State<Identity>, Path(id): Path<String>, ctx: Ctx, posted: Posted) -> Outcome<Answer> {
    let suspended = match posted.value("acte") {
        "suspendre" => true,
        "connecter" => false,
        _ => return Err(Failure::NOT_FOUND),
    };
    let mut tx = ctx.identity_write().await?;
    let client = clients::by_id(&mut tx, &id).await?.filter(|client| !client.is_ours).ok_or(Failure::NOT_FOUND)?;
    flow::suspend(&identity, &mut tx, ctx.moment(), &ctx.actor().audit_name(), &client.id, suspended).await?;
    tx.commit().await?;
    Ok(redirect(&href(&client.id)))
}

fn suspension(ctx: &Ctx, client: &Client, organisation: Option<&Organisation>) -> Markup {
    let form = |control: Markup| ui::form(&href(&client.id), ctx.csrf(), None, false, ui::button_row(control));
    html! {
        @if let Some(suspended) = organisation.filter(|organisation| organisation.suspended_at.is_some()) {
            p { "Son organisation est suspendue, avec tous ses services\u{a0}: " a href=(organisation::here(suspended.id)) { (suspended.name) } "." }
        } @else if let Some(at) = client.suspended_at {
            p { "Suspendu le " (date_time(at)) "." }
            (form(ui::button_named("acte", "connecter", "Reconnecter le service")))
        } @else {
            p { "Il s’arrête tout de suite, et ses jetons ne valent plus rien. Vous pourrez le reconnecter." }
            (form(ui::danger_button_named("acte", "suspendre", "Suspendre le service")))
        }
    }
}
