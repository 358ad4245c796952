//! The page of a service says what comes next.

use super::staff::{ANA, DATA, LIBRARY, declared, organisation, secret, staff};
use crate::tests::bench::{Browser, World, journey, tokens_for};

/// The words of the main buttons of a page.
async fn main_buttons(world: &World, browser: &Browser, page: &str) -> Vec<String> {
    let body = browser.get(world, page).await.body;
    let words = |rest: &str| rest.split_once('>').and_then(|(_, rest)| rest.split_once('<')).map(|(words, _)| words.to_owned());
    body.split("<a class=\"button\"").skip(1).filter_map(words).collect()
}

#[tokio::test]
async fn each_step_leads_to_the_next() {
    journey(async |world| {
        let ana = staff(&world, ANA).await;
        let bron = organisation(&world, &ana, "Ville de Bron").await;
        let page = declared(&world, &ana, &bron).await;
        let first = ana.get(&world, &page).await.body;
        let places = ["Les données", "Le secret", "Le kit", "Le test", "La mise en service"].map(|title| first.find(&format!(">{title}<")));
        assert!(places.is_sorted() && places[0].is_some(), "{places:?} in {first}");
        assert_eq!(first.matches(">À faire<").count(), 5);
        assert_eq!(main_buttons(&world, &ana, &page).await, ["Choisir les données"]);

        let data = format!("{page}/donnees");
        ana.fill(&world, &data, &data, &DATA).await;
        assert_eq!(main_buttons(&world, &ana, &page).await, ["Créer le secret"]);
        let client = secret(&world, &ana, &page).await;
        assert_eq!(main_buttons(&world, &ana, &page).await, ["Kit de raccordement"]);
        tokens_for(&world, &ana, &client, ANA).await;
        assert_eq!(main_buttons(&world, &ana, &page).await, ["Tester mon service"]);

        let trial = format!("{page}/essai");
        ana.fill(&world, &trial, &trial, &[("acte", "commencer")]).await;
        assert_eq!(main_buttons(&world, &ana, &page).await, ["Reprendre le test"]);
        let body = ana.get(&world, &page).await.body;
        assert!(body.contains("Vérifications réussies\u{a0}: 0 sur 19.") && body.contains(">En cours<"), "{body}");
        assert_eq!(body.matches(">Fait<").count(), 3);

        let production = format!("{page}/production");
        ana.fill(&world, &production, &production, &LIBRARY).await;
        let body = ana.get(&world, &page).await.body;
        assert!(body.contains(">À l’étude<") && body.contains(">Voir la demande<"), "it may be asked before the test is over");
    })
    .await;
}
