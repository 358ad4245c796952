//! A case that goes to another authority: what was ordered beside that is done,
//! or keeps it here.

use definition::Definition;
use kernel::{Personal, id::CaseId};
use serde_json::{Value, json};
use web::{AgentPass, Right};
use workflow::CallFailure;

use super::{
    bench::{Space, TELESERVICE, answers, bron, each, metropole, slug},
    calling::journal,
};
use crate::{
    desk_work::AtDesk,
    late::{Teller, Told},
    model::StopReason,
    store,
};

/// Filing hands the case to Bron, and does all this beside, in this order.
fn leaves_with(effects: Value) -> impl Fn(&mut Definition) {
    move |definition| {
        let transition =
            json!({ "slug": "noter", "from": ["recue"], "to": "same", "label": "Noter", "effects": [{ "do": "tag", "tag": "notee" }] });
        definition.workflow.transitions.push(serde_json::from_value(transition).unwrap());
        let leave = json!({ "do": "transfer", "to": { "authority": "'bron'" } });
        let all = std::iter::once(leave).chain(effects.as_array().unwrap().clone());
        definition.workflow.on_filed.extend(all.map(|effect| serde_json::from_value(effect).unwrap()));
        definition.tests.clear();
    }
}

fn call() -> Value {
    json!({ "do": "call_connector", "connector": "pose_panneaux", "answer": { "motif": "pose.numero" }, "on_success": "noter" })
}

fn answer() -> Value {
    json!({ "pose": { "numero": "P-7" } })
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

async fn stops(space: &Space, id: CaseId) -> Vec<store::stops::Stop> {
    let mut tx = space.bench.databases.instance_read(&metropole()).await.unwrap();
    store::stops::of_case(&mut tx, id).await.unwrap()
}

async fn files_there(space: &Space, id: CaseId) -> Vec<String> {
    let mut tx = space.bench.databases.instance_read(&bron()).await.unwrap();
    let files = store::attachments::of_case(&mut tx, id).await.unwrap();
    files.into_iter().map(|file| file.name.expose().clone()).collect()
}

async fn reasons(space: &Space, id: CaseId) -> Vec<&'static str> {
    let mut reasons: Vec<_> = stops(space, id).await.iter().map(|stop| stop.reason.as_str()).collect();
    reasons.sort_unstable();
    reasons
}

/// Does again what stops a case for this reason.
async fn try_again(space: &Space, id: CaseId, reason: StopReason) {
    let mut tx = space.bench.databases.instance_write(&metropole()).await.unwrap();
    let mut row = store::cases::by_id(&mut tx, id).await.unwrap().unwrap();
    let compiled = space.cases.compiled(&mut tx, &row.definition).await.unwrap();
    let stops = store::stops::of_case(&mut tx, id).await.unwrap();
    let stop = stops.iter().find(|stop| stop.reason == reason).unwrap().id;
    space.cases.try_again(&mut tx, &space.bench.moment(), &mut row, stop, (&agent(), &compiled)).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn what_was_ordered_beside_is_done_before_it_leaves() {
    let document = json!({ "do": "document", "template": "arrete", "share": true });
    let other = json!({ "do": "start_case", "teleservice": TELESERVICE, "answers":
        { "jour": "jour", "duree": "duree", "vehicule": "vehicule", "adresse": "adresse", "entreprise": "entreprise", "courriel": "courriel" } });
    each(leaves_with(json!([call(), document, other])), async |space| {
        for _ in 0..4 {
            space.connectors.says(Ok(answer()));
        }
        let id = space.filed(answers()).await;
        space.work().await;
        assert_eq!(space.case(&metropole(), id).await.unwrap().moved_to.as_deref(), Some("bron"));
        let there = space.case(&bron(), id).await.unwrap();
        assert_eq!((there.state.0.data[&slug("motif")].0.clone(), there.moved_to), (json!("P-7"), None));
        assert!(there.state.0.tags.contains(&slug("notee")), "what follows its answer was followed");
        let files = files_there(&space, id).await;
        assert!(files.iter().any(|name| name.starts_with("Accusé")) && files.len() == 2, "{files:?}");
        assert!(journal(&space, id).await.iter().any(|(title, _)| title.starts_with("A ouvert la demande")));
        let mut tx = space.bench.databases.instance_read(&bron()).await.unwrap();
        let told = store::journal::of_case(&mut tx, id).await.unwrap();
        assert!(told.iter().any(|line| line.title.starts_with("A ouvert la demande")), "its history leaves with it");
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_done_keeps_it_until_somebody_settles_both() {
    each(leaves_with(json!([call()])), async |space| {
        space.connectors.says(Err(CallFailure::Refused));
        let id = space.filed(answers()).await;
        space.work().await;
        assert_eq!(reasons(&space, id).await, ["refused", "unsettled"]);
        assert!(space.case(&bron(), id).await.is_none());

        space.connectors.says(Ok(answer()));
        try_again(&space, id, StopReason::Refused).await;
        space.work().await;
        assert_eq!(reasons(&space, id).await, ["unsettled"], "it leaves when an agent says so");
        try_again(&space, id, StopReason::Unsettled).await;
        space.work().await;
        assert_eq!(space.case(&bron(), id).await.unwrap().state.0.data[&slug("motif")].0, "P-7");
        assert!(stops(&space, id).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn it_waits_for_a_program_that_does_not_answer_and_goes_once() {
    each(leaves_with(json!([call()])), async |space| {
        space.connectors.says(Err(CallFailure::Unreachable));
        space.connectors.says(Ok(answer()));
        let id = space.filed(answers()).await;
        space.work().await;
        let mut row = space.case(&metropole(), id).await.unwrap();
        assert_eq!((row.moved_to.as_deref(), space.case(&bron(), id).await.is_none()), (None, true));

        let mut tx = space.bench.databases.instance_write(&metropole()).await.unwrap();
        let compiled = space.cases.compiled(&mut tx, &row.definition).await.unwrap();
        let (agent, seen_version) = (agent(), row.state.0.version);
        let desk = AtDesk { agent: &agent, compiled: &compiled, seen_version };
        let elsewhere = slug("venissieux");
        let again = space.cases.to_authority(&mut tx, &space.bench.moment(), &mut row, &desk, &elsewhere).await;
        assert!(matches!(again, Err(web::Failure::Problem(kernel::Problem::Conflict(_)))), "it leaves already");
        drop(tx);

        space.bench.clock.advance(60);
        space.work().await;
        assert_eq!(space.case(&bron(), id).await.unwrap().state.0.data[&slug("motif")].0, "P-7");
    })
    .await;
}

#[tokio::test]
async fn what_a_program_tells_later_follows_it() {
    each(leaves_with(json!([{ "do": "call_connector", "connector": "pose_panneaux" }])), async |space| {
        space.connectors.says(Ok(Value::Null));
        let case = space.filed(answers()).await;
        space.work().await;
        let teller = Teller { instance: metropole(), case, connector: slug("pose_panneaux") };
        let told = json!({ "motif": "P-9" });
        assert_eq!(space.cases.told_later(&space.bench.moment(), &teller, told.as_object().unwrap()).await.unwrap(), Told::Kept);
        assert_eq!(space.case(&bron(), case).await.unwrap().state.0.data[&slug("motif")].0, "P-9");

        // on its way, nobody has it: the program tells it again
        let mut tx = space.bench.databases.instance_write(&bron()).await.unwrap();
        tx.execute("UPDATE cases SET moved_to = 'metropole' WHERE id = $1", db::args![case]).await.unwrap();
        tx.commit().await.unwrap();
        let lost = space.cases.told_later(&space.bench.moment(), &teller, told.as_object().unwrap()).await;
        assert!(matches!(lost, Err(web::Failure::Problem(kernel::Problem::Unavailable(_)))), "{lost:?}");
    })
    .await;
}

#[tokio::test]
async fn of_two_authorities_the_first_has_it_and_the_second_is_told() {
    let second = json!({ "do": "transfer", "to": { "authority": "'venissieux'" }, "when": "duree > 0" });
    each(leaves_with(json!([second])), async |space| {
        let id = space.filed(answers()).await;
        space.work().await;
        assert!(space.case(&bron(), id).await.is_some());
        assert!(journal(&space, id).await.iter().any(|(title, _)| title.contains("venissieux")), "{:?}", journal(&space, id).await);
        assert!(stops(&space, id).await.is_empty());
    })
    .await;
}
