//! Long lists: searched, a page at a time.

use http::StatusCode;
use serde_json::json;

use super::bench::{Office, each};

const ROOMS: &str = "/bron/referentiels/salles";

async fn many(office: &Office, count: usize) {
    office.rooms().await;
    let rows: String = (0..count).map(|index| format!("s{index};Salle {:04}\n", index)).collect();
    let look = office.bring("salles", format!("cle;libelle\n{rows}").as_bytes(), &[]).await;
    let done = office.press(&look, "Appliquer", &[]).await;
    assert!(done.says("L’import est fait"), "{}", done.body);
}

#[tokio::test]
async fn every_record_is_on_one_page_and_one_only() {
    each(async |office| {
        many(&office, 120).await;
        let (mut seen, mut url) = (Vec::new(), ROOMS.to_owned());
        loop {
            let page = office.get(&url).await;
            seen.extend(page.all("table.table tbody th"));
            if !page.says("Suivants") {
                break;
            }
            url = page.link("Suivants");
        }
        let expected: Vec<String> = (0..120).map(|index| format!("Salle {index:04}")).collect();
        assert_eq!(seen, expected);
    })
    .await;
}

#[tokio::test]
async fn words_find_records_wherever_they_stand() {
    each(async |office| {
        many(&office, 60).await;
        for (key, label) in [("0693A", "Gymnase de l’Étoile"), ("x_1", "100 % sport")] {
            office.write("salles", json!({ "key": key, "label": label })).await.unwrap();
        }
        let found = async |words: &str| {
            let page = office.get(&format!("{ROOMS}?q={}", web::posted::encode(words))).await;
            page.all("table.table tbody th")
        };
        assert_eq!(found("etoile GYMNASE").await, ["Gymnase de l’Étoile"]);
        assert_eq!(found("0693").await, ["Gymnase de l’Étoile"]);
        assert_eq!(found("0 % s").await, ["100 % sport"]);
        assert_eq!(found("%").await, ["100 % sport"], "signs stand for themselves");
        assert_eq!(found("x_").await, ["100 % sport"]);
        assert_eq!(found("0042").await, ["Salle 0042"]);
        assert!(office.get(&format!("{ROOMS}?q=piscine")).await.says("Aucune fiche trouvée"));
        let suggested = office.get(&format!("{ROOMS}/recherche?q=etoile")).await;
        assert_eq!(suggested.body, r#"[{"value":"0693A","label":"Gymnase de l’Étoile"}]"#);
        assert_eq!(office.get("/bron/referentiels/quartiers/recherche?q=x").await.status, StatusCode::NOT_FOUND);
    })
    .await;
}
