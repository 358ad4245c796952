//! The sheet of a question: what every question needs first, the rest folded and told.

use super::bench::{ADA, Shown, WORK, Workshop, at_work};

const QUESTION: &str = "/bron~test/atelier/reserver-une-salle/sur/pages/demande/questions/demande";

/// Adds a question of this type to the first page.
async fn added(shop: &Workshop, label: &str, kind: &str) -> Shown {
    let page = shop.get(ADA, &format!("{WORK}/ajouter/pages/demande")).await;
    shop.press(ADA, &page, "Ajouter la question", &[("label", label), ("type", kind)]).await
}

#[tokio::test]
async fn what_is_rarer_is_folded_and_tells_what_is_set() {
    at_work(async |shop| {
        let sheet = shop.get(ADA, QUESTION).await;
        let folds = sheet.find(".fold > summary");
        assert!(folds.contains(&"Poser cette question : toujours".to_owned()), "{folds:?}");
        assert!(folds.contains(&"Vérifier la réponse : aucune règle".to_owned()), "{folds:?}");
        assert!(folds.contains(&"Réglages : rien de particulier".to_owned()), "{folds:?}");
        let place = |what: &str| sheet.body.find(what).unwrap();
        assert!(place("Poser cette question") < place("Une réponse est obligatoire"), "the condition comes first");
        assert!(sheet.find(".fold [name=label], .fold [name=hint], .fold [name=required]").is_empty(), "these come first");

        let kept = shop.press(ADA, &sheet, "Enregistrer", &[("options", "sensitive"), ("prefill", "email")]).await;
        let open = kept.find(".fold[open] > summary");
        assert!(open.contains(&"Pour les agents : réponse sensible".to_owned()), "{open:?}");
        assert!(open.contains(&"Remplir d’avance : son adresse e-mail".to_owned()), "{open:?}");
        assert!(!open.iter().any(|fold| fold.starts_with("Poser")), "{open:?}");
    })
    .await;
}

#[tokio::test]
async fn a_fold_opens_on_what_is_wrong_in_it() {
    at_work(async |shop| {
        let sheet = shop.get(ADA, QUESTION).await;
        let typed = [("condition.0.0.quoi", "autre_chose"), ("condition.0.0.compare", "is")];
        let wrong = shop.press(ADA, &sheet, "Enregistrer", &typed).await;
        assert_eq!(wrong.status, 422);
        assert!(wrong.find(".fold[open] > summary").iter().any(|fold| fold.starts_with("Poser")), "{}", wrong.text());
    })
    .await;
}

#[tokio::test]
async fn the_bounds_of_a_date_are_chosen_not_written() {
    at_work(async |shop| {
        let sheet = added(&shop, "Quel jour ?", "date").await;
        assert_eq!(sheet.status, 200, "{}", sheet.text());
        let chosen = shop.press(ADA, &sheet, "Enregistrer", &[("reglage.min", "dans-jours"), ("reglage.max", "aujourdhui")]).await;
        assert_eq!(chosen.status, 422);
        assert!(chosen.says("Écrivez un nombre entier. Exemple : 30."), "{}", chosen.text());

        let kept = shop.press(ADA, &chosen, "Enregistrer", &[("reglage.min.nombre", "15")]).await;
        assert!(kept.says("C’est enregistré"), "{}", kept.text());
        assert_eq!((kept.value("reglage.min").as_str(), kept.value("reglage.max").as_str()), ("dans-jours", "aujourdhui"));
        assert_eq!(kept.find(".fold[open] > summary"), ["Réglages : pas avant, pas après"]);
        assert!(!kept.body.contains("add_days(today(), 15)"), "no expression is shown to who did not write one");
    })
    .await;
}

#[tokio::test]
async fn after_the_last_question_of_a_page_comes_the_next_page() {
    at_work(async |shop| {
        let outline = shop.get(ADA, WORK).await;
        assert!(outline.says("Changez ces pages, ou partez d’une feuille blanche."), "{}", outline.text());
        let sheet = added(&shop, "Quel jour ?", "date").await;
        assert!(sheet.find(".studio-sheet p a").iter().any(|link| link.starts_with("Page suivante : ")), "{}", sheet.text());
        assert!(!shop.get(ADA, QUESTION).await.says("Page suivante"), "it is not the last one any more");
        assert!(!shop.get(ADA, WORK).await.says("Voici un exemple"), "said once");
        let last = shop.get(ADA, &format!("{WORK}/ajouter/pages/vous")).await;
        let last = shop.press(ADA, &last, "Ajouter la question", &[("label", "Un autre nom ?"), ("type", "text")]).await;
        assert!(last.find(".studio-sheet p a").contains(&"Ajouter une page".to_owned()), "{}", last.text());
    })
    .await;
}

#[tokio::test]
async fn one_may_start_from_nothing_and_publish_what_one_wrote() {
    at_work(async |shop| {
        let outline = shop.get(ADA, WORK).await;
        let empty = shop.press(ADA, &outline, "Supprimer les pages d’exemple", &[]).await;
        assert!(empty.says("Aucune page") && empty.find(".studio-done").len() == 1, "{}", empty.text());
        let outline = shop.press(ADA, &empty, "Ajouter une page", &[("titre", "L’association")]).await;
        assert!(!outline.says("Voici un exemple"), "{}", outline.text());

        let page = shop.get(ADA, &format!("{WORK}/sur/pages/l-association")).await;
        assert!(page.says("Aucune question."), "{}", page.text());
        let adding = shop.get(ADA, &page.link("Ajouter une question")).await;
        let sheet = shop.press(ADA, &adding, "Ajouter la question", &[("label", "Son nom"), ("type", "text")]).await;
        assert!(sheet.says("La question est ajoutée") && sheet.says("ajoutez la question suivante"), "{}", sheet.text());
        let page = shop.get(ADA, &format!("{WORK}/sur/pages/l-association")).await;
        assert!(page.find(".studio-sheet section li a").contains(&"Son nom".to_owned()), "{}", page.text());

        let check = shop.get(ADA, &format!("{WORK}/verifier")).await;
        assert!(check.offers("Publier dans l’espace de test"), "the tests of the first draft follow: {}", check.text());
    })
    .await;
}
