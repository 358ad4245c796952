//! A téléservice of another, published as it is by who writes none.

use cases::{Place, model::Origin};
use kernel::Problem;
use territory::directory::Offer;
use web::Failure;

use super::{ORIGINAL, moved_on, offered, published, rewritten, subscriber, written};
use crate::tests::bench::{LEO, Workshop, each, slug, space};

const ZOE: &str = "zoe";
const PROPOSAL: &str = "/charly/atelier/propositions/villeurbanne/reserver-une-salle";
const FAIR: &str = "/charly/atelier/propositions";
const SHELF: &str = "/charly/atelier";

/// The version that Charly publishes, and whose it is.
async fn live(shop: &Workshop) -> Option<(String, Origin)> {
    let mut tx = shop.bench.databases.instance_read(&space("charly")).await.unwrap();
    let live = shop.cases.live(&mut tx, &slug("reserver-une-salle")).await.unwrap();
    live.map(|live| (live.compiled.hash().to_string(), live.origin))
}

async fn switched_on(shop: &Workshop) -> String {
    subscriber(shop, ZOE).await;
    offered(shop).await;
    let proposal = shop.get(ZOE, PROPOSAL).await;
    assert!(!proposal.offers("Reprendre une copie"), "{}", proposal.text());
    let fair = shop.press(ZOE, &proposal, "Activer", &[]).await;
    assert!(fair.says("Activée"), "{}", fair.text());
    let (hash, origin) = live(shop).await.unwrap();
    assert_eq!(origin, Origin::Shared);
    hash
}

#[tokio::test]
async fn what_is_switched_on_is_the_original_and_is_not_written_here() {
    each(async |shop| {
        let hash = switched_on(&shop).await;
        let mut tx = shop.bench.databases.instance_read(&space("villeurbanne")).await.unwrap();
        let original = shop.cases.live(&mut tx, &slug("reserver-une-salle")).await.unwrap().unwrap();
        drop(tx);
        assert_eq!(original.compiled.hash().to_string(), hash);

        let shelf = shop.get(ZOE, SHELF).await;
        assert!(shelf.says("Activée telle qu’elle est proposée"), "{}", shelf.text());
        assert!(!shelf.says("Nouvelle démarche"), "she writes none");
        let proposal = shop.get(ZOE, PROPOSAL).await;
        for typed in [("depuis", "reserver-une-salle"), ("titre", "Réserver une salle")] {
            assert_eq!(shop.forge(ZOE, &proposal, SHELF, &[typed]).await.status, 422, "{typed:?}");
        }
        let copy = shop.forge(ZOE, &proposal, PROPOSAL, &[("faire", "reprendre"), ("version", &hash), ("nom", "La mienne")]).await;
        assert_eq!(copy.status, 404);
        assert_eq!(shop.get(ZOE, "/charly/atelier/reserver-une-salle").await.status, 404);

        let (instance, team) = (space("charly"), slug("accueil"));
        let own = shop.cases.check(authoring::new_definition("Réserver une salle", authoring::Model::Message)).unwrap();
        let place = Place { instance: &instance, origin: Origin::Own, team: (&team, "Accueil"), offered: true };
        let refused = shop.cases.publish(&shop.bench.moment(), &own, place).await;
        assert!(matches!(refused, Err(Failure::Problem(Problem::Conflict(_)))), "what is another's is not replaced");
    })
    .await;
}

#[tokio::test]
async fn what_chooses_in_a_list_that_is_not_here_is_not_switched_on() {
    each(async |shop| {
        subscriber(&shop, ZOE).await;
        shop.rooms("villeurbanne~test", true).await;
        shop.rooms("villeurbanne", true).await;
        written(&shop).await;
        let adding = shop.get(LEO, &format!("{ORIGINAL}/ajouter/pages/vous")).await;
        let room = shop.press(LEO, &adding, "Ajouter la question", &[("label", "Quelle salle ?"), ("type", "referential")]).await;
        shop.press(LEO, &room, "Enregistrer", &[("reglage.list", "salles")]).await;
        let check = published(&shop).await;
        shop.press(LEO, &check, "Proposer aux autres collectivités", &[]).await;

        let proposal = shop.get(ZOE, PROPOSAL).await;
        let refused = shop.press(ZOE, &proposal, "Activer", &[]).await;
        assert!(refused.says("La liste « salles » n’existe pas en production. Créez-la dans « Listes »"), "{}", refused.text());
        assert_eq!((refused.status, live(&shop).await), (422, None));
        shop.rooms("charly", true).await;
        let fair = shop.press(ZOE, &refused, "Activer", &[]).await;
        assert!(fair.says("Activée"), "{}", fair.text());
    })
    .await;
}

#[tokio::test]
async fn a_new_version_waits_until_it_is_taken() {
    each(async |shop| {
        let first = switched_on(&shop).await;
        rewritten(&shop, LEO, &format!("{ORIGINAL}/sur/pages/vous"), &[("titre", "Vos coordonnées")]).await;
        let seen = shop.get(ZOE, PROPOSAL).await;
        moved_on(&shop).await;
        assert_eq!(live(&shop).await.unwrap().0, first, "nothing moves by itself");
        assert!(shop.get(ZOE, SHELF).await.says("Mises à jour qui attendent : 1"));
        let stale = shop.forge(ZOE, &seen, PROPOSAL, &[("faire", "activer"), ("version", &first)]).await;
        assert_eq!(stale.status, 422, "she did not see this version");
        assert!(stale.says("Vos coordonnées"), "{}", stale.text());

        shop.press(ZOE, &stale, "Mettre à jour", &[]).await;
        assert_ne!(live(&shop).await.unwrap().0, first);
        assert!(!shop.get(ZOE, SHELF).await.says("Mises à jour"));
    })
    .await;
}

#[tokio::test]
async fn what_is_switched_off_is_published_no_more_and_its_requests_keep_their_version() {
    each(async |shop| {
        let hash = switched_on(&shop).await;
        let check = shop.get(LEO, &format!("{ORIGINAL}/verifier")).await;
        shop.press(LEO, &check, "Ne plus proposer", &[]).await;
        assert!(live(&shop).await.is_some(), "who has it keeps it");
        assert!(shop.get(ZOE, FAIR).await.says("Activée, n’est plus proposée"));

        let proposal = shop.get(ZOE, PROPOSAL).await;
        assert_eq!(shop.press(ZOE, &proposal, "Désactiver", &[]).await.url, SHELF);
        assert!(shop.get(ZOE, FAIR).await.says("Aucune proposition"));
        assert_eq!(live(&shop).await, None);
        let mut tx = shop.bench.databases.instance_read(&space("charly")).await.unwrap();
        assert!(shop.cases.once_published(&mut tx, &hash).await.is_ok());
    })
    .await;
}

#[tokio::test]
async fn what_the_space_publishes_itself_is_not_replaced() {
    each(async |shop| {
        let instance = subscriber(&shop, ZOE).await;
        let own = shop.cases.check(authoring::new_definition("Réserver une salle", authoring::Model::Message)).unwrap();
        let team = slug("accueil");
        let place = Place { instance: &instance, origin: Origin::Own, team: (&team, "Accueil"), offered: true };
        shop.cases.publish(&shop.bench.moment(), &own, place).await.unwrap();
        offered(&shop).await;
        let before = live(&shop).await;
        let proposal = shop.get(ZOE, PROPOSAL).await;
        let refused = shop.press(ZOE, &proposal, "Activer", &[]).await;
        assert_eq!(refused.status, 422);
        assert!(refused.says("porte déjà ce nom chez vous"), "{}", refused.text());
        assert_eq!(live(&shop).await, before);
    })
    .await;
}

#[tokio::test]
async fn a_commune_that_becomes_a_partner_still_switches_off_what_she_had_switched_on() {
    each(async |shop| {
        switched_on(&shop).await;
        let (territory, charly) = (shop.cases.territory(), slug("charly"));
        let version = territory.directory().authority(&charly).unwrap().version;
        let moment = shop.bench.moment();
        territory::change_offer(territory, &charly, Some(Offer::Partner), version, "test", &moment).await.unwrap();

        let proposal = shop.get(ZOE, &shop.get(ZOE, SHELF).await.link("Activée telle qu’elle est proposée")).await;
        assert_eq!(proposal.url, PROPOSAL);
        assert_eq!(shop.press(ZOE, &proposal, "Désactiver", &[]).await.url, SHELF);
        assert_eq!(live(&shop).await, None);
    })
    .await;
}
