//! Taking a connector away: not while a téléservice calls it.

use axum::response::IntoResponse;
use db::InstanceTx;
use kernel::Slug;
use ui::{Markup, html};
use web::{Answer, Ctx, Html, Outcome, redirect};

use super::{
    Office,
    done::Done,
    fields, index,
    one::{REMOVE, Shown, WHAT},
    urls,
};
use crate::{
    model::Connector,
    store::{bindings, connectors},
};

/// Who uses a connector: the titles of téléservices, or their names once they are published no more.
pub async fn users(office: &Office, tx: &mut InstanceTx, connector: &Slug) -> Outcome<Vec<String>> {
    let published = office.cases.published(tx).await?;
    let title = |teleservice: &Slug| published.iter().find(|one| one.teleservice == *teleservice).map(|one| one.title.clone());
    let mut bound = bindings::all(tx).await?;
    bound.retain(|binding| binding.connector == *connector);
    bound.dedup_by(|one, other| one.teleservice == other.teleservice);
    Ok(bound.into_iter().map(|binding| title(&binding.teleservice).unwrap_or_else(|| binding.teleservice.to_string())).collect())
}

/// Takes it away, with what came of its calls; or shows its page again, with who uses it.
pub async fn remove(office: &Office, slug: &str, ctx: &Ctx) -> Outcome<Answer> {
    let instance = ctx.instance()?;
    let mut tx = ctx.instance_write(instance).await?;
    let shown = Shown::find(office, &mut tx, slug).await?;
    let connector = &shown.connector;
    if !shown.users.is_empty() {
        return Ok(Html::from(shown.page(ctx, &fields::opening(connector), html! {})?.status(409)).into_response());
    }
    connectors::remove(&mut tx, &connector.slug).await?;
    index::record(&mut tx, ctx, "connector.remove", &connector.slug, serde_json::json!({ "label": connector.label })).await?;
    tx.commit().await?;
    Ok(redirect(&urls::after(&urls::connectors(instance), Done::Removed)))
}

/// The button, or why there is none.
pub fn section(connector: &Connector, users: &[String], form: impl FnOnce(Markup) -> Markup) -> Markup {
    ui::section(
        "Suppression",
        html! {
            @if users.is_empty() {
                p { "Aucune démarche n’appelle ce connecteur. La liste de ses appels sera supprimée aussi." }
                (form(ui::danger_button_named(WHAT, REMOVE, &format!("Supprimer «\u{a0}{}\u{a0}»", connector.label))))
            } @else {
                p { "Ce connecteur ne peut pas être supprimé. Ces démarches l’appellent\u{a0}:" }
                ul { @for title in users { li { (title) } } }
                p { "Reliez-les d’abord à un autre connecteur, ou à aucun." }
            }
        },
    )
}
