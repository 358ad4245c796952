//! What a message says of a request: inserted from a list, tried, kept.

use super::bench::{ADA, WORK, at_work};

const INSERT: &str = "Insérer dans le texte";

#[tokio::test]
async fn an_answer_is_inserted_by_its_question_and_nothing_typed_is_lost() {
    at_work(async |shop| {
        let sheet = shop.get(ADA, &format!("{WORK}/sur/messages/a_completer")).await;
        assert!(sheet.find("optgroup option").contains(&"Que demandez-vous ?".to_owned()), "{}", sheet.body);
        let typed = [("objet", "Votre salle"), ("texte", "Vous demandez :"), ("mot.texte", "{{ answers.demande }}")];
        let shown = shop.press(ADA, &sheet, INSERT, &typed).await;
        assert_eq!(shown.status, 200);
        assert_eq!(
            (shown.value("objet").as_str(), shown.value("texte").as_str()),
            ("Votre salle", "Vous demandez : {{ answers.demande }}")
        );
        let letter = shown.find(".studio-letter").join(" ");
        assert!(letter.contains("Vous demandez :") && !letter.contains("{{"), "the preview says an example: {letter}");
        assert!(!shop.get(ADA, &format!("{WORK}/historique")).await.says("Votre salle"), "nothing is kept yet");

        let kept = shop.press(ADA, &shown, "Enregistrer", &[]).await;
        assert!(kept.says("C’est enregistré"), "{}", kept.text());
        assert_eq!(kept.value("texte"), "Vous demandez : {{ answers.demande }}");
    })
    .await;
}

#[tokio::test]
async fn nothing_chosen_inserts_nothing_and_says_so() {
    at_work(async |shop| {
        let sheet = shop.get(ADA, &format!("{WORK}/sur/messages/a_completer")).await;
        let shown = shop.press(ADA, &sheet, INSERT, &[("texte", "Bonjour,")]).await;
        assert_eq!((shown.status, shown.value("texte").as_str()), (422, "Bonjour,"));
        assert!(shown.says("Choisissez ce qu’il faut insérer."), "{}", shown.text());
    })
    .await;
}

#[tokio::test]
async fn subjects_offer_nothing_personal() {
    at_work(async |shop| {
        let sheet = shop.get(ADA, &format!("{WORK}/sur/messages/a_completer")).await;
        assert!(sheet.find("#mot-objet option").contains(&"Numéro de la demande".to_owned()));
        assert!(!sheet.find("#mot-objet option").contains(&"Que demandez-vous ?".to_owned()));
    })
    .await;
}
