//! Each rule of `/authorize`.

use super::{
    super::{Proof, Signing},
    *,
};

const NONCE: &str = "n0-W4gTb9RzYq-5kEeXq2-8dKfPz0_vLw7AbQy3s4Tt";
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

fn client(id: &str, scopes: &[&str], is_active: bool) -> Client {
    Client {
        id: id.to_owned(),
        name: "Bron".to_owned(),
        entity: "bron".to_owned(),
        proof: Proof::Secret("secret".to_owned()),
        redirect_uris: vec!["https://bron.example/retour".to_owned()],
        post_logout_uris: Vec::new(),
        scopes: scopes.iter().map(|scope| (*scope).to_owned()).collect(),
        signing: Signing::Es256,
        is_active,
    }
}

/// A right request, with some parameters changed, added (`Some`) or taken out (`None`).
fn asked(changes: &[(&str, Option<&str>)]) -> Result<Request, Refusal> {
    let right = [
        ("client_id", "bron"),
        ("redirect_uri", "https://bron.example/retour"),
        ("response_type", "code"),
        ("scope", "openid profile"),
        ("acr_values", "eidas1"),
        ("state", "s"),
        ("nonce", NONCE),
    ];
    let mut pairs: Vec<(String, String)> = right.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    for (name, value) in changes {
        pairs.retain(|(known, _)| known != name);
        pairs.extend(value.map(|value| ((*name).to_owned(), value.to_owned())));
    }
    check(&pairs, &clients())
}

fn clients() -> [Client; 2] {
    [client("bron", &["openid", "profile", "email", "amr"], true), client("gone", &["openid"], false)]
}

fn page_code(changes: &[(&str, Option<&str>)]) -> &'static str {
    match asked(changes) {
        Err(Refusal::Page(incident, _)) => incident.code,
        other => panic!("{changes:?} gives {other:?}"),
    }
}

fn error(changes: &[(&str, Option<&str>)]) -> (&'static str, String) {
    match asked(changes) {
        Err(Refusal::Client { back, error, description }) => {
            assert_eq!((back.redirect_uri.as_str(), back.state.as_str()), ("https://bron.example/retour", "s"));
            (error, description)
        }
        other => panic!("{changes:?} gives {other:?}"),
    }
}

#[test]
fn every_mandatory_parameter_is_there_and_says_something() {
    for name in ["client_id", "redirect_uri", "response_type", "scope", "acr_values", "state", "nonce"] {
        assert_eq!(page_code(&[(name, None)]), "Y030007", "{name} missing");
        assert_eq!(page_code(&[(name, Some(""))]), "Y030007", "{name} empty");
    }
}

#[test]
fn what_is_wrong_at_the_door_is_a_page() {
    for (name, value, code) in [
        ("nonce", &NONCE[..31], "Y030007"),
        ("nonce", &NONCE[..22], "Y030007"),
        ("prompt", "", "Y030007"),
        ("prompt", "none", "Y030007"),
        ("prompt", "select_account", "Y030007"),
        ("prompt", "login none", "Y030007"),
        ("redirect_uri", "retour", "Y030007"),
        ("redirect_uri", "https://bron.example/retour/", "Y04C013C"),
        ("redirect_uri", "https://bron.example/retour?a=1", "Y04C013C"),
        ("redirect_uri", "http://bron.example/retour", "Y04C013C"),
        ("client_id", "nobody", "Y04EA6EF"),
        ("client_id", "gone", "Y04EA6EF"),
    ] {
        assert_eq!(page_code(&[(name, Some(value))]), code, "{name}={value}");
    }
}

#[test]
fn a_parameter_is_there_once() {
    let pairs = ["a", "b"].map(|state| ("state".to_owned(), state.to_owned()));
    assert!(matches!(check(&pairs, &clients()), Err(Refusal::Page(incidents::PARAMETER, _))));
}

#[test]
fn what_is_wrong_later_goes_back_to_the_client() {
    for (name, value, expected) in [
        ("response_type", "token", "unsupported_response_type"),
        ("response_type", "code id_token", "unsupported_response_type"),
        ("response_mode", "web_message", "unsupported_response_mode"),
        ("scope", "profile", "invalid_request"),
        ("scope", "openid birth", "invalid_scope"),
        ("acr_values", "eidas2", "invalid_acr"),
        ("acr_values", "eidas3 eidas2", "invalid_acr"),
        ("claims", "{", "invalid_request"),
        ("claims", "[]", "invalid_request"),
        ("code_challenge", CHALLENGE, "invalid_request"),
        ("code_challenge_method", "S256", "invalid_request"),
        ("idp_hint", "another", "invalid_idp_hint"),
    ] {
        assert_eq!(error(&[(name, Some(value))]).0, expected, "{name}={value}");
    }
    for method in ["plain", "s256"] {
        assert_eq!(error(&[("code_challenge", Some(CHALLENGE)), ("code_challenge_method", Some(method))]).0, "invalid_request", "{method}");
    }
    assert_eq!(error(&[("code_challenge", Some("short")), ("code_challenge_method", Some("S256"))]).0, "invalid_request");
    assert_eq!(
        error(&[("acr_values", Some("eidas3 eidas2"))]).1,
        "acr_value is not valid, should be equal one of these values, expected eidas1, got eidas2"
    );
}

#[test]
fn what_is_unknown_or_optional_is_accepted() {
    for (name, value) in [
        ("scope", "openid fantasy"),
        ("acr_values", "eidas1 eidas2"),
        ("acr_values", "eidas2 eidas1"),
        ("acr_values", "something-else"),
        ("prompt", "login"),
        ("prompt", "consent"),
        ("prompt", "login consent"),
        ("ui_locales", "fr"),
        ("response_mode", "query"),
        ("idp_hint", "identite-essai"),
        ("claims", "{}"),
    ] {
        assert!(asked(&[(name, Some(value))]).is_ok(), "{name}={value}");
    }
    assert_eq!(asked(&[("scope", Some("openid fantasy email"))]).unwrap().scope, "openid email");
    let challenged = asked(&[("code_challenge", Some(CHALLENGE)), ("code_challenge_method", Some("S256"))]).unwrap();
    assert_eq!(challenged.challenge.as_deref(), Some(CHALLENGE));
}

#[test]
fn claims_come_by_scopes_or_one_by_one() {
    let claims = |changes: &[(&str, Option<&str>)]| asked(changes).unwrap().claims.into_iter().collect::<Vec<_>>().join(" ");
    assert_eq!(claims(&[("scope", Some("openid email"))]), "email sub");
    let one = "{\"userinfo\": {\"email\": null, \"birthplace\": {\"essential\": true}}}";
    assert_eq!(claims(&[("scope", Some("openid")), ("claims", Some(one))]), "email sub", "what its scopes do not open is not told");
    assert!(!asked(&[]).unwrap().wants_amr);
    assert!(asked(&[("scope", Some("openid amr"))]).unwrap().wants_amr);
    assert!(asked(&[("claims", Some("{\"id_token\": {\"amr\": {\"essential\": true}}}"))]).unwrap().wants_amr);
}

#[test]
fn answers_are_added_to_the_address() {
    let back = |redirect_uri: &str, in_fragment| Back { redirect_uri: redirect_uri.to_owned(), state: "a&b".to_owned(), in_fragment };
    let code = [("code", "c/d".to_owned())];
    assert_eq!(back("https://b.fr/r", false).to(&code), "https://b.fr/r?code=c%2Fd");
    assert_eq!(back("https://b.fr/r?x=1", false).to(&code), "https://b.fr/r?x=1&code=c%2Fd");
    assert_eq!(back("https://b.fr/r", true).to(&code), "https://b.fr/r#code=c%2Fd");
    assert_eq!(
        back("https://b.fr/r", false).with_error("https://i.fr", "access_denied", "user auth aborted"),
        "https://b.fr/r?error=access_denied&error_description=user%20auth%20aborted&state=a%26b&iss=https%3A%2F%2Fi.fr"
    );
}
