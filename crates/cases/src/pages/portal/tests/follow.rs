//! After sending: following, answering, giving up.

use super::{
    browser::{Browser, Chosen},
    counter::{Counter, each, without_account},
    files::photo,
    journey::{answered, sent},
};
use crate::store::{self, cases::NewCase};
use db::{DbKey, InstanceKey};
use workflow::Nature;

/// What a service asks for, written as the workflow writes it.
async fn ask(counter: &Counter, tracked: &str) {
    let code = crate::model::TrackingCode::parse(tracked.rsplit('/').next().unwrap()).unwrap();
    let moment = counter.bench.moment();
    let mut tx = counter.bench.databases.instance_write(&code.instance).await.unwrap();
    let row = store::cases::by_tracking(&mut tx, &code.digest()).await.unwrap().unwrap();
    store::completions::ask(&mut tx, &moment, row.id, vec!["Le plan de la rue".into()], Some("2026-12-05".into())).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn a_case_is_followed_by_its_code() {
    each(without_account, async |counter| {
        let ana = Browser::new(&counter);
        let receipt = sent(&ana, &counter).await;
        let case = ana.get(&receipt.link("Suivre ma demande")).await;
        for words in ["Demande reçue", "Ce qui s’est passé", "Sans réponse de notre part", "Annuler ma demande"] {
            assert!(case.text().contains(words), "{words}: {}", case.text());
        }
        // anybody who has the code, however it is typed
        let helper = Browser::new(&counter);
        let code = case.url.rsplit('/').next().unwrap();
        let typed = code.to_lowercase().replace('-', "");
        let form = helper.get("/suivi").await;
        assert_eq!(form.status, 200);
        assert_eq!(helper.get(&format!("/suivi?code={typed}")).await.url, case.url);
    })
    .await;
}

#[tokio::test]
async fn a_code_that_was_touched_opens_nothing() {
    each(without_account, async |counter| {
        let ana = Browser::new(&counter);
        let case = sent(&ana, &counter).await.link("Suivre ma demande");
        let last = if case.ends_with('A') { "B" } else { "A" };
        let touched = format!("{}{last}", &case[..case.len() - 1]);
        let elsewhere = case.replace("metropole.", "bron.");
        for path in [touched.as_str(), &elsewhere, "/suivi/rien", "/suivi?code=rien", &format!("{touched}/actions/annuler")] {
            let told = ana.get(path).await;
            assert_eq!(told.status, 404, "{path}");
            assert!(told.text().contains("Aucune demande n’a ce code"), "{path}");
        }
        let page = ana.get(&case).await;
        assert_eq!(ana.forge(&page, &format!("{touched}/reponse"), &[("message", "Bonjour")]).await.status, 404);
    })
    .await;
}

#[tokio::test]
async fn codes_are_not_guessed() {
    each(without_account, async |counter| {
        let ana = Browser::new(&counter);
        let case = sent(&ana, &counter).await.link("Suivre ma demande");
        for _ in 0..30 {
            assert_eq!(ana.get(&case).await.status, 200, "a right code is no guess");
        }
        let wrong = ["/suivi/rien", "/suivi/bron.AAAABBBBCCCC", "/suivi/metropole.AAAABBBBCCCC"];
        let told: Vec<_> = futures_util::future::join_all((0..10).map(|turn| ana.get(wrong[turn % 3]))).await;
        assert!(told.iter().all(|told| told.status == 404));
        let words = |seen: &super::browser::Seen| seen.find("main h1, main .error, main .lead");
        assert!(told.iter().all(|other| words(other) == words(&told[0])), "all wrong codes are told alike");
        // then right or wrong, nothing is looked up
        let (right, wrong) = (ana.get(&case).await, ana.get(wrong[2]).await);
        assert_eq!((right.status, wrong.status), (429, 429));
        assert_eq!(words(&right), words(&wrong));
        counter.bench.clock.advance(60);
    })
    .await;
}

#[tokio::test]
async fn a_case_handed_over_is_found_where_it_is_now() {
    each(without_account, async |counter| {
        let ana = Browser::new(&counter);
        let url = sent(&ana, &counter).await.link("Suivre ma demande");
        let code = crate::model::TrackingCode::parse(url.rsplit('/').next().unwrap()).unwrap();
        let mut tx = counter.bench.databases.instance_write(&code.instance).await.unwrap();
        let row = store::cases::by_tracking(&mut tx, &code.digest()).await.unwrap().unwrap();
        let document = store::definitions::document(&mut tx, &row.definition).await.unwrap();
        store::cases::moved(&mut tx, row.id, "bron", counter.bench.moment().now, None).await.unwrap();
        tx.commit().await.unwrap();
        let bron = InstanceKey::parse("bron").unwrap();
        counter.bench.databases.create(&DbKey::Instance(bron.clone())).await.unwrap();
        assert_eq!(ana.once(&url).await.status, 200, "on its way, it is shown where it was");

        let mut there = counter.bench.databases.instance_write(&bron).await.unwrap();
        store::definitions::keep(&mut there, &row.definition, (&row.teleservice, &row.title), document, row.filed_at).await.unwrap();
        let digest = counter.cases.tracking_code(&bron, row.id).digest();
        let copy = NewCase { row: &row, nature: Nature::Filed, tracking_digest: &digest, sensitive_until: None };
        store::cases::add(&mut there, copy).await.unwrap();
        there.commit().await.unwrap();
        // a pool of the tests has four connections: the one left is enough
        let mut held = Vec::new();
        for _ in 0..3 {
            held.push(counter.bench.databases.instance_read(&code.instance).await.unwrap());
        }
        let forwarded = ana.once(&url).await;
        drop(held);
        let expected = format!("/suivi/{}", counter.cases.tracking_code(&bron, row.id).text());
        assert_eq!(ana.location(&forwarded), Some(expected));
    })
    .await;
}

#[tokio::test]
async fn a_message_is_written_once() {
    each(without_account, async |counter| {
        let ana = Browser::new(&counter);
        let case = ana.get(&sent(&ana, &counter).await.link("Suivre ma demande")).await;
        let empty = ana.fill_at(&case, "/reponse", &[], &[]).await;
        assert_eq!(empty.status, 422);
        assert!(empty.text().contains("Écrivez un message, ou ajoutez un fichier."));
        let written = [("message", "Le camion\r\nest grand.")];
        let photo = photo();
        let joined = |name| Chosen { field: "fichiers", name, content: &photo };
        for _ in 0..2 {
            let done = ana.fill_at(&case, "/reponse", &written, &[joined("rue.jpg")]).await;
            assert!(done.text().contains("Votre message est envoyé."), "{}", done.text());
        }
        let case = ana.get(&case.url).await;
        assert_eq!(case.find("blockquote").len(), 2, "hers, and the service’s first one");
        assert_eq!(ana.get(&case.link("rue.jpg")).await.status, 200);
        let lie = Chosen { field: "fichiers", name: "rue.jpg", content: b"MZ\x90\0" };
        let told = ana.fill_at(&case, "/reponse", &[("message", "Voici")], &[lie]).await;
        assert_eq!((told.status, told.value("message")), (422, "Voici".into()));
    })
    .await;
}

#[tokio::test]
async fn a_page_sent_again_with_something_else_keeps_what_was_typed_and_says_so() {
    each(without_account, async |counter| {
        let ana = Browser::new(&counter);
        let case = ana.get(&sent(&ana, &counter).await.link("Suivre ma demande")).await;
        let photo = photo();
        let joined = |name| Chosen { field: "fichiers", name, content: &photo };
        let words = [("message", "Voici la rue.")];
        ana.fill_at(&case, "/reponse", &words, &[joined("rue.jpg")]).await;
        // back in the browser: the same words with another file, then other words
        let other_file = ana.fill_at(&case, "/reponse", &words, &[joined("cour.jpg")]).await;
        assert_eq!((other_file.status, other_file.value("message")), (422, "Voici la rue.".into()));
        for told in ["Votre premier message est envoyé, pas celui-ci.", "Choisissez de nouveau vos fichiers."] {
            assert!(other_file.text().contains(told), "{}", other_file.text());
        }
        let other_words = ana.fill_at(&case, "/reponse", &[("message", "Et la cour.")], &[]).await;
        assert_eq!((other_words.status, other_words.value("message")), (422, "Et la cour.".into()));
        assert!(!other_words.text().contains("Choisissez de nouveau vos fichiers."));
        let done = ana.fill_at(&other_words, "/reponse", &[], &[joined("cour.jpg")]).await;
        assert!(done.text().contains("Votre message est envoyé.") && done.text().contains("cour.jpg"), "{}", done.text());
    })
    .await;
}

#[tokio::test]
async fn what_is_asked_is_said_and_answered() {
    each(without_account, async |counter| {
        let ana = Browser::new(&counter);
        let url = sent(&ana, &counter).await.link("Suivre ma demande");
        ask(&counter, &url).await;
        let case = ana.get(&url).await;
        for words in ["À compléter", "C’est à vous de répondre.", "Le plan de la rue", "samedi 5 décembre 2026"] {
            assert!(case.text().contains(words), "{words}: {}", case.text());
        }
        let plan = Chosen { field: "fichiers", name: "plan.pdf", content: b"%PDF-1.7" };
        let done = ana.fill_at(&case, "/reponse", &[], &[plan]).await;
        assert!(done.text().contains("Vous avez complété votre demande"), "{}", done.text());
        assert!(!done.text().contains("À compléter"));
    })
    .await;
}

#[tokio::test]
async fn a_citizen_gives_up_once_confirmed() {
    each(without_account, async |counter| {
        let ana = Browser::new(&counter);
        let case = ana.get(&sent(&ana, &counter).await.link("Suivre ma demande")).await;
        let confirm = ana.get(&case.link("Annuler ma demande")).await;
        assert_eq!(confirm.find("h1"), ["Annuler votre demande ?"]);
        // meanwhile something happens on the case
        ana.fill_at(&case, "/reponse", &[("message", "Attendez")], &[]).await;
        let told = ana.fill(&confirm, &[]).await;
        assert_eq!(told.status, 409);
        let confirm = ana.get(&confirm.url).await;
        let over = ana.fill(&confirm, &[]).await;
        assert!(over.text().contains("Demande annulée"), "{}", over.text());
        assert_eq!(ana.get(&confirm.url).await.url, case.url, "it is not offered twice");
    })
    .await;
}

#[tokio::test]
async fn an_account_finds_its_requests_and_nobody_else_s() {
    each(without_account, async |counter| {
        let ana = Browser::new(&counter).signed_in("ana");
        let receipt = sent(&ana, &counter).await;
        let dashboard = ana.get("/mes-demandes").await;
        assert_eq!(dashboard.find("h2"), ["En cours"]);
        let case = ana.get(&dashboard.link("Demander une place")).await;
        assert_eq!((case.status, &case.url), (200, &receipt.link("Suivre ma demande")));
        let zoe = Browser::new(&counter).signed_in("zoe");
        for path in [
            case.url.clone(),
            format!("{}/actions/annuler", case.url),
            "/mes-demandes/metropole/pas-un-numero".into(),
            "/mes-demandes/Rien/x".into(),
        ] {
            assert_eq!(zoe.get(&path).await.status, 404, "{path}");
        }
        assert!(zoe.get("/mes-demandes").await.text().contains("Aucune demande"));
        let nobody = Browser::new(&counter);
        let asked = nobody.once("/mes-demandes").await;
        assert!(nobody.location(&asked).unwrap().starts_with("/connexion"));
    })
    .await;
}

#[tokio::test]
async fn what_she_does_is_on_her_dashboard_at_once() {
    each(without_account, async |counter| {
        let ana = Browser::new(&counter).signed_in("ana");
        // no job runs in between
        let receipt = ana.fill(&answered(&ana).await, &[]).await;
        let dashboard = ana.get("/mes-demandes").await;
        assert_eq!(dashboard.find("h2"), ["En cours"], "a request, and no draft of it");
        let confirm = ana.get(&ana.get(&receipt.link("Suivre ma demande")).await.link("Annuler ma demande")).await;
        ana.fill(&confirm, &[]).await;
        assert_eq!(ana.get("/mes-demandes").await.find("h2"), ["Terminées"]);
        let noticed = ana.get("/notifications").await.find("ul.inbox li").len();
        counter.work().await;
        assert_eq!(ana.get("/notifications").await.find("ul.inbox li").len(), noticed, "nothing is told twice");
    })
    .await;
}

#[tokio::test]
async fn notices_lead_to_the_case_and_are_read() {
    each(without_account, async |counter| {
        let ana = Browser::new(&counter).signed_in("ana");
        sent(&ana, &counter).await;
        let notices = ana.get("/notifications").await;
        assert!(notices.text().contains("Non lue"), "{}", notices.text());
        let reference = ana.get("/mes-demandes").await.find("li.card p").join(" ");
        let reference = reference.split_whitespace().find(|word| word.starts_with("METRO-26-")).unwrap().trim_end_matches('.').to_owned();
        assert!(notices.find("ul.inbox li p").join(" ").contains(&reference), "{reference}: {}", notices.text());
        assert_eq!(notices.find("ul.inbox li button").len(), notices.find("ul.inbox li").len());
        assert!(!notices.find("ul.inbox button").iter().any(|title| title.contains("Voir")), "titles open, no « Voir »");
        let html = String::from_utf8(notices.body.clone()).unwrap();
        let one = html.split("action=\"/notifications/").nth(1).unwrap().split('"').next().unwrap();
        let case = ana.fill_at(&notices, one, &[], &[]).await;
        assert!(case.url.starts_with("/mes-demandes/metropole/"), "{}", case.url);
        assert!(!ana.get("/notifications").await.text().contains("Non lue"));
    })
    .await;
}

#[tokio::test]
async fn lists_are_searched_for_fields_that_suggest() {
    each(without_account, async |counter| {
        let browser = Browser::new(&counter);
        let found = browser.get("/recherche/metropole/communes?q=vauls").await;
        assert_eq!(found.headers["content-type"], "application/json");
        assert_eq!(found.body, b"[]");
        let found = browser.get("/recherche/metropole/communes?q=bron").await;
        assert_eq!(String::from_utf8(found.body).unwrap(), r#"[{"value":"69029","label":"Bron"}]"#);
        for nowhere in ["metropole/inconnue", "nulle-part/ecoles"] {
            assert_eq!(browser.get(&format!("/recherche/{nowhere}?q=a")).await.status, 404);
        }
    })
    .await;
}
