//! An agent takes up what stopped a case: it is done again, or the case goes on without it.

use std::collections::BTreeMap;

use db::{InstanceTx, jobs, jobs::NewJob};
use definition::Compiled;
use kernel::{Id, Moment, Problem};
use web::{AgentPass, Failure};
use workflow::{Effect, answered, opinion_dropped};

use crate::{
    Cases,
    advance::{Hand, TIMER, TimerOrder},
    model::EntryKind,
    routing::team_behind,
    stops::{Kept, Undone},
    store::{self, cases::CaseRow, stops::Stop},
};

impl Cases {
    /// Does again what could not be done.
    ///
    /// # Errors
    /// A conflict, in words, when somebody else took it in hand.
    pub(crate) async fn try_again(
        &self,
        tx: &mut InstanceTx,
        moment: &Moment,
        row: &mut CaseRow,
        stop: Id<Stop>,
        by: (&AgentPass, &Compiled),
    ) -> Result<(), Failure> {
        let (kept, hand) = self.taken_up(tx, moment, row, stop, by, ("A relancé", "case.retry")).await?;
        match kept {
            Kept::Effect(Undone { effect, input, key }) => {
                let hand = Hand { input, ..hand };
                self.place_in_team(tx, moment, row, &effect, &hand).await?;
                self.apply(tx, moment, row, &effect, &key, &hand).await
            }
            Kept::Automation { automation } => {
                let order = TimerOrder { case: row.id, automation };
                Ok(jobs::enqueue(tx, moment, NewJob::new(TIMER, order)).await?)
            }
        }
    }

    /// Goes on as if it had been done, without what it would have given.
    ///
    /// # Errors
    /// A conflict, in words, when somebody else took it in hand.
    pub(crate) async fn go_on_without(
        &self,
        tx: &mut InstanceTx,
        moment: &Moment,
        row: &mut CaseRow,
        stop: Id<Stop>,
        by: (&AgentPass, &Compiled),
    ) -> Result<(), Failure> {
        let (kept, hand) = self.taken_up(tx, moment, row, stop, by, ("A continué sans", "case.go-on-without")).await?;
        let Kept::Effect(Undone { effect, .. }) = kept else { return Ok(()) };
        let (workflow, snapshot) = (hand.compiled.workflow(), self.snapshot(hand.compiled, hand.instance, row)?);
        let step = match effect {
            Effect::CallConnector { on_success, .. } => answered(workflow, &snapshot, BTreeMap::new(), on_success.as_ref(), moment.now),
            // it was counted when the step was taken
            Effect::RequestOpinion { .. } => opinion_dropped(workflow, &snapshot, moment.now),
            _ => return Ok(()),
        };
        self.advance(tx, moment, row, step, &hand).await
    }

    /// What a stop keeps, in the hand of the agent who takes it up: the journal says so.
    async fn taken_up<'a>(
        &self,
        tx: &mut InstanceTx,
        moment: &Moment,
        row: &CaseRow,
        stop: Id<Stop>,
        (agent, compiled): (&'a AgentPass, &'a Compiled),
        (told, traced): (&str, &'static str),
    ) -> Result<(Kept, Hand<'a>), Failure> {
        let stop = store::stops::settle(tx, moment, row.id, stop).await?.ok_or_else(|| {
            Problem::Conflict("Quelqu’un s’en est occupé avant vous. Rouvrez la demande pour voir où elle en est.".to_owned())
        })?;
        let (instance, who, awaits_agent) = (&agent.instance, agent.name.expose(), row.awaits_agent);
        let kept = serde_json::from_value(self.open_undone(stop.undone.expose(), instance, row.id)?)
            .map_err(|_| Failure::fault("what a stop holds has another shape"))?;
        self.line(tx, moment, row, EntryKind::Journal, who, &format!("{told}\u{a0}: {}", stop.what), false).await?;
        self.trace(tx, moment, agent, traced, row).await?;
        Ok((kept, Hand { instance, compiled, who, input: BTreeMap::new(), awaits_agent }))
    }

    /// The state holds the team since the step was taken: it is bound now if it was not.
    async fn place_in_team(
        &self,
        tx: &mut InstanceTx,
        moment: &Moment,
        row: &mut CaseRow,
        effect: &Effect,
        hand: &Hand<'_>,
    ) -> Result<(), Failure> {
        let Effect::TransferToTeam { team } = effect else { return Ok(()) };
        let bindings = store::definitions::bindings(tx, &row.teleservice).await?;
        let Some(behind) = team_behind(&bindings, team) else { return Ok(()) };
        let mut state = row.state.0.clone();
        state.team = Some(behind);
        state.version += 1;
        self.write_state(tx, moment, row, state, hand).await
    }
}
