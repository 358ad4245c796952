//! On which telephone an agent receives the text messages of workflows.

use axum::{
    extract::{Path, State},
    response::IntoResponse,
};
use db::{InstanceTx, audit};
use kernel::{Personal, id::AgentId, values::Phone};
use serde_json::json;
use ui::{FormState, Label, Link, Page, TextKind, html};
use web::{Answer, Ctx, Failure, Html, Outcome, Posted, redirect};

use super::{done::Done, urls};
use crate::{
    Cases,
    store::{self, agents::AgentRow},
};

const MOBILE: &str = "telephone";

type Address = Path<(String, String)>;

pub(super) async fn get(State(_): State<Cases>, Path((_, agent)): Address, ctx: Ctx) -> Outcome<Html> {
    let mut tx = ctx.instance_read(ctx.instance()?).await?;
    let agent = found(&mut tx, &agent).await?;
    let kept = agent.mobile.as_ref().map(|mobile| mobile.expose().clone()).unwrap_or_default();
    page(&ctx, &agent, &FormState::from_pairs([(MOBILE, kept)]))
}

pub(super) async fn post(State(_): State<Cases>, Path((_, agent)): Address, ctx: Ctx, posted: Posted) -> Outcome<Answer> {
    let mut state = posted.state();
    let typed = posted.value(MOBILE).trim();
    let mobile = Phone::parse(typed).filter(Phone::is_mobile);
    if mobile.is_none() && !typed.is_empty() {
        state.add_error(MOBILE, "Écrivez un numéro de portable comme 06 12 34 56 78.");
    }
    let instance = ctx.instance()?;
    let mut tx = ctx.instance_write(instance).await?;
    let agent = found(&mut tx, &agent).await?;
    if state.has_errors() {
        return Ok(page(&ctx, &agent, &state)?.into_response());
    }
    let detail = json!({ "set": mobile.is_some() });
    store::agents::set_mobile(&mut tx, agent.id, mobile.map(|mobile| Personal::new(mobile.as_str().to_owned()))).await?;
    let entry = audit::Entry {
        actor: ctx.agent()?.id.to_string(),
        action: "agent.mobile",
        subject: format!("agent/{}", agent.id),
        detail: Some(detail),
    };
    audit::record(&mut tx, ctx.moment(), entry).await?;
    tx.commit().await?;
    Ok(redirect(&format!("{}?fait={}", urls::team(instance), Done::Mobile.as_str())))
}

async fn found(tx: &mut InstanceTx, agent: &str) -> Outcome<AgentRow> {
    let id: AgentId = agent.parse().map_err(|_| Failure::NOT_FOUND)?;
    store::agents::by_id(tx, id).await?.ok_or(Failure::NOT_FOUND)
}

fn page(ctx: &Ctx, agent: &AgentRow, state: &FormState) -> Outcome<Html> {
    let (instance, name) = (ctx.instance()?, agent.name.expose());
    let label = Label::new(MOBILE, "Téléphone portable professionnel")
        .hint("Les démarches qui préviennent les agents par SMS écrivent à ce numéro. Laissez vide pour ne plus en envoyer.")
        .optional()
        .state(state);
    let fields = html! {
        (ui::text_input(&label, state.value(MOBILE), TextKind::Tel, Some(20)))
        (ui::button("Enregistrer"))
    };
    let body = html! {
        (ui::breadcrumb(&[Link::new(urls::queue(instance, ""), "Demandes"), Link::new(urls::team(instance), "Équipe et droits")], name))
        (ui::error_summary(state))
        (ui::heading(Some(name), "Prévenir par SMS"))
        (ui::form(&urls::mobile(instance, agent.id), ctx.csrf(), None, false, fields))
    };
    let status = if state.has_errors() { 422 } else { 200 };
    Ok(Page::new(format!("Prévenir par SMS – {name}"), body).status(status).into())
}
