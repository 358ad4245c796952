//! `/services/{client}`: the figures of one service.

use axum::extract::Path;
use ui::{Kind, Link, Page, html};
use web::{Ctx, Failure, Html, Outcome, posted::encode};

use super::HERE;
use crate::{
    pages::{console::partners, figures},
    store::clients,
};

/// Where a service is.
pub(super) fn href(client: &str) -> String {
    format!("{HERE}/{}", encode(client))
}

pub(crate) async fn get(Path(id): Path<String>, ctx: Ctx) -> Outcome<Html> {
    let mut tx = ctx.identity_read().await?;
    let client = clients::by_id(&mut tx, &id).await?.ok_or(Failure::NOT_FOUND)?;
    let figures = figures::of(&mut tx, &client.id, ctx.moment().wall).await?;
    let body = html! {
        (ui::breadcrumb(&[Link::new(HERE, "Services")], &client.name))
        (ui::heading(Some("Service"), &client.name))
        @if client.suspended_at.is_some() {
            (ui::notice(Kind::Danger, "Ce service est suspendu.", html! { p { "Personne n’y entre avec son compte. Ses accès ne valent rien." } }))
        }
        (figures)
        @if !client.is_ours {
            (ui::button_row(html! { (ui::secondary_link_button(&format!("{}/services/{}", partners::HOME, encode(&client.id)), "Voir le service et le suspendre")) }))
        }
    };
    Ok(Page::new(client.name, body).into())
}
