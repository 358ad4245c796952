//! Whatever is sent, the answer is a refusal in the words of the standard.

use http::{Request, header};
use kernel::{Rng, rng::SeededRng};
use serde_json::json;
use web::posted::encode;

use super::bench::{Answer, Browser, ISSUER, World, journey, tokens_for};
use crate::model::jwk::tests::Signer;

const ANA: &str = "ana@exemple.fr";
/// What must never come back.
const MARK: &str = "zqxjkvbnwy";

/// Texts that break parsers, each holding the mark.
fn texts(rng: &dyn Rng) -> Vec<String> {
    let mut raw = [0; 48];
    rng.fill(&mut raw);
    let noise: String = raw.iter().map(|byte| char::from(*byte)).collect();
    vec![
        format!("{noise}{MARK}"),
        format!("<script>{MARK}</script>"),
        format!("{MARK}\r\nSet-Cookie: a=b"),
        format!("{MARK}\0"),
        format!("{MARK}{}", "a".repeat(9_000)),
        format!("{{\"{MARK}\":[[[[[[[[[["),
        format!("eyJhbGciOiJub25lIn0.{MARK}."),
        format!("{MARK}.{MARK}.{MARK}"),
        format!("{MARK}\u{202e}\u{feff}\u{10ffff}"),
        format!("' OR 1=1 --{MARK}"),
    ]
}

fn is_a_refusal(case: &str, answer: &Answer) {
    assert!((300..500).contains(&answer.status), "{case}: {} {}", answer.status, answer.body);
    assert!(!answer.body.contains(MARK), "{case}: what was sent comes back: {}", answer.body);
    // only `state` travels back, as it came
    let echoed = answer.location().split(['?', '&', '#']).any(|part| part.contains(MARK) && !part.starts_with("state="));
    assert!(!echoed, "{case}: {}", answer.location());
}

#[tokio::test]
async fn any_parameter_may_hold_anything() {
    journey(async |world| {
        let client = world.client("bron", |_| {}).await;
        let rng = SeededRng::new(11);
        for name in [
            "client_id",
            "redirect_uri",
            "scope",
            "response_type",
            "response_mode",
            "nonce",
            "prompt",
            "max_age",
            "claims",
            "request",
            "request_uri",
            "registration",
            "code_challenge",
            "code_challenge_method",
            "dpop_jkt",
        ] {
            for text in texts(&rng).iter().filter(|text| name != "scope" || text.len() < 9_000) {
                let answer = Browser::default().get(&world, &client.authorize(&[(name, text)])).await;
                is_a_refusal(name, &answer);
            }
        }
        for (path, names) in [
            ("/token", &["grant_type", "code", "refresh_token", "scope", "client_id", "client_assertion"][..]),
            ("/par", &["request_uri", "claims", "redirect_uri", "client_assertion"]),
            ("/introspect", &["client_assertion", "client_id"]),
            ("/revoke", &["client_secret", "client_assertion_type"]),
        ] {
            for name in names {
                for text in texts(&rng) {
                    let fields = [(*name, &*text), ("redirect_uri2", "x")];
                    is_a_refusal(name, &world.post_form(path, Some(&client.basic()), &fields).await);
                    let posted = [(*name, &*text), ("client_secret", "x"), ("client_assertion_type", crate::model::assertion::TYPE)];
                    is_a_refusal(name, &world.post_form(path, None, &posted).await);
                    // nobody guesses there long enough to be slowed
                    world.wait(3_601);
                }
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_zero_hidden_in_json_is_no_name() {
    journey(async |world| {
        let client = world.client("bron", |_| {}).await;
        let asserted = world.assertion(&Signer::p256(), "a\0b", json!({}), &[]);
        is_a_refusal("iss", &world.asserted("/token", &asserted, &[("grant_type", "client_credentials")]).await);
        let claims = r#"{"id_token":{"sub":{"value":"\u0000"},"acr":{"values":["\u0000"]}}}"#;
        is_a_refusal("claims", &Browser::default().get(&world, &client.authorize(&[("claims", claims)])).await);
    })
    .await;
}

#[tokio::test]
async fn any_header_may_hold_anything() {
    journey(async |world| {
        world.client("bron", |_| {}).await;
        let rng = SeededRng::new(12);
        for text in texts(&rng) {
            let text: String = text.chars().filter(|letter| *letter >= ' ' && *letter != '\u{7f}').collect();
            for authorization in [text.clone(), format!("Basic {text}"), format!("Bearer {text}"), format!("DPoP {text}")] {
                let form = Request::post("/token")
                    .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
                    .header(header::AUTHORIZATION, authorization.as_bytes())
                    .header("dpop", text.as_bytes());
                is_a_refusal("token", &world.send(form, "grant_type=refresh_token&refresh_token=x").await);
                let read =
                    Request::get("/userinfo").header(header::AUTHORIZATION, authorization.as_bytes()).header("dpop", text.as_bytes());
                is_a_refusal("userinfo", &world.send(read, "").await);
            }
        }
        for kind in ["", "text/plain", "application/json", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded; a=\u{e9}"]
        {
            let request = Request::post("/token").header(header::CONTENT_TYPE, kind.as_bytes());
            is_a_refusal(kind, &world.send(request, "%%%&&&==&a=%ff").await);
        }
    })
    .await;
}

#[tokio::test]
async fn a_hint_that_we_did_not_sign_is_no_hint() {
    journey(async |world| {
        world.account(ANA, None).await;
        let client = world.client("bron", |_| {}).await;
        let browser = Browser::default();
        let genuine = tokens_for(&world, &browser, &client, ANA).await.text("id_token");
        let mut claims = world.claims(&genuine, "bron").await;
        claims["iss"] = ISSUER.into();
        let thief = Signer::p256();
        let ours = jsonwebtoken::decode_header(&genuine).unwrap().kid.unwrap();
        let keys = world.send(Request::get("/jwks"), "").await;
        let public = keys.json()["keys"].as_array().unwrap().iter().find(|key| key["kid"] == ours.as_str()).unwrap().to_string();
        let hmac_header = jsonwebtoken::Header { kid: Some(ours.clone()), ..jsonwebtoken::Header::new(jsonwebtoken::Algorithm::HS256) };
        let hmac = jsonwebtoken::encode(&hmac_header, &claims, &jsonwebtoken::EncodingKey::from_secret(public.as_bytes())).unwrap();
        let (message, _) = genuine.rsplit_once('.').unwrap();
        let unsigned = thief.sign(json!({ "alg": "none", "kid": ours }), claims.clone());
        for (case, hint) in [
            ("another key under our name", thief.sign(json!({ "kid": ours }), claims.clone())),
            ("its own key", thief.sign(json!({ "kid": ours, "jwk": thief.public_jwk() }), claims.clone())),
            ("an address of keys", thief.sign(json!({ "kid": ours, "jku": "https://evil.example" }), claims.clone())),
            ("a path for a name", thief.sign(json!({ "kid": "../../dev/null" }), claims.clone())),
            ("no algorithm", format!("{}.", unsigned.rsplit_once('.').unwrap().0)),
            ("our public key as a secret", hmac),
            ("cut", format!("{message}.")),
            ("noise", "a.b.c".to_owned()),
            ("nothing", ".".to_owned()),
        ] {
            let silent = browser.get(&world, &client.authorize(&[("id_token_hint", &hint), ("prompt", "none")])).await;
            assert_eq!(silent.parameter("error").as_deref(), Some("login_required"), "{case}");
            let leaving = browser.get(&world, &format!("/end-session?id_token_hint={}", encode(&hint))).await;
            assert!(leaving.location().starts_with("/deconnexion"), "{case}: {}", leaving.location());
            assert_eq!(browser.get(&world, "/compte").await.status, 200, "{case}: she is still signed in");
        }
        let right = browser.get(&world, &client.authorize(&[("id_token_hint", &genuine), ("prompt", "none")])).await;
        assert!(right.parameter("code").is_some());
    })
    .await;
}

#[tokio::test]
async fn noise_as_a_whole_request_is_refused() {
    journey(async |world: World| {
        let client = world.client("bron", |_| {}).await;
        let rng = SeededRng::new(13);
        for _ in 0..60 {
            let mut raw = [0; 96];
            rng.fill(&mut raw);
            let body = String::from_utf8_lossy(&raw).into_owned();
            for path in ["/token", "/par", "/introspect", "/revoke"] {
                let request = Request::post(path)
                    .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
                    .header(header::AUTHORIZATION, client.basic());
                is_a_refusal(path, &world.send(request, &body).await);
            }
            is_a_refusal("authorize", &Browser::default().get(&world, &format!("/authorize?client_id=bron&{}", encode(&body))).await);
        }
    })
    .await;
}
