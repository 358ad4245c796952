//! What the space offers to citizens.

use db::Stage;
use kernel::text::{date, day};
use ui::{Column, Link, Markup, Page, Tone, html};
use web::{Actor, Ctx, Html, Outcome, Right, Site};

use super::urls;
use crate::{
    model::Origin,
    store::{self, definitions::Published},
};

pub(super) async fn get(ctx: Ctx) -> Outcome<Html> {
    let instance = ctx.instance()?;
    let mut tx = ctx.instance_read(instance).await?;
    let published = store::definitions::published(&mut tx).await?;
    let rows = published.iter().map(|published| row(&ctx, published)).collect::<Outcome<Vec<_>>>()?;
    let columns = ["Démarche", "Origine", "Publiée", "Page publique"].map(Column::text);
    let body = html! {
        (ui::breadcrumb(&[Link::new(urls::queue(instance, ""), "Demandes")], "Démarches"))
        (ui::heading(None, "Démarches de cet espace"))
        @if may_create(&ctx) { (ui::button_row(ui::link_button(&urls::studio(instance), "Créer une démarche"))) }
        @if rows.is_empty() { (ui::empty_state("Aucune démarche publiée", "Les démarches publiées apparaîtront ici.", None)) }
        @else { (ui::table("Démarches publiées", &columns, &rows)) }
    };
    Ok(Page::new("Démarches", body).wide().into())
}

/// Whether the agent writes démarches: administrators do, in the studio.
fn may_create(ctx: &Ctx) -> bool {
    matches!(ctx.actor(), Actor::Agent(_, pass) if pass.may(Right::Administer))
}

fn row(ctx: &Ctx, published: &Published) -> Outcome<Vec<Markup>> {
    let (instance, title) = (ctx.instance()?, &published.title);
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
