//! Alerts, and what operators do of them in the console.

use super::bench::{Answer, Browser, CONSOLE, TestClient, World, journey, tokens_for};
use crate::store::alerts::{self, AlertId};

const ANA: &str = "ana@exemple.fr";
const DAY: i64 = 86_400;

/// Reads a page of the console.
async fn console(world: &World, path: &str) -> Answer {
    Browser::default().get(world, &format!("{CONSOLE}{path}")).await
}

/// Answers an alert in the console.
async fn answer(world: &World, path: &str, typed: &[(&str, &str)]) -> Answer {
    Browser::default().fill(world, &format!("{CONSOLE}{path}"), path, typed).await
}

/// The page of the only open alert of this kind.
async fn page_of(world: &World, kind: &str) -> String {
    let mut tx = world.bench.databases.identity_read().await.unwrap();
    let open = alerts::open(&mut tx).await.unwrap();
    let found: Vec<AlertId> = open.iter().filter(|alert| alert.kind.as_str() == kind).map(|alert| alert.id).collect();
    assert_eq!(found.len(), 1, "{kind}");
    format!("/alertes/{}", found[0])
}

/// Shows a wrong secret once a minute, so many times.
async fn guesses(world: &World, client: &TestClient, times: u32) {
    let wrong = TestClient { id: client.id.clone(), secret: "faux".into(), redirect_uri: client.redirect_uri.clone() };
    for _ in 0..times {
        let refused = world.exchange(&wrong, "x").await;
        assert!([401, 429].contains(&refused.status), "{}", refused.body);
        // past the wait of the throttle
        world.wait(601);
    }
}

/// So many days in a row with half an hour of refusals.
async fn bad_days(world: &World, client: &TestClient, days: u32) {
    for day in 0..days {
        if day > 0 {
            world.wait(DAY);
        }
        guesses(world, client, 30).await;
    }
}

#[tokio::test]
async fn an_operator_reads_an_alert_and_closes_it_with_a_note() {
    journey(async |world| {
        assert!(console(&world, "/alertes").await.body.contains("Aucune alerte"));
        world.account(ANA, None).await;
        let client = world.client("bron", |_| {}).await;
        let token = tokens_for(&world, &Browser::default(), &client, ANA).await.text("refresh_token");
        world.refresh(&client, &token).await;
        world.refresh(&client, &token).await;
        let path = page_of(&world, "token-reused").await;
        let list = console(&world, "/alertes").await.body;
        assert!(list.contains("Un jeton a servi deux fois") && list.contains("Ville de bron") && list.contains(&path));
        let page = console(&world, &path).await.body;
        assert!(page.contains("Ville de bron") && page.contains("Combien de fois"), "{page}");
        assert!(!page.contains(ANA), "nobody is named");

        let refused = answer(&world, &path, &[("note", "  ")]).await;
        assert_eq!(refused.status, 422);
        assert!(refused.body.contains("Écrivez ce que vous avez vu"));
        assert_eq!(world.alerts().await, [("token-reused", 1)]);
        let done = answer(&world, &path, &[("note", "Leur programme rejoue : <contact> prévenu.")]).await;
        assert_eq!(done.location(), "/alertes");
        assert!(world.alerts().await.is_empty());
        let page = console(&world, &path).await.body;
        assert!(
            page.contains("Leur programme rejoue : &lt;contact&gt; prévenu.") && !page.contains("<form method=\"post\" action=\"/alertes")
        );
        assert!(console(&world, "/alertes").await.body.contains("Fermées depuis"));

        let mut tx = world.bench.databases.identity_read().await.unwrap();
        let told: i64 = tx
            .value("SELECT COUNT(*) AS value FROM audit WHERE action = 'identity.alert-closed' AND actor = 'operator'", db::args![])
            .await
            .unwrap();
        assert_eq!(told, 1);
    })
    .await;
}

#[tokio::test]
async fn an_alert_that_does_not_exist_is_not_found() {
    journey(async |world| {
        for path in ["/alertes/x", "/alertes/0192f0c8-0000-7000-8000-000000000000"] {
            assert_eq!(console(&world, path).await.status, 404, "{path}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_client_that_fails_is_told_then_proposed_then_suspended_by_an_operator() {
    journey(async |world| {
        let client = world.client("bron", |_| {}).await;
        guesses(&world, &client, 29).await;
        assert!(world.alerts().await.is_empty());
        guesses(&world, &client, 1).await;
        assert_eq!(world.alerts().await, [("client-failing", 1)]);
        let page = console(&world, &page_of(&world, "client-failing").await).await.body;
        assert!(page.contains("Ville de bron") && page.contains("Ce qui lui est refusé"), "{page}");
        assert!(!page.contains("Suspendre ce service"), "one bad day is not enough");

        world.wait(DAY);
        bad_days(&world, &client, 2).await;
        let path = page_of(&world, "client-persists").await;
        let done = answer(&world, &path, &[("note", "Aucune réponse du contact."), ("choix", "suspendre")]).await;
        assert_eq!(done.location(), "/alertes");
        assert!(world.alerts().await.is_empty(), "both have their answer");
        let refused = world.exchange(&client, "x").await;
        assert_eq!((refused.status, refused.text("error")), (401, "invalid_client".into()), "even with the right secret");
        world.wait(DAY);
        guesses(&world, &client, 40).await;
        assert!(world.alerts().await.is_empty(), "refused because it is suspended: that is no news");
    })
    .await;
}

#[tokio::test]
async fn an_operator_who_says_no_is_not_asked_again_until_it_goes_on() {
    journey(async |world| {
        let client = world.client("bron", |_| {}).await;
        bad_days(&world, &client, 3).await;
        let path = page_of(&world, "client-persists").await;
        answer(&world, &path, &[("note", "Réparé ce soir.")]).await;
        let mut tx = world.bench.databases.identity_read().await.unwrap();
        assert!(!world.identity.clients(&mut tx).await.unwrap()[0].is_suspended);
        drop(tx);
        world.wait(60);
        guesses(&world, &client, 5).await;
        assert!(!world.alerts().await.iter().any(|(kind, _)| *kind == "client-persists"), "{:?}", world.alerts().await);
    })
    .await;
}

#[tokio::test]
async fn nobody_is_asked_to_suspend_a_site_of_ours() {
    journey(async |world| {
        let client = world.client("portail", |client| client.is_ours = true).await;
        bad_days(&world, &client, 3).await;
        let kinds: Vec<&str> = world.alerts().await.into_iter().map(|(kind, _)| kind).collect();
        assert_eq!(kinds, ["client-failing"]);
    })
    .await;
}

#[tokio::test]
async fn the_guesses_of_a_stranger_leave_the_true_service_working() {
    journey(async |world| {
        world.account(ANA, None).await;
        let client = world.client("bron", |_| {}).await;
        guesses(&world, &client, 30).await;
        assert_eq!(world.alerts().await, [("client-failing", 1)]);
        tokens_for(&world, &Browser::default(), &client, ANA).await;
    })
    .await;
}

#[tokio::test]
async fn a_service_on_trial_is_refused_while_it_is_written_and_that_is_no_news() {
    journey(async |world| {
        let client = world.client("bron", |_| {}).await;
        let mut tx = world.bench.databases.identity_write().await.unwrap();
        tx.execute("UPDATE clients SET stage = 'integration'", db::args![]).await.unwrap();
        tx.commit().await.unwrap();
        bad_days(&world, &client, 3).await;
        assert!(world.alerts().await.is_empty());
    })
    .await;
}
