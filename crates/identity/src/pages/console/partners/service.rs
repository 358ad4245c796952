//! `/partenaires/services/{client}`: a service, suspended or connected again.

use axum::extract::{Path, State};
use kernel::text::date_time;
use ui::{Markup, Page, Row, html};
use web::{Answer, Ctx, Failure, Html, Outcome, Posted, redirect};

use super::HOME;
use crate::{
    Identity,
    flow::partners::services as flow,
    model::{client::Client, partner::declaration::Declaration},
    pages::declared,
    store::{
        client_errors, clients,
        partners::{
            organisations::{self, Organisation},
            services,
        },
    },
};

pub(crate) async fn get(Path(client): Path<String>, ctx: Ctx) -> Outcome<Html> {
    let mut tx = ctx.identity_read().await?;
    let service = of_partner(clients::by_id(&mut tx, &client).await?)?;
    let declaration = Declaration::of(&service, services::events_uri(&mut tx, &client).await?);
    let errors = client_errors::recent(&mut tx, &client).await?;
    let organisation = match service.organisation_id {
        Some(id) => organisations::by_id(&mut tx, id).await?,
        None => None,
    };
    let body = html! {
        (ui::heading(Some("Partenaires"), &service.name))
        (ui::section("Suspension", suspension(&ctx, &service, organisation.as_ref())))
        (ui::section("Le service", html! {
            (ui::summary_list(&[Row::new("client_id", html! { code { (service.id) } }), Row::text("État", service.stage.label())]))
            (declared::settings(&declaration))
        }))
        (ui::section("Données demandées", declared::data(&declaration.needs)))
        (ui::section("Derniers refus", declared::refusals(&errors)))
    };
    Ok(Page::new(&service.name, body).back(format!("{HOME}/services"), "Tous les services").into())
}

pub(crate) async fn post(State(identity): State<Identity>, Path(client): Path<String>, ctx: Ctx, posted: Posted) -> Outcome<Answer> {
    let mut tx = ctx.identity_write().await?;
    of_partner(clients::by_id(&mut tx, &client).await?)?;
    let suspended = posted.value("acte") == "suspendre";
    flow::suspend(&identity, &mut tx, ctx.moment(), &ctx.actor().audit_name(), &client, suspended).await?;
    tx.commit().await?;
    Ok(redirect(&format!("{HOME}/services/{client}")))
}

/// Sites of ours are not suspended from here: the console is one.
fn of_partner(found: Option<Client>) -> Outcome<Client> {
    found.filter(|client| !client.is_ours).ok_or(Failure::NOT_FOUND)
}

fn suspension(ctx: &Ctx, service: &Client, organisation: Option<&Organisation>) -> Markup {
    let here = format!("{HOME}/services/{}", service.id);
    html! {
        @if let Some(suspended) = organisation.filter(|organisation| organisation.suspended_at.is_some()) {
            p { "Son organisation est suspendue, avec tous ses services\u{a0}: " a href={ (HOME) "/organisations/" (suspended.id) } { (suspended.name) } "." }
        } @else if let Some(at) = service.suspended_at {
            p { "Suspendu le " (date_time(at)) "." }
            (ui::form(&here, ctx.csrf(), None, false, ui::button_named("acte", "connecter", "Reconnecter le service")))
        } @else {
            p { "Il s’arrête tout de suite, et ses jetons ne valent plus rien." }
            (ui::form(&here, ctx.csrf(), None, false, ui::danger_button_named("acte", "suspendre", "Suspendre le service")))
        }
    }
}
