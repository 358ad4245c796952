//! Files brought in and taken out.

use http::StatusCode;
use serde_json::json;

use super::bench::{Office, bron, each, slug};
use crate::store;

const ROOMS: &str = "/bron/referentiels/salles";

async fn with_rooms(office: &Office) {
    office.rooms().await;
    for (key, label, places) in [("bleue", "Salle Bleue", 80), ("rouge", "Salle Rouge", 40)] {
        office.write("salles", json!({ "key": key, "label": label, "places": places })).await.unwrap();
    }
}

async fn labels(office: &Office) -> Vec<String> {
    office.get(ROOMS).await.all("table.table tbody th")
}

#[tokio::test]
async fn a_file_is_looked_at_then_applied_then_taken_back() {
    each(async |office| {
        with_rooms(&office).await;
        let file = "libelle;cle;commune\r\nSalle Azur;bleue;Lyon\r\nSalle Verte;;\r\n";
        let look = office.bring("salles", file.as_bytes(), &[("absentes", "oui")]).await;
        assert!(look.says("UTF-8, séparateur point-virgule"), "{}", look.body);
        assert_eq!(look.all("dl.figures dd strong"), ["1", "1", "1"]);
        assert_eq!(
            look.all("table.table tbody tr"),
            ["Salle Azur Avant : Salle Bleue bleue Modification", "Salle Verte salle-verte Ajout", "Salle Rouge rouge Retrait"]
        );
        assert_eq!(labels(&office).await, ["Salle Bleue", "Salle Rouge"], "nothing changed yet");

        let done = office.press(&look, "Appliquer", &[]).await;
        assert!(done.says("L’import est fait"), "{}", done.body);
        assert_eq!(labels(&office).await, ["Salle Azur", "Salle Verte"]);
        let again = office.press(&look, "Appliquer", &[]).await;
        assert!(again.says("L’import est fait"), "sent twice, it is done once");

        // somebody works on a record meanwhile
        office.write("salles", json!({ "key": "salle-verte", "label": "Salle Émeraude" })).await.unwrap();
        let back = office.press(&done, "Annuler l’import", &[]).await;
        assert!(back.says("L’import est annulé"), "{}", back.body);
        assert_eq!(labels(&office).await, ["Salle Bleue", "Salle Émeraude", "Salle Rouge"]);
        let mut tx = office.tx().await;
        let row = store::records::by_key(&mut tx, &slug("salles"), "bleue").await.unwrap().unwrap();
        assert_eq!(row.cells.0["places"], "80", "a file says nothing of columns that it does not have");
        assert!(!row.cells.0.contains_key("commune"));
        assert_eq!(row.version, 3);
    })
    .await;
}

#[tokio::test]
async fn a_file_with_mistakes_changes_nothing_unless_asked() {
    each(async |office| {
        with_rooms(&office).await;
        let file = b"cle,libelle,places\nbleue,Salle Bleue,beaucoup\nverte,Salle Verte,12\n";
        let look = office.bring("salles", file, &[("absentes", "oui")]).await;
        assert!(look.says("Le fichier est à corriger") && look.says("Ligne 2 Places : Écrivez un nombre."), "{}", look.body);
        assert!(!look.says("Salle Bleue"), "a line that cannot be read is not an absent record");
        let refused = office.press(&look, "Appliquer", &[]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(labels(&office).await, ["Salle Bleue", "Salle Rouge"]);
        let done = office.press(&refused, "Appliquer", &[("reste", "oui")]).await;
        assert!(done.says("L’import est fait"), "{}", done.body);
        assert_eq!(labels(&office).await, ["Salle Bleue", "Salle Verte"]);
    })
    .await;
}

#[tokio::test]
async fn what_changed_since_it_was_looked_at_is_looked_at_again() {
    each(async |office| {
        with_rooms(&office).await;
        let look = office.bring("salles", b"cle;libelle\nbleue;Salle Azur\n", &[]).await;
        office.write("salles", json!({ "key": "bleue", "label": "Salle Cobalt" })).await.unwrap();
        let refused = office.press(&look, "Appliquer", &[]).await;
        assert!(refused.says("La liste a changé depuis.") && refused.says("Avant : Salle Cobalt"), "{}", refused.body);
        let done = office.press(&refused, "Appliquer", &[]).await;
        assert!(done.says("L’import est fait"), "{}", done.body);
    })
    .await;
}

#[tokio::test]
async fn what_is_no_table_is_refused_at_once() {
    each(async |office| {
        office.rooms().await;
        for (content, why) in [(b"".as_slice(), "Ce fichier est vide."), (b"PK\x03\x04", "Ce fichier n’est pas un texte.")] {
            let shown = office.bring("salles", content, &[]).await;
            assert_eq!(shown.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(shown.says(why), "{}", shown.body);
        }
        let shown = office.bring("salles", b"cle;places\na;1\n", &[]).await;
        assert!(shown.says("Il manque une colonne"), "{}", shown.body);
        assert!(!shown.says("Appliquer l’import"));
    })
    .await;
}

#[tokio::test]
async fn what_is_exported_can_be_brought_in_again() {
    each(async |office| {
        with_rooms(&office).await;
        office.write("salles", json!({ "key": "x", "label": "=2+2; \"ici\"", "tarif": 1250.5, "commune": "69123" })).await.unwrap();
        office.fill(&format!("{ROOMS}/fiches/rouge"), "Retirer la fiche", &[]).await;
        let file = office.get(&format!("{ROOMS}/export")).await.body;
        let lines: Vec<&str> = file.trim_start_matches('\u{feff}').lines().collect();
        assert_eq!(
            lines,
            [
                "cle;libelle;parent;etat;places;tarif;commune",
                "bleue;Salle Bleue;;en service;80;;",
                "rouge;Salle Rouge;;retirée;40;;",
                "x;\"'=2+2; \"\"ici\"\"\";;en service;;1250,50;69123",
            ]
        );
        let look = office.bring("salles", file.as_bytes(), &[("absentes", "oui")]).await;
        assert!(look.says("Rien à changer"), "{}", look.body);
    })
    .await;
}

#[tokio::test]
async fn a_file_never_applied_is_forgotten() {
    each(async |office| {
        office.rooms().await;
        let look = office.bring("salles", b"libelle\nSalle Bleue\n", &[]).await;
        let import = look.url.rsplit('/').next().unwrap().parse().unwrap();
        office.bench.clock.advance(8 * 86_400);
        office.work().await;
        let mut tx = office.bench.databases.instance_read(&bron()).await.unwrap();
        assert!(store::imports::by_id(&mut tx, &slug("salles"), import).await.unwrap().is_none());
        assert_eq!(office.get(&look.url).await.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn a_long_list_is_brought_in_whole() {
    each(async |office| {
        office.rooms().await;
        let rows: String = (0..2_500).map(|index| format!("s{index};Salle {index};{index}\n")).collect();
        let look = office.bring("salles", format!("cle;libelle;places\n{rows}").as_bytes(), &[]).await;
        let done = office.press(&look, "Appliquer", &[]).await;
        assert!(done.says("L’import est fait"), "{}", done.body);
        let mut tx = office.tx().await;
        assert_eq!(store::records::count(&mut tx, &slug("salles"), crate::State::Active).await.unwrap(), 2_500);
        drop(tx);
        let back = office.press(&done, "Annuler l’import", &[]).await;
        assert!(back.says("L’import est annulé"), "{}", back.body);
        assert!(labels(&office).await.is_empty());
    })
    .await;
}
