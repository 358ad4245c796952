use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use super::bench::{Browser, ISSUER, VERIFIER, World, code_for, journey};
use crate::{
    AuthMethod, ClientKeys, NewClient,
    model::{jwk::tests::Signer, jws::JwsAlg},
};

const ANA: &str = "ana@exemple.fr";

fn signing(keys: Value) -> impl FnOnce(&mut NewClient) {
    move |client| {
        client.protocol.auth_method = AuthMethod::PrivateKeyJwt;
        client.protocol.keys = Some(ClientKeys::Jwks(json!({ "keys": [keys] })));
    }
}

/// The status of a call that needs to know who calls.
async fn introspected(world: &World, assertion: &str) -> u16 {
    world.asserted("/introspect", assertion, &[("token", "x")]).await.status
}

#[tokio::test]
async fn a_client_proves_itself_with_its_key_at_every_endpoint() {
    journey(async |world| {
        world.account(ANA, None).await;
        let signer = Signer::p256();
        let client = world.client("bron", signing(signer.public_jwk())).await;
        assert_eq!(client.secret, "", "no secret is made");
        let code = code_for(&world, &Browser::default(), &client, ANA, &[]).await;
        let fresh = || world.assertion(&signer, "bron", json!({}), &[]);
        let fields =
            [("grant_type", "authorization_code"), ("code", &*code), ("redirect_uri", &*client.redirect_uri), ("code_verifier", VERIFIER)];
        let tokens = world.asserted("/token", &fresh(), &fields).await;
        assert_eq!(tokens.status, 200, "{}", tokens.body);
        let access = tokens.text("access_token");
        assert_eq!(world.asserted("/introspect", &fresh(), &[("token", &access)]).await.json()["active"], true);
        let pushed = [
            ("redirect_uri", &*client.redirect_uri),
            ("response_type", "code"),
            ("scope", "openid"),
            ("state", super::bench::STATE),
            ("nonce", super::bench::NONCE),
            ("code_challenge", super::bench::CHALLENGE),
            ("code_challenge_method", "S256"),
        ];
        assert_eq!(world.asserted("/par", &fresh(), &pushed).await.status, 201);
        assert_eq!(world.asserted("/revoke", &fresh(), &[("token", &access)]).await.status, 200);
        assert_eq!(world.userinfo(&access).await.status, 401);
    })
    .await;
}

#[tokio::test]
async fn an_assertion_serves_once_even_sent_eight_times_together() {
    journey(async |world| {
        let signer = Signer::p256();
        world.client("bron", signing(signer.public_jwk())).await;
        let one = world.assertion(&signer, "bron", json!({}), &[]);
        let once = || introspected(&world, &one);
        let (a, b, c, d, e, f, g, h) = tokio::join!(once(), once(), once(), once(), once(), once(), once(), once());
        assert_eq!([a, b, c, d, e, f, g, h].iter().filter(|status| **status == 200).count(), 1);
        world.wait(60);
        assert_eq!(introspected(&world, &one).await, 401, "and later it is over");
    })
    .await;
}

#[tokio::test]
async fn what_another_signed_or_what_is_for_another_proves_nothing() {
    journey(async |world| {
        let (signer, thief) = (Signer::p256(), Signer::p256());
        world.client("bron", signing(signer.public_jwk())).await;
        world.client("lyon", |_| {}).await;
        for (case, assertion) in [
            ("another key", world.assertion(&thief, "bron", json!({}), &[])),
            ("another key, in the header", world.assertion(&thief, "bron", json!({ "jwk": thief.public_jwk() }), &[])),
            ("an address of keys", world.assertion(&thief, "bron", json!({ "jku": "https://evil.example/k" }), &[])),
            ("no signature", format!("{}.", world.assertion(&signer, "bron", json!({ "alg": "none" }), &[]).rsplit_once('.').unwrap().0)),
            ("another audience", world.assertion(&signer, "bron", json!({}), &[("aud", json!("https://other.example"))])),
            ("another client's name", world.assertion(&signer, "lyon", json!({}), &[])),
            ("nobody's name", world.assertion(&signer, "paris", json!({}), &[])),
            ("nothing", "a.b.c".to_owned()),
        ] {
            let answer = world.asserted("/introspect", &assertion, &[("token", "x")]).await;
            assert_eq!((answer.status, answer.text("error").as_str()), (401, "invalid_client"), "{case}");
            assert_eq!(answer.text("error_description"), "client authentication failed", "{case}: nothing more is said");
        }
        let good = world.assertion(&signer, "bron", json!({}), &[("aud", json!(format!("{ISSUER}/token")))]);
        assert_eq!(introspected(&world, &good).await, 200);
        let untyped = [("token", "x"), ("client_assertion", &*world.assertion(&signer, "bron", json!({}), &[]))];
        assert_eq!(world.post_form("/introspect", None, &untyped).await.status, 401);
    })
    .await;
}

#[tokio::test]
async fn a_client_has_one_way_to_prove_itself() {
    journey(async |world| {
        let signer = Signer::p256();
        let keys = || Some(ClientKeys::Jwks(json!({ "keys": [signer.public_jwk()] })));
        for (declared, expected) in [
            (AuthMethod::Secret, [200, 200, 401]),
            (AuthMethod::SecretBasic, [200, 401, 401]),
            (AuthMethod::SecretPost, [401, 200, 401]),
            (AuthMethod::PrivateKeyJwt, [401, 401, 200]),
        ] {
            let id = declared.as_str();
            let client = world
                .client(id, |client| {
                    client.protocol.auth_method = declared;
                    client.protocol.keys = keys();
                })
                .await;
            let posted = [("token", "x"), ("client_id", id), ("client_secret", &*client.secret)];
            let by_header = world.post_form("/introspect", Some(&client.basic()), &[("token", "x")]).await.status;
            let by_form = world.post_form("/introspect", None, &posted).await.status;
            let by_key = introspected(&world, &world.assertion(&signer, id, json!({}), &[])).await;
            assert_eq!([by_header, if client.secret.is_empty() { 401 } else { by_form }, by_key], expected, "{id}");
        }
    })
    .await;
}

#[tokio::test]
async fn published_keys_are_read_kept_and_read_again_for_a_new_name() {
    journey(async |world| {
        let named = |signer: &Signer, kid: &str| {
            let mut key = signer.public_jwk();
            key["kid"] = kid.into();
            key
        };
        let (first, second) = (Signer::p256(), Signer::rsa(JwsAlg::PS256));
        let uri = format!("http://{}/cles", world.ear.local_addr().unwrap());
        world
            .client("bron", |client| {
                client.protocol.auth_method = AuthMethod::PrivateKeyJwt;
                client.protocol.keys = Some(ClientKeys::JwksUri(uri));
            })
            .await;
        let by = |signer: &Signer, kid: &str| world.assertion(signer, "bron", json!({ "kid": kid }), &[]);
        let old = json!({ "keys": [named(&first, "2026")] }).to_string();
        let one = by(&first, "2026");
        let ((), status) = tokio::join!(publish(&world, 200, &old), introspected(&world, &one));
        assert_eq!(status, 200);
        assert_eq!(introspected(&world, &by(&first, "2026")).await, 200, "nothing is asked again");
        assert_eq!(introspected(&world, &by(&second, "2027")).await, 401, "asked a moment ago: not asked again");

        world.wait(31);
        let both = json!({ "keys": [named(&first, "2026"), named(&second, "2027")] }).to_string();
        let two = by(&second, "2027");
        let ((), status) = tokio::join!(publish(&world, 200, &both), introspected(&world, &two));
        assert_eq!(status, 200, "an unknown name makes the keys be read again");

        world.wait(3_601);
        let three = by(&first, "2026");
        let ((), status) = tokio::join!(publish(&world, 500, ""), introspected(&world, &three));
        assert_eq!(status, 200, "the client's server is down: the keys known still serve");
        world.wait(3_601);
        let four = by(&first, "2026");
        let huge = format!("{{\"keys\":[],\"x\":\"{}\"}}", "a".repeat(70_000));
        let ((), status) = tokio::join!(publish(&world, 200, &huge), introspected(&world, &four));
        assert_eq!(status, 200, "what is too large is not read");
    })
    .await;
}

#[tokio::test]
async fn keys_at_an_address_of_ours_are_never_asked_for() {
    journey(async |world| {
        let inside = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        inside.set_nonblocking(true).unwrap();
        let port = inside.local_addr().unwrap().port();
        for (id, host) in [("bron", "127.0.0.1"), ("lyon", "localhost"), ("vaulx", "[::ffff:127.0.0.1]"), ("givors", "0x7f.1")] {
            world
                .client(id, |client| {
                    client.protocol.auth_method = AuthMethod::PrivateKeyJwt;
                    client.protocol.keys = Some(ClientKeys::JwksUri(format!("https://{host}:{port}/cles")));
                })
                .await;
            assert_eq!(introspected(&world, &world.assertion(&Signer::p256(), id, json!({}), &[])).await, 401, "{host}");
        }
        assert_eq!(inside.accept().unwrap_err().kind(), std::io::ErrorKind::WouldBlock, "nobody called");
    })
    .await;
}

/// Answers one reading of the client's keys.
async fn publish(world: &World, status: u16, body: &str) {
    let (mut stream, _) = world.ear.accept().await.unwrap();
    let mut asked = [0; 4_096];
    let read = stream.read(&mut asked).await.unwrap();
    assert!(asked[..read].starts_with(b"GET /cles HTTP/1.1"));
    let head = format!(
        "HTTP/1.1 {status} X\r\ncontent-type: application/jwk-set+json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
        body.len()
    );
    stream.write_all(format!("{head}{body}").as_bytes()).await.unwrap();
}

#[tokio::test]
async fn wrong_assertions_slow_their_client_as_wrong_secrets_do() {
    journey(async |world| {
        let (signer, thief) = (Signer::p256(), Signer::p256());
        world.client("bron", signing(signer.public_jwk())).await;
        for _ in 0..10 {
            assert_eq!(introspected(&world, &world.assertion(&thief, "bron", json!({}), &[])).await, 401);
        }
        let right = world.assertion(&signer, "bron", json!({}), &[]);
        assert_eq!(introspected(&world, &right).await, 429);
        world.wait(11);
        assert_eq!(introspected(&world, &right).await, 200, "waiting consumed nothing");
    })
    .await;
}
