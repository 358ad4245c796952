//! What authors say to each other about a place of a work.

use authoring::Place;
use axum::{
    extract::{Path, State},
    response::IntoResponse,
};
use db::InstanceTx;
use kernel::{Problem, Slug, text};
use serde::Deserialize;
use ui::{FormState, Label, Markup, html};
use uuid::Uuid;
use web::{Answer, Ctx, Html, Outcome, Posted, redirect};

use super::{
    shell::{self, Part},
    urls,
};
use crate::{
    Studio,
    keep::{self, Opened},
    store::comments::{self, Comment, NewComment},
};

/// Longer than anybody writes about one question, in characters.
const LONGEST: usize = 4_000;

#[derive(Deserialize)]
pub(super) struct Asked {
    work: Slug,
}

/// All of them, open ones first.
pub(super) async fn get(State(_): State<Studio>, Path(asked): Path<Asked>, ctx: Ctx) -> Outcome<Html> {
    let mut tx = ctx.instance_read(ctx.instance()?).await?;
    let opened = keep::open(&mut tx, &asked.work).await?;
    let all = comments::of(&mut tx, &asked.work).await?;
    drawn(&ctx, &opened, &all, &FormState::default())
}

/// Says something, settles something, or opens it again.
pub(super) async fn post(State(_): State<Studio>, Path(asked): Path<Asked>, ctx: Ctx, posted: Posted) -> Outcome<Answer> {
    let instance = ctx.instance()?.clone();
    let mut tx = ctx.instance_write(&instance).await?;
    let opened = keep::open(&mut tx, &asked.work).await?;
    let back = match posted.value("place").parse::<Place>() {
        Ok(place) if place != Place::Form => urls::place(&instance, &asked.work, &place),
        _ => urls::of_work(&instance, &asked.work, "commentaires"),
    };
    if let Ok(id) = posted.value("regler").parse::<Uuid>() {
        settle(&mut tx, &ctx, &asked.work, id).await?;
        tx.commit().await?;
        return Ok(redirect(&back));
    }
    let said = posted.value("dit").trim();
    let wrong = if said.is_empty() {
        Some("Écrivez votre commentaire.")
    } else if said.chars().count() > LONGEST {
        Some("Raccourcissez votre commentaire.")
    } else {
        None
    };
    if let Some(wrong) = wrong {
        let all = comments::of(&mut tx, &asked.work).await?;
        return Ok(drawn(&ctx, &opened, &all, &posted.state().with_error("dit", wrong))?.into_response());
    }
    let place = posted.value("place").parse().unwrap_or(Place::Form).to_string();
    let by = ctx.agent()?.name.expose();
    let new = NewComment { id: ctx.moment().id::<Comment>().uuid(), place: &place, said, by, at: ctx.moment().now };
    comments::add(&mut tx, &asked.work, &new).await?;
    tx.commit().await?;
    Ok(redirect(&back))
}

async fn settle(tx: &mut InstanceTx, ctx: &Ctx, work: &Slug, id: Uuid) -> Outcome<()> {
    let all = comments::of(tx, work).await?;
    let comment = all.iter().find(|comment| comment.id == id).ok_or(Problem::NotFound)?;
    let at = if comment.settled_at.is_none() { Some(ctx.moment().now) } else { None };
    comments::settle(tx, work, id, at).await?;
    Ok(())
}

fn drawn(ctx: &Ctx, opened: &Opened, all: &[Comment], state: &FormState) -> Outcome<Html> {
    let (instance, work) = (ctx.instance()?, &opened.work.slug);
    let place = state.value("place").parse().unwrap_or(Place::Form);
    let (settled, open): (Vec<&Comment>, Vec<&Comment>) = all.iter().partition(|comment| comment.settled_at.is_some());
    let told = |comment: &Comment| -> Outcome<Markup> {
        let about: Option<Place> = comment.place.parse().ok();
        Ok(html! {
            li.studio-page {
                @if let Some(about) = about.filter(|about| *about != Place::Form) { p { a href=(urls::place(instance, work, &about)) { (authoring::label(&opened.definition, &about)) } } }
                (one(ctx, opened, comment)?)
            }
        })
    };
    let body = html! {
        (ui::error_summary(state))
        h2 { "Commentaires" }
        @if open.is_empty() { p { "Aucun commentaire en attente." } }
        ul.studio-pages { @for comment in &open { (told(comment)?) } }
        (saying(ctx, opened, &place, state)?)
        @if !settled.is_empty() { (ui::details("Commentaires réglés", html! { ul.studio-pages { @for comment in &settled { (told(comment)?) } } })) }
    };
    let status = if state.has_errors() { 422 } else { 200 };
    Ok(shell::page(ctx, opened, Part::History, "Commentaires", body)?.status(status).into())
}

/// The open comments about a place, and a form to say something there.
pub(super) fn about(ctx: &Ctx, opened: &Opened, place: &Place, all: &[Comment]) -> Outcome<Markup> {
    let here: Vec<&Comment> = all.iter().filter(|comment| comment.settled_at.is_none() && comment.place == place.to_string()).collect();
    let title = if here.is_empty() { "Commenter".to_owned() } else { format!("Commentaires ({})", here.len()) };
    Ok(ui::details(
        &title,
        html! {
            ul.studio-pages { @for comment in &here { li { (one(ctx, opened, comment)?) } } }
            (saying(ctx, opened, place, &FormState::default())?)
        },
    ))
}

fn one(ctx: &Ctx, opened: &Opened, comment: &Comment) -> Outcome<Markup> {
    let action = urls::of_work(ctx.instance()?, &opened.work.slug, "commentaires");
    let done = if comment.settled_at.is_some() { "Rouvrir" } else { "C’est réglé" };
    Ok(html! {
        p { @for line in comment.said.lines() { (line) br; } }
        p.hint { (comment.said_by) ", " (text::date_time(comment.said_at)) }
        (ui::form(&action, ctx.csrf(), None, false, html! {
            (ui::hidden("place", &comment.place))
            button.button.secondary.small type="submit" name="regler" value=(comment.id) { (done) span.hidden { " : " (comment.said) } }
        }))
    })
}

fn saying(ctx: &Ctx, opened: &Opened, place: &Place, state: &FormState) -> Outcome<Markup> {
    let action = urls::of_work(ctx.instance()?, &opened.work.slug, "commentaires");
    Ok(ui::form(
        &action,
        ctx.csrf(),
        None,
        false,
        html! {
            (ui::hidden("place", &place.to_string()))
            (ui::textarea(&Label::new("dit", "Commentaire").hint("Les autres administrateurs le liront.").state(state), state.value("dit"), 3, None))
            (ui::button_row(ui::secondary_button("Ajouter le commentaire")))
        },
    ))
}
