//! An administrator writes lists and records by hand.

use http::StatusCode;
use serde_json::json;

use super::bench::{each, slug};
use crate::store;

const ROOMS: &str = "/bron/referentiels/salles";

#[tokio::test]
async fn a_list_is_made_with_its_columns_and_a_record() {
    each(async |office| {
        let made = office.fill("/bron/referentiels", "Créer la liste", &[("nom", "Salles")]).await;
        assert!(made.says("La liste est créée."), "{}", made.body);
        let settings = format!("{ROOMS}/reglages");
        for (label, kind, list) in [("Ouverture", "date", ""), ("Accessible", "yes_no", ""), ("Commune", "relation", "communes")] {
            let shown = office.fill(&settings, "Ajouter la colonne", &[("colonne", label), ("type", kind), ("liste", list)]).await;
            assert!(shown.says("Les réglages sont enregistrés."), "{}", shown.body);
        }
        let typed = [
            ("libelle", "Salle Bleue"),
            ("c.ouverture.day", "3"),
            ("c.ouverture.month", "5"),
            ("c.ouverture.year", "2024"),
            ("c.accessible", "oui"),
            ("c.commune.mots", "lyon"),
        ];
        let record = office.fill(&format!("{ROOMS}/ajouter"), "Ajouter la fiche", &typed).await;
        assert_eq!(record.url, format!("{ROOMS}/fiches/salle-bleue?fait=ajout"));
        let list = office.get(ROOMS).await;
        assert_eq!(list.all("table.table tbody tr"), ["Salle Bleue salle-bleue 3 mai 2024 Oui Lyon"]);
        assert!(office.get("/bron/referentiels").await.says("Salles salles 1 Saisie ici Usagers et agents"));
    })
    .await;
}

#[tokio::test]
async fn what_is_wrong_is_told_beside_what_was_typed() {
    each(async |office| {
        office.rooms().await;
        let typed = [("libelle", ""), ("c.places", "mille"), ("c.commune.mots", "Paris"), ("cle", "a/b")];
        let shown = office.fill(&format!("{ROOMS}/ajouter"), "Ajouter la fiche", &typed).await;
        assert_eq!(shown.status, StatusCode::UNPROCESSABLE_ENTITY);
        for words in ["Écrivez le libellé de la fiche.", "Écrivez un nombre.", "Aucune fiche ne s’appelle"] {
            assert!(shown.says(words), "{words}");
        }
        assert!(shown.body.contains("value=\"mille\""));
        office.write("salles", json!({ "key": "bleue", "label": "Salle Bleue" })).await.unwrap();
        let shown = office.fill(&format!("{ROOMS}/ajouter"), "Ajouter la fiche", &[("libelle", "Autre"), ("cle", "bleue")]).await;
        assert!(shown.says("est déjà prise."));
    })
    .await;
}

#[tokio::test]
async fn the_second_of_two_administrators_is_told_and_keeps_her_words() {
    each(async |office| {
        office.rooms().await;
        office.write("salles", json!({ "key": "bleue", "label": "Salle Bleue", "commune": "69029" })).await.unwrap();
        let page = office.get(&format!("{ROOMS}/fiches/bleue")).await;
        let first = office.press(&page, "Enregistrer", &[("libelle", "Salle Azur")]).await;
        assert!(first.says("La fiche est enregistrée."), "{}", first.body);
        assert!(first.body.contains("value=\"Bron\""), "the relation is as it was");
        let second = office.press(&page, "Enregistrer", &[("libelle", "Salle Cobalt")]).await;
        assert_eq!(second.status, StatusCode::CONFLICT);
        assert!(second.says("Quelqu’un a changé cette fiche avant vous") && second.says("Ada Roche"));
        assert!(second.body.contains("value=\"Salle Cobalt\""));
        assert!(office.get(&format!("{ROOMS}/fiches/bleue")).await.says("Avant : Salle Bleue · en service"));
    })
    .await;
}

#[tokio::test]
async fn of_two_changes_at_once_one_is_kept() {
    each(async |office| {
        office.rooms().await;
        office.write("salles", json!({ "key": "bleue", "label": "Salle Bleue" })).await.unwrap();
        let page = office.get(&format!("{ROOMS}/fiches/bleue")).await;
        let (azur, cobalt) = ([("libelle", "Salle Azur")], [("libelle", "Salle Cobalt")]);
        let (one, other) = (office.press(&page, "Enregistrer", &azur), office.press(&page, "Enregistrer", &cobalt));
        let (one, other) = tokio::join!(one, other);
        let mut kept = [one.status, other.status];
        kept.sort();
        assert_eq!(kept, [StatusCode::OK, StatusCode::CONFLICT]);
        let mut tx = office.tx().await;
        assert_eq!(store::records::by_key(&mut tx, &slug("salles"), "bleue").await.unwrap().unwrap().version, 2);
    })
    .await;
}

#[tokio::test]
async fn a_withdrawn_relation_may_stay_where_it_is() {
    each(async |office| {
        office.list("ecoles", Vec::new()).await;
        let ecole = crate::Column { slug: slug("ecole"), label: "École".to_owned(), kind: crate::ColumnKind::Relation(slug("ecoles")) };
        office.list("cantines", vec![ecole]).await;
        office.write("ecoles", json!({ "key": "e1", "label": "École Jean-Macé" })).await.unwrap();
        office.write("cantines", json!({ "key": "c1", "label": "Cantine", "ecole": "e1" })).await.unwrap();
        office.fill("/bron/referentiels/ecoles/fiches/e1", "Retirer la fiche", &[]).await;
        let shown = office.fill("/bron/referentiels/cantines/fiches/c1", "Enregistrer", &[("libelle", "Cantine du parc")]).await;
        assert!(shown.says("La fiche est enregistrée."), "{}", shown.body);
        assert!(office.get("/bron/referentiels/cantines").await.says("e1 (n’est plus en service)"));
    })
    .await;
}

#[tokio::test]
async fn a_column_taken_away_is_only_hidden() {
    each(async |office| {
        office.rooms().await;
        office.write("salles", json!({ "key": "bleue", "label": "Salle Bleue", "places": 80 })).await.unwrap();
        let settings = format!("{ROOMS}/reglages");
        office.fill(&settings, "«\u{a0}Places\u{a0}»", &[]).await;
        assert!(!office.get(ROOMS).await.says("80"));
        let stale = office.get(&settings).await;
        office.fill(&settings, "Ajouter la colonne", &[("colonne", "Places"), ("type", "number")]).await;
        assert!(office.get(ROOMS).await.says("80"));
        let shown = office.press(&stale, "Ajouter la colonne", &[("colonne", "Étage"), ("type", "number")]).await;
        assert!(shown.says("Quelqu’un a changé ces réglages avant vous"));
    })
    .await;
}
