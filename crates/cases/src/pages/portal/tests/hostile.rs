//! What a hostile client sends, and labels that would be code.

use definition::Definition;

use super::{
    browser::{Browser, Chosen, Seen},
    counter::{Counter, each, without_account},
    journey::{CONTACT, DATE, PLACE, begun},
};
use crate::{
    store,
    tests::code::{is_shown_as_words, with_code},
};

/// Refused in words, with what was typed, never a fault.
fn is_told(seen: &Seen, what: &str) {
    assert_eq!(seen.status, 422, "{what}: {}", seen.text());
    assert!(!seen.find("#erreurs li").is_empty(), "{what}: {}", seen.text());
}

#[tokio::test]
async fn whatever_a_page_is_sent_it_says_what_to_correct() {
    each(without_account, async |counter| {
        let browser = Browser::new(&counter);
        let mut date = begun(&browser).await;
        let enormous = "9".repeat(200_000);
        for (name, value) in
            [("duree", "trois"), ("duree", enormous.as_str()), ("vehicule", "fusée"), ("jour.day", "\u{202e}<b>"), ("duree", "-5")]
        {
            let seen = browser.fill(&date, &[&DATE[..], &[(name, value), ("inconnu.0[]", "x"), ("", "x")]].concat()).await;
            is_told(&seen, name);
            assert!(seen.find("#erreurs a").iter().all(|line| !line.is_empty()));
            if name == "duree" {
                assert_eq!(seen.value(name), value, "what was typed is still there");
            }
            date = seen;
        }
        let none = browser.fill(&date, &[&DATE[..], &[("duree", "\u{0}"), ("duree.0", "2")]].concat()).await;
        is_told(&none, "a NUL is nothing");
        let place = browser.fill(&none, &DATE).await;
        let street = browser.fill(&place, &[&PLACE[1..], &[("adresse.street", enormous.as_str())]].concat()).await;
        is_told(&street, "a street of 200 kB");
        assert_eq!(street.value("adresse.street"), enormous);
        let company = browser.fill(&street, &[PLACE[0], PLACE[1], PLACE[2], ("entreprise", "oui")]).await;
        let file = Chosen { field: "nom_entreprise", name: "nom.pdf", content: b"%PDF-1.7\nun nom" };
        let seen = browser.fill_at(&company, "", &[("devis", "/etc/passwd")], &[file]).await;
        is_told(&seen, "a file where a name is asked");
        assert!(!seen.text().contains("passwd") && !seen.text().contains("nom.pdf"), "{}", seen.text());
    })
    .await;
}

fn has_no_code(seen: &Seen) {
    assert_eq!(seen.status, 200, "{}: {}", seen.url, seen.text());
    is_shown_as_words(&String::from_utf8_lossy(&seen.body), &seen.url);
}

#[tokio::test]
async fn labels_that_would_be_code_are_words_on_every_page() {
    each(with_code, async |counter| {
        let browser = Browser::new(&counter);
        has_no_code(&browser.get("/metropole/stationnement-demenagement").await);
        let date = begun(&browser).await;
        let place = browser.fill(&date, &DATE).await;
        let contact = browser.fill(&place, &PLACE).await;
        let summary = browser.fill(&contact, &CONTACT).await;
        let receipt = browser.fill(&summary, &[]).await;
        counter.work().await;
        let case = browser.get(&receipt.link("Suivre ma demande")).await;
        for page in [&date, &place, &contact, &summary, &receipt, &case] {
            has_no_code(page);
        }
        let pdf = browser.get(&case.link("Accusé de réception")).await;
        assert!(pdf.body.starts_with(b"%PDF"), "and its receipt is made");
    })
    .await;
}

#[tokio::test]
async fn a_hostile_definition_is_refused_and_nothing_is_kept() {
    each(without_account, async |counter| {
        let hostile: [fn(&mut Definition); 4] = [
            |definition| definition.form.pages[0].fields[0].label = "x".repeat(10_000_000),
            |definition| definition.form.pages[0].fields[0].label.push('\u{0}'),
            |definition| definition.form.pages[0].fields[0].condition = Some("(".repeat(3_000)),
            |definition| definition.messages.get_mut("recue").unwrap().body = "{% set a = a ~ a %}".repeat(40),
        ];
        for (index, change) in hostile.into_iter().enumerate() {
            let mut definition = definition::from_toml(include_str!("../../../../../definition/tests/fixtures/demenagement.toml")).unwrap();
            definition.slug = format!("hostile-{index}").parse().unwrap();
            change(&mut definition);
            let slug = definition.slug.clone();
            let refusal = counter.cases.check(definition).err().map(|refusal| format!("{refusal:?}")).unwrap();
            assert!(refusal.len() < 20_000, "told in few words");
            let mut tx = counter.bench.databases.instance_read(&Counter::instance()).await.unwrap();
            assert!(store::definitions::published_as(&mut tx, &slug).await.unwrap().is_none());
        }
    })
    .await;
}
