use http::{Request, header};

use super::bench::{Browser, PASSWORD, TestClient, code_for, journey, tokens_for};

use crate::{flow::attempts::Attempt, store::throttles};

const ANA: &str = "ana@exemple.fr";

#[tokio::test]
async fn after_failures_even_the_right_password_waits() {
    journey(async |world| {
        world.account(ANA, None).await;
        let browser = Browser::default();
        for _ in 0..5 {
            let wrong = browser.sign_in(&world, "/connexion", ANA, "faux").await;
            assert_eq!(wrong.status, 422);
            assert!(wrong.body.contains("n’est pas le bon"));
        }
        let slowed = browser.sign_in(&world, "/connexion", ANA, PASSWORD).await;
        assert_eq!((slowed.status, slowed.header(header::RETRY_AFTER)), (429, "31"));

        world.account("bob@exemple.fr", None).await;
        let bystander = Browser::default();
        assert_eq!(bystander.sign_in(&world, "/connexion", "bob@exemple.fr", PASSWORD).await.location(), "/compte");

        world.wait(31);
        assert_eq!(browser.sign_in(&world, "/connexion", ANA, PASSWORD).await.location(), "/compte");
        assert_eq!(browser.sign_in(&world, "/connexion", ANA, "faux").await.status, 422, "success forgave");
    })
    .await;
}

#[tokio::test]
async fn an_unknown_account_is_told_and_slowed_as_a_known_one() {
    journey(async |world| {
        world.account(ANA, None).await;
        let mut answers = Vec::new();
        for email in [ANA, "personne@exemple.fr"] {
            let browser = Browser::default();
            let mut said = Vec::new();
            for _ in 0..6 {
                let answer = browser.sign_in(&world, "/connexion", email, "faux").await;
                said.push((answer.status, answer.body.contains("n’est pas le bon"), answer.header(header::RETRY_AFTER).to_owned()));
            }
            answers.push(said);
        }
        assert_eq!(answers[0], answers[1]);
    })
    .await;
}

#[tokio::test]
async fn an_address_that_tries_many_accounts_is_slowed() {
    journey(async |world| {
        let browser = Browser::default();
        let mut last = 0;
        for number in 0..61 {
            last = browser.sign_in(&world, "/connexion", &format!("p{number}@exemple.fr"), "faux").await.status;
        }
        assert_eq!(last, 429);
    })
    .await;
}

#[tokio::test]
async fn a_client_that_guesses_its_secret_is_slowed() {
    journey(async |world| {
        world.account(ANA, None).await;
        let client = world.client("bron", |_| {}).await;
        let code = code_for(&world, &Browser::default(), &client, ANA, &[]).await;
        let thief = TestClient { id: client.id.clone(), secret: "faux".into(), redirect_uri: client.redirect_uri.clone() };
        for _ in 0..10 {
            let refused = world.exchange(&thief, &code).await;
            assert_eq!((refused.status, refused.text("error")), (401, "invalid_client".into()));
            assert!(refused.header(header::WWW_AUTHENTICATE).starts_with("Basic"));
        }
        assert_eq!(world.exchange(&client, &code).await.status, 429, "from the same network");
        world.wait(11);
        assert_eq!(world.exchange(&client, &code).await.status, 200, "the failures consumed nothing");
    })
    .await;
}

#[tokio::test]
async fn a_session_ends_after_an_hour_without_use() {
    journey(async |world| {
        world.account(ANA, None).await;
        let client = world.client("bron", |_| {}).await;
        let browser = Browser::default();
        let tokens = tokens_for(&world, &browser, &client, ANA).await;
        world.wait(3_000);
        assert_eq!(world.refresh(&client, &tokens.text("refresh_token")).await.status, 200, "a service in use counts");
        world.wait(3_000);
        assert_eq!(browser.get(&world, "/compte").await.status, 200);
        world.wait(3_600);
        assert_eq!(browser.get(&world, "/compte").await.location(), "/connexion");
        let again = browser.get(&world, &client.authorize(&[])).await;
        assert!(again.location().starts_with("/connexion?"));
        world.wait(-3_600);
        assert_eq!(browser.get(&world, "/compte").await.location(), "/connexion", "a clock that goes back revives nothing");
    })
    .await;
}

#[tokio::test]
async fn introspection_counts_as_use() {
    journey(async |world| {
        world.account(ANA, None).await;
        let client = world.client("portal", |client| client.is_ours = true).await;
        let token = tokens_for(&world, &Browser::default(), &client, ANA).await.text("access_token");
        for _ in 0..3 {
            world.wait(3_000);
            let told = world.post_form("/introspect", Some(&client.basic()), &[("token", &token)]).await;
            assert_eq!(told.json()["active"], true);
        }
        world.wait(3_600);
        let told = world.post_form("/introspect", Some(&client.basic()), &[("token", &token)]).await;
        assert_eq!(told.json(), serde_json::json!({ "active": false }));
    })
    .await;
}

#[tokio::test]
async fn a_form_from_elsewhere_signs_nobody_in() {
    journey(async |world| {
        world.account(ANA, None).await;
        let fields = format!("email={ANA}&password={}", PASSWORD.replace(' ', "+"));
        let forged = Request::post("/connexion").header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        assert_eq!(world.send(forged.header(header::ORIGIN, "https://evil.example"), &fields).await.status, 403);
        let blind = Request::post("/connexion").header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        assert_eq!(world.send(blind, &fields).await.status, 403, "no proof that the form is ours");
    })
    .await;
}

#[tokio::test]
async fn of_eight_that_succeed_at_once_each_is_forgiven() {
    journey(async |world| {
        let attempt = Attempt::look("ana");
        let key = format!("look:{}", web::cookie::digest("ana"));
        let failures = async || {
            let mut tx = world.bench.databases.identity_read().await.unwrap();
            throttles::get(&mut tx, &key).await.unwrap().unwrap().failures
        };
        let count = async || {
            let mut tx = world.bench.databases.identity_write().await.unwrap();
            attempt.begin(&mut tx, world.moment().wall).await.unwrap();
            tx.commit().await.unwrap();
        };
        let succeed = async || {
            let mut tx = world.bench.databases.identity_write().await.unwrap();
            attempt.succeeded(&mut tx).await.unwrap();
            tx.commit().await.unwrap();
        };
        tokio::join!(count(), count(), count(), count(), count(), count(), count(), count());
        assert_eq!(failures().await, 8);
        tokio::join!(succeed(), succeed(), succeed(), succeed(), succeed(), succeed(), succeed(), succeed());
        assert_eq!(failures().await, 0);
    })
    .await;
}
