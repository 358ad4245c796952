//! Signing in on a site of ours.

use base64::{Engine, engine::general_purpose::STANDARD};
use db::testing::on_each_engine;
use http::header;
use serde_json::{Value, json};

use super::{
    house::PORTAL,
    provider::{Provider, new_key},
    world::{World, is_signed_in},
};
use crate::signin::MIGRATIONS;

#[tokio::test]
async fn she_signs_in_and_is_back_where_she_was() {
    on_each_engine(&[MIGRATIONS], async |bench| {
        let world = World::open(bench).await;
        let browser = world.browser();
        let asked = browser.get("/moi?page=2").await;
        assert_eq!((asked.status, asked.location()), (303, "/connexion?vers=%2Fmoi%3Fpage%3D2"));
        let left = browser.get(asked.location()).await;
        assert!(left.location().starts_with(&format!("{}/authorize?", world.provider.issuer())), "{}", left.location());
        assert_eq!((left.parameter("response_type"), left.parameter("code_challenge_method")), ("code".to_owned(), "S256".to_owned()));
        assert_eq!(left.parameter("redirect_uri"), format!("{PORTAL}/connexion/retour"));

        let token = world.provider.sign(&world.claims(&left.parameter("nonce")));
        let back = world.come_back(&browser, &left, token).await;
        assert_eq!((back.status, back.location()), (303, "/moi?page=2"));
        let cookie = back.header(header::SET_COOKIE);
        assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && cookie.contains("Path=/"), "{cookie}");

        let exchanged = world.provider.script().exchanged.clone();
        assert_eq!(exchanged["redirect_uri"], format!("{PORTAL}/connexion/retour"));
        assert_eq!(
            crate::cookie::digest(&exchanged["code_verifier"]),
            left.parameter("code_challenge"),
            "the verifier is that of the challenge"
        );
        assert_eq!(exchanged["authorization"], format!("Basic {}", STANDARD.encode("portail:tr%C3%A8s%20secret")));
        assert!(browser.get("/moi").await.body.contains("Zoé zoe true"));
    })
    .await;
}

#[tokio::test]
async fn a_fresh_proof_is_asked_of_the_provider() {
    on_each_engine(&[MIGRATIONS], async |bench| {
        let world = World::open(bench).await;
        let browser = world.browser();
        let left = browser.get("/connexion?vers=/moi&fort=1&recente=1").await;
        assert_eq!((left.parameter("max_age"), left.parameter("acr_values")), ("600".to_owned(), "glc:mfa".to_owned()));
        assert!(!browser.get("/connexion?vers=/moi").await.location().contains("max_age"));
    })
    .await;
}

#[tokio::test]
async fn a_token_that_is_not_for_this_sign_in_opens_nothing() {
    on_each_engine(&[MIGRATIONS], async |bench| {
        let world = World::open(bench).await;
        let stranger = new_key();
        type Forge<'a> = Box<dyn Fn(&World, Value) -> String + 'a>;
        let changed = |name: &'static str, value: Value| -> Forge<'_> {
            Box::new(move |world, mut claims| {
                claims[name] = value.clone();
                world.provider.sign(&claims)
            })
        };
        let now = world.now();
        let forged: Vec<(&str, Forge<'_>)> = vec![
            ("another nonce", changed("nonce", json!("autre"))),
            ("no nonce", changed("nonce", Value::Null)),
            ("another issuer", changed("iss", json!("https://evil.example"))),
            ("another audience", changed("aud", json!("autre-client"))),
            ("expired", changed("exp", json!(now))),
            ("no expiry", changed("exp", Value::Null)),
            ("from the future", changed("iat", json!(now + 61))),
            ("no subject", changed("sub", Value::Null)),
            ("unknown key", Box::new(|world, claims| world.provider.sign_as("k2", &stranger, &claims))),
            ("another key of the same name", Box::new(|world, claims| world.provider.sign_as("k1", &stranger, &claims))),
            ("unsigned", Box::new(|_, claims| Provider::unsigned(&claims))),
            ("signed with the public key", Box::new(|world, claims| world.provider.confused(&claims))),
            ("no token", Box::new(|_, _| "n’importe quoi".to_owned())),
        ];
        for (what, forge) in forged {
            let browser = world.browser();
            let left = world.leave(&browser, "/moi").await;
            let token = forge(&world, world.claims(&left.parameter("nonce")));
            let back = world.come_back(&browser, &left, token).await;
            assert_eq!(back.status, 422, "{what}");
            assert!(browser.cookie("session").is_empty() && !is_signed_in(&browser).await, "{what}");
        }
        assert_eq!(world.sign_in(&world.browser()).await.location(), "/moi", "the genuine one still does");
    })
    .await;
}

#[tokio::test]
async fn an_answer_that_this_browser_did_not_ask_for_is_ignored() {
    on_each_engine(&[MIGRATIONS], async |bench| {
        let world = World::open(bench).await;
        let (hers, other) = (world.browser(), world.browser());
        let left = world.leave(&hers, "/moi").await;
        world.leave(&other, "/").await;
        let token = || world.provider.sign(&world.claims(&left.parameter("nonce")));
        assert_eq!(world.come_back(&other, &left, token()).await.location(), "/");
        assert!(!is_signed_in(&other).await, "another browser");
        hers.get("/connexion/retour?code=c1&state=autre").await;
        assert!(!is_signed_in(&hers).await, "another state");
        assert_eq!(world.come_back(&hers, &left, token()).await.location(), "/moi");
        let session = hers.cookie("session");
        assert_eq!(world.come_back(&hers, &left, token()).await.location(), "/", "it serves once");
        assert_eq!(hers.cookie("session"), session);
    })
    .await;
}

#[tokio::test]
async fn what_goes_wrong_at_the_provider_is_told() {
    on_each_engine(&[MIGRATIONS], async |bench| {
        let world = World::open(bench).await;
        let browser = world.browser();
        let left = world.leave(&browser, "/moi").await;
        let given_up = browser.get(&format!("/connexion/retour?error=access_denied&state={}", left.parameter("state"))).await;
        assert_eq!(given_up.location(), "/");

        for iss in ["&iss=https%3A%2F%2Fevil.example", ""] {
            let left = world.leave(&browser, "/moi").await;
            let token = world.provider.sign(&world.claims(&left.parameter("nonce")));
            world.provider.script().id_token = token;
            let mixed = browser.get(&format!("/connexion/retour?code=c1&state={}{iss}", left.parameter("state"))).await;
            assert_eq!(mixed.status, 422, "an answer of another provider, or of nobody: {iss}");
        }

        for (status, seen) in [(400, 422), (500, 500), (401, 500)] {
            world.provider.script().token_status = status;
            assert_eq!(world.sign_in(&browser).await.status, seen, "{status}");
        }
        world.provider.script().token_status = 200;
        world.provider.script().userinfo.1 = json!({ "sub": "quelqu’un d’autre" });
        assert_eq!(world.sign_in(&browser).await.status, 500);

        let left = world.leave(&browser, "/moi").await;
        world.bench.clock.advance(3_601);
        let token = world.provider.sign(&world.claims(&left.parameter("nonce")));
        assert_eq!(world.come_back(&browser, &left, token).await.status, 422, "one hour later");
        assert!(!is_signed_in(&browser).await);
    })
    .await;
}

#[tokio::test]
async fn nobody_is_sent_to_another_site_after_signing_in() {
    on_each_engine(&[MIGRATIONS], async |bench| {
        let world = World::open(bench).await;
        let elsewhere = [
            "https://evil.example",
            "//evil.example",
            "///evil.example",
            "/\\evil.example",
            "\\/evil.example",
            "/\t/evil.example",
            "/\n/evil.example",
            " //evil.example",
            "javascript:alert(1)",
            "evil.example",
            "",
        ];
        for back_to in elsewhere {
            let browser = world.browser();
            let left = world.leave(&browser, back_to).await;
            let token = world.provider.sign(&world.claims(&left.parameter("nonce")));
            assert_eq!(world.come_back(&browser, &left, token).await.location(), "/", "{back_to:?}");
        }
    })
    .await;
}
