//! A new question: its words, and what kind of answer it takes.

use authoring::{Edit, FieldEdit, Group, Home, Place, Spot};
use axum::{
    extract::{Path, State},
    response::IntoResponse,
};
use kernel::{Problem, Slug};
use serde::Deserialize;
use ui::{Choice, FormState, Label, TextKind, html};
use web::{Answer, Ctx, Html, Outcome, Posted, redirect};

use super::{
    shell::{self, Part, SEEN},
    urls,
};
use crate::{
    Studio,
    keep::{self, Kept, Opened},
};

#[derive(Deserialize)]
pub(super) struct Asked {
    work: Slug,
    place: String,
}

impl Asked {
    /// The questions among which the new one goes.
    fn group(&self) -> Outcome<Group> {
        match self.place.parse() {
            Ok(Place::Page(slug)) => Ok(Group::page(slug)),
            Ok(Place::Input(slug)) => Ok(Group::input(slug)),
            Ok(Place::Field(at)) => Ok(at.inside()),
            _ => Err(Problem::NotFound.into()),
        }
    }
}

pub(super) async fn get(State(_): State<Studio>, Path(asked): Path<Asked>, ctx: Ctx) -> Outcome<Html> {
    let mut tx = ctx.instance_read(ctx.instance()?).await?;
    let opened = keep::open(&mut tx, &asked.work).await?;
    let group = asked.group()?;
    authoring::questions(&opened.definition, &group).ok_or(Problem::NotFound)?;
    drawn(&ctx, &opened, &group, &FormState::default())
}

pub(super) async fn post(State(_): State<Studio>, Path(asked): Path<Asked>, ctx: Ctx, posted: Posted) -> Outcome<Answer> {
    let group = asked.group()?;
    let instance = ctx.instance()?.clone();
    let mut tx = ctx.instance_write(&instance).await?;
    let opened = keep::open(&mut tx, &asked.work).await?;
    let mut state = posted.state();
    let (label, kind) = (posted.value("label").trim(), posted.value("type"));
    if label.is_empty() {
        state.add_error("label", "Écrivez la question.");
    }
    if forms::kind(kind).is_none() {
        state.add_error("type", "Choisissez un type de réponse.");
    }
    if state.has_errors() {
        return Ok(drawn(&ctx, &opened, &group, &state)?.into_response());
    }
    let edit: Edit = FieldEdit::Add { to: group.clone(), kind: kind.to_owned(), label: label.to_owned(), spot: Spot::Last }.into();
    let seen = posted.value(SEEN).parse().unwrap_or(opened.work.version);
    match keep::edit(&mut tx, &ctx, &asked.work, seen, std::slice::from_ref(&edit)).await? {
        Kept::Done => {
            tx.commit().await?;
            Ok(redirect(&urls::place(&instance, &asked.work, &authoring::place(&edit, &opened.definition))))
        }
        Kept::Refused(message) => Ok(drawn(&ctx, &opened, &group, &state.with_error("label", message))?.into_response()),
        Kept::Overtaken(now) => {
            let state = state.with_error("label", "Quelqu’un d’autre a modifié la page. Vérifiez, puis ajoutez de nouveau.");
            Ok(drawn(&ctx, &now, &group, &state)?.into_response())
        }
    }
}

fn drawn(ctx: &Ctx, opened: &Opened, group: &Group, state: &FormState) -> Outcome<Html> {
    let instance = ctx.instance()?;
    let place = group.place();
    let kinds: Vec<Choice<'_>> = forms::FIELDS.iter().map(|kind| Choice::new(kind.name, kind.label)).collect();
    let part = if matches!(group.home, Home::Page(_)) { Part::Form } else { Part::Workflow };
    let body = html! {
        (ui::error_summary(state))
        h2 { "Nouvelle question dans " (authoring::named(&opened.definition, &place)) }
        (ui::form(&urls::add_field(instance, &opened.work.slug, &place), ctx.csrf(), None, false, html! {
            (shell::seen(opened))
            (ui::text_input(&Label::new("label", "Question").hint("Courte, dans les mots de l’usager.").state(state), state.value("label"), TextKind::Text, None))
            (ui::radios(&Label::new("type", "Type de réponse").state(state), &kinds, state.value("type")))
            (ui::button_row(ui::button("Ajouter la question")))
        }))
    };
    let status = if state.has_errors() { 422 } else { 200 };
    Ok(shell::page(ctx, opened, part, "Nouvelle question", body)?.status(status).into())
}
