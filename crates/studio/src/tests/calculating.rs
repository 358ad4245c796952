//! A price written with menus.

use super::bench::{ADA, WORK, Workshop, at_work};

/// A yes-or-no question, then a computed one whose sheet this is.
async fn priced(shop: &Workshop) -> super::bench::Shown {
    let add = format!("{WORK}/ajouter/pages/demande");
    let page = shop.get(ADA, &add).await;
    shop.press(ADA, &page, "Ajouter la question", &[("label", "Êtes-vous de Bron ?"), ("type", "yes_no")]).await;
    let page = shop.get(ADA, &add).await;
    let sheet = shop.press(ADA, &page, "Ajouter la question", &[("label", "Prix"), ("type", "computed")]).await;
    shop.press(ADA, &sheet, "Enregistrer", &[("reglage.result", "amount"), ("calcul.sinon", "30 €")]).await
}

#[tokio::test]
async fn a_price_that_depends_on_an_answer_is_chosen_in_menus() {
    at_work(async |shop| {
        let sheet = priced(&shop).await;
        assert!(sheet.says("C’est enregistré") && sheet.find(".studio-sentence")[0] == "30.", "{}", sheet.text());
        let typed =
            [("calcul.0.0.quoi", "etes_vous_de_bron"), ("calcul.0.0.compare", "yes"), ("calcul.0.donne", "30"), ("calcul.sinon", "49,50")];
        let kept = shop.press(ADA, &sheet, "Enregistrer", &typed).await;
        let sentence = &kept.find(".studio-sentence")[0];
        assert!(sentence.starts_with("30 si") && sentence.ends_with("sinon 49,50."), "{sentence}");
        assert_eq!(kept.value("calcul.formule"), "etes_vous_de_bron ? 30 : 49.50");
        // kept again untouched, it stays in its own words
        let again = shop.press(ADA, &kept, "Enregistrer", &[]).await;
        assert_eq!(again.value("calcul.formule"), "etes_vous_de_bron ? 30 : 49.50");
    })
    .await;
}

#[tokio::test]
async fn a_case_without_its_value_is_told_beside_it_and_a_long_formula_stays_a_formula() {
    at_work(async |shop| {
        let sheet = priced(&shop).await;
        let typed = [("calcul.0.0.quoi", "etes_vous_de_bron"), ("calcul.0.0.compare", "yes"), ("calcul.sinon", "50")];
        let refused = shop.press(ADA, &sheet, "Enregistrer", &typed).await;
        assert!(refused.status == 422 && refused.says("Dites le résultat dans ce cas."), "{}", refused.text());
        let long = "etes_vous_de_bron && today() > date('2026-01-01') ? 1 : 2";
        let kept = shop.press(ADA, &sheet, "Enregistrer", &[("calcul.mode", "formule"), ("calcul.formule", long)]).await;
        assert_eq!((kept.status, kept.value("calcul.formule").as_str(), kept.value("calcul.mode").as_str()), (200, long, "formule"));
    })
    .await;
}

#[tokio::test]
async fn a_number_is_inserted_by_its_question_and_the_operation_reads_in_french() {
    at_work(async |shop| {
        let add = format!("{WORK}/ajouter/pages/demande");
        let page = shop.get(ADA, &add).await;
        shop.press(ADA, &page, "Ajouter la question", &[("label", "Combien de séances ?"), ("type", "number")]).await;
        let page = shop.get(ADA, &add).await;
        let sheet = shop.press(ADA, &page, "Ajouter la question", &[("label", "Prix à payer"), ("type", "computed")]).await;
        assert_eq!(sheet.value("reglage.result"), "amount", "a price gives euros");
        let place = |what: &str| sheet.body.find(what).unwrap();
        assert!(place("reglage.result") < place("calcul.sinon"), "what it gives comes before its values");
        assert!(sheet.find("#mot-calcul-sinon option").contains(&"Combien de séances ?".to_owned()), "{}", sheet.body);

        let button = "Insérer dans le résultat";
        let shown = shop.press(ADA, &sheet, button, &[("mot.calcul.sinon", "combien_de_seances")]).await;
        assert_eq!((shown.status, shown.value("calcul.sinon").as_str()), (200, "combien_de_seances"));
        let kept = shop.press(ADA, &shown, "Enregistrer", &[("calcul.sinon", "combien_de_seances × 8")]).await;
        assert!(kept.says("Se lit ainsi : « Combien de séances ? » × 8."), "{}", kept.text());
        assert_eq!(kept.value("calcul.formule"), "combien_de_seances * 8");
        for (typed, written, read) in [
            ("combien_de_seances × 8,50", "combien_de_seances * 8.50", "× 8,5"),
            ("combien_de_seances × 8.50 €", "combien_de_seances * 8.50", "× 8,5"),
        ] {
            let kept = shop.press(ADA, &kept, "Enregistrer", &[("calcul.sinon", typed)]).await;
            assert_eq!(kept.value("calcul.formule"), written, "{typed}");
            assert!(kept.says(read), "{typed}: {}", kept.text());
            let again = shop.press(ADA, &kept, "Enregistrer", &[]).await;
            assert_eq!(again.value("calcul.formule"), written, "kept untouched");
        }
    })
    .await;
}
