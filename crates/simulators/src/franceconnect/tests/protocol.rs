//! What a client reads before anything else.

use http::Request;
use serde_json::json;

use super::world::{json, on};

#[tokio::test]
async fn the_discovery_document_tells_the_contract() {
    on(async |world| {
        let answer = world.call(Request::get("/api/v2/.well-known/openid-configuration"), String::new()).await;
        assert_eq!((answer.status, answer.header("set-cookie")), (200, ""));
        let document = json(&answer);
        for (name, expected) in [
            ("issuer", json!("http://localhost:8092/api/v2")),
            ("end_session_endpoint", json!("http://localhost:8092/api/v2/session/end")),
            ("acr_values_supported", json!(["eidas1"])),
            ("response_types_supported", json!(["code"])),
            ("grant_types_supported", json!(["authorization_code"])),
            ("subject_types_supported", json!(["pairwise"])),
            ("token_endpoint_auth_methods_supported", json!(["client_secret_post", "private_key_jwt"])),
            ("code_challenge_methods_supported", json!(["S256"])),
            ("claims_parameter_supported", json!(true)),
            ("authorization_response_iss_parameter_supported", json!(true)),
        ] {
            assert_eq!(document[name], expected, "{name}");
        }
        for absent in ["backchannel_logout_supported", "pushed_authorization_request_endpoint"] {
            assert!(document.get(absent).is_none(), "{absent}");
        }
        for scope in ["address", "phone", "offline_access"] {
            assert!(!document["scopes_supported"].as_array().unwrap().contains(&json!(scope)), "{scope}");
        }
    })
    .await;
}

#[tokio::test]
async fn keys_are_public() {
    on(async |world| {
        let answer = world.get("/api/v2/jwks").await;
        let key = &json(&answer)["keys"][0];
        assert_eq!((&key["kty"], &key["alg"], &key["use"]), (&json!("EC"), &json!("ES256"), &json!("sig")));
        assert!(key["kid"].is_string() && key.get("d").is_none());
        assert_eq!(answer.header("set-cookie"), "");
    })
    .await;
}
