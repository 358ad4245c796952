//! The lists that forms read, kept in memory.

use serde_json::json;

use super::bench::{Office, bron, each, slug};
use crate::{Audience, NewList, Records};

async fn labels(records: &Records, audience: Audience, list: &str) -> Option<Vec<String>> {
    let lookups = records.lookups(&bron(), audience).await.unwrap();
    lookups.lists.get(list).map(|list| list.items().iter().map(|item| item.label.clone()).collect())
}

async fn move_on(office: &Office, list: &str, key: &str, button: &str) {
    let shown = office.fill(&format!("/bron/referentiels/{list}/fiches/{key}"), button, &[]).await;
    assert!(shown.says("L’état de la fiche est changé."), "{}", shown.body);
}

#[tokio::test]
async fn forms_choose_among_active_records_by_label() {
    each(async |office| {
        office.rooms().await;
        for label in ["Salle Molière", "École Louise", "Salle Bleue"] {
            office.write("salles", json!({ "key": kernel::text::slugged(label), "label": label })).await.unwrap();
        }
        let records = &office.records;
        assert_eq!(labels(records, Audience::Citizens, "salles").await.unwrap(), ["École Louise", "Salle Bleue", "Salle Molière"]);
        assert_eq!(labels(records, Audience::Citizens, "communes").await.unwrap(), ["Bron", "Lyon"]);
        move_on(&office, "salles", "salle-bleue", "Retirer la fiche").await;
        assert_eq!(labels(records, Audience::Citizens, "salles").await.unwrap(), ["École Louise", "Salle Molière"]);
        move_on(&office, "salles", "salle-bleue", "Remettre en service").await;
        assert_eq!(labels(records, Audience::Citizens, "salles").await.unwrap().len(), 3);
    })
    .await;
}

#[tokio::test]
async fn what_is_not_public_stays_with_agents() {
    each(async |office| {
        office.rooms().await;
        office.write("salles", json!({ "label": "Salle Bleue" })).await.unwrap();
        let settings = office.fill("/bron/referentiels/salles/reglages", "Enregistrer", &[("publique", "")]).await;
        assert!(settings.says("Les réglages sont enregistrés."), "{}", settings.body);
        assert_eq!(labels(&office.records, Audience::Citizens, "salles").await, None);
        assert_eq!(labels(&office.records, Audience::Agents, "salles").await.unwrap(), ["Salle Bleue"]);
    })
    .await;
}

#[tokio::test]
async fn another_replica_sees_a_change_within_seconds() {
    each(async |office| {
        office.rooms().await;
        let other = office.replica();
        assert_eq!(labels(&other, Audience::Citizens, "salles").await.unwrap().len(), 0);
        office.write("salles", json!({ "label": "Salle Bleue" })).await.unwrap();
        assert_eq!(labels(&office.records, Audience::Citizens, "salles").await.unwrap().len(), 1);
        office.bench.clock.advance(3);
        assert_eq!(labels(&other, Audience::Citizens, "salles").await.unwrap(), ["Salle Bleue"]);
    })
    .await;
}

#[tokio::test]
async fn the_lists_of_the_territory_keep_their_names() {
    each(async |office| {
        let shown = office.fill("/bron/referentiels", "Créer la liste", &[("nom", "Communes")]).await;
        assert!(shown.says("Une liste porte déjà ce nom."));
        let mut tx = office.tx().await;
        let new = NewList { slug: slug("communes"), label: "Communes".to_owned(), is_public: true, columns: Vec::new() };
        assert!(!office.records.make_list(&mut tx, &new).await.unwrap());
    })
    .await;
}

#[tokio::test]
async fn lists_are_called_by_their_labels() {
    each(async |office| {
        let mut tx = office.tx().await;
        for (slug, label, is_public) in [("salles", "Salles", true), ("ecoles", "Écoles", false)] {
            let new = NewList { slug: self::slug(slug), label: label.to_owned(), is_public, columns: Vec::new() };
            assert!(office.records.make_list(&mut tx, &new).await.unwrap());
        }
        let names = office.records.names(&mut tx).await.unwrap();
        let names: Vec<_> = names.iter().map(|list| (list.slug.as_str(), list.label.as_str(), list.is_public)).collect();
        assert_eq!(names, [("ecoles", "Écoles", false), ("salles", "Salles", true)]);
    })
    .await;
}
