//! Calls to other programs: what is sent, what becomes of the answer, what stops a case.

use db::{
    DbKey,
    jobs::{Job, JobRun},
};
use definition::Definition;
use kernel::{Personal, id::CaseId};
use serde_json::{Value, json};
use web::{AgentPass, Right};
use workflow::{CallFailure, GuardedEffect};

use super::bench::{Space, answers, each, metropole, slug};
use crate::{calls, model::StopReason, store};

/// Filing calls another program; an answer and a refusal have their transitions.
fn calls_on_filing(definition: &mut Definition) {
    for (name, tag) in [("noter", "notee"), ("echouer", "echec")] {
        let transition = json!({ "slug": name, "from": ["recue"], "to": "same", "label": name, "effects": [{ "do": "tag", "tag": tag }] });
        definition.workflow.transitions.push(serde_json::from_value(transition).unwrap());
    }
    definition.workflow.on_filed.push(call(&json!({
        "do": "call_connector", "connector": "pose_panneaux", "answer": { "motif": "pose.numero" },
        "on_success": "noter", "on_refused": "echouer",
    })));
}

fn call(effect: &Value) -> GuardedEffect {
    serde_json::from_value(effect.clone()).unwrap()
}

fn answer() -> Value {
    json!({ "pose": { "numero": "P-7" } })
}

async fn tags(space: &Space, id: CaseId) -> Vec<String> {
    space.case(&metropole(), id).await.unwrap().state.0.tags.iter().map(ToString::to_string).collect()
}

async fn stops(space: &Space, id: CaseId) -> Vec<store::stops::Stop> {
    let mut tx = space.bench.databases.instance_read(&metropole()).await.unwrap();
    store::stops::of_case(&mut tx, id).await.unwrap()
}

pub(super) async fn journal(space: &Space, id: CaseId) -> Vec<(String, bool)> {
    let mut tx = space.bench.databases.instance_read(&metropole()).await.unwrap();
    store::journal::of_case(&mut tx, id).await.unwrap().into_iter().map(|line| (line.title, line.visible)).collect()
}

fn agent() -> AgentPass {
    AgentPass {
        id: kernel::Id::from_uuid(uuid::Uuid::from_u128(7)),
        instance: metropole(),
        name: Personal::new("Luce Aubry".to_owned()),
        teams: vec![],
        rights: vec![Right::Process, Right::SeeAll],
    }
}

/// What an agent does about the only thing that stops a case.
async fn settle(space: &Space, id: CaseId, without: bool) {
    let mut tx = space.bench.databases.instance_write(&metropole()).await.unwrap();
    let mut row = store::cases::by_id(&mut tx, id).await.unwrap().unwrap();
    let compiled = space.cases.compiled(&mut tx, &row.definition).await.unwrap();
    let stop = store::stops::of_case(&mut tx, id).await.unwrap().remove(0).id;
    let (moment, agent) = (space.bench.moment(), agent());
    match without {
        true => space.cases.go_on_without(&mut tx, &moment, &mut row, stop, (&agent, &compiled)).await.unwrap(),
        false => space.cases.try_again(&mut tx, &moment, &mut row, stop, (&agent, &compiled)).await.unwrap(),
    }
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn an_answer_is_recorded_and_the_case_moves_on() {
    each(calls_on_filing, async |space| {
        space.connectors.says(Ok(answer()));
        let id = space.filed(answers()).await;
        space.work().await;
        let row = space.case(&metropole(), id).await.unwrap();
        assert_eq!(row.state.0.data[&slug("motif")].0, "P-7");
        assert_eq!(tags(&space, id).await, ["notee"]);
        let (key, reference, body) = space.connectors.calls.lock().unwrap()[0].clone();
        assert!(key.starts_with(&format!("{id}:filed:")), "{key}");
        assert_eq!(reference, row.reference);
        assert_eq!((&body["reference"], &body["teleservice"]), (&json!(row.reference), &json!("stationnement-demenagement")));
        assert_eq!(body["answers"]["duree"], 2);
        let told = ("«\u{a0}Logiciel de pose des panneaux\u{a0}» a répondu".to_owned(), false);
        assert!(journal(&space, id).await.contains(&told));
    })
    .await;
}

#[tokio::test]
async fn what_its_author_chose_is_sent_and_nothing_else() {
    let chosen = |definition: &mut Definition| {
        let arguments = json!({ "do": "call_connector", "connector": "pose_panneaux", "arguments": { "pose.jours": "duree" } });
        definition.workflow.on_filed.push(call(&arguments));
    };
    each(chosen, async |space| {
        space.connectors.says(Ok(Value::Null));
        let id = space.filed(answers()).await;
        space.work().await;
        assert_eq!(space.connectors.calls.lock().unwrap()[0].2, json!({ "pose": { "jours": 2 } }));
        assert!(stops(&space, id).await.is_empty(), "nothing is read in an answer, so none is needed");
    })
    .await;
}

#[tokio::test]
async fn what_may_pass_is_tried_again_as_the_same_call() {
    each(calls_on_filing, async |space| {
        space.connectors.says(Err(CallFailure::Failing));
        space.connectors.says(Err(CallFailure::Unreachable));
        space.connectors.says(Ok(answer()));
        let id = space.filed(answers()).await;
        for _ in 0..3 {
            space.work().await;
            space.bench.clock.advance(60);
        }
        assert_eq!(tags(&space, id).await, ["notee"]);
        let keys = space.connectors.keys();
        assert!(keys.len() == 3 && keys.iter().all(|key| *key == keys[0]), "{keys:?}");
    })
    .await;
}

#[tokio::test]
async fn a_way_to_fail_has_its_transition() {
    each(calls_on_filing, async |space| {
        space.connectors.says(Err(CallFailure::Refused));
        let id = space.filed(answers()).await;
        space.work().await;
        assert_eq!(tags(&space, id).await, ["echec"]);
        assert_eq!(space.connectors.keys().len(), 1, "what is refused is not sent again");
        assert!(stops(&space, id).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn without_a_transition_the_case_is_stopped_then_resumes_where_it_was() {
    each(calls_on_filing, async |space| {
        space.connectors.says(Ok(json!({ "pose": {} })));
        let id = space.filed(answers()).await;
        space.work().await;
        let stopped = stops(&space, id).await;
        assert_eq!((stopped.len(), stopped[0].reason), (1, StopReason::Mismatch));
        assert_eq!(stopped[0].what, "appel à «\u{a0}Logiciel de pose des panneaux\u{a0}»");
        assert!(stopped[0].why.contains("Motif"), "{}", stopped[0].why);
        assert!(journal(&space, id).await.iter().all(|(title, visible)| !(*visible && title.contains("bloquée"))));

        space.connectors.says(Ok(answer()));
        settle(&space, id, false).await;
        space.work().await;
        assert!(stops(&space, id).await.is_empty());
        assert_eq!(tags(&space, id).await, ["notee"]);
        let keys = space.connectors.keys();
        assert_eq!(keys[0], keys[1], "the other program can tell that it is the same");
    })
    .await;
}

#[tokio::test]
async fn a_program_that_never_answers_stops_the_case_after_some_hours() {
    each(calls_on_filing, async |space| {
        let id = space.filed(answers()).await;
        for _ in 0..12 {
            space.work().await;
            space.bench.clock.advance(4 * 3_600);
        }
        assert_eq!(space.connectors.keys().len(), 8);
        assert_eq!(stops(&space, id).await[0].reason, StopReason::Unreachable);
        settle(&space, id, true).await;
        assert_eq!(tags(&space, id).await, ["notee"], "as if it had answered");
        assert!(stops(&space, id).await.is_empty());
        let titles: Vec<String> = journal(&space, id).await.into_iter().map(|(title, _)| title).collect();
        assert!(titles.iter().any(|title| title.starts_with("A continué sans\u{a0}: appel")), "{titles:?}");
    })
    .await;
}

#[tokio::test]
async fn done_twice_by_two_workers_it_has_one_effect() {
    each(calls_on_filing, async |space| {
        space.connectors.says(Ok(answer()));
        space.connectors.says(Ok(answer()));
        let id = space.filed(answers()).await;
        let mut tx = space.bench.databases.instance_read(&metropole()).await.unwrap();
        let sql = "SELECT id, kind, stream, payload, attempts, fence FROM jobs WHERE kind = $1";
        let job: Job = tx.one(sql, db::args![calls::CALL]).await.unwrap();
        drop(tx);
        let run = JobRun::new(job, DbKey::Instance(metropole()), space.bench.moment());
        calls::call(space.cases.clone(), run.clone()).await.unwrap();
        assert!(calls::call(space.cases.clone(), run).await.is_err(), "the first one settled it");
        let row = space.case(&metropole(), id).await.unwrap();
        assert_eq!((row.state.0.version, tags(&space, id).await.len()), (2, 1));
        let keys = space.connectors.keys();
        assert_eq!((keys.len(), &keys[0]), (2, &keys[1]));
    })
    .await;
}

#[tokio::test]
async fn an_authority_that_is_unknown_and_a_function_that_nobody_bears_stop_the_case() {
    let lost = |definition: &mut Definition| {
        definition.workflow.on_filed.push(call(&json!({ "do": "transfer", "to": { "authority": "\"atlantide\"" } })));
        definition.workflow.on_filed.push(call(&json!({ "do": "transfer", "to": { "team": "nulle-part" } })));
    };
    each(lost, async |space| {
        let id = space.filed(answers()).await;
        let mut reasons: Vec<&str> = stops(&space, id).await.iter().map(|stop| stop.reason.as_str()).collect();
        reasons.sort_unstable();
        assert_eq!(reasons, ["no-authority", "no-team"]);
        let mut tx = space.bench.databases.instance_read(&metropole()).await.unwrap();
        assert_eq!(space.cases.stopped(&mut tx).await.unwrap(), 1, "one case, whatever stops it");
    })
    .await;
}
