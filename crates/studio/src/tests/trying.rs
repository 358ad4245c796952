//! The try-out: the citizen's pages, the agents' actions, the clock; and a play kept as a test.

use super::bench::{ADA, BEA, Shown, WORK, Workshop, at_work};

const ASK: [(&str, &str); 1] = [("demande", "La salle des fêtes.")];
const YOU: [(&str, &str); 3] = [("identite.given_names", "Ana"), ("identite.family_name", "Diaz"), ("courriel", "ana@example.org")];
const TAKE: &str = "Agent qui étudie les demandes : Prendre la demande";
const REFUSE: &str = "Agent qui étudie les demandes : Refuser";

async fn opened(shop: &Workshop) -> Shown {
    shop.get(ADA, &format!("{WORK}/essayer")).await
}

/// A request sent, and taken by an agent.
async fn taken(shop: &Workshop) -> Shown {
    let first = opened(shop).await;
    let second = shop.press(ADA, &first, "Continuer", &ASK).await;
    let ready = shop.press(ADA, &second, "Continuer", &YOU).await;
    let sent = shop.press(ADA, &ready, "Envoyer la demande", &[]).await;
    shop.press(ADA, &sent, TAKE, &[]).await
}

#[tokio::test]
async fn errors_are_shown_as_the_citizen_reads_them() {
    at_work(async |shop| {
        let first = opened(&shop).await;
        let wrong = shop.press(ADA, &first, "Continuer", &[]).await;
        assert_eq!(wrong.status, 422);
        assert_eq!(wrong.find("#erreurs li").len(), 1, "{}", wrong.text());
        let second = shop.press(ADA, &wrong, "Continuer", &ASK).await;
        assert!(second.says("L’usager remplit la page « Votre demande »"), "{}", second.text());
        let wrong = shop.press(ADA, &second, "Continuer", &[("identite.given_names", "Ana"), ("courriel", "ana@")]).await;
        assert_eq!((wrong.status, wrong.value("courriel").as_str()), (422, "ana@"));
        let back = shop.press(ADA, &wrong, "Revenir un pas en arrière", &[]).await;
        assert!(back.says("Rien encore."), "{}", back.text());
    })
    .await;
}

#[tokio::test]
async fn questions_follow_from_answers_and_items_are_added() {
    at_work(async |shop| {
        let adding = shop.get(ADA, &format!("{WORK}/ajouter/pages/demande")).await;
        let block = shop.press(ADA, &adding, "Ajouter la question", &[("label", "Qui viendra ?"), ("type", "block")]).await;
        shop.press(ADA, &block, "Enregistrer", &[("reglage.item", "Personne"), ("reglage.add", "Ajouter une personne")]).await;
        let adding = shop.get(ADA, &format!("{WORK}/ajouter/pages/demande")).await;
        let asked = shop.press(ADA, &adding, "Ajouter la question", &[("label", "Pourquoi ?"), ("type", "text")]).await;
        let only = [("condition.mode", "calcul"), ("condition.calcul", "demande == \"Autre\"")];
        shop.press(ADA, &asked, "Enregistrer", &only).await;

        let first = opened(&shop).await;
        assert!(!first.says("Pourquoi ?"), "{}", first.text());
        let action = format!("{WORK}/essayer");
        let live = shop.forge(ADA, &first, &action, &[("_pas", "[]"), ("_page", "demande"), ("_live", "1"), ("demande", "Autre")]).await;
        assert!(live.status == 200 && live.says("Pourquoi ?"), "{}", live.text());
        assert!(live.find("#erreurs").is_empty(), "nothing is wrong yet");

        let added = shop.press(ADA, &first, "Ajouter une personne", &[("demande", "La salle")]).await;
        assert_eq!((added.status, added.value("demande").as_str()), (200, "La salle"), "{}", added.text());
        assert!(added.says("Personne 2") && added.says("Rien encore."), "{}", added.text());
    })
    .await;
}

#[tokio::test]
async fn an_action_asks_what_it_needs_and_its_message_is_read() {
    at_work(async |shop| {
        let taken = taken(&shop).await;
        assert!(taken.says("Message à l’usager : Votre demande"), "{}", taken.text());
        let asked = shop.press(ADA, &taken, REFUSE, &[]).await;
        assert!(asked.says("Raison du refus"), "{}", asked.text());
        let wrong = shop.press(ADA, &asked, "Refuser", &[]).await;
        assert_eq!(wrong.status, 422);
        let given_up = shop.press(ADA, &wrong, "Ne pas le faire", &[]).await;
        assert!(given_up.offers(REFUSE), "{}", given_up.text());

        let asked = shop.press(ADA, &given_up, REFUSE, &[]).await;
        let refused = shop.press(ADA, &asked, "Refuser", &[("motif", "La salle est prise.")]).await;
        assert!(refused.says("L’usager lit : « Demande refusée »"), "{}", refused.text());
        assert!(refused.says("La raison : La salle est prise."), "{}", refused.text());
        assert!(refused.says("Personne ne peut plus rien faire ici."), "{}", refused.text());
    })
    .await;
}

#[tokio::test]
async fn what_waits_for_the_clock_happens_when_it_is_moved() {
    at_work(async |shop| {
        let adding = shop.get(ADA, &format!("{WORK}/automatisme")).await;
        let sheet = shop.press(ADA, &adding, "Continuer", &[("action", "accepter")]).await;
        let kept = shop.press(ADA, &sheet, "Enregistrer", &[("delai", "10"), ("unite", "days")]).await;
        assert!(kept.says("C’est enregistré"), "{}", kept.text());

        let taken = taken(&shop).await;
        let later = shop.press(ADA, &taken, "Avancer l’horloge", &[("_jours", "9")]).await;
        assert!(later.says("9 jours passent") && later.says("Nous étudions votre demande"), "{}", later.text());
        let due = shop.press(ADA, &later, "Avancer l’horloge", &[("_jours", "1")]).await;
        assert!(due.says("L’usager lit : « Demande acceptée »"), "{}", due.text());
        // a clock that is not moved is not a step
        let same = shop.press(ADA, &due, "Avancer l’horloge", &[("_jours", "-3"), ("_ouvres", "0")]).await;
        assert!(!same.says("-3"), "{}", same.text());
    })
    .await;
}

#[tokio::test]
async fn a_play_is_kept_as_a_test_which_passes() {
    at_work(async |shop| {
        let taken = taken(&shop).await;
        let unnamed = shop.press(ADA, &taken, "Garder cet essai", &[]).await;
        assert_eq!(unnamed.status, 422);
        assert!(unnamed.says("Donnez un nom à l’essai."), "{}", unnamed.text());
        let tests = shop.press(ADA, &unnamed, "Garder cet essai", &[("_nom", "Une demande prise")]).await;
        assert_eq!(tests.url, format!("{WORK}/essais"));
        let kept = tests.find("li.studio-page").into_iter().find(|line| line.starts_with("Une demande prise")).unwrap();
        assert!(kept.contains("Réussi") && kept.contains("On attend le statut « En cours »"), "{kept}");
        assert!(shop.get(BEA, &format!("{WORK}/verifier")).await.says("Réussi Une demande prise"));

        // what changes it is told
        let phone = shop.get(BEA, &format!("{WORK}/sur/pages/vous/questions/telephone")).await;
        shop.press(BEA, &phone, "Enregistrer", &[("required", "oui")]).await;
        assert!(shop.get(BEA, &format!("{WORK}/verifier")).await.says("Échoué Une demande prise"));
    })
    .await;
}
