//! A case stopped by something that could not be done: kept with what it takes
//! to do it again, told to agents.

use std::collections::BTreeMap;

use db::{
    InstanceTx,
    jobs::{JobError, JobRun},
};
use definition::Compiled;
use kernel::{Moment, Slug, id::CaseId};
use serde::{Deserialize, Serialize};
use web::Failure;
use workflow::Effect;

use crate::{
    Cases,
    advance::{Hand, TimerOrder},
    documents::{DocumentOrder, instance_of, retry},
    jobs::BY_ITSELF,
    model::{EntryKind, StopReason},
    store::{self, cases::CaseRow, stops::NewStop},
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

/// What a stop keeps, to be done again.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
pub(crate) enum Kept {
    /// What a step decided.
    Effect(Undone),
    /// What was to happen by itself.
    Automation { automation: Slug },
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
    /// Stops a case where an effect cannot be done.
    pub(crate) async fn stop(
        &self,
        tx: &mut InstanceTx,
        moment: &Moment,
        row: &CaseRow,
        undone: &Undone,
        trouble: Trouble,
        hand: &Hand<'_>,
    ) -> Result<(), Failure> {
        self.stop_at(tx, moment, row, &Kept::Effect(undone.clone()), trouble, hand).await
    }

    /// Stops a case where something cannot be done. The citizen sees nothing of it.
    async fn stop_at(
        &self,
        tx: &mut InstanceTx,
        moment: &Moment,
        row: &CaseRow,
        kept: &Kept,
        trouble: Trouble,
        hand: &Hand<'_>,
    ) -> Result<(), Failure> {
        let what = match kept {
            Kept::Effect(undone) => what(&undone.effect, hand.compiled),
            Kept::Automation { automation } => by_itself(automation, hand.compiled),
        };
        let Trouble { reason, why } = trouble;
        // invariant: effects are plain data, which always serialise
        let plain = serde_json::to_value(kept).unwrap_or_default();
        let kept = self.seal_undone(&plain, hand.instance, row.id, &*moment.rng)?;
        store::stops::add(tx, moment, row.id, NewStop { reason, what: &what, why: &why, undone: kept }).await?;
        self.line(tx, moment, row, EntryKind::Trouble, hand.who, &format!("Demande bloquée\u{a0}: {what}. {why}"), false).await
    }

    /// How many cases of an instance are stopped.
    ///
    /// # Errors
    /// When it cannot be read.
    pub async fn stopped(&self, tx: &mut InstanceTx) -> Result<u64, Failure> {
        Ok(store::queue::stopped(tx, None).await?)
    }

    /// What a job could not do after all its tries stops its case.
    async fn stop_for(&self, run: JobRun, case: CaseId, kept: Kept, trouble: Trouble) -> Result<(), JobError> {
        let instance = instance_of(&run)?;
        let mut tx = self.databases().instance_write(&instance).await?;
        if let Some(row) = store::cases::by_id(&mut tx, case).await?.filter(|row| row.moved_to.is_none()) {
            let compiled = self.compiled(&mut tx, &row.definition).await.map_err(retry)?;
            let hand = Hand { instance: &instance, compiled: &compiled, who: BY_ITSELF, input: BTreeMap::new(), awaits_agent: true };
            self.stop_at(&mut tx, &run.moment, &row, &kept, trouble, &hand).await.map_err(retry)?;
        }
        run.complete(&mut tx).await?;
        Ok(tx.commit().await?)
    }
}

/// An order that is given up stops its case.
pub(crate) async fn of_order(cases: Cases, run: JobRun) -> Result<(), JobError> {
    let order: Order = run.job.payload()?;
    cases.stop_for(run, order.case, Kept::Effect(order.undone), fault()).await
}

/// An automation that is given up stops its case.
pub(crate) async fn of_timer(cases: Cases, run: JobRun) -> Result<(), JobError> {
    let TimerOrder { case, automation } = run.job.payload()?;
    cases.stop_for(run, case, Kept::Automation { automation }, fault()).await
}

fn fault() -> Trouble {
    Trouble::new(StopReason::Fault, "Le guichet n’a pas pu le faire.")
}

/// A document that cannot be made stops its case.
pub(crate) async fn of_document(cases: Cases, run: JobRun) -> Result<(), JobError> {
    let DocumentOrder { case, template, share, input, .. } = run.job.payload()?;
    let undone = Undone { effect: Effect::Document { template, share }, input, key: "again".to_owned() };
    cases.stop_for(run, case, Kept::Effect(undone), Trouble::new(StopReason::Document, "Son modèle ne convient pas à cette demande.")).await
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
        Effect::RequestCompletion { .. } => "demande de pièces à l’usager".to_owned(),
        Effect::RequestOpinion { function, .. } => format!("demande d’avis à «\u{a0}{function}\u{a0}»"),
        Effect::CreateRecord { record, .. } | Effect::UpdateRecord { record, .. } => format!("fiche dans la liste «\u{a0}{record}\u{a0}»"),
        Effect::StartCase { teleservice, .. } => format!("ouverture d’une demande «\u{a0}{teleservice}\u{a0}»"),
        _ => "suite de la demande".to_owned(),
    }
}

/// What happens by itself, as agents read it.
fn by_itself(automation: &Slug, compiled: &Compiled) -> String {
    let workflow = compiled.workflow();
    let known = workflow.workflow().automations.iter().find(|one| one.slug == *automation);
    let label = known.and_then(|one| Some(workflow.transition(&one.transition)?.label.as_str()));
    format!("action automatique «\u{a0}{}\u{a0}»", label.unwrap_or(automation.as_str()))
}

/// What agents call the program behind a connector.
pub(crate) fn connector_label(compiled: &Compiled, name: &Slug) -> String {
    compiled.connector(name).map_or_else(|| name.to_string(), |connector| connector.label.clone())
}
