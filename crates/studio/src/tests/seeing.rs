//! What an author sees beside what she writes: the citizen's page, and the help.

use super::bench::{ADA, SHELF, WORK, at_work};

#[tokio::test]
async fn the_preview_tells_when_a_question_is_asked_and_computes_the_price() {
    at_work(async |shop| {
        let add = format!("{WORK}/ajouter/pages/demande");
        let page = shop.get(ADA, &add).await;
        shop.press(ADA, &page, "Ajouter la question", &[("label", "Combien de tables ?"), ("type", "number")]).await;
        let preview = format!("{WORK}/apercu/demande");
        assert!(!shop.get(ADA, &preview).await.says("réponses inventées"), "nothing is computed, nothing is filled in");

        let page = shop.get(ADA, &add).await;
        let sheet = shop.press(ADA, &page, "Ajouter la question", &[("label", "À quelle adresse ?"), ("type", "text")]).await;
        let typed = [("condition.0.0.quoi", "combien_de_tables"), ("condition.0.0.compare", "at_least"), ("condition.0.0.valeur", "4")];
        let kept = shop.press(ADA, &sheet, "Enregistrer", &typed).await;
        assert!(kept.says("C’est enregistré"), "{}", kept.text());
        let page = shop.get(ADA, &add).await;
        let sheet = shop.press(ADA, &page, "Ajouter la question", &[("label", "Prix"), ("type", "computed")]).await;
        let typed = [("reglage.result", "amount"), ("calcul.sinon", "combien_de_tables * 3")];
        shop.press(ADA, &sheet, "Enregistrer", &typed).await;

        let shown = shop.get(ADA, &preview).await;
        assert!(shown.says("Cette question apparaît si « Combien de tables ? »"), "{}", shown.text());
        assert!(shown.says("Avec des réponses inventées"), "{}", shown.text());
        let tables: i64 = shown.value("combien_de_tables").parse().unwrap_or_else(|_| panic!("an example: {}", shown.body));
        assert_eq!(shown.find("output"), [format!("{},00 €", tables * 3)]);
    })
    .await;
}

#[tokio::test]
async fn help_is_one_link_away_from_every_part() {
    at_work(async |shop| {
        let parts = ["", "/circuit", "/textes", "/reglages", "/essais", "/verifier", "/historique", "/sur/pages/demande"];
        let pages = parts.iter().map(|part| format!("{WORK}{part}")).chain([SHELF.to_owned(), format!("{SHELF}/bibliotheque")]);
        for page in pages {
            assert_eq!(shop.get(ADA, &page).await.link("Aide de l’atelier"), format!("{SHELF}/aide"), "{page}");
        }
        let help = shop.get(ADA, &format!("{SHELF}/aide")).await;
        assert_eq!(help.find("h2")[0], "1. Les questions");

        // its address is no work's
        let shelf = shop.get(ADA, SHELF).await;
        assert_eq!(shop.press(ADA, &shelf, "Créer la démarche", &[("titre", "Aide")]).await.status, 422);
    })
    .await;
}
