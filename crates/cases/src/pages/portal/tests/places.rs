//! Questions that ask where something is, without script.

use definition::Definition;
use serde_json::json;

use super::{
    browser::Browser,
    counter::{each, without_account},
    journey::{DATE, PLACE, begun},
};

/// A place that needs a point, if any, on the first page.
fn with_point(definition: &mut Definition) {
    without_account(definition);
    let field = json!({ "slug": "lieu", "label": "Lieu", "type": "place", "position": true, "required": false });
    definition.form.pages[0].fields.push(serde_json::from_value(field).unwrap());
}

#[tokio::test]
async fn words_that_are_not_enough_give_places_to_choose_from() {
    each(with_point, async |counter| {
        let browser = Browser::new(&counter);
        let page = begun(&browser).await;
        let words = DATE.into_iter().chain([("lieu.text", "24 rue pizay")]).collect::<Vec<_>>();
        let asked = browser.fill(&page, &words).await;
        assert_eq!((asked.status, asked.value("lieu.text")), (422, "24 rue pizay".to_owned()));
        assert!(asked.find("label").contains(&"24 Rue Pizay, 69001 Lyon".to_owned()), "{}", asked.text());

        let html = String::from_utf8(asked.body.clone()).unwrap();
        let choice = html.split("name=\"lieu.choice\"").nth(1).and_then(|rest| rest.split("value=\"").nth(1)).unwrap();
        let chosen = [("lieu.choice", choice.split('"').next().unwrap())];
        let place = browser.fill(&asked, &chosen).await;
        assert!(place.text().contains("Étape 2 sur 3"), "{}", place.text());
        let again = browser.get(&place.link("Étape précédente")).await;
        assert_eq!((again.value("lieu.text"), again.value("lieu.commune")), ("24 Rue Pizay, 69001 Lyon".to_owned(), "69123".to_owned()));
        assert!(!again.value("lieu.lat").is_empty());
    })
    .await;
}

#[tokio::test]
async fn words_written_after_a_point_was_found_are_looked_up_again() {
    each(with_point, async |counter| {
        let browser = Browser::new(&counter);
        let page = begun(&browser).await;
        let point = [("lieu.text", "Ailleurs"), ("lieu.lat", "45.767"), ("lieu.lon", "4.835"), ("lieu.found", "24 Rue Pizay, 69001 Lyon")];
        let asked = browser.fill(&page, &DATE.into_iter().chain(point).collect::<Vec<_>>()).await;
        assert_eq!(asked.status, 422, "the point was that of other words");
        let shown = [("lieu.found", "@carte"), ("lieu.lat", "45.767"), ("lieu.lon", "4.835")];
        let place = browser.fill(&asked, &shown).await;
        let summary = browser.fill(&place, &PLACE).await;
        assert!(summary.text().contains("Étape 3 sur 3"), "{}", summary.text());
    })
    .await;
}
