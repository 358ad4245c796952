//! Calls to other programs, after the commit: what is sent, what becomes of the answer.

use std::collections::BTreeMap;

use db::jobs::{JobError, JobRun};
use definition::Compiled;
use kernel::Slug;
use serde_json::{Map, Value as Json, json};
use workflow::{CallFailure, Effect, Private, answered, follow, read_answer};

use crate::{
    Cases,
    advance::Hand,
    connectors::{Call, CallTrouble},
    documents::{instance_of, retry},
    jobs::BY_ITSELF,
    late::Teller,
    model::EntryKind,
    stops::{Order, Trouble, connector_label},
    store::{self, cases::CaseRow},
};

/// Calls another program; kind of job.
pub(crate) const CALL: &str = "cases.call";

/// Tries of a call that may pass by itself: they spread over some three hours.
const MOST_TRIES: i64 = 8;

/// How a call failed for good.
struct Failed {
    failure: CallFailure,
    /// In a sentence.
    why: String,
}

/// What came of a call: the data read in its answer.
type Outcome = Result<BTreeMap<Slug, Private>, Failed>;

/// The job of [`CALL`]. Done twice, the other program sees the same key, and
/// one answer is kept.
pub(crate) async fn call(cases: Cases, run: JobRun) -> Result<(), JobError> {
    let order: Order = run.job.payload()?;
    let instance = instance_of(&run)?;
    let mut tx = cases.databases().instance_read(&instance).await?;
    let Some(row) = store::cases::by_id(&mut tx, order.case).await? else { return Err(JobError::GiveUp("no such case".to_owned())) };
    let compiled = cases.compiled(&mut tx, &row.definition).await.map_err(retry)?;
    drop(tx);
    let Effect::CallConnector { connector, arguments, answer, .. } = &order.undone.effect else {
        return Err(JobError::GiveUp("this is no call".to_owned()));
    };
    let body = body(&compiled, &row, arguments);
    let key = format!("{}:{}", row.id, order.undone.key);
    let answer_at = cases.answer_at(&Teller { instance: instance.clone(), case: row.id, connector: connector.clone() });
    let call = Call { teleservice: &row.teleservice, connector, key: &key, reference: &row.reference, answer_at: &answer_at, body: &body };
    let outcome = match cases.services().connectors.call(&run.moment, &instance, call).await {
        Ok(document) => read_answer(&compiled.workflow().workflow().data, answer, &document).map_err(|unfit| mismatch(&compiled, &unfit)),
        Err(CallTrouble::Fault(reason)) => return Err(JobError::Retry(reason)),
        Err(CallTrouble::Failed { failure, .. }) if failure.may_pass() && run.job.attempts < MOST_TRIES => {
            return Err(JobError::Retry(format!("the call failed: {failure:?}")));
        }
        Err(CallTrouble::Failed { failure, status }) => Err(Failed { failure, why: told(failure, status) }),
    };
    cases.conclude(&run, order, outcome).await
}

impl Cases {
    /// Takes the case where the call leads, and settles the job with it.
    async fn conclude(&self, run: &JobRun, order: Order, outcome: Outcome) -> Result<(), JobError> {
        let (instance, moment) = (instance_of(run)?, &run.moment);
        let mut tx = self.databases().instance_write(&instance).await?;
        // it leaves once its calls are settled: only one that was set aside, then replayed, comes after that
        if let Some(mut row) = store::cases::by_id(&mut tx, order.case).await?.filter(|row| row.moved_to.is_none()) {
            let compiled = self.compiled(&mut tx, &row.definition).await.map_err(retry)?;
            let awaits_agent = row.awaits_agent;
            let hand = Hand { instance: &instance, compiled: &compiled, who: BY_ITSELF, input: BTreeMap::new(), awaits_agent };
            let followed = self.after_call(&mut tx, moment, &mut row, (&order, outcome), &hand).await;
            followed.map_err(retry)?;
        }
        run.complete(&mut tx).await?;
        Ok(tx.commit().await?)
    }

    async fn after_call(
        &self,
        tx: &mut db::InstanceTx,
        moment: &kernel::Moment,
        row: &mut CaseRow,
        (order, outcome): (&Order, Outcome),
        hand: &Hand<'_>,
    ) -> Result<(), web::Failure> {
        let Effect::CallConnector { connector, on_success, on_failure, .. } = &order.undone.effect else { return Ok(()) };
        let (label, snapshot) = (connector_label(hand.compiled, connector), self.snapshot(hand.compiled, hand.instance, row)?);
        let workflow = hand.compiled.workflow();
        match outcome {
            Ok(data) => {
                let title = format!("«\u{a0}{label}\u{a0}» a répondu");
                self.line(tx, moment, row, EntryKind::Journal, hand.who, &title, false).await?;
                let step = answered(workflow, &snapshot, data, on_success.as_ref(), moment.now);
                self.advance(tx, moment, row, step, hand).await
            }
            Err(Failed { failure, why }) => {
                let meant = on_failure.get(&failure);
                match meant.and_then(|transition| follow(workflow, &snapshot, transition, moment.now)) {
                    Some(step) => {
                        let title = format!("Appel à «\u{a0}{label}\u{a0}» sans succès\u{a0}: {why}");
                        self.line(tx, moment, row, EntryKind::Trouble, hand.who, &title, false).await?;
                        self.advance(tx, moment, row, step, hand).await
                    }
                    None => self.stop(tx, moment, row, &order.undone, Trouble::new(failure.into(), why), hand).await,
                }
            }
        }
    }
}

/// What is sent: what the workflow's author chose, or the whole request without what is sensitive.
fn body(compiled: &Compiled, row: &CaseRow, arguments: &BTreeMap<String, Private>) -> Json {
    if arguments.is_empty() {
        let answers = row.answers.0.plain(compiled.form());
        return json!({
            "reference": row.reference, "teleservice": row.teleservice, "authority": row.authority,
            "filed_at": row.filed_at, "answers": answers,
        });
    }
    let mut body = Map::new();
    for (name, value) in arguments {
        put(&mut body, name, value.0.clone());
    }
    Json::Object(body)
}

/// « demandeur.nom » goes in the object « demandeur ».
fn put(object: &mut Map<String, Json>, name: &str, value: Json) {
    match name.split_once('.') {
        None => drop(object.insert(name.to_owned(), value)),
        Some((first, rest)) => {
            let inside = object.entry(first).or_insert_with(|| json!({}));
            if !inside.is_object() {
                *inside = json!({});
            }
            if let Some(inside) = inside.as_object_mut() {
                put(inside, rest, value);
            }
        }
    }
}

fn told(failure: CallFailure, status: Option<u16>) -> String {
    let status = status.map(|status| format!(" (réponse {status})")).unwrap_or_default();
    match failure {
        CallFailure::Unbound => "Aucun connecteur n’est relié à ce nom dans cet espace.".to_owned(),
        CallFailure::Unreachable => "Ce logiciel ne répond pas, après plusieurs essais.".to_owned(),
        CallFailure::Refused => format!("Ce logiciel refuse ce qui lui est envoyé{status}."),
        CallFailure::Failing => format!("Ce logiciel est en panne{status}, après plusieurs essais."),
        CallFailure::Unreadable => "La réponse de ce logiciel est illisible.".to_owned(),
        CallFailure::Mismatch => "La réponse de ce logiciel n’a pas ce qui est attendu.".to_owned(),
    }
}

fn mismatch(compiled: &Compiled, unfit: &[Slug]) -> Failed {
    let data = &compiled.workflow().workflow().data;
    let label = |slug: &Slug| data.iter().find(|field| field.slug == *slug).map_or_else(|| slug.to_string(), |field| field.label.clone());
    let labels: Vec<String> = unfit.iter().map(|slug| format!("«\u{a0}{}\u{a0}»", label(slug))).collect();
    Failed { failure: CallFailure::Mismatch, why: format!("Sa réponse ne donne pas\u{a0}: {}.", labels.join(", ")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_with_points_make_objects() {
        let mut body = Map::new();
        for (name, value) in [("numero", 7), ("demandeur.nom", 1), ("demandeur.adresse.rue", 2), ("numero.bis", 3)] {
            put(&mut body, name, json!(value));
        }
        assert_eq!(Json::Object(body), json!({ "numero": { "bis": 3 }, "demandeur": { "nom": 1, "adresse": { "rue": 2 } } }));
    }
}
