//! The one way a case changes: a step of its workflow, applied.

use std::collections::BTreeMap;

use db::{InstanceKey, InstanceTx, events, jobs, jobs::NewJob};
use definition::Compiled;
use kernel::{Moment, id::CaseId};
use serde::{Deserialize, Serialize};
use web::Failure;
use workflow::{Effect, Nature, State, Step};

use crate::{
    Cases,
    effects::ranked,
    erasing::{ERASE_SENSITIVE, asks_sensitive, kept_until_if_over},
    errors,
    model::EntryKind,
    store::{
        self,
        cases::{CaseRow, Change},
        journal::NewLine,
    },
};

/// Asks that the citizen's dashboard be told; kind of job.
pub(crate) const FOLLOW: &str = "cases.follow";
/// Fires an automation when its time has come; kind of job.
pub(crate) const TIMER: &str = "cases.timer";

/// Which automation of which case.
#[derive(Serialize, Deserialize)]
pub(crate) struct TimerOrder {
    pub case: CaseId,
    pub automation: kernel::Slug,
}

/// A case under the hand of somebody.
pub(crate) struct Hand<'a> {
    pub instance: &'a InstanceKey,
    pub compiled: &'a Compiled,
    /// Who acts, as agents read it.
    pub who: &'a str,
    /// What she typed in the transition's form, in words.
    pub input: BTreeMap<String, String>,
    /// Whether what was done still has to be looked at by an agent.
    pub awaits_agent: bool,
}

impl Cases {
    /// Applies a step to a case: its row, its journal, the effects, the timers,
    /// what leaves. The caller commits.
    ///
    /// # Errors
    /// A conflict, in words, when somebody acted since `row` was read.
    pub(crate) async fn advance(
        &self,
        tx: &mut InstanceTx,
        moment: &Moment,
        row: &mut CaseRow,
        step: Step,
        hand: &Hand<'_>,
    ) -> Result<(), Failure> {
        let mut state = step.state.clone();
        let is_given = step.effects.iter().any(|effect| matches!(effect, Effect::TransferToTeam { .. }));
        if is_given || state.team != row.state.0.team {
            // a workflow names a function, which may be called as a team is; the instance says which team is behind
            let bindings = store::definitions::bindings(tx, &row.teleservice).await?;
            let bound = bindings.into_iter().find(|(function, _)| Some(function) == state.team.as_ref());
            state.team = bound.map(|(_, team)| team).or(state.team);
        }
        self.write_state(tx, moment, row, state, hand).await?;
        self.tell_moves(tx, moment, row, &step, hand).await?;
        for (index, effect) in ranked(step.effects) {
            let key = format!("{}:{index}", row.state.0.version);
            self.apply(tx, moment, row, &effect, &key, hand).await?;
        }
        self.announce(tx, moment, row).await
    }

    /// Writes a new state, refused when somebody was first.
    pub(crate) async fn write_state(
        &self,
        tx: &mut InstanceTx,
        moment: &Moment,
        row: &mut CaseRow,
        state: State,
        hand: &Hand<'_>,
    ) -> Result<(), Failure> {
        let (seen, awaited) = (row.state.0.version, row.state.0.opinions.pending);
        let nature = nature(hand.compiled, &state);
        let asks = asks_sensitive(hand.compiled) || nature == Nature::Closed && store::former::is_any(tx, row.id).await?;
        let sensitive_until = kept_until_if_over(asks, hand.compiled, nature, moment.now);
        let change = Change { id: row.id, seen, state: &state, nature, awaits_agent: hand.awaits_agent, at: moment.now, sensitive_until };
        if !store::cases::update(tx, change).await? {
            return Err(self.overtaken(tx, row.id).await?);
        }
        if sensitive_until.is_some_and(|until| until <= moment.now) {
            jobs::enqueue(tx, moment, NewJob::new(ERASE_SENSITIVE, ())).await?;
        }
        if nature == Nature::Closed {
            store::completions::drop_all(tx, moment, row.id).await?;
            if awaited > 0 {
                store::opinions::drop_all(tx, moment, row.id).await?;
            }
        }
        row.state.0 = state;
        row.updated_at = moment.now;
        self.plan(tx, moment, hand.instance, row, hand.compiled).await
    }

    /// The refusal for whoever comes second, with what the first one did.
    pub(crate) async fn overtaken(&self, tx: &mut InstanceTx, case: CaseId) -> Result<Failure, Failure> {
        let journal = store::journal::of_case(tx, case).await?;
        Ok(errors::overtaken(journal.last()).into())
    }

    /// A fact, and the projection that follows from it.
    pub(crate) async fn announce(&self, tx: &mut InstanceTx, moment: &Moment, row: &CaseRow) -> Result<(), Failure> {
        let payload = serde_json::json!({ "case": row.id, "status": row.state.0.status, "version": row.state.0.version });
        events::record(tx, moment, &format!("case/{}", row.id), "case.changed", payload).await?;
        if row.subject.is_some() {
            jobs::enqueue(tx, moment, NewJob::new(FOLLOW, row.id).stream(format!("follow/{}", row.id))).await?;
        }
        Ok(())
    }

    async fn tell_moves(&self, tx: &mut InstanceTx, moment: &Moment, row: &CaseRow, step: &Step, hand: &Hand<'_>) -> Result<(), Failure> {
        for taken in &step.taken {
            let workflow = hand.compiled.workflow();
            let label = workflow.transition(&taken.transition).map_or_else(|| taken.transition.to_string(), |t| t.label.clone());
            let agents = NewLine { kind: EntryKind::Moved, who: hand.who, title: &label, body: None, visible: false };
            store::journal::add(tx, moment, row.id, agents).await?;
            let labels = |slug| workflow.status(slug).map(|status| status.citizen_label.as_str()).unwrap_or_default();
            if labels(&taken.from) != labels(&taken.to) {
                let service = self.service_name(row);
                let line = NewLine { kind: EntryKind::Moved, who: &service, title: labels(&taken.to), body: None, visible: true };
                store::journal::add(tx, moment, row.id, line).await?;
            }
        }
        Ok(())
    }

    /// The name under which a service answers citizens: the authority's, never a person's.
    pub(crate) fn service_name(&self, row: &CaseRow) -> String {
        self.territory().directory().authority(&row.authority).map_or_else(String::new, territory::Authority::full_name)
    }

    /// Asks for what will happen by itself. What was planned before finds
    /// nothing to do when its time comes, if the case moved on.
    pub(crate) async fn plan(
        &self,
        tx: &mut InstanceTx,
        moment: &Moment,
        instance: &InstanceKey,
        row: &CaseRow,
        compiled: &Compiled,
    ) -> Result<(), Failure> {
        if compiled.workflow().workflow().automations.is_empty() {
            return Ok(());
        }
        let hours = store::contacts::of_team(tx, row.state.0.team.as_ref()).await?.opening_hours();
        for timer in workflow::timers(compiled.workflow(), &self.snapshot(compiled, instance, row)?, &hours, moment.now) {
            let key = format!("timer:{}:{}:{}:{}", row.id, timer.automation, row.state.0.version, timer.due);
            let order = TimerOrder { case: row.id, automation: timer.automation };
            jobs::enqueue(tx, moment, NewJob::new(TIMER, order).key(key).due(timer.due)).await?;
        }
        Ok(())
    }
}

/// The nature of a state's status.
pub(crate) fn nature(compiled: &Compiled, state: &State) -> Nature {
    compiled.workflow().status(&state.status).map_or(Nature::InProgress, |status| status.nature)
}
