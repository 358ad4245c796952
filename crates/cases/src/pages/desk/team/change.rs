//! What an administrator changes, and its line in the audit trail.

use db::{InstanceTx, audit};
use kernel::{Slug, id::AgentId, text::slugged};
use serde_json::json;
use ui::FormState;
use web::{AgentPass, Ctx, Failure, Outcome, Posted};

use super::{super::done::Done, Staff};
use crate::{Cases, jobs::spaces, store};

/// The field that says which change.
pub(super) const WHAT: &str = "quoi";
pub(super) const ADD_TEAM: &str = "equipe";
pub(super) const BIND: &str = "lien";
pub(super) const BIND_ALL: &str = "tout";
pub(super) const JOIN: &str = "entree";
pub(super) const LEAVE: &str = "sortie";
pub(super) const SUSPEND: &str = "suspendre";
pub(super) const RESTORE: &str = "retablir";

/// A function of a téléservice and the team to give it to.
pub(super) struct Function {
    teleservice: Slug,
    function: Slug,
    team: Slug,
}

/// The fields of the forms; what stands for a function follows [`TEAM`].
pub(super) const LABEL: &str = "nom";
pub(super) const AGENT: &str = "agent";
pub(super) const TEAM: &str = "dans";
/// The team that is given every function.
pub(super) const ALL: &str = "toutes";

/// A change.
pub(super) enum Change {
    AddTeam { slug: Slug, label: String },
    Bind(Vec<Function>),
    BindAll(Slug),
    Join { agent: AgentId, team: Slug },
    Leave { agent: AgentId, team: Slug },
    Suspend(AgentId),
    Restore(AgentId),
}

impl Change {
    /// What was asked; nothing when something is to correct.
    pub(super) fn read(posted: &Posted, by: &AgentPass, state: &mut FormState) -> Option<Self> {
        let team = || posted.value(TEAM).parse::<Slug>().ok();
        let agent = || posted.value(AGENT).parse::<AgentId>().ok();
        let change = match posted.value(WHAT) {
            ADD_TEAM => {
                let label = posted.value(LABEL).trim().to_owned();
                let named = slugged(&label).parse().ok().filter(|_| label.chars().count() <= 80);
                if named.is_none() {
                    state.add_error(LABEL, "Donnez à l’équipe un nom de 80 caractères au plus, avec des lettres.");
                    return None;
                }
                named.map(|slug| Self::AddTeam { slug, label })
            }
            BIND => Some(Self::Bind(chosen_functions(posted))),
            BIND_ALL => posted.value(ALL).parse().ok().map(Self::BindAll),
            JOIN => agent().zip(team()).map(|(agent, team)| Self::Join { agent, team }),
            LEAVE => agent().zip(team()).map(|(agent, team)| Self::Leave { agent, team }),
            SUSPEND => agent().map(Self::Suspend),
            RESTORE => agent().map(Self::Restore),
            _ => None,
        };
        match change {
            None => state.add_error("", "Choisissez dans la liste, puis recommencez."),
            Some(Self::Suspend(agent)) if agent == by.id => {
                state.add_error("", "Vous ne pouvez pas vous suspendre. Demandez à un autre administrateur.");
                return None;
            }
            Some(_) => {}
        }
        change
    }

    /// Makes it, and writes it in the audit trail.
    pub(super) async fn make(&self, cases: &Cases, tx: &mut InstanceTx, ctx: &Ctx) -> Outcome<()> {
        self.refer_to_what_exists(tx).await?;
        match self {
            Self::AddTeam { slug, label } => store::agents::add_team(tx, slug, label).await?,
            Self::Bind(chosen) => return bind(cases, tx, ctx, chosen).await,
            Self::BindAll(team) => {
                let functions = Staff::of(cases, tx).await?.functions.into_iter();
                let chosen = functions.map(|each| Function { teleservice: each.teleservice, function: each.function, team: team.clone() });
                return bind(cases, tx, ctx, &chosen.collect::<Vec<_>>()).await;
            }
            Self::Join { agent, team } => store::agents::join(tx, *agent, team).await?,
            Self::Leave { agent, team } => store::agents::leave(tx, *agent, team).await?,
            Self::Suspend(agent) => drop(store::agents::suspend(tx, *agent, Some(ctx.moment().now)).await?),
            Self::Restore(agent) => drop(store::agents::suspend(tx, *agent, None).await?),
        }
        if let Self::Suspend(agent) | Self::Restore(agent) = self {
            spaces::ask(tx, ctx.moment(), *agent).await?;
        }
        let Some((action, subject, detail)) = self.trace() else { return Ok(()) };
        record(tx, ctx, action, subject, detail).await
    }

    /// Names of things that are not of this space are refused.
    async fn refer_to_what_exists(&self, tx: &mut InstanceTx) -> Outcome<()> {
        let (agent, team) = match self {
            Self::AddTeam { .. } | Self::Bind(_) | Self::BindAll(_) => (None, None),
            Self::Join { agent, team } | Self::Leave { agent, team } => (Some(agent), Some(team)),
            Self::Suspend(agent) | Self::Restore(agent) => (Some(agent), None),
        };
        let knows_agent = match agent {
            Some(agent) => store::agents::all(tx).await?.iter().any(|each| each.id == *agent),
            None => true,
        };
        let knows_team = match team {
            Some(team) => store::agents::teams(tx).await?.iter().any(|each| each.slug == *team),
            None => true,
        };
        if knows_agent && knows_team { Ok(()) } else { Err(Failure::NOT_FOUND) }
    }

    /// Its line in the audit trail; functions have a line each.
    fn trace(&self) -> Option<(&'static str, String, serde_json::Value)> {
        Some(match self {
            Self::Bind(_) | Self::BindAll(_) => return None,
            Self::AddTeam { slug, label } => ("team.add", format!("team/{slug}"), json!({ "label": label })),
            Self::Join { agent, team } => ("team.join", format!("agent/{agent}"), json!({ "team": team })),
            Self::Leave { agent, team } => ("team.leave", format!("agent/{agent}"), json!({ "team": team })),
            Self::Suspend(agent) => ("agent.suspend", format!("agent/{agent}"), json!({})),
            Self::Restore(agent) => ("agent.restore", format!("agent/{agent}"), json!({})),
        })
    }

    /// What is told afterwards.
    pub(super) const fn done(&self) -> Done {
        match self {
            Self::AddTeam { .. } => Done::TeamAdded,
            Self::Bind(_) | Self::BindAll(_) => Done::Bound,
            Self::Join { .. } | Self::Leave { .. } => Done::Members,
            Self::Suspend(_) => Done::Suspended,
            Self::Restore(_) => Done::Restored,
        }
    }
}

/// The field of a function.
pub(super) fn field(teleservice: &Slug, function: &Slug) -> String {
    format!("{TEAM}.{teleservice}.{function}")
}

/// What was chosen for each function; what is no name of a team is left as it is.
fn chosen_functions(posted: &Posted) -> Vec<Function> {
    let read = |name: &str, team: &str| {
        let (teleservice, function) = name.strip_prefix(TEAM)?.strip_prefix('.')?.split_once('.')?;
        Some(Function { teleservice: teleservice.parse().ok()?, function: function.parse().ok()?, team: team.parse().ok()? })
    };
    posted.values().iter().filter_map(|(name, values)| read(name, values.first()?)).collect()
}

/// Gives functions to teams; those that have theirs already stay untouched.
async fn bind(cases: &Cases, tx: &mut InstanceTx, ctx: &Ctx, chosen: &[Function]) -> Outcome<()> {
    let staff = Staff::of(cases, tx).await?;
    for Function { teleservice, function, team } in chosen {
        let mut known = staff.functions.iter().filter(|known| known.teleservice == *teleservice && known.function == *function);
        let before = known.next().filter(|_| staff.teams.iter().any(|each| each.slug == *team)).ok_or(Failure::NOT_FOUND)?;
        if before.team.as_ref() != Some(team) {
            store::definitions::bind(tx, teleservice, function, team).await?;
            let detail = json!({ "function": function, "team": team });
            record(tx, ctx, "function.bind", format!("teleservice/{teleservice}"), detail).await?;
        }
    }
    Ok(())
}

async fn record(tx: &mut InstanceTx, ctx: &Ctx, action: &'static str, subject: String, detail: serde_json::Value) -> Outcome<()> {
    let entry = audit::Entry { actor: ctx.agent()?.id.to_string(), action, subject, detail: Some(detail) };
    Ok(audit::record(tx, ctx.moment(), entry).await?)
}
