//! `GET /.well-known/openid-configuration` (OpenID Connect Discovery 1.0 §3,
//! RFC 8414): what is said here is what is done; the lists are those that the
//! rules read.

use axum::extract::State;
use serde_json::{Value, json};
use web::Answer;

use crate::{
    Identity,
    model::{
        api_scope::ApiScope,
        claims,
        jws::JwsAlg,
        methods::{ACR_CERTIFIED, ACR_SUPPORTED},
        protocol::{AuthMethod, SigningAlg},
        redirection::ResponseMode,
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
    let methods = AuthMethod::STANDARD.map(AuthMethod::as_str);
    let asserted: Vec<_> = JwsAlg::ALL.iter().map(|alg| alg.as_str()).collect();
    let signed: Vec<_> = SigningAlg::ALL.iter().map(|alg| alg.as_str()).collect();
    let scopes = Scope::ALL.iter().map(|scope| scope.as_str()).chain(ApiScope::ALL.iter().map(|scope| scope.as_str()));
    json!({
        "issuer": issuer,
        "authorization_endpoint": at("/authorize"),
        "token_endpoint": at("/token"),
        "userinfo_endpoint": at("/userinfo"),
        "jwks_uri": at("/jwks"),
        "introspection_endpoint": at("/introspect"),
        "revocation_endpoint": at("/revoke"),
        "end_session_endpoint": at("/end-session"),
        "pushed_authorization_request_endpoint": at("/par"),
        "require_pushed_authorization_requests": false,
        "scopes_supported": scopes.collect::<Vec<_>>(),
        "response_types_supported": ["code"],
        "response_modes_supported": ResponseMode::ALL.iter().map(|mode| mode.as_str()).collect::<Vec<_>>(),
        "grant_types_supported": ["authorization_code", "refresh_token", "client_credentials"],
        "acr_values_supported": levels,
        "subject_types_supported": ["pairwise"],
        "id_token_signing_alg_values_supported": &signed,
        "userinfo_signing_alg_values_supported": &signed,
        "token_endpoint_auth_methods_supported": methods,
        "token_endpoint_auth_signing_alg_values_supported": &asserted,
        "introspection_endpoint_auth_methods_supported": methods,
        "introspection_endpoint_auth_signing_alg_values_supported": &asserted,
        "revocation_endpoint_auth_methods_supported": methods,
        "revocation_endpoint_auth_signing_alg_values_supported": &asserted,
        "dpop_signing_alg_values_supported": &asserted,
        "claims_supported": TOKEN_CLAIMS.into_iter().chain(claims::supported()).collect::<Vec<_>>(),
        "claim_types_supported": ["normal"],
        "claims_parameter_supported": true,
        "code_challenge_methods_supported": ["S256"],
        "prompt_values_supported": ["none", "login", "consent", "select_account", "create"],
        "authorization_response_iss_parameter_supported": true,
        "backchannel_logout_supported": true,
        "backchannel_logout_session_supported": true,
        "request_parameter_supported": false,
        "request_uri_parameter_supported": false,
        "ui_locales_supported": ["fr-FR"],
    })
}
