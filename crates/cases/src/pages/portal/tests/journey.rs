//! From the cover to the receipt.

use super::{
    browser::{Browser, Seen},
    counter::{Counter, each, without_account},
};

const COVER: &str = "/metropole/stationnement-demenagement";

pub(super) const DATE: [(&str, &str); 5] =
    [("jour.day", "15"), ("jour.month", "12"), ("jour.year", "2026"), ("duree", "2"), ("vehicule", "camion")];
pub(super) const PLACE: [(&str, &str); 4] =
    [("adresse.street", "12 rue Garibaldi"), ("adresse.postcode", "69003"), ("adresse.city", "Lyon"), ("entreprise", "non")];
pub(super) const CONTACT: [(&str, &str); 1] = [("courriel", "ana@example.org")];

/// The first page of the form.
pub(super) async fn begun(browser: &Browser<'_>) -> Seen {
    let cover = browser.get(COVER).await;
    browser.get(&cover.link("Commencer")).await
}

/// All pages answered: the summary.
pub(super) async fn answered(browser: &Browser<'_>) -> Seen {
    let date = begun(browser).await;
    let place = browser.fill(&date, &DATE).await;
    let contact = browser.fill(&place, &PLACE).await;
    browser.fill(&contact, &CONTACT).await
}

/// The receipt of a request that was sent.
pub(super) async fn sent(browser: &Browser<'_>, counter: &Counter) -> Seen {
    let summary = answered(browser).await;
    let receipt = browser.fill(&summary, &[]).await;
    counter.work().await;
    receipt
}

#[tokio::test]
async fn a_citizen_asks_and_receives_her_receipt() {
    each(without_account, async |counter| {
        let browser = Browser::new(&counter);
        let cover = browser.get(COVER).await;
        for words in ["Métropole de Lyon", "5 minutes", "3 étapes", "Gratuit", "Le devis du déménageur", "2 mois au plus", "2 ans"] {
            assert!(cover.text().contains(words), "{words}: {}", cover.text());
        }
        let date = browser.get(&cover.link("Commencer")).await;
        assert_eq!(
            date.find("title"),
            ["Votre déménagement, étape 1 sur 3 – Demander une place de stationnement pour un déménagement – Métropole de Lyon"]
        );

        let wrong = browser.fill(&date, &[("jour.day", "31"), ("jour.month", "2"), ("jour.year", "2027"), ("duree", "2")]).await;
        assert_eq!(wrong.status, 422);
        assert!(!wrong.find("#erreurs li").is_empty());
        assert_eq!((wrong.value("jour.day"), wrong.value("duree")), ("31".into(), "2".into()), "what was typed is still there");

        let place = browser.fill(&wrong, &DATE).await;
        assert!(place.text().contains("Étape 2 sur 3"), "{}", place.text());
        let contact = browser.fill(&place, &PLACE).await;
        let summary = browser.fill(&contact, &CONTACT).await;
        assert!(summary.text().contains("12 rue Garibaldi"), "{}", summary.text());

        let changing = browser.get(&summary.link("Adresse de la place")).await;
        let summary = browser.fill(&changing, &[("adresse.street", "14 rue Garibaldi")]).await;
        assert!(summary.text().contains("14 rue Garibaldi"), "she comes back to the summary: {}", summary.text());

        let receipt = browser.fill(&summary, &[]).await;
        assert_eq!(receipt.find("h1"), ["Votre demande est envoyée"]);
        for words in [
            "METRO-26-",
            "metropole.",
            "ana@example.org",
            "Sans réponse de notre part le 22 janvier 2027",
            "arrive dans un instant",
            "Téléphone",
        ] {
            assert!(receipt.text().contains(words), "{words}: {}", receipt.text());
        }
        counter.work().await;
        let receipt = browser.get(&receipt.link("Recharger la page")).await;
        let pdf = browser.get(&receipt.link("Télécharger l’accusé de réception")).await;
        assert!(pdf.body.starts_with(b"%PDF"));
        assert_eq!(pdf.headers["x-content-type-options"], "nosniff");
        assert!(pdf.headers["content-disposition"].to_str().unwrap().starts_with("attachment"));
        assert!(pdf.headers["content-security-policy"].to_str().unwrap().contains("sandbox"));
    })
    .await;
}

#[tokio::test]
async fn sent_twice_a_request_is_one() {
    each(without_account, async |counter| {
        let browser = Browser::new(&counter);
        let summary = answered(&browser).await;
        let (first, second) =
            tokio::join!(browser.send_form(&summary, "/envoi", &[], &[]), browser.send_form(&summary, "/envoi", &[], &[]));
        let receipts: Vec<_> = [&first, &second].into_iter().filter_map(|answer| browser.location(answer)).collect();
        assert!(!receipts.is_empty() && receipts.iter().all(|receipt| *receipt == receipts[0]), "{} {}", first.status, second.status);
        let again = browser.send_form(&summary, "/envoi", &[], &[]).await;
        assert_eq!(browser.location(&again).as_ref(), Some(&receipts[0]));
        counter.work().await;
        // the back button, and sending once more
        let back = browser.get(&summary.url).await;
        assert_eq!(back.find("h1"), ["Votre demande est envoyée"]);
        let again = browser.send_form(&summary, "/envoi", &[], &[]).await;
        assert_eq!(browser.location(&again).as_ref(), Some(&receipts[0]));
    })
    .await;
}

#[tokio::test]
async fn what_is_not_offered_is_not_found() {
    each(without_account, async |counter| {
        let browser = Browser::new(&counter);
        for path in [
            "/metropole/inconnu",
            "/inconnue/stationnement-demenagement",
            "/metropole/stationnement-demenagement/inconnue",
            "/metropole/Pas%20un%20nom",
        ] {
            assert_eq!(browser.get(path).await.status, 404, "{path}");
        }
        // a commune without her own space: the Métropole's publishes for her
        let cover = browser.get("/bron/stationnement-demenagement").await;
        assert!(cover.text().contains("Ville de Bron"), "{}", cover.text());
        // a page that comes later leads to the cover
        let early = browser.once("/metropole/stationnement-demenagement/contact").await;
        assert_eq!(browser.location(&early).as_deref(), Some(COVER));
    })
    .await;
}

#[tokio::test]
async fn a_teleservice_that_is_closed_says_when_it_opens() {
    let closed = |definition: &mut definition::Definition| {
        without_account(definition);
        definition.settings.opening = Some(definition::Opening { from: "2027-05-03".parse().ok(), to: None });
    };
    each(closed, async |counter| {
        let browser = Browser::new(&counter);
        let cover = browser.get(COVER).await;
        assert!(cover.text().contains("Cette démarche ouvrira le 3 mai 2027."), "{}", cover.text());
        let page = browser.once(&format!("{COVER}/date")).await;
        assert_eq!(browser.location(&page).as_deref(), Some(COVER));
    })
    .await;
}

#[tokio::test]
async fn an_account_is_asked_for_where_it_is_needed() {
    each(
        |_| (),
        async |counter| {
            let browser = Browser::new(&counter);
            let cover = browser.get(COVER).await;
            assert_eq!(cover.link("Se connecter et commencer"), format!("/connexion?vers={COVER}"));
            let page = browser.once(&format!("{COVER}/date")).await;
            assert_eq!(browser.location(&page), Some(format!("/connexion?vers={COVER}/date")));

            let browser = browser.signed_in("ana");
            let date = begun(&browser).await;
            let place = browser.fill(&date, &DATE).await;
            let contact = browser.fill(&place, &PLACE).await;
            assert_eq!(contact.value("courriel"), "ana@example.org");
            assert!(contact.text().contains("Depuis votre compte"));

            // her session ends while she types: nothing is lost
            let browser = browser.signed_out();
            let answer = browser.send_form(&contact, "", &[("courriel", "autre@example.org")], &[]).await;
            let summary = browser.location(&answer).unwrap();
            let asked = browser.once(&summary).await;
            assert!(browser.location(&asked).unwrap().starts_with("/connexion"));
            let browser = browser.signed_in("ana");
            let summary = browser.get(&summary).await;
            assert!(summary.text().contains("autre@example.org"));
            let receipt = browser.fill(&summary, &[]).await;
            counter.work().await;
            let case = browser.get(&receipt.link("Suivre ma demande")).await;
            assert!(case.url.starts_with("/mes-demandes/metropole/"), "{}", case.url);
        },
    )
    .await;
}
