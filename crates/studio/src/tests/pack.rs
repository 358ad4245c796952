//! What authorities offer to each other: Villeurbanne offers, Bron copies,
//! Charly switches on.

mod adopting;
mod offering;
mod stores;
mod switching;

use db::InstanceKey;
use web::Right;

use super::bench::{LEO, Shown, Workshop, space};

/// What Villeurbanne offers, where she writes it.
const ORIGINAL: &str = "/villeurbanne~test/atelier/reserver-une-salle";
/// What Bron reads of the others.
const FAIR: &str = "/bron~test/atelier/propositions";
/// The same, for what Villeurbanne offers.
const PROPOSAL: &str = "/bron~test/atelier/propositions/villeurbanne/reserver-une-salle";

/// Villeurbanne writes a téléservice.
async fn written(shop: &Workshop) {
    let shelf = shop.get(LEO, "/villeurbanne~test/atelier").await;
    shop.press(LEO, &shelf, "Créer la démarche", &[("titre", "Réserver une salle")]).await;
}

/// She publishes it as it stands, in test then in production.
async fn published(shop: &Workshop) -> Shown {
    let check = shop.get(LEO, &format!("{ORIGINAL}/verifier")).await;
    let check = shop.press(LEO, &check, "Publier dans l’espace de test", &[]).await;
    let check = shop.press(LEO, &check, "Mettre en ligne pour les usagers", &[]).await;
    assert_eq!(check.status, 200, "{}", check.text());
    check
}

/// She offers it.
async fn offered(shop: &Workshop) {
    written(shop).await;
    let check = published(shop).await;
    let check = shop.press(LEO, &check, "Proposer aux autres collectivités", &[]).await;
    assert!(check.says("Proposée aux autres collectivités depuis le 22 novembre 2026"), "{}", check.text());
}

/// She offers what she wrote since.
async fn moved_on(shop: &Workshop) {
    let check = published(shop).await;
    assert!(check.says("La version publiée depuis n’est pas encore proposée."), "{}", check.text());
    let check = shop.press(LEO, &check, "Proposer la nouvelle version", &[]).await;
    assert!(!check.offers("Proposer la nouvelle version") && check.offers("Ne plus proposer"), "{}", check.text());
}

/// Somebody writes a sheet of a work otherwise.
async fn rewritten(shop: &Workshop, who: &str, sheet: &str, typed: &[(&str, &str)]) {
    let sheet = shop.get(who, sheet).await;
    let kept = shop.press(who, &sheet, "Enregistrer", typed).await;
    assert_eq!(kept.status, 200, "{}", kept.text());
}

/// Charly, who writes nothing herself, and her administrator.
async fn subscriber(shop: &Workshop, subject: &str) -> InstanceKey {
    let (instance, moment) = (space("charly"), shop.bench.moment());
    let territory = territory::Territory::new(shop.bench.databases.clone());
    territory.refresh().await.unwrap();
    territory::open_instances(&territory, &instance.authority, "test", &moment).await.unwrap();
    let new = cases::NewAgent {
        id: moment.id(),
        subject,
        name: "Zoé Blanc",
        email: "zoe@exemple.fr",
        rights: &[Right::Administer],
        at: moment.now,
    };
    shop.cases.add_agent(&moment, &instance, new, &[]).await.unwrap();
    instance
}
