//! Questions that choose from the lists of the instance.

use definition::Definition;
use records::{Entry, NewList};
use serde_json::{Value, json};

use super::{
    browser::{Browser, Seen},
    counter::{Counter, each, without_account},
    journey::{CONTACT, DATE, PLACE, begun},
};

/// A district, then a school of this district, both on the first page.
fn with_school(definition: &mut Definition) {
    without_account(definition);
    let field = |json: Value| serde_json::from_value(json).unwrap();
    definition.form.pages[0].fields.extend([
        field(json!({ "slug": "quartier", "label": "Quartier", "type": "referential", "list": "quartiers", "required": false })),
        field(json!({
            "slug": "ecole", "label": "École", "type": "referential", "list": "ecoles", "depends_on": "quartier.id", "required": false,
        })),
    ]);
}

/// Two districts; in the north, as many schools as wanted, and one in the south.
async fn lists(counter: &Counter, schools: usize) {
    let list = |slug: &str| NewList { slug: slug.parse().unwrap(), label: slug.to_owned(), is_public: true, columns: Vec::new() };
    let records = counter.cases.records();
    let mut tx = counter.bench.databases.instance_write(&Counter::instance()).await.unwrap();
    for slug in ["quartiers", "ecoles"] {
        assert!(records.make_list(&mut tx, &list(slug)).await.unwrap());
    }
    tx.commit().await.unwrap();
    depend(counter).await;
    for (key, label) in [("nord", "Quartier nord"), ("sud", "Quartier sud")] {
        write(counter, "quartiers", json!({ "key": key, "label": label })).await;
    }
    for index in 0..schools {
        write(counter, "ecoles", json!({ "key": format!("n{index}"), "label": format!("École nord {index}"), "parent": "nord" })).await;
    }
    write(counter, "ecoles", json!({ "key": "s", "label": "École sud", "parent": "sud" })).await;
}

/// Schools depend on districts.
async fn depend(counter: &Counter) {
    let mut tx = counter.bench.databases.instance_write(&Counter::instance()).await.unwrap();
    tx.execute("UPDATE referentials SET parent = 'quartiers' WHERE slug = 'ecoles'", Vec::new()).await.unwrap();
    tx.commit().await.unwrap();
}

async fn write(counter: &Counter, list: &str, values: Value) {
    let mut tx = counter.bench.databases.instance_write(&Counter::instance()).await.unwrap();
    let values = values.as_object().unwrap().clone().into_iter().collect();
    let entry = Entry { list: list.parse().unwrap(), values, fallback: "x".to_owned(), must_exist: false };
    counter.cases.records().write(&mut tx, &counter.bench.moment(), "Ada", entry).await.unwrap().unwrap();
    tx.commit().await.unwrap();
}

async fn withdraw(counter: &Counter, key: &str) {
    let mut tx = counter.bench.databases.instance_write(&Counter::instance()).await.unwrap();
    for sql in [
        format!("UPDATE records SET state = 'withdrawn' WHERE key = '{key}'"),
        "UPDATE referentials SET revision = revision + 1".to_owned(),
    ] {
        tx.execute(sql, Vec::new()).await.unwrap();
    }
    tx.commit().await.unwrap();
    counter.bench.clock.advance(5);
}

/// The first page, with what is chosen.
async fn choose(browser: &Browser<'_>, page: &Seen, district: &str, school: &str) -> Seen {
    let chosen = [("quartier", district), ("ecole", school)];
    browser.fill(page, &DATE.into_iter().chain(chosen).collect::<Vec<_>>()).await
}

#[tokio::test]
async fn a_school_of_the_district_is_chosen_and_keeps_its_name() {
    each(with_school, async |counter| {
        lists(&counter, 3).await;
        let browser = Browser::new(&counter);
        let page = begun(&browser).await;
        assert!(page.find("label").contains(&"Quartier nord".to_owned()), "{}", page.text());
        let wrong = choose(&browser, &page, "sud", "n0").await;
        assert_eq!(wrong.status, 422, "a school of another district");
        assert_eq!(wrong.find("select[name=ecole] option, label[for^=ecole--]"), ["École sud"]);
        let place = choose(&browser, &wrong, "nord", "n1").await;
        let contact = browser.fill(&place, &PLACE).await;
        let summary = browser.fill(&contact, &CONTACT).await;
        assert!(summary.text().contains("École nord 1"), "{}", summary.text());
        let receipt = browser.fill(&summary, &[]).await;
        counter.work().await;
        withdraw(&counter, "n1").await;
        let case = browser.get(receipt.url.split('?').next().unwrap()).await;
        assert!(case.text().contains("École nord 1"), "{}", case.text());
    })
    .await;
}

#[tokio::test]
async fn a_choice_withdrawn_before_sending_is_asked_again() {
    each(with_school, async |counter| {
        lists(&counter, 3).await;
        let browser = Browser::new(&counter);
        let place = choose(&browser, &begun(&browser).await, "nord", "n1").await;
        let contact = browser.fill(&place, &PLACE).await;
        let summary = browser.fill(&contact, &CONTACT).await;
        withdraw(&counter, "n1").await;
        let again = browser.fill(&summary, &[]).await;
        assert!(again.url.ends_with("/date"), "{}", again.url);
        assert!(!again.text().contains("École nord 1"), "{}", again.text());
        assert!(again.text().contains("École nord 2"));
    })
    .await;
}

#[tokio::test]
async fn a_long_list_is_searched_among_what_depends_on_the_answer() {
    each(with_school, async |counter| {
        lists(&counter, 60).await;
        let browser = Browser::new(&counter);
        let page = begun(&browser).await;
        let wrong = choose(&browser, &page, "nord", "inconnue").await;
        assert!(wrong.find("[data-suggest]").len() == 1, "{}", wrong.text());
        let html = String::from_utf8(wrong.body.clone()).unwrap();
        assert!(html.contains("data-suggest=\"/recherche/metropole/ecoles?dans=nord\""), "{html}");
        let found = async |path: &str| String::from_utf8(browser.get(path).await.body).unwrap();
        assert_eq!(found("/recherche/metropole/ecoles?dans=nord&q=sud").await, "[]");
        assert_eq!(found("/recherche/metropole/ecoles?q=sud").await, r#"[{"value":"s","label":"École sud"}]"#);
    })
    .await;
}

#[tokio::test]
async fn lists_that_are_not_public_are_not_searched_by_everybody() {
    each(with_school, async |counter| {
        let browser = Browser::new(&counter);
        let mut tx = counter.bench.databases.instance_write(&Counter::instance()).await.unwrap();
        let inner = NewList { slug: "adherents".parse().unwrap(), label: "Adhérents".into(), is_public: false, columns: Vec::new() };
        assert!(counter.cases.records().make_list(&mut tx, &inner).await.unwrap());
        tx.commit().await.unwrap();
        assert_eq!(browser.get("/recherche/metropole/adherents?q=ana").await.status, 404);
    })
    .await;
}
