use super::bench::{Browser, TestClient, VERIFIER, World, code_for, journey};
use crate::{model::endpoint::Endpoint, store::client_errors};

const ANA: &str = "ana@exemple.fr";

/// What a client was refused, the latest first: where and why.
async fn refused(world: &World, client: &str) -> Vec<(&'static str, String)> {
    let mut tx = world.bench.databases.identity_read().await.unwrap();
    let rows = client_errors::recent(&mut tx, client).await.unwrap();
    rows.into_iter().map(|row| (row.endpoint.as_str(), row.reason)).collect()
}

#[tokio::test]
async fn a_developer_finds_why_each_call_was_refused() {
    journey(async |world| {
        world.account(ANA, None).await;
        let client = world.client("bron", |_| {}).await;
        let browser = Browser::default();
        browser.get(&world, &client.authorize(&[("redirect_uri", "https://bron.example/autre")])).await;
        world.wait(1);
        browser.get(&world, &client.authorize(&[("state", "court")])).await;
        world.wait(1);
        let code = code_for(&world, &browser, &client, ANA, &[]).await;
        let wrong = [
            ("grant_type", "authorization_code"),
            ("code", &*code),
            ("redirect_uri", &*client.redirect_uri),
            ("code_verifier", &VERIFIER.replace('d', "e")),
        ];
        world.post_form("/token", Some(&client.basic()), &wrong).await;
        world.wait(1);
        let thief = TestClient { id: client.id.clone(), secret: "faux".into(), redirect_uri: String::new() };
        world.exchange(&thief, &code).await;
        world.wait(1);
        world.post_form("/introspect", Some(&client.basic()), &[]).await;
        world.wait(1);
        world
            .send(http::Request::post("/token").header("authorization", client.basic()).header("content-type", "application/json"), "{}")
            .await;
        let expected = [
            ("token", "not-a-form"),
            ("introspect", "token-missing"),
            ("token", "secret-wrong"),
            ("token", "code-verifier"),
            ("authorize", "state"),
            ("authorize", "redirect-unknown"),
        ];
        assert_eq!(refused(&world, "bron").await, expected.map(|(endpoint, reason)| (endpoint, reason.to_owned())));
        let mut tx = world.bench.databases.identity_read().await.unwrap();
        let told = world.identity.refusals_of(&mut tx, "bron").await.unwrap();
        assert_eq!((told[5].error.as_str(), told[5].endpoint), ("invalid_request", "authorize"));
        assert!(told[5].explanation.starts_with("redirect_uri n’est pas inscrite."));
    })
    .await;
}

#[tokio::test]
async fn what_goes_well_and_who_is_nobody_leave_nothing() {
    journey(async |world| {
        world.account(ANA, None).await;
        let client = world.client("bron", |_| {}).await;
        let browser = Browser::default();
        super::bench::tokens_for(&world, &browser, &client, ANA).await;
        browser.get(&world, "/authorize?client_id=personne&redirect_uri=https%3A%2F%2Fx.example").await;
        browser.get(&world, "/authorize").await;
        world.post_form("/token", None, &[("client_id", "personne"), ("client_secret", "x")]).await;
        let mut tx = world.bench.databases.identity_read().await.unwrap();
        let kept: i64 = tx.value("SELECT COUNT(*) AS value FROM client_errors", db::args![]).await.unwrap();
        assert_eq!(kept, 0);
    })
    .await;
}

#[tokio::test]
async fn the_same_refusal_is_kept_once_a_minute_two_hundred_in_all_and_a_month() {
    journey(async |world| {
        let client = world.client("bron", |_| {}).await;
        let wrong = || Browser::default();
        for _ in 0..5 {
            wrong().get(&world, &client.authorize(&[("nonce", "court")])).await;
        }
        assert_eq!(refused(&world, "bron").await.len(), 1);
        world.wait(61);
        wrong().get(&world, &client.authorize(&[("nonce", "court")])).await;
        assert_eq!(refused(&world, "bron").await.len(), 2);

        world.wait(1);
        let mut tx = world.bench.databases.identity_write().await.unwrap();
        for _ in 0..client_errors::MOST + 5 {
            client_errors::keep(&mut tx, &world.moment(), "bron", Endpoint::Par, &crate::model::reason::STATE).await.unwrap();
        }
        tx.commit().await.unwrap();
        let kept = refused(&world, "bron").await;
        assert_eq!(i64::try_from(kept.len()).unwrap(), client_errors::MOST);
        assert!(kept.iter().all(|(endpoint, _)| *endpoint == "par"), "the oldest went");
        world.wait(30 * 86_400 + 1);
        world.forget().await;
        assert_eq!(refused(&world, "bron").await, []);
    })
    .await;
}
