//! Messages and documents: the list of both, where each is used, and beginning a new one.

use authoring::{DocumentEdit, MessageEdit, Place};
use axum::extract::{Path, State};
use db::InstanceKey;
use definition::{Block, MessageTemplate};
use ui::{Choice, FormState, Label, Markup, TextKind, html};
use web::{Answer, Ctx, Html, Outcome, Posted};

use super::{
    adding::{Adding, Asked, named},
    shell::{self, Part},
    urls,
};
use crate::{
    Studio,
    keep::{self, Opened},
};

pub(super) async fn get(State(_): State<Studio>, Path(asked): Path<Asked>, ctx: Ctx) -> Outcome<Html> {
    let mut tx = ctx.instance_read(ctx.instance()?).await?;
    drawn(&ctx, &keep::open(&mut tx, &asked.work).await?, &FormState::default())
}

/// Begins a message or a document, and opens it.
pub(super) async fn post(State(_): State<Studio>, Path(asked): Path<Asked>, ctx: Ctx, posted: Posted) -> Outcome<Answer> {
    let adding = Adding {
        beside: "nom",
        made: |_: &Opened, state: &mut FormState| {
            let label = named(&posted, state, "nom", "Écrivez son objet ou son titre.")?;
            Some(match posted.value("quoi") {
                "document" => DocumentEdit::Add { title: label, blocks: vec![Block::Paragraph(String::new())] }.into(),
                _ => MessageEdit::Add { message: blank(&label), label }.into(),
            })
        },
        to: |instance: &InstanceKey, place: &Place| urls::place(instance, &asked.work, place),
        drawn: |opened: &Opened, state: &FormState| drawn(&ctx, opened, state),
    };
    adding.post(&ctx, &asked.work, &posted).await
}

/// What a message starts as.
fn blank(subject: &str) -> MessageTemplate {
    MessageTemplate { subject: subject.to_owned(), body: "Bonjour,\n\n\n\n{{ authority.name }}".to_owned(), sms: None }
}

fn drawn(ctx: &Ctx, opened: &Opened, state: &FormState) -> Outcome<Html> {
    let of = &opened.definition;
    let messages: Vec<Place> = of.messages.keys().cloned().map(Place::Message).collect();
    let documents: Vec<Place> = of.documents.keys().cloned().map(Place::Document).collect();
    let body = html! {
        (ui::error_summary(state))
        (ui::section("Messages", list(ctx, opened, &messages, "Aucun message.")?))
        (ui::section("Documents", list(ctx, opened, &documents, "Aucun document.")?))
        (ui::section("Ajouter", adding(ctx, opened, state)?))
    };
    let status = if state.has_errors() { 422 } else { 200 };
    Ok(shell::page(ctx, opened, Part::Texts, "Messages et documents", body)?.status(status).into())
}

fn list(ctx: &Ctx, opened: &Opened, places: &[Place], none: &str) -> Outcome<Markup> {
    let (instance, work) = (ctx.instance()?, &opened.work.slug);
    Ok(html! {
        @if places.is_empty() { p { (none) } }
        ul.studio-pages {
            @for place in places {
                li.studio-page {
                    a href=(urls::place(instance, work, place)) { (authoring::label(&opened.definition, place)) }
                    (used(ctx, opened, place)?)
                }
            }
        }
    })
}

/// What sends or makes it.
fn used(ctx: &Ctx, opened: &Opened, place: &Place) -> Outcome<Markup> {
    let (instance, work, of) = (ctx.instance()?, &opened.work.slug, &opened.definition);
    let uses = authoring::uses(of, place).into_iter().filter(|found| !matches!(found.place, Place::Test(_)));
    let mut around: Vec<Place> = uses.map(|found| found.place.parent().unwrap_or(found.place)).collect();
    around.dedup();
    Ok(html! {
        p.studio-when {
            @if around.is_empty() { "Ne sert pas encore." } @else { "Sert à\u{a0}: " }
            @for (rank, place) in around.iter().enumerate() {
                @if rank > 0 { ", " }
                a href=(urls::place(instance, work, place)) { (authoring::label(of, place)) }
            }
        }
    })
}

fn adding(ctx: &Ctx, opened: &Opened, state: &FormState) -> Outcome<Markup> {
    let action = Part::Texts.href(ctx.instance()?, &opened.work.slug);
    let choices = [
        Choice::new("message", "Un message").hint("Envoyé à l’usager ou aux agents."),
        Choice::new("document", "Un document").hint("Un PDF joint à la demande."),
    ];
    let chosen = if state.value("quoi").is_empty() { "message" } else { state.value("quoi") };
    Ok(ui::form(
        &action,
        ctx.csrf(),
        None,
        false,
        html! {
            (shell::seen(opened))
            (ui::radios(&Label::new("quoi", "Quoi ?").state(state), &choices, chosen))
            (ui::text_input(&Label::new("nom", "Son objet ou son titre").hint("Exemple : Votre demande est acceptée.").state(state), state.value("nom"), TextKind::Text, None))
            (ui::button_row(ui::secondary_button("Ajouter")))
        },
    ))
}
