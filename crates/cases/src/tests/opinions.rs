//! Opinions that a workflow asks: who is told, what follows, who is reminded.

use definition::Definition;
use kernel::id::AgentId;
use serde_json::json;
use web::Right;

use super::bench::{Space, TELESERVICE, answers, each, metropole, slug};
use crate::{
    NewAgent,
    desk_work::AtDesk,
    model::{Stance, StopReason},
    opinions::Answer,
    store::{self, opinions::Opinion},
};

/// Filing asks the road service for an opinion, and a favourable one takes the case.
fn asks_the_roads(definition: &mut Definition) {
    let ask = json!({"do": "request_opinion", "function": "instructeur", "question": "La rue est-elle libre ?", "days": 5});
    definition.workflow.on_filed.push(serde_json::from_value(ask).unwrap());
    let taken = json!({"slug": "avis", "in_status": [definition.workflow.initial], "on": "opinion_given",
        "condition": "opinions.pending == 0 && opinions.favourable == 1", "transition": "prendre"});
    definition.workflow.automations.push(serde_json::from_value(taken).unwrap());
}

async fn roadman(space: &Space) -> AgentId {
    let moment = space.bench.moment();
    let new = NewAgent {
        id: moment.id(),
        subject: "luce",
        name: "Luce Aubry",
        email: "luce@example.org",
        rights: &[Right::Process],
        at: moment.now,
    };
    let id = new.id;
    space.cases.add_agent(&moment, &metropole(), new, &[slug("voirie")]).await.unwrap();
    id
}

async fn opinions(space: &Space, id: kernel::id::CaseId) -> Vec<Opinion> {
    let mut tx = space.bench.databases.instance_read(&metropole()).await.unwrap();
    store::opinions::of_case(&mut tx, id).await.unwrap()
}

fn mails(space: &Space, subject: &str) -> usize {
    space.mailer.sent().iter().filter(|mail| mail.subject.starts_with(subject)).count()
}

#[tokio::test]
async fn a_workflow_asks_is_answered_and_goes_on() {
    each(asks_the_roads, async |space| {
        roadman(&space).await;
        let id = space.filed(answers()).await;
        space.work().await;
        assert_eq!(mails(&space, "Votre avis est demandé – demande METRO-26-"), 1);
        let asked = opinions(&space, id).await.remove(0);
        assert_eq!((asked.whose.expose().as_str(), asked.due_on.is_some()), ("Voirie", true));

        let pass = space.cases.pass_of(&metropole(), "luce").await.unwrap().unwrap();
        let mut row = space.case(&metropole(), id).await.unwrap();
        let moment = space.bench.moment();
        let mut tx = space.bench.databases.instance_write(&metropole()).await.unwrap();
        let answer = || Answer { stance: Stance::Favourable, body: String::new(), files: vec![] };
        space.cases.give_opinion(&mut tx, &moment, &mut row, &pass, (&asked, answer())).await.unwrap();
        tx.commit().await.unwrap();
        space.work().await;
        assert_eq!(mails(&space, "Un avis est arrivé – demande METRO-26-"), 1);
        let state = space.case(&metropole(), id).await.unwrap().state.0;
        assert_eq!((state.status.as_str(), state.opinions.favourable), ("instruction", 1));

        let mut tx = space.bench.databases.instance_write(&metropole()).await.unwrap();
        assert!(space.cases.give_opinion(&mut tx, &moment, &mut row, &pass, (&asked, answer())).await.is_err(), "once");
    })
    .await;
}

/// The case is taken as soon as no opinion is awaited.
fn goes_on_without(definition: &mut Definition) {
    asks_the_roads(definition);
    let last = definition.workflow.automations.len() - 1;
    let taken =
        json!({"slug": "avis", "in_status": [definition.workflow.initial], "condition": "opinions.pending == 0", "transition": "prendre"});
    definition.workflow.automations[last] = serde_json::from_value(taken).unwrap();
}

#[tokio::test]
async fn an_opinion_that_is_awaited_no_more_lets_the_case_go_on() {
    each(goes_on_without, async |space| {
        roadman(&space).await;
        let id = space.filed(answers()).await;
        let asked = opinions(&space, id).await.remove(0);
        let agent = space.cases.pass_of(&metropole(), "luce").await.unwrap().unwrap();
        let mut row = space.case(&metropole(), id).await.unwrap();
        let mut tx = space.bench.databases.instance_write(&metropole()).await.unwrap();
        let compiled = space.cases.compiled(&mut tx, &row.definition).await.unwrap();
        let desk = AtDesk { agent: &agent, compiled: &compiled, seen_version: row.state.0.version };
        space.cases.drop_opinion(&mut tx, &space.bench.moment(), &mut row, &desk, asked.id).await.unwrap();
        tx.commit().await.unwrap();
        let state = space.case(&metropole(), id).await.unwrap().state.0;
        assert_eq!((state.status.as_str(), state.opinions.pending), ("instruction", 0));
    })
    .await;
}

/// Filing asks somebody of whom nobody is the team.
fn asks_nobody(definition: &mut Definition) {
    let function = json!({"slug": "architecte", "label": "Architecte"});
    definition.workflow.functions.push(serde_json::from_value(function).unwrap());
    let ask = json!({"do": "request_opinion", "function": "architecte", "question": "Est-ce beau ?"});
    definition.workflow.on_filed[0] = serde_json::from_value(ask).unwrap();
}

#[tokio::test]
async fn an_opinion_that_nobody_can_give_stops_the_case_which_goes_on_without() {
    each(asks_nobody, async |space| {
        roadman(&space).await;
        let mut tx = space.bench.databases.instance_write(&metropole()).await.unwrap();
        store::definitions::bind(&mut tx, &slug(TELESERVICE), &slug("architecte"), &slug("dissoute")).await.unwrap();
        tx.commit().await.unwrap();
        let id = space.filed(answers()).await;
        assert!(opinions(&space, id).await.is_empty());
        let pass = space.cases.pass_of(&metropole(), "luce").await.unwrap().unwrap();
        let mut row = space.case(&metropole(), id).await.unwrap();
        assert_eq!(row.state.0.opinions.pending, 1);
        let mut tx = space.bench.databases.instance_write(&metropole()).await.unwrap();
        let stop = store::stops::of_case(&mut tx, id).await.unwrap().remove(0);
        assert_eq!((stop.reason, stop.what.as_str()), (StopReason::NoTeam, "demande d’avis à «\u{a0}architecte\u{a0}»"));
        let compiled = space.cases.compiled(&mut tx, &row.definition).await.unwrap();
        space.cases.go_on_without(&mut tx, &space.bench.moment(), &mut row, stop.id, (&pass, &compiled)).await.unwrap();
        assert_eq!(row.state.0.opinions.pending, 0, "nobody waits for it");
        assert!(store::stops::of_case(&mut tx, id).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_late_opinion_is_reminded_of_once() {
    each(asks_the_roads, async |space| {
        roadman(&space).await;
        let id = space.filed(answers()).await;
        space.work().await;
        for _ in 0..3 {
            space.bench.clock.advance(4 * 86_400);
            space.work().await;
        }
        assert_eq!(mails(&space, "Rappel\u{a0}: votre avis est attendu"), 1);
        let mut tx = space.bench.databases.instance_write(&metropole()).await.unwrap();
        store::opinions::drop_all(&mut tx, &space.bench.moment(), id).await.unwrap();
        assert!(store::opinions::late(&mut tx, "2099-01-01").await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn forgetting_a_case_forgets_its_opinions() {
    each(asks_the_roads, async |space| {
        let agent = roadman(&space).await;
        let id = space.filed(answers()).await;
        let mut tx = space.bench.databases.instance_write(&metropole()).await.unwrap();
        assert_eq!(store::opinions::count_to_give(&mut tx, agent).await.unwrap(), 1);
        assert_eq!(store::opinions::to_give(&mut tx, agent, 10).await.unwrap().len(), 1);
        store::opinions::erase(&mut tx, id).await.unwrap();
        assert_eq!(store::opinions::count_to_give(&mut tx, agent).await.unwrap(), 0);
    })
    .await;
}
