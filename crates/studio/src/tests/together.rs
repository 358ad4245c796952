//! Two authors on the same work.

use super::bench::{ADA, BEA, WORK, at_work};

fn at(place: &str) -> String {
    format!("{WORK}/sur/{place}")
}

#[tokio::test]
async fn what_two_authors_change_in_different_places_is_kept() {
    at_work(async |shop| {
        let question = at("pages/demande/questions/demande");
        let (hers, theirs) = (shop.get(ADA, &question).await, shop.get(BEA, &at("pages/vous")).await);
        shop.press(BEA, &theirs, "Enregistrer", &[("titre", "Vos coordonnées")]).await;
        let kept = shop.press(ADA, &hers, "Enregistrer", &[("label", "Quelle salle ?")]).await;
        assert_eq!(kept.status, 200, "{}", kept.text());
        let outline = shop.get(ADA, WORK).await;
        assert!(outline.says("Vos coordonnées") && outline.says("Quelle salle ?"), "{}", outline.text());
    })
    .await;
}

#[tokio::test]
async fn of_two_authors_of_the_same_words_the_second_is_told_and_loses_nothing() {
    at_work(async |shop| {
        let question = at("pages/demande/questions/demande");
        let (hers, theirs) = (shop.get(ADA, &question).await, shop.get(BEA, &question).await);
        shop.press(BEA, &theirs, "Enregistrer", &[("label", "Quelle pièce ?")]).await;
        let told = shop.press(ADA, &hers, "Enregistrer", &[("label", "Quelle salle ?"), ("hint", "Son nom.")]).await;
        assert_eq!(told.status, 409);
        assert!(told.says("Béa Ferrand l’a modifiée"), "{}", told.text());
        assert_eq!((told.value("label"), told.value("hint")), ("Quelle salle ?".to_owned(), "Son nom.".to_owned()));
        assert_eq!(shop.get(ADA, &question).await.value("label"), "Quelle pièce ?", "nothing is kept before she chooses");

        let kept = shop.press(ADA, &told, "Enregistrer", &[]).await;
        assert_eq!((kept.status, kept.value("label").as_str()), (200, "Quelle salle ?"));
    })
    .await;
}

#[tokio::test]
async fn what_was_undone_and_done_again_meanwhile_is_not_overwritten() {
    at_work(async |shop| {
        let presentation = at("presentation");
        let hers = shop.get(ADA, &presentation).await;
        let theirs = shop.get(BEA, &presentation).await;
        shop.press(BEA, &theirs, "Enregistrer", &[("titre", "Louer une salle")]).await;
        for button in ["Annuler la dernière action", "Refaire"] {
            let page = shop.get(BEA, WORK).await;
            shop.press(BEA, &page, button, &[]).await;
        }
        let told = shop.press(ADA, &hers, "Enregistrer", &[("titre", "Retenir une salle")]).await;
        assert_eq!(told.status, 409, "{}", told.text());
        assert_eq!(shop.get(ADA, &presentation).await.value("titre"), "Louer une salle", "nothing is lost before she chooses");
    })
    .await;
}

#[tokio::test]
async fn what_somebody_removed_meanwhile_is_told() {
    at_work(async |shop| {
        let question = at("pages/vous/questions/telephone");
        let hers = shop.get(ADA, &question).await;
        let outline = shop.get(BEA, WORK).await;
        let without = shop.press(BEA, &outline, "Supprimer la question « Téléphone »", &[]).await;
        assert!(!without.find(".studio-field > a").contains(&"Téléphone".to_owned()), "{}", without.text());
        let told = shop.press(ADA, &hers, "Enregistrer", &[("label", "Téléphone portable")]).await;
        assert_eq!(told.status, 409);
        assert!(told.says("Cette partie n’existe plus"), "{}", told.text());
        assert!(!shop.get(ADA, WORK).await.says("Téléphone"));
    })
    .await;
}
