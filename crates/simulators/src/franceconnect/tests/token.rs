//! Each rule of the token endpoint.

use http::{Request, header};
use jsonwebtoken::{Algorithm, EncodingKey, Header, jwk::Jwk};
use serde_json::{Value, json};

use super::{
    super::{Client, Proof},
    world::{FORM, SECRET, World, client, json, on, parameter, redirect_uri, text, with},
};

const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
const ASSERTION: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

async fn code(world: &World, more: &[(&str, &str)]) -> String {
    world.close();
    parameter(&world.sign_in("bron", more, "claire").await, "code").unwrap()
}

/// Status and error of an exchange that must fail.
async fn refused(world: &World, code: &str, more: &[(&str, &str)]) -> (u16, String) {
    let answer = world.exchange("bron", code, more).await;
    assert!(json(&answer)["error_uri"].as_str().is_some_and(|uri| uri.contains("?code=Y0434A7B&id=")), "{}", answer.body);
    (answer.status, text(&answer, "error"))
}

#[tokio::test]
async fn what_is_wrong_is_refused_and_consumes_nothing() {
    on(async |world| {
        let code = code(&world, &[]).await;
        for (name, value, status, error) in [
            ("client_secret", "another", 401, "invalid_client"),
            ("client_secret", "", 401, "invalid_client"),
            ("client_id", "nobody", 401, "invalid_client"),
            ("client_id", "", 400, "invalid_request"),
            ("grant_type", "", 400, "invalid_request"),
            ("grant_type", "refresh_token", 400, "unsupported_grant_type"),
            ("grant_type", "client_credentials", 400, "unsupported_grant_type"),
            ("code", "", 400, "invalid_request"),
            ("code", "another", 400, "invalid_grant"),
            ("redirect_uri", "", 400, "invalid_request"),
            ("redirect_uri", "https://bron.example/retour/", 400, "invalid_grant"),
            ("client_id", "lyon", 400, "invalid_grant"),
            ("code_verifier", VERIFIER, 400, "invalid_grant"),
        ] {
            assert_eq!(refused(&world, &code, &[(name, value)]).await, (status, error.to_owned()), "{name}={value}");
        }
        assert_eq!(world.exchange("bron", &code, &[]).await.status, 200);
    })
    .await;
}

#[tokio::test]
async fn a_wrong_secret_is_told() {
    on(async |world| {
        let answer = world.exchange("bron", "code", &[("client_secret", "another")]).await;
        assert_eq!(text(&answer, "error_description"), "client authentication failed (invalid secret provided)");
    })
    .await;
}

#[tokio::test]
async fn a_secret_is_never_in_a_header() {
    on(async |world| {
        let code = code(&world, &[]).await;
        let body = format!("grant_type=authorization_code&code={code}&redirect_uri={}", web::posted::encode(&redirect_uri("bron")));
        let basic = base64::Engine::encode(&base64::engine::general_purpose::STANDARD, format!("bron:{SECRET}"));
        let request =
            Request::post("/api/v2/token").header(header::CONTENT_TYPE, FORM).header(header::AUTHORIZATION, format!("Basic {basic}"));
        let answer = world.call(request, body).await;
        assert_eq!((answer.status, text(&answer, "error")), (401, "invalid_client".to_owned()));
    })
    .await;
}

#[tokio::test]
async fn a_body_is_a_form_and_says_each_thing_once() {
    on(async |world| {
        let json_body = world.call(Request::post("/api/v2/token").header(header::CONTENT_TYPE, "application/json"), "{}".to_owned()).await;
        assert_eq!((json_body.status, text(&json_body, "error")), (400, "invalid_request".to_owned()));
        let twice = world.post("/api/v2/token", &[("code", "a"), ("code", "a")]).await;
        assert_eq!((twice.status, text(&twice, "error")), (400, "invalid_request".to_owned()));
    })
    .await;
}

#[tokio::test]
async fn a_code_lives_thirty_seconds() {
    on(async |world| {
        let late = code(&world, &[]).await;
        world.clock.advance(30);
        assert_eq!(refused(&world, &late, &[]).await.1, "invalid_grant");
        let in_time = code(&world, &[]).await;
        world.clock.advance(29);
        assert_eq!(world.exchange("bron", &in_time, &[]).await.status, 200);
    })
    .await;
}

#[tokio::test]
async fn a_code_used_twice_takes_its_token_back() {
    on(async |world| {
        let code = code(&world, &[]).await;
        let token = text(&world.exchange("bron", &code, &[]).await, "access_token");
        assert_eq!(world.userinfo(&token).await.status, 200);
        assert_eq!(refused(&world, &code, &[]).await.1, "invalid_grant");
        assert_eq!(world.userinfo(&token).await.status, 401);
        assert_eq!(refused(&world, &code, &[]).await.1, "invalid_grant");
    })
    .await;
}

#[tokio::test]
async fn pkce_begun_is_pkce_ended() {
    on(async |world| {
        let code = code(&world, &[("code_challenge", CHALLENGE), ("code_challenge_method", "S256")]).await;
        for verifier in [None, Some(CHALLENGE), Some("short")] {
            let more: Vec<(&str, &str)> = verifier.map(|verifier| ("code_verifier", verifier)).into_iter().collect();
            assert_eq!(refused(&world, &code, &more).await.1, "invalid_grant", "{verifier:?}");
        }
        assert_eq!(world.exchange("bron", &code, &[("code_verifier", VERIFIER)]).await.status, 200);
    })
    .await;
}

/// A client that has a key rather than a secret, and its key.
fn keyed() -> (Client, EncodingKey) {
    let private = aws_lc_rs::signature::EcdsaKeyPair::generate_pkcs8(
        &aws_lc_rs::signature::ECDSA_P256_SHA256_FIXED_SIGNING,
        &aws_lc_rs::rand::SystemRandom::new(),
    )
    .unwrap();
    let private = EncodingKey::from_ec_der(private.as_ref());
    let public = Jwk::from_encoding_key(&private, Algorithm::ES256).unwrap();
    (Client { proof: Proof::Key(Box::new(public)), ..client("bron") }, private)
}

#[tokio::test]
async fn a_client_may_prove_itself_with_its_key() {
    let (client, key) = keyed();
    with(vec![client], async |world| {
        let code = code(&world, &[]).await;
        let signed = |claims: &Value| jsonwebtoken::encode(&Header::new(Algorithm::ES256), claims, &key).unwrap();
        let right = json!({
            "iss": "bron", "sub": "bron", "aud": "http://localhost:8092/api/v2/token", "jti": "first", "exp": world.seconds() + 60,
        });
        let prove = async |assertion: &str, kind: &str| {
            let more = [("client_secret", ""), ("client_assertion", assertion), ("client_assertion_type", kind)];
            let answer = world.exchange("bron", &code, &more).await;
            (answer.status, json(&answer)["error"].as_str().unwrap_or_default().to_owned())
        };
        let invalid = (401, "invalid_client".to_owned());
        for (name, value) in [
            ("iss", json!("lyon")),
            ("sub", json!("lyon")),
            ("aud", json!("elsewhere")),
            ("exp", json!(world.seconds())),
            ("jti", json!(null)),
        ] {
            let mut wrong = right.clone();
            wrong[name] = value;
            assert_eq!(prove(&signed(&wrong), ASSERTION).await, invalid, "{name}");
        }
        assert_eq!(prove(&signed(&right), "another").await, invalid, "type");
        let stranger = jsonwebtoken::encode(&Header::new(Algorithm::ES256), &right, &keyed().1).unwrap();
        assert_eq!(prove(&stranger, ASSERTION).await, invalid, "another key");
        assert_eq!(prove("x.y.z", ASSERTION).await, invalid);
        assert_eq!(refused(&world, &code, &[]).await.1, "invalid_client", "it has no secret");
        let assertion = signed(&right);
        assert_eq!(prove(&assertion, ASSERTION).await.0, 200);
        assert_eq!(prove(&assertion, ASSERTION).await, invalid, "once");
    })
    .await;
}
