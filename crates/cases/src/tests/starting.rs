//! A case that opens another one in the same citizen's name.

use definition::Definition;
use serde_json::{Value, json};

use super::bench::{Space, TELESERVICE, answers, each, metropole, slug};
use crate::{
    model::{Channel, StopReason},
    store::{self, cases::CaseRow, queue},
};

fn opens(answers: Value) -> impl Fn(&mut Definition) {
    move |definition| {
        let effect = json!({ "do": "start_case", "teleservice": TELESERVICE, "answers": answers });
        definition.workflow.on_filed.push(serde_json::from_value(effect).unwrap());
    }
}

/// Every answer, as formulas of the first request.
fn all() -> Value {
    json!({ "jour": "jour", "duree": "duree", "vehicule": "vehicule", "adresse": "adresse", "entreprise": "entreprise", "courriel": "courriel" })
}

async fn rows(space: &Space) -> Vec<CaseRow> {
    let mut tx = space.bench.databases.instance_read(&metropole()).await.unwrap();
    let wanted = queue::Wanted { list: queue::List::Open, sight: None, filter: Default::default(), after: None, limit: 10 };
    let mut rows = Vec::new();
    for line in queue::page(&mut tx, &wanted).await.unwrap() {
        rows.push(store::cases::by_id(&mut tx, line.id).await.unwrap().unwrap());
    }
    rows
}

async fn titles(space: &Space, row: &CaseRow) -> Vec<String> {
    let mut tx = space.bench.databases.instance_read(&metropole()).await.unwrap();
    store::journal::of_case(&mut tx, row.id).await.unwrap().into_iter().map(|line| line.title).collect()
}

#[tokio::test]
async fn another_case_is_filed_whole_and_each_tells_of_the_other() {
    each(opens(all()), async |space| {
        space.filed(answers()).await;
        space.work().await;
        let rows = rows(&space).await;
        let [first, second] = [0, 1].map(|depth| rows.iter().find(|row| row.depth == depth).unwrap());
        assert_eq!((first.channel, second.channel), (Channel::Web, Channel::Case));
        assert_eq!(second.answers.0, first.answers.0);
        assert_eq!(second.email.as_ref().map(|email| email.expose().clone()), first.email.as_ref().map(|email| email.expose().clone()));
        assert!(titles(&space, first).await.iter().any(|title| title.contains(&second.reference)));
        assert!(titles(&space, second).await.contains(&format!("Demande ouverte par la demande {}", first.reference)));
    })
    .await;
}

#[tokio::test]
async fn cases_that_open_each_other_stop_at_the_third() {
    each(opens(all()), async |space| {
        space.filed(answers()).await;
        space.work().await;
        let mut rows = rows(&space).await;
        rows.sort_by_key(|row| row.depth);
        assert_eq!(rows.iter().map(|row| row.depth).collect::<Vec<_>>(), [0, 1, 2, 3]);
        let mut tx = space.bench.databases.instance_read(&metropole()).await.unwrap();
        for (row, is_stopped) in rows.iter().zip([false, false, false, true]) {
            let stops = store::stops::of_case(&mut tx, row.id).await.unwrap();
            assert_eq!(stops.iter().any(|stop| stop.why.contains("ouvertes l’une l’autre")), is_stopped, "at depth {}", row.depth);
        }
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_filed_whole_stops_the_first_case() {
    let mut partial = all();
    partial.as_object_mut().unwrap().remove("vehicule");
    for (answers_given, why) in
        [(partial, "Il manque des réponses"), (json!({ "couleur": "duree" }), "pas de question «\u{a0}couleur\u{a0}»")]
    {
        each(opens(answers_given), async |space| {
            let id = space.filed(answers()).await;
            space.work().await;
            assert_eq!(rows(&space).await.len(), 1);
            let mut tx = space.bench.databases.instance_read(&metropole()).await.unwrap();
            let stops = store::stops::of_case(&mut tx, id).await.unwrap();
            assert_eq!((stops.len(), stops[0].reason), (1, StopReason::StartCase));
            assert!(stops[0].why.contains(why), "{}", stops[0].why);
        })
        .await;
    }
}

#[tokio::test]
async fn a_teleservice_that_is_not_published_here_stops_the_case() {
    let elsewhere = |definition: &mut Definition| {
        let effect = json!({ "do": "start_case", "teleservice": "inconnue" });
        definition.workflow.on_filed.push(serde_json::from_value(effect).unwrap());
    };
    each(elsewhere, async |space| {
        let id = space.filed(answers()).await;
        space.work().await;
        let mut tx = space.bench.databases.instance_read(&metropole()).await.unwrap();
        assert!(store::definitions::published_as(&mut tx, &slug("inconnue")).await.unwrap().is_none());
        assert!(store::stops::of_case(&mut tx, id).await.unwrap()[0].why.contains("n’est pas publiée"));
    })
    .await;
}
