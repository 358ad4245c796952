//! A copy, and what becomes of it when its original moves on.

use super::{FAIR, ORIGINAL, PROPOSAL, moved_on, offered, rewritten};
use crate::tests::bench::{ADA, LEO, SHELF, WORK, Workshop, at_work, each};

const QUESTION: &str = "sur/pages/demande/questions/demande";

async fn copied(shop: &Workshop) {
    let proposal = shop.get(ADA, PROPOSAL).await;
    let work = shop.press(ADA, &proposal, "Reprendre une copie", &[]).await;
    assert_eq!((work.status, work.url.as_str()), (200, WORK), "{}", work.text());
}

#[tokio::test]
async fn a_copy_takes_in_its_original_when_it_moves_on() {
    each(async |shop| {
        offered(&shop).await;
        copied(&shop).await;
        assert!(shop.get(ADA, FAIR).await.says("Copie reprise"));
        assert!(shop.get(ADA, &format!("{WORK}/original")).await.says("Votre copie suit l’original"));

        rewritten(&shop, ADA, &format!("{WORK}/{QUESTION}"), &[("label", "Quelle salle ?")]).await;
        rewritten(&shop, LEO, &format!("{ORIGINAL}/{QUESTION}"), &[("label", "Quelle pièce ?")]).await;
        rewritten(&shop, LEO, &format!("{ORIGINAL}/sur/pages/vous"), &[("titre", "Vos coordonnées")]).await;
        assert!(!shop.get(ADA, WORK).await.says("L’original a changé"), "what is not offered is not told");
        moved_on(&shop).await;

        assert!(shop.get(ADA, SHELF).await.says("Mises à jour qui attendent : 1"));
        assert!(shop.get(ADA, FAIR).await.says("Une mise à jour attend"));
        assert!(shop.get(ADA, &format!("{WORK}/verifier")).await.says("L’original a changé"));
        let page = shop.get(ADA, &shop.get(ADA, WORK).await.link("Voir ce qui a changé")).await;
        for words in ["À choisir", "« Que demandez-vous ? » en « Quelle salle ? »", "« Que demandez-vous ? » en « Quelle pièce ? »"]
        {
            assert!(page.says(words), "{words}: {}", page.text());
        }
        assert!(page.find("ul li").iter().any(|told| told.contains("« Vos coordonnées »")), "{}", page.text());

        let unsettled = shop.press(ADA, &page, "Reprendre ces changements", &[]).await;
        assert_eq!(unsettled.status, 422);
        assert!(unsettled.says("Choisissez une version"), "{}", unsettled.text());
        let merged = shop.press(ADA, &unsettled, "Reprendre ces changements", &[("choix.0", "ours")]).await;
        assert_eq!((merged.status, merged.url.as_str()), (200, WORK), "{}", merged.text());
        assert!(merged.says("Quelle salle ?") && merged.says("Vos coordonnées"), "{}", merged.text());
        assert!(!merged.says("L’original a changé") && !merged.says("Quelle pièce ?"));
        assert!(shop.get(ADA, &format!("{WORK}/historique")).await.says("Nouvelle version de « Ville de Villeurbanne » reprise"));
        assert!(!shop.get(ADA, SHELF).await.says("Mises à jour"));

        // what was settled is not asked again
        rewritten(&shop, LEO, &format!("{ORIGINAL}/sur/pages/vous"), &[("titre", "Vous contacter")]).await;
        moved_on(&shop).await;
        let page = shop.get(ADA, &format!("{WORK}/original")).await;
        assert!(!page.says("À choisir"), "{}", page.text());
        let merged = shop.press(ADA, &page, "Reprendre ces changements", &[]).await;
        assert!(merged.says("Quelle salle ?") && merged.says("Vous contacter"), "{}", merged.text());
    })
    .await;
}

#[tokio::test]
async fn what_changed_while_it_was_read_is_read_again() {
    each(async |shop| {
        offered(&shop).await;
        copied(&shop).await;
        rewritten(&shop, LEO, &format!("{ORIGINAL}/{QUESTION}"), &[("label", "Quelle pièce ?")]).await;
        moved_on(&shop).await;
        let page = shop.get(ADA, &format!("{WORK}/original")).await;
        rewritten(&shop, ADA, &format!("{WORK}/{QUESTION}"), &[("label", "Quelle salle ?")]).await;
        let again = shop.press(ADA, &page, "Reprendre ces changements", &[]).await;
        assert_eq!(again.status, 422);
        assert!(again.says("a changé entre-temps") && again.says("À choisir"), "{}", again.text());
        let merged = shop.press(ADA, &again, "Reprendre ces changements", &[("choix.0", "theirs")]).await;
        assert!(merged.says("Quelle pièce ?") && !merged.says("Quelle salle ?"), "{}", merged.text());
    })
    .await;
}

#[tokio::test]
async fn a_copy_takes_another_name_when_its_own_is_taken() {
    at_work(async |shop| {
        offered(&shop).await;
        let proposal = shop.get(ADA, PROPOSAL).await;
        for (name, told) in [("", "Écrivez le nom"), ("Réserver une salle", "porte déjà ce nom"), ("Propositions", "porte déjà ce nom")]
        {
            let refused = shop.press(ADA, &proposal, "Reprendre une copie", &[("nom", name)]).await;
            assert_eq!(refused.status, 422);
            assert!(refused.says(told), "{name}: {}", refused.text());
        }
        let work = shop.press(ADA, &proposal, "Reprendre une copie", &[("nom", "Louer une salle")]).await;
        assert_eq!((work.status, work.url.as_str()), (200, "/bron~test/atelier/louer-une-salle"));
        rewritten(&shop, LEO, &format!("{ORIGINAL}/sur/pages/vous"), &[("titre", "Vos coordonnées")]).await;
        moved_on(&shop).await;
        let page = shop.get(ADA, "/bron~test/atelier/louer-une-salle/original").await;
        let merged = shop.press(ADA, &page, "Reprendre ces changements", &[]).await;
        assert!(merged.says("Vos coordonnées"), "{}", merged.text());
        assert!(merged.find("h1")[0].ends_with("Louer une salle"), "its name stays hers");
        assert_eq!(shop.get(ADA, &format!("{WORK}/original")).await.status, 404, "the other work is no copy");
    })
    .await;
}

#[tokio::test]
async fn a_copy_that_was_erased_is_none_any_more() {
    each(async |shop| {
        offered(&shop).await;
        copied(&shop).await;
        let history = shop.get(ADA, &format!("{WORK}/historique")).await;
        let shelf = shop.press(ADA, &history, "Effacer ce travail", &[]).await;
        assert!(shop.get(ADA, FAIR).await.says("Rien encore"));
        shop.press(ADA, &shelf, "Créer la démarche", &[("titre", "Réserver une salle")]).await;
        assert_eq!(shop.get(ADA, &format!("{WORK}/original")).await.status, 404, "begun anew, it comes from nobody");
        assert!(shop.get(ADA, FAIR).await.says("Rien encore"));
    })
    .await;
}

#[tokio::test]
async fn a_copy_that_is_published_follows_its_original_once_it_is_opened_again() {
    each(async |shop| {
        offered(&shop).await;
        copied(&shop).await;
        let check = shop.get(ADA, &format!("{WORK}/verifier")).await;
        shop.press(ADA, &check, "Publier dans l’espace de test", &[]).await;
        let history = shop.get(ADA, &format!("{WORK}/historique")).await;
        shop.press(ADA, &history, "Effacer ce travail", &[]).await;
        rewritten(&shop, LEO, &format!("{ORIGINAL}/sur/pages/vous"), &[("titre", "Vos coordonnées")]).await;
        moved_on(&shop).await;
        let shelf = shop.get(ADA, SHELF).await;
        assert!(shelf.says("Mises à jour qui attendent : 1"), "{}", shelf.text());
        assert!(shop.get(ADA, PROPOSAL).await.says("Votre copie est publiée."));

        let work = shop.press(ADA, &shelf, "Modifier « Réserver une salle »", &[]).await;
        let page = shop.get(ADA, &work.link("Voir ce qui a changé")).await;
        let merged = shop.press(ADA, &page, "Reprendre ces changements", &[]).await;
        assert!(merged.says("Vos coordonnées"), "{}", merged.text());
    })
    .await;
}
