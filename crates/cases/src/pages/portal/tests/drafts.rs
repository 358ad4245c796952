//! Drafts: hers alone, kept, found again, never doubled.

use super::{
    browser::Browser,
    counter::{each, without_account},
    journey::{DATE, PLACE, answered, begun},
};
use crate::store;

/// How many drafts and requests her dashboard shows.
async fn count(browser: &Browser<'_>) -> usize {
    browser.get("/mes-demandes").await.find("li.card").len()
}

#[tokio::test]
async fn nothing_is_kept_before_the_first_answer() {
    each(without_account, async |counter| {
        let browser = Browser::new(&counter);
        let date = begun(&browser).await;
        let empty = browser.fill(&date, &[]).await;
        assert_eq!(empty.status, 422);
        let browser = browser.signed_in("ana");
        assert_eq!(count(&browser).await, 0);
    })
    .await;
}

#[tokio::test]
async fn begun_twice_a_draft_is_one() {
    each(without_account, async |counter| {
        let browser = Browser::new(&counter);
        let date = begun(&browser).await;
        let (one, two) = tokio::join!(browser.send_form(&date, "", &DATE, &[]), browser.send_form(&date, "", &DATE, &[]));
        assert_eq!((one.status, two.status), (303, 303));
        assert_eq!(browser.location(&one), browser.location(&two));
        // the back button, then the same page sent otherwise
        let changed = browser.fill(&browser.get("/metropole/stationnement-demenagement/date").await, &[("duree", "4")]).await;
        assert_eq!(Some(changed.url), browser.location(&one));
        // the address of the first page leads to the draft
        assert!(browser.get("/metropole/stationnement-demenagement/date").await.url.starts_with("/brouillons/"));
        let browser = browser.signed_in("ana");
        assert_eq!(count(&browser).await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_draft_that_cannot_be_read_takes_no_other_away() {
    each(without_account, async |counter| {
        let browser = Browser::new(&counter);
        browser.fill(&begun(&browser).await, &DATE).await;
        let mut tx = counter.bench.databases.platform_write().await.unwrap();
        tx.execute("UPDATE drafts SET definition = 'gone'", db::args![]).await.unwrap();
        tx.commit().await.unwrap();
        let seen = browser.signed_in("ana").get("/mes-demandes").await;
        assert!(seen.status == 200 && seen.text().contains("stationnement-demenagement"), "{}", seen.text());
    })
    .await;
}

#[tokio::test]
async fn a_draft_is_found_again_and_erased() {
    each(without_account, async |counter| {
        let browser = Browser::new(&counter);
        let place = browser.fill(&begun(&browser).await, &DATE).await;
        let later = browser.fill(&place, &[PLACE[3], ("_plus_tard", "1")]).await;
        assert!(later.text().contains("jusqu’au mardi 22 décembre 2026"), "{}", later.text());
        let cover = browser.get("/metropole/stationnement-demenagement").await;
        let resumed = browser.get(&cover.link("Reprendre mon brouillon du 22 novembre")).await;
        assert_eq!(resumed.url, place.url);
        let confirm = browser.get(&resumed.link("Supprimer ce brouillon")).await;
        let cover = browser.fill(&confirm, &[]).await;
        cover.link("Commencer");
        let gone = browser.get(&place.url).await;
        assert_eq!(gone.status, 404);
        assert!(gone.text().contains("Ce brouillon n’est plus là"));
    })
    .await;
}

#[tokio::test]
async fn who_leaves_is_told_what_is_not_kept() {
    each(without_account, async |counter| {
        let browser = Browser::new(&counter);
        let wrong = [("jour.day", "31"), ("jour.month", "2"), ("jour.year", "2027"), ("duree", "2"), ("_plus_tard", "1")];
        let told = browser.fill(&begun(&browser).await, &wrong).await;
        assert_eq!((told.status, told.value("jour.day")), (422, "31".to_owned()));
        assert!(told.text().contains("Certaines réponses ne sont pas enregistrées."), "{}", told.text());
        let sure: Vec<_> = wrong[..4].iter().copied().chain([("_plus_tard", "sans")]).collect();
        let later = browser.fill(&told, &sure).await;
        assert!(later.text().contains("jusqu’au mardi 22 décembre 2026"), "{}", later.text());

        let place = browser.fill(&begun(&browser).await, &DATE).await;
        let half = browser.fill(&place, &[PLACE[0], PLACE[1], ("_plus_tard", "1")]).await;
        assert_eq!((half.status, half.value("adresse.street")), (422, "12 rue Garibaldi".to_owned()), "an address is kept whole");
    })
    .await;
}

#[tokio::test]
async fn a_draft_is_its_owner_s_only() {
    each(without_account, async |counter| {
        let ana = Browser::new(&counter);
        let summary = answered(&ana).await;
        let stranger = Browser::new(&counter);
        let own = begun(&stranger).await;
        for path in [&summary.url, &summary.url.replace("resume", "date"), &summary.url.replace("resume", "suppression")] {
            assert_eq!(stranger.get(path).await.status, 404, "{path}");
        }
        for action in ["date", "envoi", "suppression"] {
            let target = summary.url.replace("resume", action);
            assert_eq!(stranger.forge(&own, &target, &DATE).await.status, 404, "{action}");
        }
        assert!(ana.get(&summary.url).await.text().contains("12 rue Garibaldi"), "hers is untouched");
    })
    .await;
}

#[tokio::test]
async fn somebody_else_who_signs_in_on_the_same_browser_sees_nothing() {
    each(without_account, async |counter| {
        let ana = Browser::new(&counter).signed_in("ana");
        let place = ana.fill(&begun(&ana).await, &DATE).await;
        assert_eq!(count(&ana).await, 1);
        let ana = ana.signed_out();
        let asked = ana.once(&place.url).await;
        assert!(ana.location(&asked).unwrap().starts_with("/connexion"));
        let zoe = ana.signed_in("zoe");
        assert_eq!(zoe.get(&place.url).await.status, 404);
        assert_eq!(count(&zoe).await, 0);
    })
    .await;
}

#[tokio::test]
async fn two_tabs_lose_nothing() {
    each(without_account, async |counter| {
        let browser = Browser::new(&counter);
        let place = browser.fill(&begun(&browser).await, &DATE).await;
        let date = place.url.replace("lieu", "date");
        let (one, two) = (browser.get(&date).await, browser.get(&date).await);
        browser.fill(&one, &[("duree", "3")]).await;
        let told = browser.fill(&two, &[("duree", "5")]).await;
        assert_eq!(told.status, 409);
        assert!(told.text().contains("dans un autre onglet"), "{}", told.text());
        assert_eq!(told.value("duree"), "5", "what was typed is still there");
        browser.fill(&told, &[]).await;
        assert_eq!(browser.get(&date).await.value("duree"), "5");
        // different pages do not disturb one another
        let date = browser.get(&date).await;
        browser.fill(&browser.get(&place.url).await, &PLACE).await;
        assert_eq!(browser.fill(&date, &[("duree", "1")]).await.status, 200);
    })
    .await;
}

#[tokio::test]
async fn a_draft_nobody_came_back_to_is_gone() {
    each(without_account, async |counter| {
        let browser = Browser::new(&counter);
        let place = browser.fill(&begun(&browser).await, &DATE).await;
        counter.bench.clock.advance(31 * 86_400);
        let gone = browser.get(&place.url).await;
        assert_eq!(gone.status, 404);
        assert!(gone.text().contains("Un brouillon est effacé si vous n’y revenez pas à temps"));
        counter.work().await;
        let mut tx = counter.bench.databases.platform_read().await.unwrap();
        assert!(store::drafts::expired(&mut tx, counter.bench.moment().now, 10).await.unwrap().is_empty());
    })
    .await;
}

/// Asks how long the lorry is.
fn with_length(definition: &mut definition::Definition) {
    without_account(definition);
    let length =
        serde_json::json!({ "slug": "longueur", "label": "Longueur du camion", "type": "number", "condition": "vehicule == 'camion'" });
    definition.form.pages[0].fields.push(serde_json::from_value(length).unwrap());
    definition.tests.clear();
}

#[tokio::test]
async fn a_question_that_depends_on_another_appears_and_nothing_is_stored_meanwhile() {
    each(with_length, async |counter| {
        let browser = Browser::new(&counter);
        let date = begun(&browser).await;
        assert!(!date.text().contains("Longueur du camion"));
        let live = browser.fill(&date, &[("vehicule", "camion"), ("_live", "1")]).await;
        assert_eq!((live.status, live.find("#questions").len()), (200, 1));
        assert!(live.text().contains("Longueur du camion"), "{}", live.text());
        assert!(browser.get("/metropole/stationnement-demenagement").await.find("a").iter().all(|link| !link.contains("Reprendre")));
        // without script, the page comes back once with the new question
        let shown = browser.fill(&date, &DATE).await;
        assert_eq!(shown.status, 200);
        let place = browser.fill(&shown, &[("longueur", "7")]).await;
        assert!(place.text().contains("Étape 2 sur 3"), "{}", place.text());
    })
    .await;
}

/// Computes what it costs, on a page where nothing else depends on anything.
fn with_price(definition: &mut definition::Definition) {
    without_account(definition);
    let price = serde_json::json!({ "slug": "prix", "label": "Prix", "type": "computed", "result": "amount", "expression": "duree * 12" });
    definition.form.pages[0].fields.push(serde_json::from_value(price).unwrap());
    definition.tests.clear();
}

#[tokio::test]
async fn a_price_follows_what_is_typed() {
    each(with_price, async |counter| {
        let browser = Browser::new(&counter);
        let date = begun(&browser).await;
        assert_eq!(date.find("form[data-live] button.hidden").len(), 1, "the page asks as one types");
        let live = browser.fill(&date, &[("duree", "3"), ("_live", "1")]).await;
        assert_eq!((live.find("label[for=prix]"), live.find("output#prix")), (vec!["Prix".to_owned()], vec!["36,00 €".to_owned()]));
    })
    .await;
}

/// Asks something in one commune only.
fn in_bron(definition: &mut definition::Definition) {
    without_account(definition);
    let question = serde_json::json!({ "slug": "quartier", "label": "Quartier", "type": "text", "condition": "case.authority == 'bron'" });
    definition.form.pages[0].fields.push(serde_json::from_value(question).unwrap());
    definition.tests.clear();
}

#[tokio::test]
async fn a_question_may_be_one_commune_s() {
    each(in_bron, async |counter| {
        for (authority, asked) in [("metropole", false), ("bron", true)] {
            let browser = Browser::new(&counter);
            let cover = browser.get(&format!("/{authority}/stationnement-demenagement")).await;
            let date = browser.get(&cover.link("Commencer")).await;
            assert_eq!(date.text().contains("Quartier"), asked, "{authority}");
        }
    })
    .await;
}
