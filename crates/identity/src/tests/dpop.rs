use http::{Request, header};
use serde_json::{Value, json};

use super::bench::{Answer, Browser, CHALLENGE, TestClient, VERIFIER, World, code_for, journey};
use crate::{Binding, model::jwk::tests::Signer};

const ANA: &str = "ana@exemple.fr";

/// Exchanges a code with a proof.
async fn exchange(world: &World, client: &TestClient, code: &str, proof: &str) -> Answer {
    let fields =
        [("grant_type", "authorization_code"), ("code", code), ("redirect_uri", &client.redirect_uri), ("code_verifier", VERIFIER)];
    world.post_proved("/token", &client.basic(), proof, &fields).await
}

async fn userinfo(world: &World, scheme: &str, token: &str, proof: Option<&str>) -> Answer {
    let request = Request::get("/userinfo").header(header::AUTHORIZATION, format!("{scheme} {token}"));
    let request = match proof {
        Some(proof) => request.header("dpop", proof),
        None => request,
    };
    world.send(request, "").await
}

fn thumbprint(signer: &Signer) -> String {
    signer.public().thumbprint().unwrap()
}

#[tokio::test]
async fn a_bound_token_is_worth_something_to_the_holder_of_its_key_only() {
    journey(async |world| {
        world.account(ANA, None).await;
        let client = world.client("bron", |_| {}).await;
        let (signer, thief) = (Signer::p256(), Signer::p256());
        let code = code_for(&world, &Browser::default(), &client, ANA, &[]).await;
        let tokens = exchange(&world, &client, &code, &world.proof(&signer, "POST", "/token", None, &[])).await;
        assert_eq!((tokens.status, tokens.text("token_type").as_str()), (200, "DPoP"), "{}", tokens.body);
        let token = tokens.text("access_token");

        let proof = |signer: &Signer, changes: &[(&str, Value)]| world.proof(signer, "GET", "/userinfo", Some(&token), changes);
        let right = proof(&signer, &[]);
        assert_eq!(userinfo(&world, "DPoP", &token, Some(&right)).await.status, 200);
        for (case, scheme, proof) in [
            ("as a bearer token", "Bearer", None),
            ("as a bearer token, with a proof", "Bearer", Some(proof(&signer, &[]))),
            ("without proof", "DPoP", None),
            ("with the same proof again", "DPoP", Some(right.clone())),
            ("with another key", "DPoP", Some(proof(&thief, &[]))),
            ("for another call", "DPoP", Some(proof(&signer, &[("htm", json!("POST"))]))),
            ("for another token", "DPoP", Some(proof(&signer, &[("ath", json!("abc"))]))),
        ] {
            let answer = userinfo(&world, scheme, &token, proof.as_deref()).await;
            assert_eq!(answer.status, 401, "{case}");
            assert!(answer.header(header::WWW_AUTHENTICATE).starts_with(scheme), "{case}");
        }
        let told = world.post_form("/introspect", Some(&client.basic()), &[("token", &token)]).await.json();
        assert_eq!((&told["cnf"]["jkt"], &told["token_type"]), (&json!(thumbprint(&signer)), &json!("DPoP")));

        let refresh = [("grant_type", "refresh_token"), ("refresh_token", &*tokens.text("refresh_token"))];
        let other = world.post_proved("/token", &client.basic(), &world.proof(&thief, "POST", "/token", None, &[]), &refresh).await;
        assert_eq!(other.status, 200, "the client proved who it is: it may take another key (RFC 9449, section 5)");
        let plain = userinfo(&world, "DPoP", "inconnu", Some(&right)).await;
        assert!(plain.header(header::WWW_AUTHENTICATE).contains("algs=\"ES256 RS256 PS256\""));
    })
    .await;
}

#[tokio::test]
async fn a_code_waits_for_the_key_that_the_request_announced() {
    journey(async |world| {
        world.account(ANA, None).await;
        let client = world.client("bron", |_| {}).await;
        let (signer, thief) = (Signer::p256(), Signer::p256());
        let browser = Browser::default();
        let announced = thumbprint(&signer);
        let code = code_for(&world, &browser, &client, ANA, &[("dpop_jkt", &announced)]).await;
        let by = |signer: &Signer| world.proof(signer, "POST", "/token", None, &[]);
        assert_eq!(exchange(&world, &client, &code, &by(&thief)).await.text("error"), "invalid_grant");
        assert_eq!(world.exchange(&client, &code).await.text("error"), "invalid_grant", "nor without proof");
        assert_eq!(exchange(&world, &client, &code, &by(&signer)).await.status, 200, "neither consumed the code");

        // pushed with a proof: the same as announced (RFC 9449 §10.1)
        let pairs = web::posted::decode(client.authorize(&[]).split_once('?').unwrap().1.as_bytes());
        let mut fields: Vec<(&str, &str)> = pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let pushed = world.post_proved("/par", &client.basic(), &world.proof(&signer, "POST", "/par", None, &[]), &fields).await;
        assert_eq!(pushed.status, 201, "{}", pushed.body);
        let name = web::posted::encode(&pushed.text("request_uri"));
        let code = browser.get(&world, &format!("/authorize?client_id=bron&request_uri={name}")).await.code();
        assert_eq!(exchange(&world, &client, &code, &by(&thief)).await.text("error"), "invalid_grant");
        assert_eq!(exchange(&world, &client, &code, &by(&signer)).await.status, 200);
        fields.push(("dpop_jkt", CHALLENGE));
        let torn = world.post_proved("/par", &client.basic(), &world.proof(&signer, "POST", "/par", None, &[]), &fields).await;
        assert_eq!((torn.status, torn.text("error").as_str()), (400, "invalid_request"), "two keys announced");
    })
    .await;
}

#[tokio::test]
async fn a_client_that_must_prove_is_asked_for_a_proof_and_for_our_nonce() {
    journey(async |world| {
        world.account(ANA, None).await;
        let must = world.client("bron", |client| client.protocol.binding = Binding::Required).await;
        let nonce = world.client("lyon", |client| client.protocol.binding = Binding::Nonce).await;
        let browser = Browser::default();
        let signer = Signer::p256();
        let by = |changes: &[(&str, Value)]| world.proof(&signer, "POST", "/token", None, changes);

        let code = code_for(&world, &browser, &must, ANA, &[]).await;
        assert_eq!(world.exchange(&must, &code).await.text("error"), "invalid_dpop_proof");
        assert_eq!(exchange(&world, &must, &code, &by(&[])).await.status, 200);

        let code = code_for(&world, &browser, &nonce, ANA, &[]).await;
        let asked = exchange(&world, &nonce, &code, &by(&[])).await;
        assert_eq!((asked.status, asked.text("error").as_str()), (400, "use_dpop_nonce"));
        let given = asked.header(header::HeaderName::from_static("dpop-nonce")).to_owned();
        let made_up = exchange(&world, &nonce, &code, &by(&[("nonce", json!("1.abc"))])).await;
        assert_eq!(made_up.text("error"), "use_dpop_nonce");
        let tokens = exchange(&world, &nonce, &code, &by(&[("nonce", json!(given))])).await;
        assert_eq!(tokens.status, 200, "{}", tokens.body);
        let token = tokens.text("access_token");
        let proof = |changes: &[(&str, Value)]| world.proof(&signer, "GET", "/userinfo", Some(&token), changes);
        let asked = userinfo(&world, "DPoP", &token, Some(&proof(&[]))).await;
        assert_eq!(asked.status, 401);
        assert!(asked.header(header::WWW_AUTHENTICATE).starts_with("DPoP error=\"use_dpop_nonce\""));
        assert_eq!(userinfo(&world, "DPoP", &token, Some(&proof(&[("nonce", json!(given))]))).await.status, 200);
        world.wait(600);
        let stale = exchange(&world, &nonce, "x", &by(&[("nonce", json!(given))])).await;
        assert_eq!(stale.text("error"), "use_dpop_nonce", "a nonce has its time");
    })
    .await;
}

#[tokio::test]
async fn a_proof_that_is_wrong_consumes_nothing() {
    journey(async |world| {
        world.account(ANA, None).await;
        let client = world.client("bron", |_| {}).await;
        let signer = Signer::p256();
        let code = code_for(&world, &Browser::default(), &client, ANA, &[]).await;
        let spent = world.proof(&signer, "POST", "/token", None, &[]);
        assert_eq!(exchange(&world, &client, "x", &spent).await.text("error"), "invalid_grant");
        for (case, proof) in [
            ("used", spent),
            ("for another endpoint", world.proof(&signer, "POST", "/revoke", None, &[])),
            ("old", world.proof(&signer, "POST", "/token", None, &[("iat", json!(1_000))])),
            ("nothing", "x".to_owned()),
        ] {
            let answer = exchange(&world, &client, &code, &proof).await;
            assert_eq!((answer.status, answer.text("error").as_str()), (400, "invalid_dpop_proof"), "{case}");
        }
        let two = Request::post("/token")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::AUTHORIZATION, client.basic())
            .header("dpop", world.proof(&signer, "POST", "/token", None, &[]))
            .header("dpop", world.proof(&signer, "POST", "/token", None, &[]));
        assert_eq!(world.send(two, "grant_type=refresh_token&refresh_token=x").await.text("error"), "invalid_dpop_proof", "two proofs");
        assert_eq!(world.exchange(&client, &code).await.text("token_type"), "Bearer", "the code is whole");
    })
    .await;
}
