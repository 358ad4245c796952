//! A case stopped by something that could not be done: kept with what it takes
//! to do it again, told to agents, taken up where it was.

use std::collections::BTreeMap;

use db::{
    InstanceKey, InstanceTx,
    jobs::{JobError, JobRun},
};
use definition::Compiled;
use kernel::{Id, Moment, Problem, id::CaseId};
use serde::{Deserialize, Serialize};
use web::{AgentPass, Failure};
use workflow::{Effect, answered, opinion_dropped};

use crate::{
    Cases,
    advance::Hand,
    documents::{DocumentOrder, instance_of, retry},
    jobs::BY_ITSELF,
    model::{EntryKind, StopReason},
    routing::team_behind,
    store::{
        self,
        cases::CaseRow,
        stops::{NewStop, Stop},
    },
};

/// Something to do on a case: enough to do it again.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Undone {
    pub effect: Effect,
    /// What was typed in the transition's form, in words.
    pub input: BTreeMap<String, String>,
    /// Tells it from all others of the case: done again, it has the same.
    pub key: String,
}

impl Undone {
    pub(crate) fn of(effect: &Effect, key: &str, hand: &Hand<'_>) -> Self {
        Self { effect: effect.clone(), input: hand.input.clone(), key: key.to_owned() }
    }
}

/// Something to do on a case after the commit.
#[derive(Serialize, Deserialize)]
pub(crate) struct Order {
    pub case: CaseId,
    #[serde(flatten)]
    pub undone: Undone,
}

/// What keeps something from being done.
pub(crate) struct Trouble {
    pub reason: StopReason,
    /// In a sentence, which names nobody.
    pub why: String,
}

impl Trouble {
    pub(crate) fn new(reason: StopReason, why: impl Into<String>) -> Self {
        Self { reason, why: why.into() }
    }
}

impl Cases {
    /// Stops a case where something cannot be done. The citizen sees nothing of it.
    pub(crate) async fn stop(
        &self,
        tx: &mut InstanceTx,
        moment: &Moment,
        row: &CaseRow,
        undone: &Undone,
        trouble: Trouble,
        hand: &Hand<'_>,
    ) -> Result<(), Failure> {
        let what = what(&undone.effect, hand.compiled);
        let Trouble { reason, why } = trouble;
        // invariant: effects are plain data, which always serialise
        let plain = serde_json::to_value(undone).unwrap_or_default();
        let kept = self.seal_undone(&plain, hand.instance, row.id, &*moment.rng)?;
        store::stops::add(tx, moment, row.id, NewStop { reason, what: &what, why: &why, undone: kept }).await?;
        self.line(tx, moment, row, EntryKind::Trouble, hand.who, &format!("Demande bloquée\u{a0}: {what}. {why}"), false).await
    }

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
        (agent, compiled): (&AgentPass, &Compiled),
    ) -> Result<(), Failure> {
        let (stop, undone) = self.settled(tx, moment, (&agent.instance, row), stop).await?;
        let hand =
            Hand { instance: &agent.instance, compiled, who: agent.name.expose(), input: undone.input, awaits_agent: row.awaits_agent };
        self.line(tx, moment, row, EntryKind::Journal, hand.who, &format!("A relancé\u{a0}: {}", stop.what), false).await?;
        self.trace(tx, moment, agent, "case.retry", row).await?;
        self.place_in_team(tx, moment, row, &undone.effect, &hand).await?;
        self.apply(tx, moment, row, &undone.effect, &undone.key, &hand).await
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
        (agent, compiled): (&AgentPass, &Compiled),
    ) -> Result<(), Failure> {
        let (stop, undone) = self.settled(tx, moment, (&agent.instance, row), stop).await?;
        let who = agent.name.expose();
        let hand = Hand { instance: &agent.instance, compiled, who, input: BTreeMap::new(), awaits_agent: row.awaits_agent };
        self.line(tx, moment, row, EntryKind::Journal, who, &format!("A continué sans\u{a0}: {}", stop.what), false).await?;
        self.trace(tx, moment, agent, "case.go-on-without", row).await?;
        match undone.effect {
            Effect::CallConnector { on_success, .. } => {
                let snapshot = self.snapshot(compiled, &agent.instance, row)?;
                let step = answered(compiled.workflow(), &snapshot, BTreeMap::new(), on_success.as_ref(), moment.now);
                self.advance(tx, moment, row, step, &hand).await
            }
            // it was counted when the step was taken
            Effect::RequestOpinion { .. } => {
                let step = opinion_dropped(compiled.workflow(), &self.snapshot(compiled, &agent.instance, row)?, moment.now);
                self.advance(tx, moment, row, step, &hand).await
            }
            _ => Ok(()),
        }
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

    /// How many cases of an instance are stopped.
    ///
    /// # Errors
    /// When it cannot be read.
    pub async fn stopped(&self, tx: &mut InstanceTx) -> Result<u64, Failure> {
        Ok(store::queue::stopped(tx, None).await?)
    }

    async fn settled(
        &self,
        tx: &mut InstanceTx,
        moment: &Moment,
        (instance, row): (&InstanceKey, &CaseRow),
        stop: Id<Stop>,
    ) -> Result<(Stop, Undone), Failure> {
        let stop = store::stops::settle(tx, moment, row.id, stop).await?.ok_or_else(|| {
            Problem::Conflict("Quelqu’un s’en est occupé avant vous. Rouvrez la demande pour voir où elle en est.".to_owned())
        })?;
        let undone = serde_json::from_value(self.open_undone(stop.undone.expose(), instance, row.id)?);
        Ok((stop, undone.map_err(|_| Failure::fault("what a stop holds has another shape"))?))
    }

    /// What a job could not do after all its tries stops its case.
    async fn stop_for(&self, run: JobRun, case: CaseId, undone: Undone, trouble: Trouble) -> Result<(), JobError> {
        let instance = instance_of(&run)?;
        let mut tx = self.databases().instance_write(&instance).await?;
        if let Some(row) = store::cases::by_id(&mut tx, case).await?.filter(|row| row.moved_to.is_none()) {
            let compiled = self.compiled(&mut tx, &row.definition).await.map_err(retry)?;
            let hand = Hand { instance: &instance, compiled: &compiled, who: BY_ITSELF, input: BTreeMap::new(), awaits_agent: true };
            self.stop(&mut tx, &run.moment, &row, &undone, trouble, &hand).await.map_err(retry)?;
        }
        run.complete(&mut tx).await?;
        Ok(tx.commit().await?)
    }
}

/// An order that is given up stops its case.
pub(crate) async fn of_order(cases: Cases, run: JobRun) -> Result<(), JobError> {
    let order: Order = run.job.payload()?;
    let trouble = Trouble::new(StopReason::Fault, "Le guichet n’a pas pu le faire.");
    cases.stop_for(run, order.case, order.undone, trouble).await
}

/// A document that cannot be made stops its case.
pub(crate) async fn of_document(cases: Cases, run: JobRun) -> Result<(), JobError> {
    let DocumentOrder { case, template, share, input, .. } = run.job.payload()?;
    let undone = Undone { effect: Effect::Document { template, share }, input, key: "again".to_owned() };
    cases.stop_for(run, case, undone, Trouble::new(StopReason::Document, "Son modèle ne convient pas à cette demande.")).await
}

/// What an effect does, as agents read it.
fn what(effect: &Effect, compiled: &Compiled) -> String {
    match effect {
        Effect::CallConnector { connector, .. } => format!("appel à «\u{a0}{}\u{a0}»", connector_label(compiled, connector)),
        Effect::TransferToAuthority { .. } => "transmission à une autre collectivité".to_owned(),
        Effect::TransferToTeam { .. } => "transmission à une équipe".to_owned(),
        Effect::Document { template, .. } => {
            let title = compiled.document(template.as_str()).map_or(template.as_str(), |document| &document.title);
            format!("document «\u{a0}{title}\u{a0}»")
        }
        Effect::Message { template, .. } => {
            let subject = compiled.message(template.as_str()).map_or(template.as_str(), |message| &message.subject);
            format!("message «\u{a0}{subject}\u{a0}»")
        }
        Effect::RequestOpinion { function, .. } => format!("demande d’avis à «\u{a0}{function}\u{a0}»"),
        Effect::CreateRecord { record, .. } | Effect::UpdateRecord { record, .. } => format!("fiche dans la liste «\u{a0}{record}\u{a0}»"),
        Effect::StartCase { teleservice, .. } => format!("ouverture d’une demande «\u{a0}{teleservice}\u{a0}»"),
        _ => "suite de la demande".to_owned(),
    }
}

/// What agents call the program behind a connector.
pub(crate) fn connector_label(compiled: &Compiled, name: &kernel::Slug) -> String {
    compiled.connector(name).map_or_else(|| name.to_string(), |connector| connector.label.clone())
}
