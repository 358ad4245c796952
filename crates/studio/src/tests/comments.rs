//! What authors say to each other.

use super::bench::{ADA, BEA, LEO, WORK, at_work};

const SAY: &str = "Ajouter le commentaire";

#[tokio::test]
async fn a_comment_is_said_about_a_place_then_settled() {
    at_work(async |shop| {
        let question = format!("{WORK}/sur/pages/vous/questions/telephone");
        let sheet = shop.get(BEA, &question).await;
        let said = shop.press(BEA, &sheet, SAY, &[("dit", "Est-ce bien utile ?\nOn a déjà le courriel.")]).await;
        assert_eq!((said.status, said.url.as_str()), (200, question.as_str()));
        assert!(said.says("Commentaires (1)") && said.says("Béa Ferrand, 22 novembre 2026"), "{}", said.text());
        assert!(!shop.get(ADA, &format!("{WORK}/sur/pages/vous")).await.says("Est-ce bien utile ?"));

        let all = shop.get(ADA, &format!("{WORK}/commentaires")).await;
        assert_eq!(all.link("Téléphone"), question);
        let settle = all.find("button").into_iter().find(|words| words.starts_with("C’est réglé")).unwrap();
        let back = shop.press(ADA, &all, &settle, &[]).await;
        assert_eq!(back.url, question);
        assert!(!back.says("Est-ce bien utile ?"), "{}", back.text());

        let all = shop.get(ADA, &format!("{WORK}/commentaires")).await;
        assert!(all.says("Aucun commentaire en attente.") && all.says("Commentaires réglés"), "{}", all.text());
        let open = all.find("button").into_iter().find(|words| words.starts_with("Rouvrir")).unwrap();
        assert!(shop.press(ADA, &all, &open, &[]).await.says("Est-ce bien utile ?"));
    })
    .await;
}

#[tokio::test]
async fn a_comment_says_something_and_is_not_endless() {
    at_work(async |shop| {
        let all = shop.get(ADA, &format!("{WORK}/commentaires")).await;
        for (said, told) in [("  ", "Écrivez votre commentaire."), (&*"a".repeat(4001), "Raccourcissez votre commentaire.")] {
            let refused = shop.press(ADA, &all, SAY, &[("dit", said)]).await;
            assert_eq!(refused.status, 422);
            assert!(refused.says(told) && refused.value("dit") == said, "what was typed is kept");
        }
        // a place that does not exist: the work as a whole
        let said = shop.press(ADA, &all, SAY, &[("dit", "Bonjour."), ("place", "../../x")]).await;
        assert!(said.says("Bonjour."), "{}", said.text());
    })
    .await;
}

#[tokio::test]
async fn the_comment_of_another_space_is_not_settled() {
    at_work(async |shop| {
        let theirs = WORK.replace("bron", "villeurbanne");
        let shelf = shop.get(LEO, "/villeurbanne~test/atelier").await;
        shop.press(LEO, &shelf, "Créer la démarche", &[("titre", "Réserver une salle")]).await;
        let all = shop.get(LEO, &format!("{theirs}/commentaires")).await;
        let all = shop.press(LEO, &all, SAY, &[("dit", "À nous.")]).await;
        let (_, sent) = all.pressed("C’est réglé : À nous.", &[]);
        let (_, id) = sent.iter().find(|(name, _)| name == "regler").unwrap();

        let ours = shop.get(ADA, &format!("{WORK}/commentaires")).await;
        assert!(!ours.says("À nous."));
        assert_eq!(shop.forge(ADA, &ours, &format!("{WORK}/commentaires"), &[("regler", id)]).await.status, 404);
        assert_eq!(shop.forge(ADA, &ours, &format!("{theirs}/commentaires"), &[("regler", id)]).await.status, 404);
        assert!(shop.get(LEO, &format!("{theirs}/commentaires")).await.offers("C’est réglé : À nous."));
    })
    .await;
}
