//! Open cases moved to the live version: nothing is lost, nobody is overtaken,
//! nothing is done twice.

mod bench;
mod keeping;
mod sealing;

use workflow::{LegalClock, Period, Silence};

use self::bench::{duration, interrupted, next_version, with_renamed_status};
use super::bench::{TELESERVICE, answers, each, metropole, slug};
use crate::{
    model::EntryKind,
    store::{self, journal::JournalLine},
};

#[tokio::test]
async fn a_case_goes_on_under_the_live_version_and_keeps_every_answer() {
    each(
        |_| (),
        async |space| {
            let (ada, id) = (space.administrator().await, space.filed(answers()).await);
            space.work().await;
            let (before, told) = (space.case(&metropole(), id).await.unwrap(), space.told(id).await);
            space
                .publish(|definition| {
                    next_version(definition);
                    let week = LegalClock {
                        duration: Period::Days(7),
                        rule: Silence::Acceptance,
                        ..definition.workflow.legal_clock.clone().unwrap()
                    };
                    definition.workflow.legal_clock = Some(week);
                })
                .await;
            assert_eq!(space.version(id).await, before.definition, "publishing changes nothing for what is under way");
            space.order(&ada, &before.definition, &[]).await.unwrap();
            assert_eq!(space.moved().await, (0, 1, 0));
            space.work().await;
            assert_eq!(space.moved().await, (1, 0, 0));

            let row = space.case(&metropole(), id).await.unwrap();
            assert_eq!(row.definition, space.live().await);
            assert_eq!(space.cases.answers_of(&metropole(), &row).unwrap().get("duree"), None);
            assert_eq!(space.kept(&metropole(), id).await, duration());
            let mut tx = space.bench.databases.instance_read(&metropole()).await.unwrap();
            let former = store::former::of_case(&mut tx, id).await.unwrap();
            drop(tx);
            assert_eq!((former.len(), &former[0].definition), (1, &before.definition));
            assert!(former[0].answers == before.answers, "as they were given");

            let journal = space.journal(id).await;
            let line = journal.iter().find(|line| line.kind == EntryKind::Version).unwrap();
            assert_eq!((line.title.as_str(), line.who.expose().as_str()), ("Demande passée à la version du 22 novembre 2026", "Ada Roche"));
            assert_eq!(space.told(id).await, told, "nothing new for the citizen");
            assert_eq!(row.state.0.clock.due, before.state.0.clock.due, "the delay that was promised");

            space.bench.clock.advance(3 * 24 * 3600);
            space.work().await;
            let tags = space.case(&metropole(), id).await.unwrap().state.0.tags;
            assert!(tags.contains("urgent"), "the timers of the new version");
        },
    )
    .await;
}

#[tokio::test]
async fn the_cases_of_a_status_that_is_gone_go_where_somebody_chose() {
    each(
        |_| (),
        async |space| {
            let (ada, id) = (space.administrator().await, space.filed(answers()).await);
            let from = space.version(id).await;
            space
                .publish(|definition| {
                    with_renamed_status("recue", "arrivee")(definition);
                    definition.workflow.statuses[0].citizen_label = "Demande bien arrivée".to_owned();
                })
                .await;
            assert!(space.order(&ada, &from, &[]).await.is_err(), "somebody chooses");
            assert!(space.order(&ada, &from, &[("recue", "refusee")]).await.is_err(), "a move closes nothing");
            space.order(&ada, &from, &[("recue", "arrivee")]).await.unwrap();
            space.work().await;
            assert_eq!(space.case(&metropole(), id).await.unwrap().state.0.status, slug("arrivee"));
            let journal = space.journal(id).await;
            let told = journal.iter().find(|line| line.title == "Demande bien arrivée").expect("another status for the citizen");
            assert!(told.visible && told.who.expose() != "Ada Roche", "told in the name of the service");
        },
    )
    .await;
}

#[tokio::test]
async fn a_case_that_has_nowhere_to_go_stays_and_it_is_told() {
    each(
        |_| (),
        async |space| {
            let (ada, id) = (space.administrator().await, space.filed(answers()).await);
            let from = space.version(id).await;
            space.publish(with_renamed_status("instruction", "etude")).await;
            space.order(&ada, &from, &[]).await.unwrap();
            space.taking(&ada, id).await.commit().await.unwrap();
            space.work().await;
            assert_eq!((space.version(id).await, space.moved().await), (from.clone(), (0, 0, 1)));
            let mut tx = space.bench.databases.instance_read(&metropole()).await.unwrap();
            let moves = space.cases.moves(&mut tx, &slug(TELESERVICE)).await.unwrap();
            drop(tx);
            assert!(moves[0].refusals[0].case == id && moves[0].refusals[0].why.contains("En cours"), "{}", moves[0].refusals[0].why);
            // asked again, later, with a place for it
            space.bench.clock.advance(60);
            space.order(&ada, &from, &[("instruction", "etude")]).await.unwrap();
            space.work().await;
            assert_eq!(space.moved().await, (1, 0, 0));
            let state = space.case(&metropole(), id).await.unwrap().state.0;
            assert_eq!((state.status, state.assignee), (slug("etude"), Some(ada.id.to_string())));
        },
    )
    .await;
}

#[tokio::test]
async fn an_agent_who_acts_at_the_same_moment_is_first() {
    each(
        |_| (),
        async |space| {
            let (ada, id) = (space.administrator().await, space.filed(answers()).await);
            let from = space.version(id).await;
            space.publish(next_version).await;
            space.order(&ada, &from, &[]).await.unwrap();
            let taking = space.taking(&ada, id).await;
            let ((), committed) = tokio::join!(space.work(), taking.commit());
            committed.unwrap();
            space.work().await;
            let row = space.case(&metropole(), id).await.unwrap();
            assert_eq!((row.state.0.status.as_str(), row.definition), ("instruction", space.live().await));
            let journal = space.journal(id).await;
            let rank = |wanted: fn(&&JournalLine) -> bool| journal.iter().position(|line| wanted(&line)).unwrap();
            assert!(rank(|line| line.title == "Prendre la demande") < rank(|line| line.kind == EntryKind::Version));
            assert_eq!(space.moved().await, (1, 0, 0));
        },
    )
    .await;
}

#[tokio::test]
async fn what_was_interrupted_goes_on_and_nothing_is_done_twice() {
    each(
        |_| (),
        async |space| {
            let ada = space.administrator().await;
            let mut ids = Vec::new();
            for _ in 0..3 {
                ids.push(space.filed(answers()).await);
            }
            let from = space.version(ids[0]).await;
            space.publish(next_version).await;
            space.order(&ada, &from, &[]).await.unwrap();
            space.order(&ada, &from, &[]).await.unwrap();
            interrupted(&space, &from, ids[1]).await;
            assert_eq!(space.moved().await, (1, 2, 0), "killed after one");
            space.work().await;
            space.work().await;
            assert_eq!(space.moved().await, (3, 0, 0), "asked twice, moved once");
            for id in ids {
                let journal = space.journal(id).await;
                assert_eq!(journal.iter().filter(|line| line.kind == EntryKind::Version).count(), 1);
            }
        },
    )
    .await;
}
