//! `/.well-known/openid-configuration`.

use axum::extract::State;
use serde_json::{Value, json};
use web::Answer;

use super::super::{FranceConnect, SCOPES, request::ACR};

pub(in super::super) async fn get(State(fc): State<FranceConnect>) -> Answer {
    super::json(&document(fc.issuer()))
}

fn document(issuer: &str) -> Value {
    let at = |path: &str| format!("{issuer}{path}");
    let signatures = ["HS256", "ES256", "RS256"];
    let proofs = ["client_secret_post", "private_key_jwt"];
    json!({
        "issuer": issuer,
        "authorization_endpoint": at("/authorize"),
        "token_endpoint": at("/token"),
        "userinfo_endpoint": at("/userinfo"),
        "jwks_uri": at("/jwks"),
        "end_session_endpoint": at("/session/end"),
        "revocation_endpoint": at("/token/revocation"),
        "introspection_endpoint": at("/token/introspection"),
        "acr_values_supported": [ACR],
        "scopes_supported": SCOPES.iter().map(|(scope, _)| *scope).collect::<Vec<_>>(),
        "claims_supported": [
            "sub", "given_name", "given_name_array", "family_name", "preferred_username", "birthdate", "idp_birthdate", "gender",
            "birthplace", "birthcountry", "email", "idp_id", "amr", "acr", "sid", "auth_time", "iss",
        ],
        "claims_parameter_supported": true,
        "response_types_supported": ["code"],
        "response_modes_supported": ["fragment", "query"],
        "grant_types_supported": ["authorization_code"],
        "subject_types_supported": ["pairwise"],
        "token_endpoint_auth_methods_supported": proofs,
        "revocation_endpoint_auth_methods_supported": proofs,
        "introspection_endpoint_auth_methods_supported": proofs,
        "id_token_signing_alg_values_supported": signatures,
        "userinfo_signing_alg_values_supported": signatures,
        "code_challenge_methods_supported": ["S256"],
        "authorization_response_iss_parameter_supported": true,
        "request_parameter_supported": false,
        "request_uri_parameter_supported": false,
    })
}
