//! A new automation: the action that will be taken by itself; its sheet says when.

use authoring::{AutomationEdit, Edit, Spot};
use axum::{
    extract::{Path, State},
    response::IntoResponse,
};
use kernel::Slug;
use serde::Deserialize;
use ui::{Choice, FormState, Label, html};
use web::{Answer, Ctx, Html, Outcome, Posted, redirect};
use workflow::{Automation, Delay, Transition};

use super::{
    adding::add,
    shell::{self, Part},
    urls,
};
use crate::{
    Studio,
    keep::{self, Opened},
};

/// The end of the page's address.
const PATH: &str = "automatisme";
/// The delay of a new one, until its author says better.
const USUAL: Delay = Delay::Days(30);

#[derive(Deserialize)]
pub(super) struct Asked {
    work: Slug,
}

pub(super) async fn get(State(_): State<Studio>, Path(asked): Path<Asked>, ctx: Ctx) -> Outcome<Html> {
    let mut tx = ctx.instance_read(ctx.instance()?).await?;
    drawn(&ctx, &keep::open(&mut tx, &asked.work).await?, &FormState::default())
}

pub(super) async fn post(State(_): State<Studio>, Path(asked): Path<Asked>, ctx: Ctx, posted: Posted) -> Outcome<Answer> {
    let instance = ctx.instance()?.clone();
    let mut tx = ctx.instance_write(&instance).await?;
    let opened = keep::open(&mut tx, &asked.work).await?;
    let transition = opened.definition.workflow.transitions.iter().find(|one| one.slug == posted.value("action"));
    let Some(edit) = transition.map(added) else {
        return Ok(drawn(&ctx, &opened, &posted.state().with_error("action", "Choisissez l’action."))?.into_response());
    };
    match add(tx, &ctx, opened, &posted, &edit, "action").await? {
        Ok(place) => Ok(redirect(&urls::place(&instance, &asked.work, &place))),
        Err((now, state)) => Ok(drawn(&ctx, &now, &state)?.into_response()),
    }
}

/// The action, wherever it is offered, after a while.
fn added(transition: &Transition) -> Edit {
    let automation = Automation {
        slug: transition.slug.clone(),
        in_status: transition.from.clone(),
        after: Some(USUAL),
        before: None,
        date: None,
        on: None,
        condition: None,
        transition: transition.slug.clone(),
    };
    AutomationEdit::Add { label: format!("{} automatique", transition.label), automation, spot: Spot::Last }.into()
}

fn drawn(ctx: &Ctx, opened: &Opened, state: &FormState) -> Outcome<Html> {
    let transitions = &opened.definition.workflow.transitions;
    let choices: Vec<Choice<'_>> =
        transitions.iter().map(|one| Choice::new(one.slug.as_str(), &one.label).hint(one.hint.as_deref())).collect();
    let action = urls::of_work(ctx.instance()?, &opened.work.slug, PATH);
    let back = Part::Workflow.href(ctx.instance()?, &opened.work.slug);
    let body = html! {
        p { a href=(back) { "Revenir à l’ensemble" } }
        (ui::error_summary(state))
        h2 { "Nouvel automatisme" }
        @if choices.is_empty() { p { "Ajoutez d’abord une action." } } @else {
            (ui::form(&action, ctx.csrf(), None, false, html! {
                (shell::seen(opened))
                (ui::radios(&Label::new("action", "Quelle action doit se faire toute seule ?").hint("Vous direz ensuite quand.").state(state), &choices, state.value("action")))
                (ui::button_row(ui::button("Continuer")))
            }))
        }
    };
    let status = if state.has_errors() { 422 } else { 200 };
    Ok(shell::page(ctx, opened, Part::Workflow, "Nouvel automatisme", body)?.status(status).into())
}
