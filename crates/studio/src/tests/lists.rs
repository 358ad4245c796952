//! A question that chooses from a list: of which space, and whether citizens may read it.

use super::bench::{ADA, Shown, WORK, Workshop, at_work, slug, space};

const CHECK: &str = "/bron~test/atelier/reserver-une-salle/verifier";
const PUBLISH: &str = "Publier dans l’espace de test";
const ONLINE: &str = "Mettre en ligne pour les usagers";

/// The first page asks which room, among those of the list « salles ».
async fn asks_a_room(shop: &Workshop) -> Shown {
    let adding = shop.get(ADA, &format!("{WORK}/ajouter/pages/demande")).await;
    let room = shop.press(ADA, &adding, "Ajouter la question", &[("label", "Quelle salle ?"), ("type", "referential")]).await;
    shop.press(ADA, &room, "Enregistrer", &[("reglage.list", "salles")]).await
}

/// Whether citizens may read the rooms.
async fn offer(shop: &Workshop, to: bool) {
    let mut tx = shop.bench.databases.instance_write(&space("bron~test")).await.unwrap();
    tx.execute("UPDATE referentials SET is_public = $1", db::args![to]).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn a_list_that_the_space_lacks_keeps_the_work_from_being_published() {
    at_work(async |shop| {
        asks_a_room(&shop).await;
        let check = shop.get(ADA, CHECK).await;
        assert!(check.says("À corriger La liste « salles » n’existe pas dans l’espace de test."), "{}", check.text());
        assert!(!check.offers(PUBLISH));
        let question = shop.get(ADA, &check.link("Aller à la question « Quelle salle ? »")).await;
        assert!(question.url.ends_with("/questions/quelle_salle"), "{}", question.url);
        let version = check.value("vu");
        let forged = shop.forge(ADA, &check, CHECK, &[("vu", &version), ("faire", "ici")]).await;
        assert_eq!((forged.status, shop.published("bron~test").await), (422, None));

        shop.rooms("bron~test", false).await;
        let check = shop.get(ADA, CHECK).await;
        assert!(check.says("La liste « Salles municipales » n’est pas proposée aux usagers dans l’espace de test"), "{}", check.text());
        assert!(!check.offers(PUBLISH));
        offer(&shop, true).await;
        let check = shop.get(ADA, CHECK).await;
        assert!(!check.says("À corriger") && check.offers(PUBLISH), "{}", check.text());
    })
    .await;
}

#[tokio::test]
async fn tests_of_the_first_draft_choose_in_the_lists_of_the_space() {
    at_work(async |shop| {
        shop.rooms("bron~test", true).await;
        asks_a_room(&shop).await;
        let check = shop.get(ADA, CHECK).await;
        assert!(!check.says("Échoué"), "{}", check.text());
        shop.press(ADA, &check, PUBLISH, &[]).await;
        assert!(shop.published("bron~test").await.is_some());
        let history = shop.get(ADA, &format!("{WORK}/historique")).await;
        assert!(history.says("Essai « Une demande acceptée » modifié"), "what was chosen is kept: {}", history.text());
    })
    .await;
}

#[tokio::test]
async fn the_list_of_a_question_is_chosen_among_those_of_the_space() {
    at_work(async |shop| {
        shop.rooms("bron~test", false).await;
        let room = asks_a_room(&shop).await;
        assert_eq!(room.value("reglage.list"), "salles");
        let options = room.find("select[name='reglage.list'] option");
        assert!(options.contains(&"Salles municipales (pas proposée aux usagers)".to_owned()), "{options:?}");
        assert!(options.contains(&"Communes de la Métropole".to_owned()), "those of every space too: {options:?}");
    })
    .await;
}

#[tokio::test]
async fn production_needs_its_own_list() {
    at_work(async |shop| {
        shop.rooms("bron~test", true).await;
        asks_a_room(&shop).await;
        let check = shop.get(ADA, CHECK).await;
        let published = shop.press(ADA, &check, PUBLISH, &[]).await;
        assert!(published.says("La liste « Salles municipales » n’existe pas en production."), "by its title: {}", published.text());
        assert!(!published.offers(ONLINE));
        let version = published.value("vu");
        let forged = shop.forge(ADA, &published, CHECK, &[("vu", &version), ("faire", "production")]).await;
        assert_eq!((forged.status, shop.published("bron").await), (422, None));

        shop.rooms("bron", true).await;
        let ready = shop.get(ADA, CHECK).await;
        assert!(ready.says("C’est une nouvelle démarche pour eux."), "{}", ready.text());
        shop.press(ADA, &ready, ONLINE, &[]).await;
        assert!(shop.published("bron").await.is_some());
    })
    .await;
}

#[tokio::test]
async fn what_changes_for_citizens_is_told_before_going_online() {
    at_work(async |shop| {
        let check = shop.get(ADA, CHECK).await;
        let published = shop.press(ADA, &check, PUBLISH, &[]).await;
        shop.press(ADA, &published, ONLINE, &[]).await;
        let adding = shop.get(ADA, &format!("{WORK}/ajouter/pages/demande")).await;
        shop.press(ADA, &adding, "Ajouter la question", &[("label", "Combien de chaises ?"), ("type", "number")]).await;
        let check = shop.get(ADA, CHECK).await;
        let published = shop.press(ADA, &check, PUBLISH, &[]).await;
        let told = published.text();
        let (_, online) = told.split_once("Ce qui change pour les usagers").unwrap();
        assert!(online.contains("Combien de chaises ?"), "{told}");
    })
    .await;
}

#[tokio::test]
async fn a_planned_publication_whose_list_went_away_does_not_happen() {
    at_work(async |shop| {
        shop.rooms("bron~test", true).await;
        asks_a_room(&shop).await;
        let check = shop.get(ADA, CHECK).await;
        shop.press(ADA, &check, PUBLISH, &[("jour.day", "1"), ("jour.month", "12"), ("jour.year", "2026")]).await;
        offer(&shop, false).await;
        shop.bench.clock.advance(10 * 24 * 3600);
        shop.work().await;
        assert_eq!(shop.published("bron~test").await, None);
        let told = shop.get(ADA, CHECK).await;
        assert!(told.says("Une publication prévue n’a pas eu lieu"), "{}", told.text());
    })
    .await;
}

#[tokio::test]
async fn a_list_that_agents_choose_from_need_not_be_public() {
    at_work(async |shop| {
        shop.rooms("bron~test", false).await;
        let mut tx = shop.bench.databases.instance_read(&space("bron~test")).await.unwrap();
        let mut definition = authoring::new_definition("Réserver une salle", authoring::Model::Request);
        let room = serde_json::json!({ "slug": "salle", "label": "Salle", "type": "referential", "list": "salles" });
        definition.inputs.insert(slug("choix"), vec![serde_json::from_value(room).unwrap()]);
        let lacks = shop.cases.lacks(&mut tx, &definition).await.unwrap();
        assert!(lacks.iter().all(|lack| matches!(lack.need.what, definition::Needed::Function { .. })), "{lacks:?}");
    })
    .await;
}
