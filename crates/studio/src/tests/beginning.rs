//! Where a work comes from: a title, or what is published.

use cases::model::Origin;

use super::bench::{ADA, BEA, LEO, SHELF, WORK, at_work, each, slug, space};

#[tokio::test]
async fn a_work_begins_with_a_title() {
    each(async |shop| {
        let shelf = shop.get(ADA, SHELF).await;
        let untitled = shop.press(ADA, &shelf, "Créer la démarche", &[("titre", "  ")]).await;
        assert_eq!(untitled.status, 422);
        assert!(untitled.says("Écrivez le nom de la démarche."), "{}", untitled.text());

        let begun = shop.press(ADA, &untitled, "Créer la démarche", &[("titre", "Réserver une salle")]).await;
        assert_eq!((begun.status, begun.url.as_str()), (200, WORK));
        assert_eq!(begun.find("h1"), ["Réserver une salle"]);
        assert!(begun.says("Que demandez-vous ?"), "a first form to change: {}", begun.text());

        let taken = shop.press(BEA, &shelf, "Créer la démarche", &[("titre", "Réserver une salle !")]).await;
        assert_eq!(taken.status, 422);
        assert!(taken.says("Une démarche porte déjà ce nom."), "{}", taken.text());
        assert_eq!(taken.value("titre"), "Réserver une salle !", "what was typed is kept");
        assert!(shop.get(BEA, SHELF).await.says("Ada Roche"), "the list tells who wrote last");
    })
    .await;
}

#[tokio::test]
async fn a_work_begins_with_what_is_published() {
    at_work(async |shop| {
        let check = shop.get(ADA, &format!("{WORK}/verifier")).await;
        shop.press(ADA, &check, "Publier dans l’espace de test", &[]).await;
        let history = shop.get(ADA, &format!("{WORK}/historique")).await;
        let shelf = shop.press(ADA, &history, "Effacer ce travail", &[]).await;
        assert!(shelf.says("Rien en cours"), "{}", shelf.text());
        assert_eq!(shop.get(ADA, WORK).await.status, 404);

        let again = shop.press(ADA, &shelf, "Modifier « Réserver une salle »", &[]).await;
        assert_eq!((again.status, again.url.as_str()), (200, WORK));
        assert!(shop.get(ADA, &format!("{WORK}/historique")).await.says("Version publiée reprise"));
        assert!(shop.get(ADA, &format!("{WORK}/verifier")).await.says("Cette version est dans l’espace de test"));
    })
    .await;
}

#[tokio::test]
async fn what_the_metropole_shares_is_not_written_here() {
    each(async |shop| {
        let definition = authoring::new_definition("Réserver une salle", authoring::Model::Request);
        let publication = shop.cases.check(definition).unwrap();
        let (instance, team) = (space("bron~test"), slug("accueil"));
        let place = cases::Place { instance: &instance, origin: Origin::Shared, team: (&team, "Accueil"), offered: false };
        shop.cases.publish(&shop.bench.moment(), &publication, place).await.unwrap();

        let shelf = shop.get(ADA, SHELF).await;
        assert!(shelf.says("Partagée par la Métropole"), "{}", shelf.text());
        let refused = shop.forge(ADA, &shelf, SHELF, &[("depuis", "reserver-une-salle")]).await;
        assert_eq!(refused.status, 422);
        assert!(refused.says("Cette démarche ne se modifie pas ici."), "{}", refused.text());
        assert_eq!(shop.get(ADA, WORK).await.status, 404);
    })
    .await;
}

#[tokio::test]
async fn only_those_who_administer_the_space_find_its_works() {
    at_work(async |shop| {
        for path in [SHELF, WORK, &format!("{WORK}/verifier"), &format!("{WORK}/sur/pages/vous")] {
            assert_eq!(shop.get(LEO, path).await.status, 404, "{path}");
            assert_eq!(shop.get("nobody", path).await.status, 404, "{path}");
            assert_eq!(shop.get(BEA, path).await.status, 200, "{path}");
        }
        // the same name in another space is another work
        assert_eq!(shop.get(LEO, &WORK.replace("bron", "villeurbanne")).await.status, 404);
        assert_eq!(shop.get(ADA, &WORK.replace("~test", "")).await.status, 404);
    })
    .await;
}
