//! A new question: its words, and what kind of answer it takes.

use authoring::{FieldEdit, Group, Home, Place, Spot};
use axum::extract::{Path, State};
use db::InstanceKey;
use kernel::{Problem, Slug};
use serde::Deserialize;
use ui::{Choice, FormState, Label, TextKind, html};
use web::{Answer, Ctx, Html, Outcome, Posted};

use super::{
    adding::{Adding, named},
    sheet,
    shell::{self, Part},
    urls,
};
use crate::{
    Studio,
    keep::{self, Opened},
};

#[derive(Deserialize)]
pub(super) struct Asked {
    pub(super) work: Slug,
    place: String,
}

/// The list of the types that are rarer.
const OTHER: &str = "autre";
/// The types that most questions take.
const USUAL: [&str; 10] = ["text", "long_text", "email", "yes_no", "choice", "choices", "number", "date", "files", "computed"];

impl Asked {
    /// The questions among which the new one goes.
    pub(super) fn group(&self) -> Outcome<Group> {
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
    let adding = Adding {
        beside: "label",
        made: |_: &Opened, state: &mut FormState| {
            let label = named(&posted, state, "label", "Écrivez la question.");
            let kind =
                [OTHER, "type"].map(|name| posted.value(name)).into_iter().find(|kind| !kind.is_empty()).unwrap_or_default().to_owned();
            if forms::kind(&kind).is_none() {
                state.add_error("type", "Choisissez un type de réponse.");
            }
            label.filter(|_| !state.has_errors()).map(|label| FieldEdit::Add { to: group.clone(), kind, label, spot: Spot::Last }.into())
        },
        to: |instance: &InstanceKey, place: &Place| format!("{}?{}", urls::place(instance, &asked.work, place), sheet::ADDED),
        drawn: |opened: &Opened, state: &FormState| drawn(&ctx, opened, &group, state),
    };
    adding.post(&ctx, &asked.work, &posted).await
}

fn drawn(ctx: &Ctx, opened: &Opened, group: &Group, state: &FormState) -> Outcome<Html> {
    let instance = ctx.instance()?;
    let place = group.place();
    let of = |usual: bool| -> Vec<Choice<'_>> {
        let kinds = forms::FIELDS.iter().filter(|kind| USUAL.contains(&kind.name) == usual);
        kinds.map(|kind| Choice::new(kind.name, kind.label)).collect()
    };
    let part = if matches!(group.home, Home::Page(_)) { Part::Form } else { Part::Workflow };
    let body = html! {
        (ui::error_summary(state))
        h2 { "Nouvelle question dans " (authoring::named(&opened.definition, &place)) }
        p { a href=(urls::from_library(instance, &opened.work.slug, &place)) { "Reprendre une question de la bibliothèque" } }
        (ui::form(&urls::add_field(instance, &opened.work.slug, &place), ctx.csrf(), None, false, html! {
            (shell::seen(opened))
            (ui::text_input(&Label::new("label", "Question").hint("Courte, dans les mots de l’usager.").state(state), state.value("label"), TextKind::Text, None))
            (ui::radios(&Label::new("type", "Type de réponse").state(state), &of(true), state.value("type")))
            (ui::select(&Label::new(OTHER, "Ou un autre type de réponse").optional(), &of(false), state.value(OTHER)))
            (ui::button_row(ui::button("Ajouter la question")))
        }))
    };
    let status = if state.has_errors() { 422 } else { 200 };
    Ok(shell::page(ctx, opened, part, "Nouvelle question", body)?.status(status).into())
}
