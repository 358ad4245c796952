use http::{Request, header};

use super::bench::{Browser, World, journey, tokens_for};
use crate::SigningAlg;

const ANA: &str = "ana@exemple.fr";

fn kid(token: &str) -> String {
    jsonwebtoken::decode_header(token).unwrap().kid.unwrap()
}

async fn published(world: &World) -> String {
    world.send(Request::get("/jwks"), "").await.body
}

async fn signer_of(world: &World, alg: SigningAlg) -> String {
    let mut tx = world.bench.databases.identity_read().await.unwrap();
    let keys = world.identity.signing_keys(&mut tx, world.moment().wall).await.unwrap();
    keys.into_iter().find(|key| key.signs && key.algorithm == alg).unwrap().kid
}

#[tokio::test]
async fn each_client_has_the_signature_that_it_asked_for() {
    journey(async |world| {
        world.account(ANA, None).await;
        let plain = world.client("bron", |_| {}).await;
        let old = world.client("lyon", |client| client.protocol.id_token_alg = SigningAlg::RS256).await;
        let signed = world.client("vaulx", |client| client.protocol.userinfo_alg = Some(SigningAlg::ES256)).await;
        let browser = Browser::default();
        for (client, alg) in [(&plain, "ES256"), (&old, "RS256")] {
            let token = tokens_for(&world, &browser, client, ANA).await.text("id_token");
            assert_eq!(format!("{:?}", jsonwebtoken::decode_header(&token).unwrap().alg), alg);
            let claims = world.claims(&token, &client.id).await;
            for name in ["sub", "acr", "sid", "at_hash", "nonce"] {
                assert!(claims[name].is_string(), "{alg} {name}");
            }
            assert!(claims["auth_time"].is_i64() && claims["amr"].is_array());
            let hinted = browser.get(&world, &client.authorize(&[("id_token_hint", &token), ("prompt", "none")])).await;
            assert!(hinted.parameter("code").is_some(), "{alg}: the hint is ours");
        }
        let access = tokens_for(&world, &browser, &signed, ANA).await.text("access_token");
        let answer = world.userinfo(&access).await;
        assert_eq!(answer.header(header::CONTENT_TYPE), "application/jwt");
        let asked = browser.get(&world, &signed.authorize(&[("id_token_hint", &answer.body), ("prompt", "none")])).await;
        assert_eq!(asked.parameter("error").as_deref(), Some("login_required"), "what userinfo says is no ID token");
        let claims = world.claims(&answer.body, "vaulx").await;
        assert_eq!((claims["email"].as_str(), claims["iss"].as_str()), (Some(ANA), Some(super::bench::ISSUER)));
    })
    .await;
}

#[tokio::test]
async fn keys_replaced_by_order_overlap() {
    journey(async |world| {
        world.account(ANA, None).await;
        let client = world.client("bron", |_| {}).await;
        let browser = Browser::default();
        let before = tokens_for(&world, &browser, &client, ANA).await.text("id_token");
        world.wait(1);
        world.identity.replace_keys(&world.moment()).await.unwrap();
        assert_eq!(published(&world).await.matches("\"kid\"").count(), 4, "the new ones are published beside");
        assert_eq!(kid(&tokens_for(&world, &browser, &client, ANA).await.text("id_token")), kid(&before));
        world.wait(86_400);
        let after = tokens_for(&world, &browser, &client, ANA).await.text("id_token");
        assert_ne!(kid(&after), kid(&before));
        assert!(world.claims(&before, "bron").await["sub"].is_string(), "what was signed is still believed");
    })
    .await;
}

#[tokio::test]
async fn a_stolen_key_is_gone_at_once() {
    journey(async |world| {
        world.account(ANA, None).await;
        let client = world.client("bron", |_| {}).await;
        let browser = Browser::default();
        let before = tokens_for(&world, &browser, &client, ANA).await.text("id_token");
        let stolen = signer_of(&world, SigningAlg::ES256).await;
        assert_eq!(kid(&before), stolen);
        let rsa = signer_of(&world, SigningAlg::RS256).await;
        world.identity.withdraw_key(&world.moment(), &stolen).await.unwrap();
        let keys = published(&world).await;
        assert!(!keys.contains(&stolen) && keys.contains(&rsa));
        let after = tokens_for(&world, &browser, &client, ANA).await.text("id_token");
        assert_ne!(kid(&after), stolen, "a new one signs at once");
        let hinted = browser.get(&world, &client.authorize(&[("id_token_hint", &before), ("prompt", "none")])).await;
        assert_eq!(hinted.parameter("error").as_deref(), Some("login_required"), "what it signed is worth nothing");
        assert!(world.identity.withdraw_key(&world.moment(), &stolen).await.is_err(), "gone already");

        // with another one published, that one takes over: no third is made
        world.identity.replace_keys(&world.moment()).await.unwrap();
        let signs = signer_of(&world, SigningAlg::ES256).await;
        world.identity.withdraw_key(&world.moment(), &signs).await.unwrap();
        assert_eq!(published(&world).await.matches("ES256").count(), 1);
        let last = tokens_for(&world, &browser, &client, ANA).await.text("id_token");
        assert_eq!(kid(&last), signer_of(&world, SigningAlg::ES256).await);
    })
    .await;
}
