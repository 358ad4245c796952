//! What the discovery document says, compared with what is done.

use std::collections::BTreeSet;

use http::Request;
use serde_json::{Value, json};

use super::bench::{Browser, ISSUER, World, journey, tokens_for};
use crate::{
    ApiScope, AuthMethod, ClientKeys, SigningAlg,
    model::{jwk::tests::Signer, jws::JwsAlg},
    routes,
};

const ANA: &str = "ana@exemple.fr";

async fn document(world: &World) -> Value {
    world.send(Request::get("/.well-known/openid-configuration"), "").await.json()
}

fn texts(list: &Value) -> Vec<String> {
    list.as_array().unwrap().iter().map(|text| text.as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn each_address_named_is_a_route() {
    journey(async |world| {
        let document = document(&world).await;
        assert_eq!(document["issuer"], ISSUER);
        let known: BTreeSet<String> = routes(&world.identity).iter().map(|route| route.path.to_owned()).collect();
        let named: Vec<_> =
            document.as_object().unwrap().iter().filter(|(name, _)| name.ends_with("_endpoint") || *name == "jwks_uri").collect();
        assert_eq!(named.len(), 8);
        for (name, address) in named {
            let path = address.as_str().unwrap().strip_prefix(ISSUER).unwrap();
            assert!(known.contains(path), "{name}");
        }
    })
    .await;
}

#[tokio::test]
async fn grants_modes_and_types_are_those_that_are_taken() {
    journey(async |world| {
        let document = document(&world).await;
        let client = world.client("bron", |client| client.protocol.api_scopes = [ApiScope::AccountsDeleted].into_iter().collect()).await;
        for (grant, expected) in [
            ("authorization_code", true),
            ("refresh_token", true),
            ("client_credentials", true),
            ("password", false),
            ("implicit", false),
            ("urn:ietf:params:oauth:grant-type:device_code", false),
            ("urn:ietf:params:oauth:grant-type:jwt-bearer", false),
        ] {
            let answer = world.post_form("/token", Some(&client.basic()), &[("grant_type", grant)]).await;
            assert_eq!(answer.json()["error"] != "unsupported_grant_type", expected, "{grant}");
            assert_eq!(texts(&document["grant_types_supported"]).contains(&grant.to_owned()), expected, "{grant}");
        }
        for (name, key, values) in [
            ("response_mode", "response_modes_supported", &["query", "fragment", "form_post", "web_message", "jwt"][..]),
            ("response_type", "response_types_supported", &["code", "token", "id_token", "code id_token"]),
            ("prompt", "prompt_values_supported", &["none", "login", "consent", "select_account", "create", "dance"]),
            ("code_challenge_method", "code_challenge_methods_supported", &["S256", "plain"]),
            ("scope", "scopes_supported", &["openid", "other"]),
        ] {
            for value in values {
                let answer = Browser::default().get(&world, &client.authorize(&[(name, value)])).await;
                let is_taken = !answer.location().contains("error=invalid_") && !answer.location().contains("error=unsupported_");
                assert_eq!(texts(&document[key]).contains(&(*value).to_owned()), is_taken, "{name}={value}: {}", answer.location());
            }
        }
        let claims = r#"{"userinfo":{"email":null}}"#;
        let asked = Browser::default().get(&world, &client.authorize(&[("claims", claims)])).await;
        assert_eq!(document["claims_parameter_supported"], asked.location().starts_with("/connexion"));
        for (name, key) in [("request", "request_parameter_supported"), ("request_uri", "request_uri_parameter_supported")] {
            let answer = Browser::default().get(&world, &client.authorize(&[(name, "https://x.example/r")])).await;
            assert!(answer.location().contains("_not_supported") && document[key] == false, "{name}");
        }
    })
    .await;
}

#[tokio::test]
async fn methods_and_algorithms_are_those_that_prove_a_client() {
    journey(async |world| {
        let document = document(&world).await;
        for endpoint in ["token", "introspection", "revocation"] {
            assert_eq!(
                document[format!("{endpoint}_endpoint_auth_methods_supported")],
                json!(AuthMethod::STANDARD.map(AuthMethod::as_str))
            );
            assert_eq!(texts(&document[format!("{endpoint}_endpoint_auth_signing_alg_values_supported")]), ["ES256", "RS256", "PS256"]);
        }
        let signers = [Signer::p256(), Signer::rsa(JwsAlg::RS256), Signer::rsa(JwsAlg::PS256)];
        for (index, signer) in signers.iter().enumerate() {
            let id = format!("client{index}");
            world
                .client(&id, |client| {
                    client.protocol.auth_method = AuthMethod::PrivateKeyJwt;
                    client.protocol.keys = Some(ClientKeys::Jwks(json!({ "keys": [signer.public_jwk()] })));
                    client.protocol.api_scopes = [ApiScope::AccountsDeleted].into_iter().collect();
                })
                .await;
            for (path, fields) in
                [("/token", [("grant_type", "client_credentials")]), ("/introspect", [("token", "x")]), ("/revoke", [("token", "x")])]
            {
                let assertion = world.assertion(signer, &id, json!({}), &[]);
                assert_eq!(world.asserted(path, &assertion, &fields).await.status, 200, "{path} {id}");
            }
        }
        assert_eq!(texts(&document["dpop_signing_alg_values_supported"]), ["ES256", "RS256", "PS256"]);
        let client = world.client("bron", |client| client.protocol.api_scopes = [ApiScope::AccountsDeleted].into_iter().collect()).await;
        for signer in &signers {
            let proof = world.proof(signer, "POST", "/token", None, &[]);
            let answer = world.post_proved("/token", &client.basic(), &proof, &[("grant_type", "client_credentials")]).await;
            assert_eq!(answer.text("token_type"), "DPoP");
        }
    })
    .await;
}

#[tokio::test]
async fn signatures_and_claims_are_those_that_are_given() {
    journey(async |world| {
        world.account(ANA, None).await;
        let document = document(&world).await;
        let browser = Browser::default();
        for key in ["id_token_signing_alg_values_supported", "userinfo_signing_alg_values_supported"] {
            assert_eq!(texts(&document[key]), SigningAlg::ALL.iter().map(|alg| alg.as_str()).collect::<Vec<_>>());
        }
        let mut given = BTreeSet::new();
        for alg in SigningAlg::ALL {
            let client = world
                .client(alg.as_str(), |client| {
                    client.protocol.id_token_alg = *alg;
                    client.protocol.userinfo_alg = Some(*alg);
                })
                .await;
            let tokens = tokens_for(&world, &browser, &client, ANA).await;
            let userinfo = world.userinfo(&tokens.text("access_token")).await.body;
            for token in [tokens.text("id_token"), userinfo] {
                assert_eq!(format!("{:?}", jsonwebtoken::decode_header(&token).unwrap().alg), alg.as_str());
                given.extend(world.claims(&token, &client.id).await.as_object().unwrap().keys().cloned());
            }
        }
        let said: BTreeSet<String> = texts(&document["claims_supported"]).into_iter().collect();
        assert!(given.is_subset(&said), "given without being said: {:?}", given.difference(&said));
        for name in ["sub", "auth_time", "nonce", "acr", "amr", "at_hash", "sid"] {
            assert!(given.contains(name), "{name}");
        }
        let acr = texts(&document["acr_values_supported"]);
        assert!(acr.contains(&"glc:password".to_owned()), "{acr:?}");
        let back = browser.get(&world, "/authorize?client_id=ES256&redirect_uri=https%3A%2F%2FES256.example%2Fretour").await;
        assert_eq!(document["authorization_response_iss_parameter_supported"], back.parameter("iss").is_some());
    })
    .await;
}
