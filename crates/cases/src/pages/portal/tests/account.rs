//! What belongs to an account, and what stands in a browser only.

use super::{
    browser::{Browser, Seen},
    counter::{Counter, each, without_account},
    journey::{DATE, PLACE, answered, begun, sent},
};

/// The tracking code of the case whose own page this is.
fn code_of(counter: &Counter, own: &str) -> String {
    let case = own.split('?').next().unwrap().rsplit('/').next().unwrap().parse().unwrap();
    counter.cases.tracking_code(&Counter::instance(), case).text()
}

#[tokio::test]
async fn looking_at_her_requests_changes_nothing() {
    each(without_account, async |counter| {
        let browser = Browser::new(&counter);
        let place = browser.fill(&begun(&browser).await, &DATE).await;
        let browser = browser.signed_in("ana");
        let elsewhere = Browser::new(&counter).signed_in("ana");
        let seen = browser.get("/mes-demandes").await;
        assert_eq!(seen.find("h2"), ["Commencés sans compte sur cet appareil"]);
        assert_eq!(elsewhere.get(&place.url).await.status, 404);
        let added = browser.fill(&seen, &[]).await;
        assert_eq!(added.find("h2"), ["Brouillons"]);
        assert_eq!(elsewhere.get(&place.url).await.status, 200);
    })
    .await;
}

#[tokio::test]
async fn a_draft_saved_with_an_account_joins_it() {
    each(without_account, async |counter| {
        let browser = Browser::new(&counter);
        let place = browser.fill(&begun(&browser).await, &DATE).await;
        let browser = browser.signed_in("ana");
        browser.fill(&browser.get(&place.url).await, &PLACE).await;
        let elsewhere = Browser::new(&counter).signed_in("ana");
        assert_eq!(elsewhere.get(&place.url).await.status, 200);
        // saved again by nobody, or by somebody else: it stays hers
        let zoe = browser.signed_out().signed_in("zoe");
        assert_eq!(zoe.get(&place.url).await.status, 404);
    })
    .await;
}

#[tokio::test]
async fn the_case_of_an_account_is_shown_to_that_account_only() {
    each(without_account, async |counter| {
        let ana = Browser::new(&counter).signed_in("ana");
        let receipt = sent(&ana, &counter).await;
        assert!(receipt.url.starts_with("/mes-demandes/metropole/"), "{}", receipt.url);
        assert!(!receipt.text().contains("Code de suivi") && receipt.text().contains("Mes demandes"), "{}", receipt.text());
        let bearer = format!("/suivi/{}", code_of(&counter, &receipt.url));

        let is_silent = |seen: &Seen| {
            assert_eq!(seen.status, 403);
            for word in ["METRO-26", "stationnement", "ana@example.org", "Demande reçue"] {
                assert!(!String::from_utf8_lossy(&seen.body).contains(word), "{word}: {}", seen.text());
            }
        };
        let nobody = Browser::new(&counter);
        let told = nobody.get(&bearer).await;
        is_silent(&told);
        assert!(told.link("Se connecter").starts_with("/connexion?vers=/mes-demandes/metropole/"));
        for inside in ["/actions/annuler", "?envoyee", "/pieces/0190a0de-0000-7000-8000-000000000000"] {
            is_silent(&nobody.get(&format!("{bearer}{inside}")).await);
        }
        is_silent(&Browser::new(&counter).signed_in("zoe").get(&bearer).await);
        assert_eq!(ana.get(&bearer).await.url, receipt.url.split('?').next().unwrap());
        assert_eq!(ana.get(&format!("{bearer}?envoyee")).await.find("h1"), ["Votre demande est envoyée"]);
    })
    .await;
}

#[tokio::test]
async fn a_session_that_ended_shows_no_answer() {
    each(without_account, async |counter| {
        let ana = Browser::new(&counter).signed_in("ana");
        let summary = answered(&ana).await;
        let place = summary.url.replace("resume", "lieu");
        let (page, stale) = (ana.get(&place).await, ana.get(&place).await);
        ana.fill(&page, &[("adresse.street", "99 rue secrète")]).await;

        let ana = ana.signed_out();
        let is_closed = |told: &Seen| {
            assert_eq!((told.status, told.find("h1")), (403, vec!["Votre session est terminée".to_owned()]));
            let shown = String::from_utf8_lossy(&told.body);
            assert!(!shown.contains("secrète") && !shown.contains("Garibaldi"), "{shown}");
        };
        is_closed(&ana.fill(&stale, &[("_live", "1"), ("adresse.street", "")]).await);
        is_closed(&ana.fill(&stale, &[("adresse.street", "1 rue vide")]).await);

        // sent meanwhile: nothing is told of what it became
        let ana = ana.signed_in("ana");
        ana.fill(&ana.get(&summary.url).await, &[]).await;
        counter.work().await;
        let ana = ana.signed_out();
        is_closed(&ana.fill(&stale, &[("adresse.street", "1 rue vide")]).await);
    })
    .await;
}
