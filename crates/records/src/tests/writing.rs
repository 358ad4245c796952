//! Records written by programs: workflows, the demonstration.

use serde_json::json;

use super::bench::{bron, each, slug};
use crate::{Written, store};

#[tokio::test]
async fn a_record_is_added_then_changed_by_its_key() {
    each(async |office| {
        office.rooms().await;
        let values =
            json!({ "key": "bleue", "label": "Salle Bleue", "places": 80, "tarif": "12.5", "commune": { "id": "69029", "label": "Bron" } });
        let written = office.write("salles", values).await.unwrap();
        assert_eq!(written, Written { key: "bleue".into(), list: "salles".into(), is_new: true });
        let written = office.write("salles", json!({ "key": "bleue", "places": 90 })).await.unwrap();
        assert!(!written.is_new);
        let mut tx = office.tx().await;
        let row = store::records::by_key(&mut tx, &slug("salles"), "bleue").await.unwrap().unwrap();
        let cells: Vec<(&str, &str)> = row.cells.0.iter().map(|(column, cell)| (column.as_str(), cell.as_str())).collect();
        assert_eq!(cells, [("commune", "69029"), ("places", "90"), ("tarif", "1250")]);
        assert_eq!((row.label.as_str(), row.version), ("Salle Bleue", 2));
        let history = store::history::of_record(&mut tx, &slug("salles"), "bleue").await.unwrap();
        assert_eq!(history.len(), 2);
        assert_eq!(history[0].before.as_ref().unwrap().0.cells["places"], "80");
        assert_eq!(history[0].who, "Demande BRON-26-7");
    })
    .await;
}

#[tokio::test]
async fn records_without_a_key_are_told_apart() {
    each(async |office| {
        office.rooms().await;
        for expected in ["bron-26-7", "bron-26-7-2"] {
            assert_eq!(office.write("salles", json!({ "label": "Tournage" })).await.unwrap().key, expected);
        }
        // a list of columns only is named by its first one
        assert_eq!(office.write("salles", json!({ "places": 12 })).await.unwrap().key, "bron-26-7-3");
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_written_says_why_and_changes_nothing() {
    each(async |office| {
        office.rooms().await;
        for (list, values, why) in [
            ("quartiers", json!({ "label": "Nord" }), "La liste «\u{a0}quartiers\u{a0}» n’existe pas dans cet espace"),
            ("salles", json!({ "label": "A", "couleur": "bleu" }), "La colonne «\u{a0}couleur\u{a0}» n’existe pas."),
            ("salles", json!({ "label": "A", "places": "mille" }), "Places\u{a0}: Écrivez un nombre. Exemple\u{a0}: 12,5."),
            ("salles", json!({ "label": "A", "key": "a b" }), "La clé ne convient pas"),
            ("salles", json!({ "label": "A", "commune": "Paris" }), "Aucune fiche ne s’appelle «\u{a0}Paris\u{a0}»."),
            ("salles", json!({}), "Elle n’a pas de libellé."),
        ] {
            let said = office.write(list, values).await.unwrap_err();
            assert!(said.contains(why), "{said}");
        }
        assert!(office.get("/bron/referentiels/salles").await.says("Aucune fiche en service"));
        assert!(office.records.lookups(&bron(), crate::Audience::Agents).await.unwrap().lists["salles"].items().is_empty());
    })
    .await;
}
