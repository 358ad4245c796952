//! What was done to a work: undone, done again, brought back.

use axum::{
    extract::{Path, State},
    response::IntoResponse,
};
use db::{InstanceKey, Stage};
use kernel::{Slug, text};
use serde::Deserialize;
use ui::{Column, Kind, Markup, html};
use web::{Answer, Ctx, Html, Outcome, Posted, redirect};

use super::{
    shell::{self, BACK, Part, SEEN},
    urls,
};
use crate::{
    Studio,
    keep::{self, Opened},
    store::{
        planned,
        works::{self, Step, Work},
    },
};

#[derive(Deserialize)]
pub(super) struct Asked {
    pub(super) work: Slug,
}

pub(super) async fn get(State(_): State<Studio>, Path(asked): Path<Asked>, ctx: Ctx) -> Outcome<Html> {
    let mut tx = ctx.instance_read(ctx.instance()?).await?;
    let opened = keep::open(&mut tx, &asked.work).await?;
    let steps = works::steps(&mut tx, &asked.work).await?;
    drawn(&ctx, &opened, &steps, None)
}

/// Why nothing was changed.
const OVERTAKEN: (&str, &str) = ("Quelqu’un d’autre a modifié la démarche", "Voici l’historique à jour. Rien n’a été changé.");
const GOING_ONLINE: (&str, &str) =
    ("Une mise en ligne est prévue", "Annulez-la d’abord dans «\u{a0}Vérifier et publier\u{a0}». Rien n’a été effacé.");

/// Goes one step back, one step forward, or to a step.
pub(super) async fn post(State(_): State<Studio>, Path(asked): Path<Asked>, ctx: Ctx, posted: Posted) -> Outcome<Answer> {
    let mut tx = ctx.instance_write(ctx.instance()?).await?;
    let opened = keep::open(&mut tx, &asked.work).await?;
    let steps = works::steps(&mut tx, &asked.work).await?;
    if posted.value("faire") == "supprimer" {
        if is_going_online(&ctx, &asked.work).await? {
            return Ok(drawn(&ctx, &opened, &steps, Some(GOING_ONLINE))?.into_response());
        }
        planned::give_up(&mut tx, &asked.work).await?;
        works::remove(&mut tx, &asked.work).await?;
        tx.commit().await?;
        return Ok(redirect(&urls::list(ctx.instance()?)));
    }
    let is_seen = posted.value(SEEN) == opened.work.version.to_string();
    let number = wanted(&posted, &opened.work);
    let Some(number) = number.filter(|number| steps.iter().any(|step| step.number == *number)) else {
        // nothing before, or nothing after: the page tells where she stands
        return Ok(drawn(&ctx, &opened, &steps, None)?.into_response());
    };
    if !is_seen || !go_to(&mut tx, &ctx, &opened, number).await? {
        return Ok(drawn(&ctx, &opened, &steps, Some(OVERTAKEN))?.into_response());
    }
    tx.commit().await?;
    let back = if posted.value("faire").is_empty() { Part::History } else { Part::of_path(posted.value(BACK)).unwrap_or(Part::Form) };
    Ok(redirect(&back.href(ctx.instance()?, &asked.work)))
}

/// Whether production waits for a version of it: without the work, nobody could give it up.
async fn is_going_online(ctx: &Ctx, work: &Slug) -> Outcome<bool> {
    let instance = ctx.instance()?;
    if instance.stage == Stage::Production {
        return Ok(false);
    }
    let mut tx = ctx.instance_read(&InstanceKey::production(instance.authority.clone())).await?;
    Ok(planned::of(&mut tx, work).await?.is_some())
}

fn wanted(posted: &Posted, work: &Work) -> Option<i64> {
    match posted.value("faire") {
        "annuler" => Some(work.step - 1),
        "refaire" => Some(work.step + 1),
        _ => posted.value("etape").parse().ok(),
    }
}

async fn go_to(tx: &mut db::InstanceTx, ctx: &Ctx, opened: &Opened, number: i64) -> Outcome<bool> {
    let Some(document) = works::document_at(tx, &opened.work.slug, number).await? else { return Ok(false) };
    let title = keep::read(&document)?.title;
    Ok(works::show(tx, &opened.work, number, &keep::change(ctx, &document, &title, "")?).await?)
}

fn drawn(ctx: &Ctx, opened: &Opened, steps: &[Step], unchanged: Option<(&str, &str)>) -> Outcome<Html> {
    let action = Part::History.href(ctx.instance()?, &opened.work.slug);
    let row = |step: &Step| {
        let is_here = step.number == opened.work.step;
        vec![
            html! { (step.said) @if is_here { " " (ui::status_tag(ui::Tone::Info, "Affichée")) } },
            html! { (text::date_time(step.done_at)) },
            html! { (step.done_by) },
            html! { @if !is_here { (restore(step)) } },
        ]
    };
    let rows: Vec<Vec<Markup>> = steps.iter().map(row).collect();
    let body = html! {
        p { a href=(urls::of_work(ctx.instance()?, &opened.work.slug, "commentaires")) { "Commentaires des administrateurs" } }
        @if let Some((title, told)) = unchanged { (ui::notice(Kind::Warning, title, html! { p { (told) } })) }
        (ui::form(&action, ctx.csrf(), None, false, html! {
            (shell::seen(opened))
            (ui::table("Historique de la démarche", &["Ce qui a été fait", "Quand", "Par", "Revenir"].map(Column::text), &rows))
        }))
    };
    let body = html! {
        (body)
        (ui::details("Abandonner ce travail", html! {
            p { "Ce qui est écrit ici et son historique sont effacés. La démarche publiée, s’il y en a une, reste telle qu’elle est." }
            (ui::form(&action, ctx.csrf(), None, false, html! { (ui::button_row(ui::danger_button_named("faire", "supprimer", "Effacer ce travail"))) }))
        }))
    };
    let status = if unchanged.is_some() { 409 } else { 200 };
    Ok(shell::page(ctx, opened, Part::History, "Historique", body)?.status(status).into())
}

fn restore(step: &Step) -> Markup {
    html! {
        button.button.secondary.small type="submit" name="etape" value=(step.number) {
            "Revenir ici" span.hidden { " : " (step.said) ", " (text::date_time(step.done_at)) }
        }
    }
}
