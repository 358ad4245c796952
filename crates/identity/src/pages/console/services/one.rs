//! `/services/{client}`: the figures of one service, what it declares and was refused; disconnecting it, or
//! connecting it again.

use axum::extract::{Path, State};
use ui::{Kind, Link, Markup, Page, html};
use web::{Answer, Ctx, Failure, Html, Outcome, Posted, posted::encode, redirect};

use super::{HERE, described};
use crate::{
    Identity,
    flow::clients::{self as acts, Connection},
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
            (ui::notice(Kind::Danger, "Ce service est déconnecté.", html! { p { "Personne n’y entre avec son compte. Ses accès ne valent rien." } }))
        }
        (ui::section("Chiffres", figures))
        (described::declared(&client, &declared))
        (ui::section("Derniers refus", described::refusals(&errors)))
        @if !client.is_ours { (ui::section("Connexion", form(&ctx, &client))) }
    };
    Ok(Page::new(client.name, body).into())
}

/// `POST /services/{client}`: disconnects it or connects it again; twice is once.
pub(crate) async fn post(State(identity): State<Identity>, Path(id): Path<String>, ctx: Ctx, posted: Posted) -> Outcome<Answer> {
    let connection = match posted.value("choix") {
        "deconnecter" => Connection::Off,
        "reconnecter" => Connection::On,
        _ => return Err(Failure::NOT_FOUND),
    };
    let mut tx = ctx.identity_write().await?;
    let client = clients::by_id(&mut tx, &id).await?.filter(|client| !client.is_ours).ok_or(Failure::NOT_FOUND)?;
    acts::connect(&identity, &mut tx, ctx.moment(), (&client.id, connection), &ctx.actor().audit_name()).await?;
    tx.commit().await?;
    Ok(redirect(&href(&client.id)))
}

fn form(ctx: &Ctx, client: &Client) -> Markup {
    let (told, button) = match client.suspended_at {
        None => (
            "Déconnecté, ce service ne reçoit plus personne, tout de suite. Vous pourrez le reconnecter.",
            ui::danger_button_named("choix", "deconnecter", "Déconnecter ce service"),
        ),
        Some(_) => {
            ("Reconnecté, ce service reçoit de nouveau du monde.", ui::button_named("choix", "reconnecter", "Reconnecter ce service"))
        }
    };
    html! {
        p { (told) }
        (ui::form(&href(&client.id), ctx.csrf(), None, false, ui::button_row(button)))
    }
}
