//! Sessions of our sites, and how they end.

use db::testing::on_each_engine;
use http::{Request, header};
use serde_json::{Value, json};

use super::{
    house::PORTAL,
    provider::{Provider, new_key},
    world::{World, is_signed_in},
};
use crate::signin::MIGRATIONS;

#[tokio::test]
async fn a_planted_session_is_not_adopted_and_a_former_one_ends() {
    on_each_engine(&[MIGRATIONS], async |bench| {
        let world = World::open(bench).await;
        let browser = world.browser();
        browser.keep(&browser.cookie_name("session"), "plante");
        assert!(!is_signed_in(&browser).await);
        world.sign_in(&browser).await;
        let first = browser.cookie("session");
        assert_eq!(first.len(), 43, "256 bits");
        world.sign_in(&browser).await;
        assert_ne!(browser.cookie("session"), first);
        assert!(is_signed_in(&browser).await);
        let thief = world.browser();
        thief.keep(&thief.cookie_name("session"), &first);
        assert!(!is_signed_in(&thief).await);
    })
    .await;
}

#[tokio::test]
async fn signing_out_ends_the_session_here_then_at_the_provider() {
    on_each_engine(&[MIGRATIONS], async |bench| {
        let world = World::open(bench).await;
        let browser = world.browser();
        world.sign_in(&browser).await;
        let (token, id_token) = (browser.cookie("session"), world.provider.script().id_token.clone());
        let without_proof = Request::post("/deconnexion").header(header::ORIGIN, PORTAL);
        assert_eq!(browser.send(without_proof, "").await.status, 403);
        assert!(is_signed_in(&browser).await);

        let out = browser.post("/deconnexion", &[]).await;
        assert!(out.location().starts_with(&format!("{}/end-session?", world.provider.issuer())));
        assert_eq!(
            (out.parameter("id_token_hint"), out.parameter("post_logout_redirect_uri")),
            (id_token, format!("{PORTAL}/deconnexion"))
        );
        assert_eq!(browser.cookie("session"), "");
        let told = browser.get("/deconnexion").await;
        assert!(told.status == 200 && told.body.contains("Vous êtes déconnecté."), "she is told that it is done");
        browser.keep(&browser.cookie_name("session"), &token);
        assert!(!is_signed_in(&browser).await, "the token is dead, not only forgotten");
    })
    .await;
}

#[tokio::test]
async fn the_provider_ends_a_session_with_a_genuine_token_only() {
    on_each_engine(&[MIGRATIONS], async |bench| {
        let world = World::open(bench).await;
        let browser = world.browser();
        world.sign_in(&browser).await;
        let with = |name: &str, value: Value| {
            let mut claims = world.logout();
            claims[name] = value;
            world.provider.sign(&claims)
        };
        let refused = [
            ("an ID token", world.provider.script().id_token.clone()),
            ("a nonce", with("nonce", json!("n"))),
            ("no event", with("events", json!({}))),
            ("no session", with("sid", Value::Null)),
            ("another audience", with("aud", json!("autre"))),
            ("another issuer", with("iss", json!("https://evil.example"))),
            ("expired", with("exp", json!(world.now()))),
            ("unsigned", Provider::unsigned(&world.logout())),
            ("another key", world.provider.sign_as("k1", &new_key(), &world.logout())),
            ("nothing", String::new()),
        ];
        for (what, token) in refused {
            assert_eq!(world.tell(&token).await.status, 400, "{what}");
            assert!(is_signed_in(&browser).await, "{what}");
        }
        assert_eq!(world.tell(&with("sid", json!("s2"))).await.status, 200, "somebody else’s session");
        assert!(is_signed_in(&browser).await);
        assert_eq!(world.tell(&world.provider.sign(&world.logout())).await.status, 200);
        assert!(!is_signed_in(&browser).await);
    })
    .await;
}

#[tokio::test]
async fn strangers_do_not_make_us_ask_for_keys_without_end() {
    on_each_engine(&[MIGRATIONS], async |bench| {
        let world = World::open(bench).await;
        let key = new_key();
        for kid in 0..20 {
            world.tell(&world.provider.sign_as(&kid.to_string(), &key, &world.logout())).await;
        }
        assert_eq!(world.provider.script().keys_read, 1);
        world.bench.clock.advance(10);
        world.tell(&world.provider.sign_as("nouvelle", &key, &world.logout())).await;
        assert_eq!(world.provider.script().keys_read, 2, "a new key is looked for, later");
    })
    .await;
}

#[tokio::test]
async fn a_session_ends_after_an_idle_hour_or_twelve() {
    on_each_engine(&[MIGRATIONS], async |bench| {
        let world = World::open(bench).await;
        let idle = world.browser();
        world.sign_in(&idle).await;
        world.bench.clock.advance(3_599);
        assert!(is_signed_in(&idle).await);
        world.bench.clock.advance(3_600);
        assert!(!is_signed_in(&idle).await);

        let busy = world.browser();
        world.sign_in(&busy).await;
        for _ in 0..23 {
            world.bench.clock.advance(1_800);
            assert!(is_signed_in(&busy).await);
        }
        world.bench.clock.advance(1_800);
        assert!(!is_signed_in(&busy).await);
    })
    .await;
}

#[tokio::test]
async fn a_session_follows_what_the_provider_says_but_not_its_silence() {
    on_each_engine(&[MIGRATIONS], async |bench| {
        let world = World::open(bench).await;
        let browser = world.browser();
        world.sign_in(&browser).await;
        world.provider.script().userinfo.0 = 503;
        world.bench.clock.advance(300);
        assert!(is_signed_in(&browser).await, "a provider that is down ends nobody’s session");
        world.provider.script().userinfo.0 = 401;
        assert!(is_signed_in(&browser).await, "not asked again at once");
        world.bench.clock.advance(300);
        assert!(!is_signed_in(&browser).await);
        world.provider.script().userinfo.0 = 200;
        assert!(!is_signed_in(&browser).await, "it is closed for good");
    })
    .await;
}

#[tokio::test]
async fn what_no_longer_serves_is_forgotten() {
    on_each_engine(&[MIGRATIONS], async |bench| {
        let world = World::open(bench).await;
        let browser = world.browser();
        world.sign_in(&browser).await;
        world.leave(&browser, "/").await;
        let rows = async |expected: [i64; 2]| {
            world.sign_in.purge(world.bench.moment().wall).await.unwrap();
            let mut tx = world.bench.databases.platform_read().await.unwrap();
            for (sql, expected) in
                [("SELECT COUNT(*) AS value FROM site_sessions", expected[0]), ("SELECT COUNT(*) AS value FROM sign_ins", expected[1])]
            {
                assert_eq!(tx.value::<i64>(sql, Vec::new()).await.unwrap(), expected, "{sql}");
            }
        };
        world.bench.clock.advance(3_599);
        rows([1, 1]).await;
        world.bench.clock.advance(1);
        rows([0, 0]).await;
    })
    .await;
}

#[tokio::test]
async fn somebody_whose_account_was_deleted_is_signed_in_nowhere() {
    on_each_engine(&[MIGRATIONS], async |bench| {
        let world = World::open(bench).await;
        let browser = world.browser();
        world.sign_in(&browser).await;
        let mut tx = world.bench.databases.platform_write().await.unwrap();
        let subject: String = tx.value("SELECT subject AS value FROM site_sessions", db::args![]).await.unwrap();
        crate::signin::forget_person(&mut tx, "somebody else").await.unwrap();
        tx.commit().await.unwrap();
        assert!(is_signed_in(&browser).await);
        let mut tx = world.bench.databases.platform_write().await.unwrap();
        crate::signin::forget_person(&mut tx, &subject).await.unwrap();
        tx.commit().await.unwrap();
        assert!(!is_signed_in(&browser).await);
    })
    .await;
}

#[tokio::test]
async fn how_far_the_feed_was_read_never_goes_back() {
    on_each_engine(&[MIGRATIONS], async |bench| {
        let mut tx = bench.databases.platform_write().await.unwrap();
        assert_eq!(crate::signin::departures_read(&mut tx, "portal").await.unwrap(), 0);
        for position in [5, 9, 7] {
            crate::signin::set_departures_read(&mut tx, "portal", position).await.unwrap();
        }
        assert_eq!(crate::signin::departures_read(&mut tx, "portal").await.unwrap(), 9);
    })
    .await;
}
