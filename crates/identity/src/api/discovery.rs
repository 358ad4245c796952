//! `GET /.well-known/openid-configuration` (OpenID Connect Discovery 1.0 §3).

use axum::extract::State;
use serde_json::{Value, json};
use web::Answer;

use crate::{
    Identity,
    model::{
        claims,
        methods::{ACR_CERTIFIED, ACR_SUPPORTED},
        scope::Scope,
    },
};

/// What ID tokens say.
const TOKEN_CLAIMS: [&str; 11] = ["iss", "sub", "aud", "exp", "iat", "auth_time", "nonce", "acr", "amr", "at_hash", "sid"];

pub(crate) async fn get(State(identity): State<Identity>) -> Answer {
    super::public_json(&document(identity.issuer(), identity.franceconnect().is_some()))
}

fn document(issuer: &str, certifies: bool) -> Value {
    let levels: Vec<&str> = ACR_SUPPORTED.into_iter().chain(certifies.then_some(ACR_CERTIFIED)).collect();
    let at = |path: &str| format!("{issuer}{path}");
    json!({
        "issuer": issuer,
        "authorization_endpoint": at("/authorize"),
        "token_endpoint": at("/token"),
        "userinfo_endpoint": at("/userinfo"),
        "jwks_uri": at("/jwks"),
        "introspection_endpoint": at("/introspect"),
        "revocation_endpoint": at("/revoke"),
        "end_session_endpoint": at("/end-session"),
        "scopes_supported": Scope::ALL.iter().map(|scope| scope.as_str()).collect::<Vec<_>>(),
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": ["authorization_code", "refresh_token"],
        "acr_values_supported": levels,
        "subject_types_supported": ["pairwise"],
        "id_token_signing_alg_values_supported": ["ES256"],
        "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
        "introspection_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
        "revocation_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
        "claims_supported": TOKEN_CLAIMS.into_iter().chain(claims::supported()).collect::<Vec<_>>(),
        "code_challenge_methods_supported": ["S256"],
        "prompt_values_supported": ["none", "login", "consent", "select_account", "create"],
        "authorization_response_iss_parameter_supported": true,
        "backchannel_logout_supported": true,
        "backchannel_logout_session_supported": true,
        "claims_parameter_supported": false,
        "request_parameter_supported": false,
        "request_uri_parameter_supported": false,
        "ui_locales_supported": ["fr-FR"],
    })
}
