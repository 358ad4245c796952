//! A new automation: the action that will be taken by itself; its sheet says when.

use authoring::{AutomationEdit, Edit, Place, Spot};
use axum::extract::{Path, State};
use db::InstanceKey;
use ui::{Choice, FormState, Label, html};
use web::{Answer, Ctx, Html, Outcome, Posted};
use workflow::{Automation, Delay, Transition};

use super::{
    adding::{Adding, Asked},
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

pub(super) async fn get(State(_): State<Studio>, Path(asked): Path<Asked>, ctx: Ctx) -> Outcome<Html> {
    let mut tx = ctx.instance_read(ctx.instance()?).await?;
    drawn(&ctx, &keep::open(&mut tx, &asked.work).await?, &FormState::default())
}

pub(super) async fn post(State(_): State<Studio>, Path(asked): Path<Asked>, ctx: Ctx, posted: Posted) -> Outcome<Answer> {
    let adding = Adding {
        beside: "action",
        made: |opened: &Opened, state: &mut FormState| {
            let transition = opened.definition.workflow.transitions.iter().find(|one| one.slug == posted.value("action"));
            if transition.is_none() {
                state.add_error("action", "Choisissez l’action.");
            }
            transition.map(added)
        },
        to: |instance: &InstanceKey, place: &Place| urls::place(instance, &asked.work, place),
        drawn: |opened: &Opened, state: &FormState| drawn(&ctx, opened, state),
    };
    adding.post(&ctx, &asked.work, &posted).await
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
