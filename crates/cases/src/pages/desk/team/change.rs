//! What an administrator changes, and its line in the audit trail.

use db::{InstanceTx, audit};
use kernel::{Slug, id::AgentId, text::slugged};
use serde_json::json;
use ui::FormState;
use web::{AgentPass, Ctx, Failure, Outcome, Posted};

use super::super::done::Done;
use crate::{Cases, jobs::spaces, store};

/// The field that says which change.
pub(super) const WHAT: &str = "quoi";
pub(super) const ADD_TEAM: &str = "equipe";
pub(super) const BIND: &str = "lien";
pub(super) const JOIN: &str = "entree";
pub(super) const LEAVE: &str = "sortie";
pub(super) const SUSPEND: &str = "suspendre";
pub(super) const RESTORE: &str = "retablir";

/// The fields of the forms.
pub(super) const LABEL: &str = "nom";
pub(super) const AGENT: &str = "agent";
pub(super) const TEAM: &str = "dans";
pub(super) const TELESERVICE: &str = "demarche";
pub(super) const FUNCTION: &str = "fonction";

/// A change.
pub(super) enum Change {
    AddTeam { slug: Slug, label: String },
    Bind { teleservice: Slug, function: Slug, team: Slug },
    Join { agent: AgentId, team: Slug },
    Leave { agent: AgentId, team: Slug },
    Suspend(AgentId),
    Restore(AgentId),
}

impl Change {
    /// What was asked; nothing when something is to correct.
    pub(super) fn read(posted: &Posted, by: &AgentPass, state: &mut FormState) -> Option<Self> {
        let slug = |name| posted.value(name).parse::<Slug>().ok();
        let team = || chosen_team(posted);
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
            BIND => slug(TELESERVICE).zip(slug(FUNCTION)).zip(team()).map(|((teleservice, function), team)| Self::Bind {
                teleservice,
                function,
                team,
            }),
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
        self.refer_to_what_exists(cases, tx).await?;
        match self {
            Self::AddTeam { slug, label } => store::agents::add_team(tx, slug, label).await?,
            Self::Bind { teleservice, function, team } => store::definitions::bind(tx, teleservice, function, team).await?,
            Self::Join { agent, team } => store::agents::join(tx, *agent, team).await?,
            Self::Leave { agent, team } => store::agents::leave(tx, *agent, team).await?,
            Self::Suspend(agent) => drop(store::agents::suspend(tx, *agent, Some(ctx.moment().now)).await?),
            Self::Restore(agent) => drop(store::agents::suspend(tx, *agent, None).await?),
        }
        if let Self::Suspend(agent) | Self::Restore(agent) = self {
            spaces::ask(tx, ctx.moment(), *agent).await?;
        }
        let (action, subject, detail) = self.trace();
        let entry = audit::Entry { actor: ctx.agent()?.id.to_string(), action, subject, detail: Some(detail) };
        Ok(audit::record(tx, ctx.moment(), entry).await?)
    }

    /// Names of things that are not of this space are refused.
    async fn refer_to_what_exists(&self, cases: &Cases, tx: &mut InstanceTx) -> Outcome<()> {
        let (agent, team) = match self {
            Self::AddTeam { .. } => (None, None),
            Self::Bind { team, .. } => (None, Some(team)),
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
        let knows_function = match self {
            Self::Bind { teleservice, function, .. } => match store::definitions::published_as(tx, teleservice).await? {
                Some(published) => {
                    let compiled = cases.compiled(tx, &published.hash).await?;
                    compiled.workflow().workflow().functions.iter().any(|each| each.slug == *function)
                }
                None => false,
            },
            _ => true,
        };
        if knows_agent && knows_team && knows_function { Ok(()) } else { Err(Failure::NOT_FOUND) }
    }

    fn trace(&self) -> (&'static str, String, serde_json::Value) {
        match self {
            Self::AddTeam { slug, label } => ("team.add", format!("team/{slug}"), json!({ "label": label })),
            Self::Bind { teleservice, function, team } => {
                ("function.bind", format!("teleservice/{teleservice}"), json!({ "function": function, "team": team }))
            }
            Self::Join { agent, team } => ("team.join", format!("agent/{agent}"), json!({ "team": team })),
            Self::Leave { agent, team } => ("team.leave", format!("agent/{agent}"), json!({ "team": team })),
            Self::Suspend(agent) => ("agent.suspend", format!("agent/{agent}"), json!({})),
            Self::Restore(agent) => ("agent.restore", format!("agent/{agent}"), json!({})),
        }
    }

    /// What is told afterwards.
    pub(super) const fn done(&self) -> Done {
        match self {
            Self::AddTeam { .. } => Done::TeamAdded,
            Self::Bind { .. } => Done::Bound,
            Self::Join { .. } | Self::Leave { .. } => Done::Members,
            Self::Suspend(_) => Done::Suspended,
            Self::Restore(_) => Done::Restored,
        }
    }
}

/// The team chosen: on a line of a table the field has the line's number after its name.
fn chosen_team(posted: &Posted) -> Option<Slug> {
    let mut named = posted.values().iter().filter(|(name, _)| name.split('.').next() == Some(TEAM));
    named.find_map(|(_, values)| values.first()?.parse().ok())
}
