//! Who works here: agents, teams, and which team stands behind each function
//! of each téléservice.

mod change;
mod shown;

use axum::{
    extract::{Query, State},
    response::IntoResponse,
};
use db::InstanceTx;
use kernel::Slug;
use serde::Deserialize;
use ui::{FormState, Link, Page, html};
use web::{Answer, Ctx, Html, Outcome, Posted, redirect};

use self::change::Change;
use super::{done, urls};
use crate::{
    Cases,
    store::{
        self,
        agents::{AgentRow, Membership, TeamRow},
    },
};

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    fait: String,
}

pub(super) async fn get(State(cases): State<Cases>, Query(asked): Query<Asked>, ctx: Ctx) -> Outcome<Html> {
    let staff = Staff::of(&cases, &mut ctx.instance_read(ctx.instance()?).await?).await?;
    page(&ctx, &staff, &FormState::default(), &asked.fait)
}

/// One small change at a time; the form of each says which.
pub(super) async fn post(State(cases): State<Cases>, ctx: Ctx, posted: Posted) -> Outcome<Answer> {
    let mut state = posted.state();
    let change = Change::read(&posted, ctx.agent()?, &mut state);
    let mut tx = ctx.instance_write(ctx.instance()?).await?;
    let Some(change) = change else {
        let staff = Staff::of(&cases, &mut tx).await?;
        return Ok(page(&ctx, &staff, &state, "")?.into_response());
    };
    change.make(&cases, &mut tx, &ctx).await?;
    tx.commit().await?;
    Ok(redirect(&format!("{}?fait={}", urls::team(ctx.instance()?), change.done().as_str())))
}

/// Everybody, and who bears what.
struct Staff {
    agents: Vec<AgentRow>,
    teams: Vec<TeamRow>,
    memberships: Vec<Membership>,
    functions: Vec<Function>,
}

/// A function of a téléservice, and the team behind it.
struct Function {
    teleservice: Slug,
    title: String,
    function: Slug,
    label: String,
    team: Option<Slug>,
}

impl Staff {
    async fn of(cases: &Cases, tx: &mut InstanceTx) -> Outcome<Self> {
        let mut functions = Vec::new();
        for answered in store::definitions::answered(tx).await? {
            let compiled = cases.compiled(tx, &answered.hash).await?;
            let bindings = store::definitions::bindings(tx, &answered.teleservice).await?;
            let function = |function: &workflow::Function| Function {
                teleservice: answered.teleservice.clone(),
                title: compiled.about().title.clone(),
                function: function.slug.clone(),
                label: function.label.clone(),
                team: bindings.iter().find(|(name, _)| *name == function.slug).map(|(_, team)| team.clone()),
            };
            functions.extend(compiled.workflow().workflow().functions.iter().map(function));
        }
        Ok(Self {
            agents: store::agents::all(tx).await?,
            teams: store::agents::teams(tx).await?,
            memberships: store::agents::memberships(tx).await?,
            functions,
        })
    }
}

fn page(ctx: &Ctx, staff: &Staff, state: &FormState, done: &str) -> Outcome<Html> {
    let instance = ctx.instance()?;
    let body = html! {
        (ui::breadcrumb(&[Link::new(urls::queue(instance, ""), "Demandes")], "Équipe et droits"))
        (done::notice(done))
        (ui::error_summary(state))
        (ui::heading(None, "Équipe et droits"))
        (ui::section("Agents", shown::agents(ctx, staff)?))
        (ui::section("Équipes", shown::teams(ctx, staff, state)?))
        (ui::section("Qui traite quoi", shown::functions(ctx, staff)?))
    };
    let status = if state.has_errors() { 422 } else { 200 };
    Ok(Page::new("Équipe et droits", body).status(status).wide().into())
}
