//! `/partenaires/services/{client}`: a service, suspended or connected again.

use axum::extract::{Path, State};
use kernel::text::date_time;
use ui::{Column, Markup, Page, Row, html};
use web::{Answer, Ctx, Failure, Html, Outcome, Posted, redirect};

use super::HOME;
use crate::{
    Identity,
    flow::partners::services as flow,
    model::{client::Client, partner::declaration::Declaration},
    store::{
        client_errors::{self, ClientError},
        clients,
        partners::services,
    },
};

/// The most refusals shown.
const SHOWN: usize = 10;

pub(crate) async fn get(Path(client): Path<String>, ctx: Ctx) -> Outcome<Html> {
    let mut tx = ctx.identity_read().await?;
    let service = of_partner(clients::by_id(&mut tx, &client).await?)?;
    let declared = Declaration::of(&service, services::events_uri(&mut tx, &client).await?);
    let errors = client_errors::recent(&mut tx, &client).await?;
    let rows: Vec<Row> = declared
        .lines()
        .iter()
        .filter(|(_, lines)| !lines.is_empty())
        .map(|(what, lines)| Row::new(*what, html! { @for line in lines { div { (line) } } }))
        .collect();
    let needs: Vec<Vec<Markup>> = declared.needs.iter().map(|need| vec![html! { (need.datum.label()) }, html! { (need.why) }]).collect();
    let body = html! {
        (ui::heading(Some("Partenaires"), &service.name))
        (ui::section("Suspension", suspension(&ctx, &service)))
        (ui::section("Le service", html! {
            (ui::summary_list(&[Row::new("client_id", html! { code { (service.id) } }), Row::text("État", service.stage.label())]))
            (ui::summary_list(&rows))
        }))
        @if !needs.is_empty() { (ui::section("Données", ui::table("Données", &[Column::text("Donnée"), Column::text("Raison")], &needs))) }
        p { a href={ "/services/" (service.id) } { "Voir ses chiffres" } }
        (ui::section("Derniers refus", refusals(&errors)))
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

fn suspension(ctx: &Ctx, service: &Client) -> Markup {
    let here = format!("{HOME}/services/{}", service.id);
    html! {
        @if let Some(at) = service.suspended_at {
            p { "Suspendu le " (date_time(at)) ", seul ou avec son organisation." }
            (ui::form(&here, ctx.csrf(), None, false, ui::button_named("acte", "connecter", "Reconnecter le service")))
        } @else {
            p { "Il s’arrête tout de suite, et ses jetons ne valent plus rien." }
            (ui::form(&here, ctx.csrf(), None, false, ui::danger_button_named("acte", "suspendre", "Suspendre le service")))
        }
    }
}

fn refusals(errors: &[ClientError]) -> Markup {
    let rows: Vec<Vec<Markup>> = errors
        .iter()
        .take(SHOWN)
        .map(|error| vec![html! { (date_time(error.at)) }, html! { code { (error.endpoint.path()) } }, html! { (error.explanation()) }])
        .collect();
    html! {
        @if rows.is_empty() { p { "Aucun." } }
        @else { (ui::table("Derniers refus", &[Column::text("Date"), Column::text("Où"), Column::text("Que faire")], &rows)) }
    }
}
