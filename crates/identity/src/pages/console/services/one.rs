//! `/services/{client}`: the figures of one service, what it declares and was
//! refused; suspending it, or connecting it again.

use axum::extract::{Path, State};
use kernel::text::date_time;
use ui::{Kind, Link, Markup, Page, html};
use web::{Answer, Ctx, Failure, Html, Outcome, Posted, posted::encode, redirect};

use super::{HERE, described};
use crate::{
    Identity,
    flow::partners::services as flow,
    model::{client::Client, partner::declaration::Declaration},
    pages::figures,
    store::{client_errors, clients, partners::services},
};

/// Where a service is.
pub(in crate::pages::console) fn href(client: &str) -> String {
    format!("{HERE}/{}", encode(client))
}

pub(crate) async fn get(Path(id): Path<String>, ctx: Ctx) -> Outcome<Html> {
    let mut tx = ctx.identity_read().await?;
    let client = clients::by_id(&mut tx, &id).await?.ok_or(Failure::NOT_FOUND)?;
    let figures = figures::of(&mut tx, &client.id, ctx.moment().wall).await?;
    let declared = Declaration::of(&client, services::events_uri(&mut tx, &client.id).await?);
    let errors = client_errors::recent(&mut tx, &client.id).await?;
    let body = html! {
        (ui::breadcrumb(&[Link::new(HERE, "Services")], &client.name))
        (ui::heading(Some("Service"), &client.name))
        @if client.suspended_at.is_some() {
            (ui::notice(Kind::Danger, "Ce service est suspendu.", html! { p { "Personne n’y entre avec son compte. Ses accès ne valent rien." } }))
        }
        (ui::section("Chiffres", figures))
        (described::declared(&client, &declared))
        (ui::section("Derniers refus", described::refusals(&errors)))
        @if !client.is_ours { (ui::section("Suspension", form(&ctx, &client))) }
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

fn form(ctx: &Ctx, client: &Client) -> Markup {
    let (told, button) = match client.suspended_at {
        None => (
            "Suspendu, il s’arrête tout de suite, et ses jetons ne valent plus rien. Vous pourrez le reconnecter.".to_owned(),
            ui::danger_button_named("acte", "suspendre", "Suspendre le service"),
        ),
        Some(at) => (
            format!("Suspendu le {}, seul ou avec son organisation.", date_time(at)),
            ui::button_named("acte", "connecter", "Reconnecter le service"),
        ),
    };
    html! {
        p { (told) }
        (ui::form(&href(&client.id), ctx.csrf(), None, false, ui::button_row(button)))
    }
}
