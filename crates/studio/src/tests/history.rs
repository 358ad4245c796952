//! Editing, undoing, doing again, coming back to a step; and what is kept of it all.

use kernel::Timestamp;
use serde_json::json;

use super::bench::{ADA, BEA, WORK, Workshop, at_work, each, slug, space};
use crate::store::works::{self, Change};

const QUESTION: &str = "/bron~test/atelier/reserver-une-salle/sur/pages/demande/questions/demande";
const UNDO: &str = "Annuler la dernière action";

async fn renamed(shop: &Workshop, label: &str) {
    let sheet = shop.get(ADA, QUESTION).await;
    let kept = shop.press(ADA, &sheet, "Enregistrer", &[("label", label)]).await;
    assert_eq!(kept.status, 200, "{}", kept.text());
    assert!(kept.says("C’est enregistré"), "{}", kept.text());
}

async fn question(shop: &Workshop) -> String {
    shop.get(ADA, QUESTION).await.value("label")
}

#[tokio::test]
async fn what_is_done_is_undone_and_done_again() {
    at_work(async |shop| {
        renamed(&shop, "Quelle salle ?").await;
        renamed(&shop, "Quelle salle voulez-vous ?").await;
        for label in ["Quelle salle ?", "Que demandez-vous ?", "Que demandez-vous ?"] {
            let page = shop.get(ADA, WORK).await;
            shop.press(ADA, &page, UNDO, &[]).await;
            assert_eq!(question(&shop).await, label, "there is nothing before the first step");
        }
        let page = shop.get(ADA, WORK).await;
        shop.press(ADA, &page, "Refaire", &[]).await;
        assert_eq!(question(&shop).await, "Quelle salle ?");

        // another way is taken: what was undone cannot be done again
        renamed(&shop, "Pour quel jour ?").await;
        let page = shop.get(ADA, WORK).await;
        shop.press(ADA, &page, "Refaire", &[]).await;
        assert_eq!(question(&shop).await, "Pour quel jour ?");
        assert!(!shop.get(ADA, &format!("{WORK}/historique")).await.says("voulez-vous"));
    })
    .await;
}

#[tokio::test]
async fn tests_are_removed_one_after_the_other_on_their_page() {
    at_work(async |shop| {
        let url = format!("{WORK}/essais");
        let mut page = shop.get(ADA, &url).await;
        let before = page.find(".studio-pages h2").len();
        for left in (0..before).rev() {
            let remove = page.find(".studio-pages button.removes")[0].clone();
            page = shop.press(ADA, &page, &remove, &[]).await;
            assert_eq!(page.url.split('?').next(), Some(url.as_str()));
            assert_eq!(page.find(".studio-pages h2").len(), left, "{}", page.text());
        }
        assert!(before > 1 && page.says("Aucun essai"));
        let back = shop.press(ADA, &page, &page.find(".studio-done button")[0], &[]).await;
        assert!(back.says("Annuler la dernière action"), "{}", back.text());
        assert_eq!(shop.get(ADA, &url).await.find(".studio-pages h2").len(), 1);
    })
    .await;
}

#[tokio::test]
async fn what_is_removed_or_moved_is_told_with_the_way_back() {
    at_work(async |shop| {
        let outline = shop.get(ADA, WORK).await;
        let removed = shop.press(ADA, &outline, "Supprimer la question « Téléphone »", &[]).await;
        assert_eq!(removed.find(".studio-done .notice-title"), ["Succès : Question « Téléphone » supprimée de la page « Vous joindre »"]);
        let back = shop.press(ADA, &removed, &removed.find(".studio-done button")[0], &[]).await;
        assert!(back.find(".studio-field > a").contains(&"Téléphone".to_owned()), "{}", back.text());
        assert!(back.find(".studio-done").is_empty(), "there is nothing more to take back");

        let moved = shop.press(ADA, &back, "Monter la question « Téléphone »", &[]).await;
        assert_eq!(moved.find(".studio-done").len(), 1, "{}", moved.text());
        let sheet = shop.get(ADA, QUESTION).await;
        let copied = shop.press(ADA, &sheet, "Copier cette question", &[]).await;
        assert_eq!(copied.find(".studio-done").len(), 1, "{}", copied.text());
    })
    .await;
}

#[tokio::test]
async fn the_way_back_is_offered_for_the_last_action_only() {
    at_work(async |shop| {
        let outline = shop.get(ADA, WORK).await;
        shop.press(ADA, &outline, "Supprimer la question « Téléphone »", &[]).await;
        renamed(&shop, "Quelle salle ?").await;
        // the page of the removal, opened again later
        for version in ["2", "3", "9"] {
            let again = shop.get(ADA, &format!("{WORK}?fait={version}")).await;
            assert_eq!(again.find(".studio-done").len(), usize::from(version == "3"), "{version}");
        }
    })
    .await;
}

#[tokio::test]
async fn going_back_from_the_workflow_stays_there() {
    at_work(async |shop| {
        let sheet = shop.get(ADA, &format!("{WORK}/sur/actions/accepter")).await;
        let remove = sheet.find("button").into_iter().find(|words| words.starts_with("Supprimer cette action")).unwrap();
        let removed = shop.press(ADA, &sheet, &remove, &[]).await;
        let undo = removed.find(".studio-done button")[0].clone();
        let back = shop.press(ADA, &removed, &undo, &[]).await;
        assert_eq!(back.url, format!("{WORK}/circuit"));
        assert!(back.find("a").contains(&"Accepter".to_owned()), "{}", back.text());
    })
    .await;
}

#[tokio::test]
async fn a_step_is_brought_back_unless_somebody_changed_the_work_meanwhile() {
    at_work(async |shop| {
        renamed(&shop, "Quelle salle ?").await;
        let history = shop.get(ADA, &format!("{WORK}/historique")).await;
        assert!(history.says("Question « Que demandez-vous ? » renommée « Quelle salle ? »"), "{}", history.text());
        let first = history.find("button").into_iter().find(|words| words.contains("créée")).unwrap();

        let bea = shop.get(BEA, "/bron~test/atelier/reserver-une-salle/sur/pages/vous").await;
        shop.press(BEA, &bea, "Enregistrer", &[("titre", "Vos coordonnées")]).await;
        let late = shop.press(ADA, &history, &first, &[]).await;
        assert_eq!(late.status, 409);
        assert!(late.says("Rien n’a été changé."), "{}", late.text());
        assert_eq!(question(&shop).await, "Quelle salle ?");

        let back = shop.press(ADA, &late, &first, &[]).await;
        assert_eq!(back.status, 200);
        assert_eq!(question(&shop).await, "Que demandez-vous ?");
        // coming back undoes nothing: the later steps are still there
        let later = back.find("button").into_iter().find(|words| words.contains("Vous joindre")).unwrap();
        shop.press(ADA, &back, &later, &[]).await;
        assert_eq!(question(&shop).await, "Quelle salle ?");
    })
    .await;
}

#[tokio::test]
async fn a_history_is_bounded_and_drops_what_was_undone() {
    each(async |shop| {
        let mut tx = shop.bench.databases.instance_write(&space("bron~test")).await.unwrap();
        let name = slug("salle");
        let at = shop.bench.moment().now;
        begin(&mut tx, at).await;
        for number in 2..=340 {
            change(&mut tx, number, at).await;
        }
        let steps = works::steps(&mut tx, &name).await.unwrap();
        assert_eq!((steps.first().unwrap().number, steps.last().unwrap().number, steps.len()), (340, 41, 300));
        assert_eq!(works::document_seen(&mut tx, &name, 340).await.unwrap(), Some(json!({ "n": 340 })));
        assert_eq!(works::document_seen(&mut tx, &name, 3).await.unwrap(), None, "seen too long ago");

        let seen = works::by_slug(&mut tx, &name).await.unwrap().unwrap();
        let document = works::document_at(&mut tx, &name, 338).await.unwrap().unwrap();
        assert!(works::show(&mut tx, &seen, 338, &said(&document, "", at)).await.unwrap());
        assert!(!works::show(&mut tx, &seen, 337, &said(&document, "", at)).await.unwrap(), "overtaken");
        change(&mut tx, 339, at).await;
        let steps = works::steps(&mut tx, &name).await.unwrap();
        assert_eq!((steps[0].number, steps[0].said.as_str(), steps[1].number), (339, "n° 339", 338));
        assert!(works::document_at(&mut tx, &name, 340).await.unwrap().is_none());
        let now = works::by_slug(&mut tx, &name).await.unwrap().unwrap();
        assert_eq!((now.step, now.version), (339, 342));

        assert!(works::remove(&mut tx, &name).await.unwrap());
        assert!(works::steps(&mut tx, &name).await.unwrap().is_empty(), "its history goes with it");
    })
    .await;
}

fn said<'a>(document: &'a serde_json::Value, said: &'a str, at: Timestamp) -> Change<'a> {
    Change { document, title: "Salle", said, by: "Ada Roche", at }
}

async fn begin(tx: &mut db::InstanceTx, at: Timestamp) {
    let first = json!({ "n": 1 });
    assert!(works::begin(tx, &slug("salle"), None, &said(&first, "n° 1", at)).await.unwrap());
    assert!(!works::begin(tx, &slug("salle"), None, &said(&first, "n° 1", at)).await.unwrap(), "the name is taken");
}

/// The step of this number.
async fn change(tx: &mut db::InstanceTx, number: i64, at: Timestamp) {
    let seen = works::by_slug(tx, &slug("salle")).await.unwrap().unwrap();
    let (document, words) = (json!({ "n": number }), format!("n° {number}"));
    assert!(works::change(tx, &seen, &said(&document, &words, at)).await.unwrap());
    assert!(!works::change(tx, &seen, &said(&document, &words, at)).await.unwrap(), "a version is changed once");
}
