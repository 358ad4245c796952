//! What is held to somebody or to something: a draft to its sending, a sent
//! draft to its account, a form's key to its content.

use super::{
    browser::Browser,
    counter::{Counter, each, without_account},
    journey::{answered, sent},
};
use crate::store;

#[tokio::test]
async fn what_is_written_while_a_draft_is_sent_is_refused_and_not_lost() {
    each(without_account, async |counter| {
        let browser = Browser::new(&counter);
        let summary = answered(&browser).await;
        let date = browser.get(&summary.url.replace("resume", "date")).await;
        // sending began in another tab, and is not over
        let id = summary.url.split('/').nth(2).unwrap().parse().unwrap();
        let mut tx = counter.bench.databases.platform_write().await.unwrap();
        let draft = store::drafts::by_id(&mut tx, id).await.unwrap().unwrap();
        assert!(store::drafts::hold_for(&mut tx, &draft, "metropole").await.unwrap());
        tx.commit().await.unwrap();
        let told = browser.fill(&date, &[("duree", "5")]).await;
        assert_eq!(told.status, 409);
        let receipt = browser.fill(&summary, &[]).await;
        assert_eq!(receipt.find("h1"), ["Votre demande est envoyée"], "what was read is what is sent");
        counter.work().await;
        let case = browser.get(&receipt.link("Suivre ma demande")).await;
        assert_eq!(case.status, 200);
        let mut tx = counter.bench.databases.instance_read(&Counter::instance()).await.unwrap();
        let row = store::cases::by_id(&mut tx, kernel::Id::from_uuid(id.uuid())).await.unwrap().unwrap();
        let answers = counter.cases.answers_of(&Counter::instance(), &row).unwrap();
        assert_eq!(answers.get("duree"), Some(&2.into()));
    })
    .await;
}

#[tokio::test]
async fn the_sent_draft_of_an_account_needs_that_account() {
    each(without_account, async |counter| {
        let ana = Browser::new(&counter).signed_in("ana");
        let summary = answered(&ana).await;
        let receipt = ana.fill(&summary, &[]).await;
        assert_eq!(receipt.find("h1"), ["Votre demande est envoyée"]);
        counter.work().await;
        // the same browser, once she left: somebody else may sit there
        let nobody = ana.signed_out();
        let asked = nobody.once(&summary.url).await;
        assert!(nobody.location(&asked).is_some_and(|location| location.starts_with("/connexion")), "{}", asked.text());
        let zoe = nobody.signed_in("zoe");
        assert_eq!(zoe.get(&summary.url).await.status, 404);
        let ana = zoe.signed_in("ana");
        assert_eq!(ana.get(&summary.url).await.find("h1"), ["Votre demande est envoyée"]);
    })
    .await;
}

#[tokio::test]
async fn the_key_of_a_message_serves_for_that_message_only() {
    each(without_account, async |counter| {
        let ana = Browser::new(&counter);
        let case = ana.get(&sent(&ana, &counter).await.link("Suivre ma demande")).await;
        let first = ana.send_form(&case, "/reponse", &[("message", "Bonjour")], &[]).await;
        let again = ana.send_form(&case, "/reponse", &[("message", "Bonjour")], &[]).await;
        assert_eq!((first.status, ana.location(&first)), (303, ana.location(&again)));
        // the back button, then something else: it is not swallowed
        let other = ana.send_form(&case, "/reponse", &[("message", "Autre chose")], &[]).await;
        assert_eq!(other.status, 422);
        assert!(other.text().contains("Votre premier message est envoyé, pas celui-ci."), "{}", other.text());
    })
    .await;
}

#[tokio::test]
async fn giving_up_pressed_twice_leads_twice_to_the_case() {
    each(without_account, async |counter| {
        let ana = Browser::new(&counter);
        let case = ana.get(&sent(&ana, &counter).await.link("Suivre ma demande")).await;
        let confirm = ana.get(&case.link("Annuler ma demande")).await;
        let (one, two) = tokio::join!(ana.send_form(&confirm, "", &[], &[]), ana.send_form(&confirm, "", &[], &[]));
        assert_eq!((one.status, two.status), (303, 303), "{} {}", one.text(), two.text());
        assert_eq!(ana.location(&one), ana.location(&two));
        assert!(ana.get(&case.url).await.text().contains("Demande annulée"));
    })
    .await;
}
