//! What the space offers to citizens.

use axum::extract::State;
use db::Stage;
use kernel::text::{date, day};
use ui::{Column, Link, Markup, Page, Tone, html};
use web::{Ctx, Html, Outcome, Site};

use super::urls;
use crate::{
    Cases,
    model::Origin,
    store::{self, definitions::Published},
};

pub(super) async fn get(State(cases): State<Cases>, ctx: Ctx) -> Outcome<Html> {
    let instance = ctx.instance()?;
    let mut tx = ctx.instance_read(instance).await?;
    let mut rows: Vec<Vec<Markup>> = Vec::new();
    for published in store::definitions::published(&mut tx).await? {
        let compiled = cases.compiled(&mut tx, &published.hash).await?;
        rows.push(row(&ctx, &published, &compiled.about().title)?);
    }
    let columns = ["Démarche", "Origine", "Publiée", "Page publique"].map(Column::text);
    let body = html! {
        (ui::breadcrumb(&[Link::new(urls::queue(instance, ""), "Demandes")], "Démarches"))
        (ui::heading(None, "Démarches de cet espace"))
        @if rows.is_empty() { (ui::empty_state("Aucune démarche publiée", "Les démarches publiées apparaîtront ici.", None)) }
        @else { (ui::table("Démarches publiées", &columns, &rows)) }
    };
    Ok(Page::new("Démarches", body).wide().into())
}

fn row(ctx: &Ctx, published: &Published, title: &str) -> Outcome<Vec<Markup>> {
    let instance = ctx.instance()?;
    let page = ctx.url(Site::Portal, &urls::public(instance, &published.teleservice));
    Ok(vec![
        html! { (title) },
        match published.origin {
            Origin::Own => html! { (ui::status_tag(Tone::Info, "La vôtre")) },
            Origin::Shared => {
                html! { (ui::status_tag(Tone::Neutral, "Partagée")) " " span.hint { "Elle ne se modifie pas ici." } }
            }
        },
        html! { (date(day(published.published_at))) },
        match instance.stage {
            Stage::Production => html! { a href=(page) { "Voir la page" span.hidden { " de «\u{a0}" (title) "\u{a0}»" } } },
            Stage::Test => html! { a href=(page) { "Essayer" span.hidden { " «\u{a0}" (title) "\u{a0}» comme un usager" } } },
        },
    ])
}
