//! What FranceConnect certified: shown with its source, and not to be changed.

use definition::{Definition, SignIn};
use serde_json::json;

use super::{
    browser::Browser,
    counter::{CERTIFIED, Counter, each, without_account},
    journey::{CONTACT, DATE, PLACE, begun},
};
use crate::store;

const COVER: &str = "/metropole/stationnement-demenagement";
const SOURCE: &str = "Certifié par FranceConnect, le 3 mars 2026";

/// The last page asks who she is.
fn asks_who(definition: &mut Definition) {
    without_account(definition);
    let who = json!({ "slug": "demandeur", "label": "Qui êtes-vous ?", "type": "identity", "prefill": "identity" });
    let note = json!({ "slug": "note", "label": "Un mot", "type": "text", "required": false, "condition": "citizen.certified" });
    definition.form.pages[3].fields.extend([who, note].map(|field| serde_json::from_value(field).unwrap()));
    definition.tests.clear();
}

fn asks_certified(definition: &mut Definition) {
    definition.settings.sign_in = SignIn::Certified;
}

#[tokio::test]
async fn a_certified_name_is_read_only_and_the_case_says_who_vouches() {
    each(asks_who, async |counter| {
        let browser = Browser::new(&counter).signed_in(CERTIFIED);
        let place = browser.fill(&begun(&browser).await, &DATE).await;
        let contact = browser.fill(&place, &PLACE).await;
        assert!(contact.text().contains("Ana Diaz") && contact.text().contains(SOURCE), "{}", contact.text());
        assert!(contact.find("[name^='demandeur']").is_empty(), "nothing to fill in");
        let hostile = [("demandeur.given_names", "Pirate"), ("demandeur.family_name", "Noir"), ("note", "Merci à vous"), CONTACT[0]];
        let summary = browser.fill(&contact, &hostile).await;
        assert!(summary.text().contains("Ana Diaz") && !summary.text().contains("Pirate"), "{}", summary.text());
        assert!(summary.text().contains(SOURCE));
        let changes = summary.find("a").into_iter().filter(|words| words.contains("Qui êtes-vous"));
        assert_eq!(changes.count(), 0, "not changed from there either");
        let receipt = browser.fill(&summary, &[]).await;
        assert_eq!(receipt.find("h1"), ["Votre demande est envoyée"]);
        let case = receipt.url.split('?').next().unwrap().rsplit('/').next().unwrap().parse().unwrap();
        let mut tx = counter.bench.databases.instance_read(&Counter::instance()).await.unwrap();
        let row = store::cases::by_id(&mut tx, case).await.unwrap().unwrap();
        let answers = counter.cases.answers_of(&Counter::instance(), &row).unwrap();
        assert_eq!(answers.proof("demandeur").unwrap().text(), SOURCE);
        assert_eq!(answers.get("demandeur").unwrap()["family_name"], "Diaz");
        drop(tx);
        let case = browser.get(receipt.url.split('?').next().unwrap()).await;
        assert!(case.text().contains(SOURCE), "{}", case.text());
        assert!(case.text().contains("Merci à vous"), "what was asked of somebody certified was, and still is");
    })
    .await;
}

#[tokio::test]
async fn a_name_that_nobody_certified_says_where_it_comes_from_and_can_be_changed() {
    each(asks_who, async |counter| {
        let browser = Browser::new(&counter).signed_in("ana");
        let place = browser.fill(&begun(&browser).await, &DATE).await;
        let contact = browser.fill(&place, &PLACE).await;
        assert!(contact.text().contains("Depuis votre compte.") && !contact.text().contains("Certifié"), "{}", contact.text());
        let summary = browser.fill(&contact, &[("demandeur.family_name", "Dias"), CONTACT[0]]).await;
        assert!(summary.text().contains("Ana Dias"), "{}", summary.text());
    })
    .await;
}

#[tokio::test]
async fn a_teleservice_may_ask_for_a_certified_identity() {
    each(asks_certified, async |counter| {
        let nobody = Browser::new(&counter);
        let cover = nobody.get(COVER).await;
        assert!(cover.text().contains("une identité vérifiée par FranceConnect"), "{}", cover.text());
        let ana = Browser::new(&counter).signed_in("ana");
        let told = ana.get(&ana.get(COVER).await.link("Commencer")).await;
        assert_eq!((told.status, told.find("h1")), (403, vec!["Faites vérifier votre identité".to_owned()]));
        assert!(told.link("Faire vérifier mon identité").ends_with("&certifiee=1"));
        let certified = Browser::new(&counter).signed_in(CERTIFIED);
        let first = begun(&certified).await;
        assert_eq!(first.status, 200);
        let place = certified.fill(&first, &DATE).await;
        assert!(place.text().contains("Étape 2 sur 3"), "{}", place.text());
        assert_eq!(ana.forge(&first, &format!("{COVER}/date"), &DATE).await.status, 403, "nor by a form of her own");
    })
    .await;
}
