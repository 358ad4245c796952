//! What is offered, and nothing else, is read by others.

use super::{FAIR, ORIGINAL, PROPOSAL, offered, published, rewritten, written};
use crate::tests::bench::{ADA, BEA, LEO, SHELF, WORK, at_work, each};

#[tokio::test]
async fn nothing_is_read_by_others_before_it_is_offered() {
    each(async |shop| {
        written(&shop).await;
        let check = shop.get(LEO, &format!("{ORIGINAL}/verifier")).await;
        assert!(check.says("Une fois publiée en production"), "{}", check.text());
        let proposer = format!("{ORIGINAL}/proposer");
        assert_eq!(shop.forge(LEO, &check, &proposer, &[("faire", "proposer")]).await.status, 422, "nothing is live");
        published(&shop).await;
        assert!(shop.get(ADA, FAIR).await.says("Aucune proposition"), "published, but not offered");
        assert_eq!(shop.get(ADA, PROPOSAL).await.status, 404);
        assert_eq!(shop.get(LEO, &PROPOSAL.replace("bron", "villeurbanne")).await.status, 404, "her own is no proposal");
    })
    .await;
}

#[tokio::test]
async fn what_is_offered_is_what_was_published_not_what_is_being_written() {
    each(async |shop| {
        offered(&shop).await;
        rewritten(&shop, LEO, &format!("{ORIGINAL}/sur/pages/vous"), &[("titre", "Brouillon secret")]).await;

        let shelf = shop.get(ADA, SHELF).await;
        assert!(shelf.says("nouveau : 1"), "{}", shelf.text());
        let fair = shop.get(ADA, &shelf.link("Voir ce que les autres collectivités proposent")).await;
        assert!(fair.says("Ville de Villeurbanne") && fair.says("22 novembre 2026") && fair.says("Rien encore"), "{}", fair.text());
        let proposal = shop.get(ADA, &fair.link("Réserver une salle")).await;
        assert_eq!(proposal.url, PROPOSAL);
        for words in ["Que demandez-vous ?", "Le traitement", "Les essais", "Reprendre une copie"] {
            assert!(proposal.says(words), "{words}: {}", proposal.text());
        }
        assert!(!proposal.says("Brouillon secret"));
        for path in [FAIR, PROPOSAL] {
            assert_eq!(shop.get(LEO, path).await.status, 404, "another's space");
            assert_eq!(shop.get("nobody", path).await.status, 404);
        }
        assert_eq!(shop.get(ADA, "/bron/atelier/propositions").await.url, FAIR, "copies are written in the test space");

        let check = shop.get(LEO, &format!("{ORIGINAL}/verifier")).await;
        let check = shop.press(LEO, &check, "Ne plus proposer", &[]).await;
        assert!(check.offers("Proposer aux autres collectivités"));
        assert_eq!(shop.get(ADA, PROPOSAL).await.status, 404);
    })
    .await;
}

#[tokio::test]
async fn whoever_does_not_administer_production_offers_nothing() {
    at_work(async |shop| {
        let check = shop.get(ADA, &format!("{WORK}/verifier")).await;
        let check = shop.press(ADA, &check, "Publier dans l’espace de test", &[]).await;
        shop.press(ADA, &check, "Mettre en ligne pour les usagers", &[]).await;
        let check = shop.get(BEA, &format!("{WORK}/verifier")).await;
        let refused = shop.press(BEA, &check, "Proposer aux autres collectivités", &[]).await;
        assert!(refused.says("Vous n’administrez pas l’espace de production."), "{}", refused.text());
        let check = shop.get(ADA, &format!("{WORK}/verifier")).await;
        let stale = shop.forge(ADA, &check, &format!("{WORK}/proposer"), &[("faire", "proposer"), ("version", "autre")]).await;
        assert_eq!(stale.status, 409, "{}", stale.text());
        assert!(shop.get(LEO, "/villeurbanne~test/atelier/propositions").await.says("Aucune proposition"));
    })
    .await;
}
