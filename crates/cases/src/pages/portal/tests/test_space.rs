//! What is published in a test space: for its agents only, and nothing of it is real.

use db::InstanceKey;
use web::Right;

use super::{
    browser::{Browser, Seen},
    counter::{Counter, each, without_account},
    journey::{CONTACT, DATE, PLACE},
};
use crate::{
    NewAgent,
    store::{self, cases::CaseRow},
};

const COVER: &str = "/metropole~test/stationnement-demenagement";

/// An agent of the test space.
const ADA: &str = "ada";
/// An agent of production only.
const BEA: &str = "bea";

fn test_space() -> InstanceKey {
    InstanceKey::parse("metropole~test").unwrap()
}

/// A counter whose test space publishes the same téléservice, under another title.
async fn with_test_space(test: impl AsyncFn(Counter)) {
    each(without_account, async |counter| {
        let tried = |definition: &mut definition::Definition| {
            without_account(definition);
            definition.title = "Une version à essayer".to_owned();
        };
        counter.publish_in(&test_space(), tried).await;
        for (subject, instance) in [(ADA, test_space()), (BEA, Counter::instance())] {
            let moment = counter.bench.moment();
            let rights = &[Right::Process];
            let new = NewAgent { id: moment.id(), subject, name: subject, email: "agent@exemple.fr", rights, at: moment.now };
            counter.cases.add_agent(&moment, &instance, new, &[]).await.unwrap();
        }
        test(counter).await;
    })
    .await;
}

/// The request that this summary became, as it stands in a space.
async fn case_in(counter: &Counter, instance: &InstanceKey, summary: &Seen) -> Option<CaseRow> {
    let id: kernel::id::DraftId = summary.url.split('/').nth(2).unwrap().parse().unwrap();
    let mut tx = counter.bench.databases.instance_read(instance).await.unwrap();
    store::cases::by_id(&mut tx, kernel::Id::from_uuid(id.uuid())).await.unwrap()
}

#[tokio::test]
async fn nobody_else_may_know_what_is_there() {
    with_test_space(async |counter| {
        let first = format!("{COVER}/date");
        let ada = Browser::new(&counter).signed_in(ADA);
        let page = ada.get(&ada.get(COVER).await.link("Commencer")).await;
        assert_eq!(page.status, 200);
        let nobody = Browser::new(&counter);
        for path in [COVER, &first, "/metropole~test/inconnu"] {
            let asked = nobody.once(path).await;
            assert!(nobody.location(&asked).unwrap().starts_with("/connexion"), "{path}");
        }
        for other in [Browser::new(&counter).signed_in("camille"), Browser::new(&counter).signed_in(BEA)] {
            for path in [COVER, &first, "/metropole~test/inconnu"] {
                let seen = other.once(path).await;
                assert_eq!(seen.status, 403, "{path}: {}", seen.text());
                assert!(seen.text().contains("réservé aux agents") && !seen.text().contains("à essayer"), "{path}: {}", seen.text());
            }
            // with the proof of a form of her own
            let own = other.get("/metropole/stationnement-demenagement").await;
            let own = other.get(&own.link("Commencer")).await;
            assert_eq!(other.forge(&own, &first, &DATE).await.status, 403);
        }
        assert_eq!(ada.get("/metropole~test/inconnu").await.status, 404);
        assert_eq!(ada.get("/bron~test/stationnement-demenagement").await.status, 403, "she is no agent there");
    })
    .await;
}

#[tokio::test]
async fn what_is_tried_says_so_and_stays_there() {
    with_test_space(async |counter| {
        let ada = Browser::new(&counter).signed_in(ADA);
        let real = ada.get("/metropole/stationnement-demenagement").await;
        assert!(!real.text().contains("Espace de test"), "{}", real.text());
        let cover = ada.get(COVER).await;
        assert!(cover.text().contains("Une version à essayer"), "{}", cover.text());

        let date = ada.get(&cover.link("Commencer")).await;
        for (page, is_test) in [(&real, false), (&cover, true), (&date, true)] {
            let shown = String::from_utf8_lossy(&page.body);
            assert_eq!(shown.contains("rien de ce que vous faites ici n’est réel."), is_test, "{shown}");
        }
        let place = ada.fill(&date, &DATE).await;
        let contact = ada.fill(&place, &PLACE).await;
        let summary = ada.fill(&contact, &CONTACT).await;
        assert!(ada.get("/metropole/stationnement-demenagement").await.find("a").iter().all(|link| !link.contains("Reprendre")));
        let receipt = ada.fill(&summary, &[]).await;
        assert_eq!(receipt.find("h1"), ["Votre demande est envoyée"]);
        counter.work().await;
        let filed = case_in(&counter, &test_space(), &summary).await.unwrap();
        assert!(case_in(&counter, &Counter::instance(), &summary).await.is_none(), "production knows nothing of it");

        // what is done with it is done there
        let followed = ada.get(&receipt.link("Suivre ma demande")).await;
        let confirm = ada.get(&followed.link("Annuler ma demande")).await;
        ada.fill(&confirm, &[]).await;
        counter.work().await;
        assert!(ada.get(&followed.url).await.text().contains("Demande annulée"));
        let now = case_in(&counter, &test_space(), &summary).await.unwrap();
        assert_ne!(now.state.0.status, filed.state.0.status);
    })
    .await;
}
