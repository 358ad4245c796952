//! What stands behind the names that téléservices give to other programs.

use axum::extract::State;
use cases::Shelved;
use db::InstanceTx;
use kernel::Slug;
use ui::{Choice, Column, Label, Markup, html};
use web::{Answer, Ctx, Failure, Outcome, Posted, redirect};

use super::{Office, done::Done, index, urls};
use crate::{
    model::Connector,
    store::{
        bindings::{self, Binding},
        connectors,
    },
};

const TELESERVICE: &str = "demarche";
const NAME: &str = "nom";

/// The choice for a name: each has its own on the page.
fn field(teleservice: &Slug, name: &Slug) -> String {
    format!("connecteur.{teleservice}.{name}")
}

/// Puts a connector behind a name, or nothing.
pub async fn post(State(_): State<Office>, ctx: Ctx, posted: Posted) -> Outcome<Answer> {
    let instance = ctx.instance()?;
    let slug = |name: &str| posted.value(name).parse::<Slug>().map_err(|_| Failure::NOT_FOUND);
    let (teleservice, name) = (slug(TELESERVICE)?, slug(NAME)?);
    let mut tx = ctx.instance_write(instance).await?;
    let chosen = match posted.value(&field(&teleservice, &name)) {
        "" => None,
        chosen => {
            let chosen = chosen.parse().map_err(|_| Failure::NOT_FOUND)?;
            Some(connectors::by_slug(&mut tx, &chosen).await?.ok_or(Failure::NOT_FOUND)?.slug)
        }
    };
    match &chosen {
        Some(connector) => bindings::bind(&mut tx, &teleservice, &name, connector).await?,
        None => bindings::unbind(&mut tx, &teleservice, &name).await?,
    }
    let detail = serde_json::json!({ "teleservice": teleservice, "connector": chosen });
    index::record(&mut tx, &ctx, "connector.bind", &name, detail).await?;
    tx.commit().await?;
    Ok(redirect(&urls::after(&urls::connectors(instance), Done::Bound)))
}

/// Each name that a téléservice of this space gives, with the connector behind it.
pub async fn section(office: &Office, tx: &mut InstanceTx, ctx: &Ctx, all: &[Connector]) -> Outcome<Markup> {
    let bound = bindings::all(tx).await?;
    let shelf = office.cases.library(tx).await?;
    let mut rows = Vec::new();
    for shelved in &shelf {
        for wanted in shelved.compiled.connectors() {
            let behind = bound.iter().find(|one| one.teleservice == shelved.teleservice && one.name == wanted.slug);
            rows.push(row(ctx, shelved, (&wanted.slug, &wanted.label), all, behind)?);
        }
    }
    let columns = ["Démarche", "Logiciel appelé", "Connecteur"].map(Column::text);
    Ok(html! {
        @if !rows.is_empty() {
            (ui::section("Démarches qui appellent un logiciel", ui::table("Ce que chaque démarche appelle", &columns, &rows)))
        }
    })
}

fn row(ctx: &Ctx, of: &Shelved, (name, label): (&Slug, &str), all: &[Connector], behind: Option<&Binding>) -> Outcome<Vec<Markup>> {
    let none = std::iter::once(Choice::new("", "Aucun"));
    let choices: Vec<Choice<'_>> = none.chain(all.iter().map(|one| Choice::new(one.slug.as_str(), &one.label))).collect();
    let chosen = behind.map_or("", |binding| binding.connector.as_str());
    let title = &of.compiled.about().title;
    let form = ui::form(
        &urls::bindings(ctx.instance()?),
        ctx.csrf(),
        None,
        false,
        html! {
            (ui::hidden(TELESERVICE, of.teleservice.as_str()))
            (ui::hidden(NAME, name.as_str()))
            (ui::select(&Label::new(&field(&of.teleservice, name), &format!("Connecteur pour «\u{a0}{label}\u{a0}»")), &choices, chosen))
            (ui::secondary_button("Relier"))
        },
    );
    Ok(vec![html! { (title) }, html! { (label) }, form])
}
