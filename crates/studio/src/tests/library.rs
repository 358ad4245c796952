//! Questions that authorities share.

use super::bench::{ADA, LEO, WORK, Workshop, at_work};

const QUESTION: &str = "/bron~test/atelier/reserver-une-salle/sur/pages/demande/questions/demande";
const LIBRARY: &str = "/bron~test/atelier/bibliotheque";
const THEIRS: &str = "/villeurbanne~test/atelier";

async fn shared(shop: &Workshop) {
    let question = shop.get(ADA, QUESTION).await;
    let kept = shop.press(ADA, &question, "Mettre dans la bibliothèque", &[]).await;
    assert!(kept.says("La question est dans la bibliothèque") && kept.says("Que demandez-vous ?"), "{}", kept.text());
}

#[tokio::test]
async fn a_question_of_one_commune_is_copied_by_another() {
    at_work(async |shop| {
        shared(&shop).await;
        let begun = shop.press(LEO, &shop.get(LEO, THEIRS).await, "Créer la démarche", &[("titre", "Louer un vélo")]).await;
        let add = shop.get(LEO, &begun.link("Ajouter une question")).await;
        let shelf = shop.get(LEO, &add.link("Reprendre une question de la bibliothèque")).await;
        assert!(shelf.says("Ville de Bron"), "{}", shelf.text());
        let unsettled = shop.press(LEO, &shelf, "Reprendre cette question", &[]).await;
        assert!(unsettled.status == 422 && unsettled.says("Choisissez une question."), "{}", unsettled.text());
        let copied = shop.press(LEO, &unsettled, "Reprendre cette question", &[("bloc", "bron/Que demandez-vous ?")]).await;
        assert_eq!(copied.status, 200, "{}", copied.text());
        assert!(copied.says("Question « Que demandez-vous ? »") && copied.url.starts_with(&begun.url), "{}", copied.url);
        assert_ne!(copied.url, format!("{}/sur/pages/demande/questions/demande", begun.url), "under a name of its own");
        // it is his copy: the library and the other work stay as they were
        shop.press(LEO, &copied, "Enregistrer", &[("label", "Quel vélo ?")]).await;
        assert!(shop.get(LEO, "/villeurbanne~test/atelier/bibliotheque").await.says("Que demandez-vous ?"));
        assert!(shop.get(ADA, WORK).await.says("Que demandez-vous ?"));
    })
    .await;
}

#[tokio::test]
async fn who_shares_a_question_takes_it_out_and_nobody_else_does() {
    at_work(async |shop| {
        shared(&shop).await;
        let theirs = shop.get(LEO, "/villeurbanne~test/atelier/bibliotheque").await;
        assert!(theirs.says("Que demandez-vous ?") && !theirs.says("Retirer «"), "{}", theirs.text());
        let forged = shop.forge(LEO, &theirs, "/villeurbanne~test/atelier/bibliotheque", &[("bloc", "Que demandez-vous ?")]).await;
        assert_eq!(forged.status, 200);
        let mine = shop.get(ADA, LIBRARY).await;
        assert!(mine.says("Que demandez-vous ?"), "{}", mine.text());
        // put there again, it is there once
        shared(&shop).await;
        assert_eq!(shop.get(ADA, LIBRARY).await.find("tbody tr").len(), 1);
        let empty = shop.press(ADA, &mine, "Retirer « Que demandez-vous ? »", &[]).await;
        assert!(empty.says("La bibliothèque est vide"), "{}", empty.text());
    })
    .await;
}

#[tokio::test]
async fn no_work_bears_the_name_of_the_library() {
    at_work(async |shop| {
        let begun = shop.press(ADA, &shop.get(ADA, "/bron~test/atelier").await, "Créer la démarche", &[("titre", "Bibliothèque")]).await;
        assert_eq!(begun.status, 422, "{}", begun.text());
    })
    .await;
}
