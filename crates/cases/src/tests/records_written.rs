//! Records that a step of a workflow writes in a list of the instance.

use db::DbError;
use definition::Definition;
use records::NewList;
use workflow::{CreateRecord, EffectSpec};

use super::bench::{Space, answers, each, metropole, slug};
use crate::{answering::Press, model::EntryKind, store};

/// Giving up is kept in a list.
fn keeps_who_gave_up(definition: &mut Definition) {
    let values = [("label", "\"Renoncement\""), ("jours", "duree")].map(|(name, source)| (name.to_owned(), source.to_owned())).into();
    let gives_up = definition.workflow.transitions.iter_mut().find(|transition| transition.slug == "annuler").unwrap();
    gives_up.effects.push(EffectSpec::CreateRecord(CreateRecord { record: slug("renoncements"), values }).into());
}

async fn make_list(space: &Space) {
    let column = records::Column { slug: slug("jours"), label: "Jours".to_owned(), kind: records::ColumnKind::Number };
    let list = NewList { slug: slug("renoncements"), label: "Renoncements".to_owned(), is_public: true, columns: vec![column] };
    let mut tx = space.bench.databases.instance_write(&metropole()).await.unwrap();
    assert!(space.cases.records().make_list(&mut tx, &list).await.unwrap());
    tx.commit().await.unwrap();
}

/// Gives up a request twice, as a double click does; its number and what agents read of it.
async fn give_up(space: &Space) -> (String, Vec<(EntryKind, String)>) {
    let id = space.filed(answers()).await;
    let row = space.case(&metropole(), id).await.unwrap();
    for _ in 0..2 {
        let press = Press { transition: slug("annuler"), seen_version: row.state.0.version, key: "k" };
        space.cases.citizen_acts(&space.bench.moment(), &metropole(), id, press).await.unwrap();
    }
    let mut tx = space.bench.databases.instance_read(&metropole()).await.unwrap();
    let journal = store::journal::of_case(&mut tx, id).await.unwrap();
    (row.reference, journal.into_iter().map(|line| (line.kind, line.title)).collect())
}

async fn offered(space: &Space) -> Vec<(String, String)> {
    let lists = space.cases.lists_of(&metropole()).await.unwrap();
    lists
        .lists
        .get("renoncements")
        .map_or_else(Vec::new, |list| list.items().iter().map(|item| (item.id.clone(), item.label.clone())).collect())
}

#[tokio::test]
async fn a_record_is_written_once_with_its_step() {
    each(keeps_who_gave_up, async |space| {
        make_list(&space).await;
        let (reference, journal) = give_up(&space).await;
        let key = kernel::text::slugged(&reference);
        assert_eq!(offered(&space).await, [(key.clone(), "Renoncement".to_owned())]);
        let told = (EntryKind::Journal, "Fiche ajoutée dans « Renoncements »".to_owned());
        assert_eq!(journal.iter().filter(|line| **line == told).count(), 1, "{journal:?}");
    })
    .await;
}

#[tokio::test]
async fn a_list_that_is_not_there_is_told_and_the_step_is_taken() {
    each(keeps_who_gave_up, async |space| {
        let (_, journal) = give_up(&space).await;
        let told = |(kind, title): &&(EntryKind, String)| {
            *kind == EntryKind::Trouble && title.contains("La liste «\u{a0}renoncements\u{a0}» n’existe pas dans cet espace")
        };
        assert_eq!(journal.iter().filter(told).count(), 1, "{journal:?}");
        assert!(journal.iter().any(|(_, title)| title == "Annuler ma demande"), "{journal:?}");
    })
    .await;
}

#[tokio::test]
async fn a_step_that_is_not_kept_writes_nothing() {
    each(keeps_who_gave_up, async |space| {
        make_list(&space).await;
        let id = space.filed(answers()).await;
        let press = Press { transition: slug("annuler"), seen_version: 99, key: "k" };
        assert!(space.cases.citizen_acts(&space.bench.moment(), &metropole(), id, press).await.is_err());
        assert!(offered(&space).await.is_empty());
        let none: Result<i64, DbError> = space
            .bench
            .databases
            .instance_read(&metropole())
            .await
            .unwrap()
            .value("SELECT COUNT(*) AS value FROM record_history", vec![])
            .await;
        assert_eq!(none.unwrap(), 0);
    })
    .await;
}

/// Filing adds a record; the same case changes it when it is given up, and a record that it names.
fn keeps_count(definition: &mut Definition) {
    let effect = |written: serde_json::Value| serde_json::from_value(written).unwrap();
    let add = serde_json::json!({"do": "create_record", "record": "renoncements", "values": {"label": "\"Demande\"", "jours": "duree"}});
    definition.workflow.on_filed.push(effect(add));
    let gives_up = definition.workflow.transitions.iter_mut().find(|transition| transition.slug == "annuler").unwrap();
    let own = serde_json::json!({"do": "update_record", "record": "renoncements", "values": {"label": "\"Annulée\""}});
    let other = serde_json::json!({"do": "update_record", "record": "renoncements", "key": "'total'", "values": {"jours": "duree + 1"}});
    gives_up.effects.extend([effect(own), effect(other)]);
}

#[tokio::test]
async fn a_case_changes_the_record_that_it_wrote_and_adds_none() {
    each(keeps_count, async |space| {
        make_list(&space).await;
        let (reference, journal) = give_up(&space).await;
        let key = kernel::text::slugged(&reference);
        assert_eq!(offered(&space).await, [(key.clone(), "Annulée".to_owned())]);
        let told = (EntryKind::Journal, "Fiche mise à jour dans « Renoncements »".to_owned());
        assert_eq!(journal.iter().filter(|line| **line == told).count(), 1, "{journal:?}");
        let missing = |(kind, title): &&(EntryKind, String)| {
            *kind == EntryKind::Trouble && title.contains("La liste «\u{a0}Renoncements\u{a0}» n’a pas cette fiche")
        };
        assert_eq!(journal.iter().filter(missing).count(), 1, "{journal:?}");
    })
    .await;
}

#[tokio::test]
async fn a_list_of_people_forgets_what_a_forgotten_case_wrote() {
    each(keeps_count, async |space| {
        make_list(&space).await;
        for is_personal in [false, true] {
            let mut tx = space.bench.databases.instance_write(&metropole()).await.unwrap();
            tx.execute("UPDATE referentials SET is_personal = $1", db::args![is_personal]).await.unwrap();
            tx.commit().await.unwrap();
            let id = space.filed(answers()).await;
            let before = offered(&space).await.len();
            let row = space.case(&metropole(), id).await.unwrap();
            let compiled = space.cases.compiled_in(&metropole(), &row.definition).await.unwrap();
            let hand = crate::advance::Hand {
                instance: &metropole(),
                compiled: &compiled,
                who: "Luce",
                input: Default::default(),
                awaits_agent: false,
            };
            let mut tx = space.bench.databases.instance_write(&metropole()).await.unwrap();
            space.cases.forget(&mut tx, &space.bench.moment(), &row, &hand).await.unwrap();
            assert!(store::written::of_case(&mut tx, id).await.unwrap().is_empty());
            tx.commit().await.unwrap();
            assert_eq!(offered(&space).await.len(), before - usize::from(is_personal));
        }
    })
    .await;
}
