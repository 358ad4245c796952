//! `/partenaires/services`: every service of partners, and its state.

use ui::{Column, Markup, Page, Tone, html};
use web::{Ctx, Html, Outcome};

use super::HOME;
use crate::store::partners::services::{self, Listed};

pub(crate) async fn get(ctx: Ctx) -> Outcome<Html> {
    let mut tx = ctx.identity_read().await?;
    let rows: Vec<Vec<Markup>> = services::all(&mut tx).await?.iter().map(row).collect();
    let columns = [Column::text("Service"), Column::text("Organisation"), Column::text("État")];
    let body = html! {
        (ui::heading(Some("Partenaires"), "Tous les services"))
        @if rows.is_empty() { p { "Aucun service." } } @else { (ui::table("Services", &columns, &rows)) }
    };
    Ok(Page::new("Tous les services", body).back(HOME, "Partenaires").into())
}

fn row(service: &Listed) -> Vec<Markup> {
    let organisation = html! {
        @match service.organisation_id {
            Some(id) => a href={ (HOME) "/organisations/" (id) } { (service.organisation_name.as_deref().unwrap_or_default()) },
            None => "Inscrit par la Métropole",
        }
    };
    let (tone, words) = match (service.suspended_at, service.organisation_suspended_at) {
        (Some(_), _) => (Tone::Danger, "Suspendu"),
        (None, Some(_)) => (Tone::Danger, "Suspendu avec l’organisation"),
        (None, None) => (Tone::Success, service.stage.label()),
    };
    vec![html! { a href={ (HOME) "/services/" (service.id) } { (service.name) } }, organisation, ui::status_tag(tone, words)]
}
