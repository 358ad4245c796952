//! A case handed to another authority arrives whole, at the team that does
//! there what the first one did here.

use definition::Definition;
use kernel::{Slug, id::CaseId};
use serde_json::json;

use super::bench::{Space, TELESERVICE, answers, bron, each, metropole, slug};
use crate::{desk_work::AtDesk, store, transfer::TransferOrder};

/// A téléservice that a second function checks.
fn with_a_checker(definition: &mut Definition) {
    let checker = json!({ "slug": "controleur", "label": "Contrôleur" });
    definition.workflow.functions.push(serde_json::from_value(checker).unwrap());
}

fn with_a_phone(definition: &mut Definition) {
    let phone = json!({ "slug": "telephone", "label": "Téléphone", "type": "phone" });
    definition.form.pages[0].fields.push(serde_json::from_value(phone).unwrap());
    definition.tests.clear();
}

async fn bind(space: &Space, instance: &db::InstanceKey, bindings: &[(&str, &str)]) {
    let mut tx = space.bench.databases.instance_write(instance).await.unwrap();
    for (function, team) in bindings {
        store::agents::add_team(&mut tx, &slug(team), team).await.unwrap();
        store::definitions::bind(&mut tx, &slug(TELESERVICE), &slug(function), &slug(team)).await.unwrap();
    }
    tx.commit().await.unwrap();
}

async fn handed_to_bron(space: &Space, id: CaseId) {
    let mut tx = space.bench.databases.instance_write(&metropole()).await.unwrap();
    space.cases.order_transfer(&mut tx, &space.bench.moment(), TransferOrder { case: id, to: slug("bron") }).await.unwrap();
    tx.commit().await.unwrap();
    space.work().await;
}

/// Gives a case to a team, as an agent does.
async fn given_to(space: &Space, id: CaseId, team: Option<Slug>) {
    let row = space.case(&metropole(), id).await.unwrap();
    let mut state = row.state.0.clone();
    (state.team, state.version) = (team, state.version + 1);
    let change = store::cases::Change {
        id,
        seen: row.state.0.version,
        state: &state,
        nature: workflow::Nature::Filed,
        awaits_agent: true,
        at: row.updated_at,
        sensitive_until: None,
    };
    let mut tx = space.bench.databases.instance_write(&metropole()).await.unwrap();
    assert!(store::cases::update(&mut tx, change).await.unwrap());
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn the_team_there_is_the_one_that_bears_the_same_function() {
    each(with_a_checker, async |space| {
        bind(&space, &metropole(), &[("instructeur", "voirie"), ("controleur", "controle")]).await;
        bind(&space, &bron(), &[("instructeur", "proprete"), ("controleur", "police")]).await;
        for (team, expected) in [
            (Some("voirie"), "proprete"),
            (Some("controle"), "police"),
            // a team that bears no function, and none: where new requests come to
            (Some("accueil"), "proprete"),
            (None, "proprete"),
        ] {
            let id = space.filed(answers()).await;
            given_to(&space, id, team.map(slug)).await;
            handed_to_bron(&space, id).await;
            let there = space.case(&bron(), id).await.unwrap();
            assert_eq!(there.state.0.team, Some(slug(expected)), "{team:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn an_authority_that_does_not_offer_it_can_answer_all_the_same() {
    each(with_a_checker, async |space| {
        let mut tx = space.bench.databases.instance_write(&bron()).await.unwrap();
        for table in ["bindings", "published"] {
            tx.execute(format!("DELETE FROM {table}"), db::args![]).await.unwrap();
        }
        tx.commit().await.unwrap();
        let id = space.filed(answers()).await;
        handed_to_bron(&space, id).await;
        let there = space.case(&bron(), id).await.unwrap();
        assert_eq!(there.state.0.team, Some(slug("accueil")));
        let mut tx = space.bench.databases.instance_read(&bron()).await.unwrap();
        let bound = store::definitions::bindings(&mut tx, &slug(TELESERVICE)).await.unwrap();
        assert!(!bound.is_empty() && bound.iter().all(|(_, team)| *team == slug("accueil")), "somebody bears each function: {bound:?}");
        let answered = store::definitions::answered(&mut tx).await.unwrap();
        assert!(answered.iter().any(|each| each.teleservice == slug(TELESERVICE)), "an administrator can give it to another team");
    })
    .await;
}

#[tokio::test]
async fn of_several_versions_handed_over_the_last_kept_is_answered() {
    each(
        |_| (),
        async |space| {
            let first = space.filed(answers()).await;
            handed_to_bron(&space, first).await;
            let first = space.case(&bron(), first).await.unwrap().definition;
            // the names of versions are in no order: one that sorts before comes after
            let mut newest = first.clone();
            for turn in 0.. {
                if newest < first {
                    break;
                }
                space.bench.clock.advance(60);
                space.publish(|definition| definition.title = format!("Version {turn}")).await;
                let next = space.filed(answers()).await;
                handed_to_bron(&space, next).await;
                newest = space.case(&bron(), next).await.unwrap().definition;
            }
            let mut tx = space.bench.databases.instance_write(&bron()).await.unwrap();
            tx.execute("DELETE FROM published", db::args![]).await.unwrap();
            let answered = store::definitions::answered(&mut tx).await.unwrap();
            assert_eq!(answered.iter().map(|each| each.hash.as_str()).collect::<Vec<_>>(), [newest]);
        },
    )
    .await;
}

/// An agent of a space hands the case over.
async fn sent(space: &Space, from: &db::InstanceKey, id: CaseId, to: &str) {
    let agent = web::AgentPass {
        id: kernel::Id::from_uuid(uuid::Uuid::from_u128(7)),
        instance: from.clone(),
        name: kernel::Personal::new("Luce Aubry".to_owned()),
        teams: vec![],
        rights: vec![web::Right::Process, web::Right::SeeAll],
    };
    let mut tx = space.bench.databases.instance_write(from).await.unwrap();
    let mut row = store::cases::by_id(&mut tx, id).await.unwrap().unwrap();
    let compiled = space.cases.compiled(&mut tx, &row.definition).await.unwrap();
    let desk = AtDesk { agent: &agent, compiled: &compiled, seen_version: row.state.0.version };
    space.cases.to_authority(&mut tx, &space.bench.moment(), &mut row, &desk, &slug(to)).await.unwrap();
    tx.commit().await.unwrap();
    space.work().await;
}

#[tokio::test]
async fn each_hand_over_is_told_those_back_and_again_included() {
    each(
        |_| (),
        async |space| {
            let id = space.filed(answers()).await;
            space.work().await;
            let told = || space.mailer.sent().iter().filter(|mail| mail.subject.contains("change de service")).count();
            for (turn, (from, to)) in
                [(metropole(), "bron"), (bron(), "metropole"), (metropole(), "bron"), (bron(), "metropole")].into_iter().enumerate()
            {
                sent(&space, &from, id, to).await;
                assert_eq!(told(), turn + 1, "to {to}");
            }
            assert!(space.case(&metropole(), id).await.unwrap().moved_to.is_none());
        },
    )
    .await;
}

#[tokio::test]
async fn who_answers_from_the_same_space_is_shown_on_her_dashboard() {
    each(
        |_| (),
        async |space| {
            let id = space.filed(answers()).await;
            let mut tx = space.bench.databases.instance_write(&metropole()).await.unwrap();
            tx.execute("UPDATE cases SET subject = 'ana' WHERE id = $1", db::args![id]).await.unwrap();
            tx.commit().await.unwrap();
            space.cases.follow_now(&space.bench.moment(), &metropole(), id).await;
            let authority = async || {
                let mut tx = space.bench.databases.platform_read().await.unwrap();
                let followed = store::followed::of_subject(&mut tx, "ana").await.unwrap();
                followed.iter().map(|one| one.authority.to_string()).collect::<Vec<_>>()
            };
            assert_eq!(authority().await, ["metropole"]);
            // no space of its own: the Métropole's keeps it
            let mut tx = space.bench.databases.instance_write(&metropole()).await.unwrap();
            let order = TransferOrder { case: id, to: slug("venissieux") };
            space.cases.order_transfer(&mut tx, &space.bench.moment(), order).await.unwrap();
            tx.commit().await.unwrap();
            space.work().await;
            assert_eq!(authority().await, ["venissieux"]);
        },
    )
    .await;
}

#[tokio::test]
async fn how_to_call_the_citizen_travels_with_her_case() {
    each(with_a_phone, async |space| {
        let mut answers = answers();
        answers["telephone"] = json!("+33639980001");
        let id = space.filed(answers).await;
        let here = space.case(&metropole(), id).await.unwrap().phone;
        assert_eq!(here.as_ref().map(|phone| phone.expose().as_str()), Some("+33639980001"));
        handed_to_bron(&space, id).await;
        let there = space.case(&bron(), id).await.unwrap();
        assert!(there.phone == here && there.email.is_some());
    })
    .await;
}
