//! Publications that wait for their day.

use cases::{Place, model::Origin};

use super::bench::{ADA, BEA, Shown, WORK, Workshop, at_work, slug, space};

const CHECK: &str = "/bron~test/atelier/reserver-une-salle/verifier";
const PUBLISH: &str = "Publier dans l’espace de test";
const ONLINE: &str = "Mettre en ligne pour les usagers";
const GIVE_UP: &str = "Annuler la publication prévue";
/// From the clock of the tests, 22 November at nine, to a day of December at six.
const HOUR: i64 = 3600;
const FIRST_OF_DECEMBER: i64 = 9 * 24 * HOUR - 3 * HOUR;

async fn planned(shop: &Workshop, day: &str, month: &str) -> Shown {
    let check = shop.get(ADA, CHECK).await;
    shop.press(ADA, &check, PUBLISH, &[("jour.day", day), ("jour.month", month), ("jour.year", "2026")]).await
}

#[tokio::test]
async fn a_publication_is_done_on_its_day_as_it_was_seen() {
    at_work(async |shop| {
        let check = planned(&shop, "1", "12").await;
        assert!(check.says("Le 1er décembre 2026, par Ada Roche."), "{}", check.text());
        // what is written after it waits for another publication
        let presentation = shop.get(BEA, &format!("{WORK}/sur/presentation")).await;
        shop.press(BEA, &presentation, "Enregistrer", &[("titre", "Louer une salle")]).await;

        shop.bench.clock.advance(FIRST_OF_DECEMBER - 1);
        shop.work().await;
        assert_eq!(shop.published("bron~test").await, None, "it is not six yet");
        shop.bench.clock.advance(1);
        shop.work().await;
        assert_eq!(shop.published("bron~test").await.as_deref(), Some("Réserver une salle"));
        assert!(!shop.get(ADA, CHECK).await.says("Une publication est prévue"));
        shop.work().await;
    })
    .await;
}

#[tokio::test]
async fn a_publication_is_put_off() {
    at_work(async |shop| {
        planned(&shop, "1", "12").await;
        let check = planned(&shop, "3", "12").await;
        assert!(check.says("Le 3 décembre 2026"), "{}", check.text());
        shop.bench.clock.advance(FIRST_OF_DECEMBER);
        shop.work().await;
        assert_eq!(shop.published("bron~test").await, None);
        shop.bench.clock.advance(48 * HOUR);
        shop.work().await;
        assert_eq!(shop.published("bron~test").await.as_deref(), Some("Réserver une salle"));
    })
    .await;
}

#[tokio::test]
async fn a_publication_is_given_up() {
    at_work(async |shop| {
        let check = planned(&shop, "1", "12").await;
        let check = shop.press(BEA, &check, GIVE_UP, &[]).await;
        assert!(!check.says("Une publication est prévue"), "{}", check.text());
        shop.bench.clock.advance(FIRST_OF_DECEMBER);
        shop.work().await;
        assert_eq!(shop.published("bron~test").await, None);
    })
    .await;
}

#[tokio::test]
async fn a_day_that_cannot_be_is_told() {
    at_work(async |shop| {
        for (day, month, told) in [
            ("31", "11", "Cette date n’existe pas."),
            ("demain", "", "Cette date n’existe pas."),
            ("22", "11", "Choisissez un jour après aujourd’hui"),
            ("1", "1", "Choisissez un jour après aujourd’hui"),
        ] {
            let refused = planned(&shop, day, month).await;
            assert_eq!(refused.status, 422, "{day} {month}");
            assert!(refused.says(told), "{day} {month}: {}", refused.text());
            assert_eq!(refused.value("jour.day"), day, "what was typed is kept");
        }
        assert_eq!(shop.published("bron~test").await, None);
    })
    .await;
}

#[tokio::test]
async fn going_online_waits_for_its_day_too() {
    at_work(async |shop| {
        let check = shop.get(ADA, CHECK).await;
        let published = shop.press(ADA, &check, PUBLISH, &[]).await;
        let day = [("jour.day", "1"), ("jour.month", "12"), ("jour.year", "2026")];
        let waiting = shop.press(ADA, &published, ONLINE, &day).await;
        assert!(
            waiting.says("Une mise en ligne est prévue pour les usagers") && waiting.says("Le 1er décembre 2026, par Ada Roche."),
            "{}",
            waiting.text()
        );
        assert!(!shop.get(BEA, CHECK).await.offers(GIVE_UP), "she does not administer production");
        assert_eq!(shop.published("bron").await, None);
        let history = shop.get(ADA, &format!("{WORK}/historique")).await;
        let refused = shop.press(ADA, &history, "Effacer ce travail", &[]).await;
        assert!(refused.status == 409 && refused.says("Une mise en ligne est prévue"), "{}", refused.text());

        let given_up = shop.press(ADA, &waiting, GIVE_UP, &[]).await;
        assert!(given_up.says("La publication qui était prévue est annulée"), "{}", given_up.text());
        assert!(!given_up.says("Une mise en ligne est prévue"));
        shop.press(ADA, &given_up, ONLINE, &day).await;
        shop.bench.clock.advance(FIRST_OF_DECEMBER);
        shop.work().await;
        assert_eq!(shop.published("bron").await.as_deref(), Some("Réserver une salle"));
    })
    .await;
}

#[tokio::test]
async fn publishing_now_ends_a_plan_and_says_so() {
    at_work(async |shop| {
        let check = planned(&shop, "1", "12").await;
        assert!(!check.says("plus ancienne"), "{}", check.text());
        let presentation = shop.get(ADA, &format!("{WORK}/sur/presentation")).await;
        shop.press(ADA, &presentation, "Enregistrer", &[("titre", "Louer une salle")]).await;
        let check = shop.get(ADA, CHECK).await;
        assert!(check.says("Elle publie une version plus ancienne que celle que vous voyez."), "{}", check.text());
        assert!(check.says("Publier maintenant annule la publication prévue le 1er décembre 2026."), "said before: {}", check.text());
        let live = shop.press(ADA, &check, PUBLISH, &[]).await;
        assert!(live.says("La publication qui était prévue est annulée"), "said after: {}", live.text());
        assert!(!shop.get(ADA, CHECK).await.says("La publication qui était prévue"), "said once");
    })
    .await;
}

/// What is live is published again under another title, without the studio.
async fn imported(shop: &Workshop, title: &str) {
    let instance = space("bron~test");
    let mut tx = shop.bench.databases.instance_read(&instance).await.unwrap();
    let live = shop.cases.live(&mut tx, &slug("reserver-une-salle")).await.unwrap().unwrap();
    let mut definition = shop.cases.document(&mut tx, &live.compiled.hash().to_string()).await.unwrap();
    drop(tx);
    definition.title = title.to_owned();
    let publication = shop.cases.check(definition).unwrap();
    let team = slug("accueil");
    let place = Place { instance: &instance, origin: Origin::Own, team: (&team, "Accueil"), offered: true };
    shop.cases.publish(&shop.bench.moment(), &publication, place).await.unwrap();
}

#[tokio::test]
async fn a_version_published_since_is_not_overwritten_by_a_plan() {
    at_work(async |shop| {
        planned(&shop, "1", "12").await;
        let presentation = shop.get(ADA, &format!("{WORK}/sur/presentation")).await;
        shop.press(ADA, &presentation, "Enregistrer", &[("titre", "Louer une salle")]).await;
        let check = shop.get(ADA, CHECK).await;
        let live = shop.press(ADA, &check, PUBLISH, &[]).await;
        assert!(!live.says("Une publication est prévue"), "publishing now ends the plan: {}", live.text());

        // the other way round: what goes live elsewhere while a plan waits
        let presentation = shop.get(ADA, &format!("{WORK}/sur/presentation")).await;
        shop.press(ADA, &presentation, "Enregistrer", &[("titre", "Réserver un gymnase")]).await;
        planned(&shop, "1", "12").await;
        imported(&shop, "Réserver la halle").await;
        shop.bench.clock.advance(FIRST_OF_DECEMBER);
        shop.work().await;
        assert_eq!(shop.published("bron~test").await.as_deref(), Some("Réserver la halle"));
        shop.bench.clock.advance(2 * HOUR);
        let told = shop.get(ADA, CHECK).await;
        assert!(told.says("Une publication prévue n’a pas eu lieu"), "{}", told.text());
    })
    .await;
}
