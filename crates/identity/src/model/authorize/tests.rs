use super::*;
use crate::model::client::sample;

const STATE: &str = "Xq2-8dKfPz0_vLw7Ab";
const NONCE: &str = "n0-W4gTb9RzYq-5kEe";
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

const UNMET: &str = r#"{"id_token":{"acr":{"essential":true,"values":["eidas3"]}}}"#;

/// A change made to a good request.
enum Change<'a> {
    Set(&'a str, &'a str),
    Drop(&'a str),
    Add(&'a str, &'a str),
}
use Change::{Add, Drop, Set};

fn request(changes: &[Change<'_>]) -> Vec<(String, String)> {
    let mut pairs: Vec<(String, String)> = [
        ("client_id", "bron"),
        ("redirect_uri", "https://bron.example/retour"),
        ("response_type", "code"),
        ("scope", "openid email"),
        ("state", STATE),
        ("nonce", NONCE),
        ("code_challenge", CHALLENGE),
        ("code_challenge_method", "S256"),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .into();
    for change in changes {
        match change {
            Drop(name) => pairs.retain(|(known, _)| known != name),
            Add(name, value) => pairs.push(((*name).to_owned(), (*value).to_owned())),
            Set(name, value) => {
                pairs.retain(|(known, _)| known != name);
                pairs.push(((*name).to_owned(), (*value).to_owned()));
            }
        }
    }
    pairs
}

/// What a request gets: `page …`, or the error that goes back, with or without state.
fn outcome(pairs: &[(String, String)], client: &Client) -> String {
    match client_id(pairs).and_then(|_| check(pairs, client)) {
        Ok(_) => "ok".to_owned(),
        Err(Refusal::Page(reason)) => format!("page {}", reason.key),
        Err(Refusal::Redirect(Back { redirect_uri, state, mode }, Reason { error, description, .. })) => {
            assert_eq!(redirect_uri, "https://bron.example/retour");
            assert_eq!(mode, response_mode(Pairs(pairs).get("response_mode")).unwrap_or_default(), "errors travel as codes do");
            let sent: Vec<&str> = pairs.iter().map(|(_, value)| value.as_str()).filter(|value| value.len() > 12).collect();
            assert!(!sent.iter().any(|value| description.contains(value)), "an error never repeats what was sent");
            format!("{error}{}", if state.as_deref() == Some(STATE) { "" } else { " without state" })
        }
    }
}

#[test]
fn malformed_requests_get_the_right_answer() {
    let long = "a1b2c3d4e5".repeat(60);
    let longer = "a1b2c3d4e5".repeat(500);
    let cases: Vec<(&str, Vec<Change<'_>>, &str)> = vec![
        ("no client", vec![Drop("client_id")], "page client-missing"),
        ("empty client", vec![Set("client_id", "")], "page client-missing"),
        ("two clients", vec![Add("client_id", "lyon")], "page client-missing"),
        ("the same client twice", vec![Add("client_id", "bron")], "page client-missing"),
        ("no address", vec![Drop("redirect_uri")], "page redirect-missing"),
        ("empty address", vec![Set("redirect_uri", "")], "page redirect-missing"),
        ("two addresses", vec![Add("redirect_uri", "https://evil.example/")], "page redirect-missing"),
        ("another site", vec![Set("redirect_uri", "https://evil.example/")], "page redirect-unknown"),
        ("a longer path", vec![Set("redirect_uri", "https://bron.example/retour/x")], "page redirect-unknown"),
        ("a shorter path", vec![Set("redirect_uri", "https://bron.example/")], "page redirect-unknown"),
        ("another case", vec![Set("redirect_uri", "https://bron.example/RETOUR")], "page redirect-unknown"),
        ("a subdomain", vec![Set("redirect_uri", "https://x.bron.example/retour")], "page redirect-unknown"),
        ("a suffix", vec![Set("redirect_uri", "https://bron.example.evil/retour")], "page redirect-unknown"),
        ("a port", vec![Set("redirect_uri", "https://bron.example:443/retour")], "page redirect-unknown"),
        ("without TLS", vec![Set("redirect_uri", "http://bron.example/retour")], "page redirect-unknown"),
        ("a query", vec![Set("redirect_uri", "https://bron.example/retour?x=1")], "page redirect-unknown"),
        ("a fragment", vec![Set("redirect_uri", "https://bron.example/retour#x")], "page redirect-unknown"),
        ("a user", vec![Set("redirect_uri", "https://bron.example@evil.example/retour")], "page redirect-unknown"),
        ("no response type", vec![Drop("response_type")], "invalid_request"),
        ("implicit", vec![Set("response_type", "token")], "unsupported_response_type"),
        ("id_token", vec![Set("response_type", "id_token")], "unsupported_response_type"),
        ("hybrid", vec![Set("response_type", "code id_token")], "unsupported_response_type"),
        ("another case of code", vec![Set("response_type", "CODE")], "unsupported_response_type"),
        ("by web message", vec![Set("response_mode", "web_message")], "invalid_request"),
        ("another case of query", vec![Set("response_mode", "Query")], "invalid_request"),
        ("two ways", vec![Add("response_mode", "query"), Add("response_mode", "fragment")], "invalid_request"),
        ("a wrong request by form", vec![Set("response_mode", "form_post"), Drop("nonce")], "invalid_request"),
        ("a request object", vec![Set("request", "eyJhbGciOiJub25lIn0.e30.")], "request_not_supported"),
        ("a request address", vec![Set("request_uri", "https://evil.example/r")], "request_uri_not_supported"),
        ("a registration", vec![Set("registration", "{}")], "registration_not_supported"),
        ("no scope", vec![Drop("scope")], "invalid_scope"),
        ("no openid", vec![Set("scope", "email")], "invalid_scope"),
        ("another case of openid", vec![Set("scope", "OpenID")], "invalid_scope"),
        ("more than registered", vec![Set("scope", "openid phone")], "invalid_scope"),
        ("no state", vec![Drop("state")], "invalid_request without state"),
        ("a short state", vec![Set("state", "court")], "invalid_request without state"),
        ("a poor state", vec![Set("state", "0000000000000000")], "invalid_request without state"),
        ("a long state", vec![Set("state", &long)], "invalid_request without state"),
        ("a state with a line", vec![Set("state", "Xq2-8dKfPz0_vLw7\r\nSet-Cookie: a=b")], "invalid_request without state"),
        ("a state with an accent", vec![Set("state", "éàèùéàèùéàèùéàèù")], "invalid_request without state"),
        ("two states", vec![Add("state", "Zq2-8dKfPz0_vLw7Ab")], "invalid_request without state"),
        ("no nonce", vec![Drop("nonce")], "invalid_request"),
        ("a short nonce", vec![Set("nonce", "n-0S6_WzA2Mj")], "invalid_request"),
        ("a poor nonce", vec![Set("nonce", "abababababababababab")], "invalid_request"),
        ("a long nonce", vec![Set("nonce", &long)], "invalid_request"),
        ("a nonce with a zero byte", vec![Set("nonce", "n0-W4gTb9RzYq-5k\0")], "invalid_request"),
        ("two nonces", vec![Add("nonce", "m0-W4gTb9RzYq-5kEe")], "invalid_request"),
        ("no challenge", vec![Drop("code_challenge"), Drop("code_challenge_method")], "invalid_request"),
        ("a method alone", vec![Drop("code_challenge")], "invalid_request"),
        ("no method, which means plain", vec![Drop("code_challenge_method")], "invalid_request"),
        ("plain", vec![Set("code_challenge_method", "plain")], "invalid_request"),
        ("another case of S256", vec![Set("code_challenge_method", "s256")], "invalid_request"),
        ("a short challenge", vec![Set("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URW")], "invalid_request"),
        ("a long challenge", vec![Set("code_challenge", &long)], "invalid_request"),
        ("a padded challenge", vec![Set("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-c=")], "invalid_request"),
        ("an unknown prompt", vec![Set("prompt", "dance")], "invalid_request"),
        ("none and another", vec![Set("prompt", "none login")], "invalid_request"),
        ("create and another", vec![Set("prompt", "create login")], "invalid_request"),
        ("an age that is no number", vec![Set("max_age", "dix")], "invalid_request"),
        ("a negative age", vec![Set("max_age", "-1")], "invalid_request"),
        ("a signed age", vec![Set("max_age", "+1")], "invalid_request"),
        ("an endless age", vec![Set("max_age", "99999999999999999999")], "invalid_request"),
        ("an endless hint", vec![Set("id_token_hint", &longer)], "invalid_request"),
        ("data that are no JSON", vec![Set("claims", "email")], "invalid_request"),
        ("data without end", vec![Set("claims", &longer)], "invalid_request"),
        ("a level that must be and is not", vec![Set("claims", UNMET)], "unmet_authentication_requirements"),
        ("a thumbprint that is none", vec![Set("dpop_jkt", "abc")], "invalid_request"),
        ("an unknown parameter twice", vec![Add("x", "1"), Add("x", "2")], "invalid_request"),
    ];
    assert!(cases.len() >= 40);
    let client = sample();
    for (name, changes, expected) in cases {
        assert_eq!(outcome(&request(&changes), &client), expected, "{name}");
    }
}

#[test]
fn good_requests_are_kept_as_they_are() {
    let changes = [
        Set("prompt", "login consent"),
        Set("max_age", "60"),
        Set("acr_values", "eidas1 glc:mfa glc:password"),
        Set("login_hint", "ana@exemple.fr"),
        Add("ui_locales", "fr"),
        Add("display", "popup"),
        Add("unknown", "x"),
    ];
    let kept = check(&request(&changes), &sample()).unwrap();
    assert_eq!(kept.scopes.to_text(), "openid email");
    assert_eq!((kept.state.as_deref(), kept.nonce.as_deref()), (Some(STATE), Some(NONCE)));
    assert_eq!(kept.prompt, Prompt { login: true, consent: true, ..Prompt::default() });
    assert_eq!(kept.max_age, Some(60));
    assert_eq!(kept.certified, Certified::Wished);
    assert!(kept.second_factor, "eidas1 cannot be reached: the next level asked is");
    assert_eq!(kept.login_hint.as_deref(), Some("ana@exemple.fr"));
    let other = check(&request(&[Set("acr_values", "glc:password glc:mfa"), Set("scope", "openid telepathy")]), &sample()).unwrap();
    assert!(!other.second_factor);
    assert_eq!(other.scopes.to_text(), "openid", "unknown scopes are ignored");
}

#[test]
fn how_the_answer_travels_and_what_is_asked_one_by_one_are_kept() {
    let with = |changes: &[Change<'_>]| check(&request(changes), &sample()).unwrap();
    for (mode, kept) in [("query", ResponseMode::Query), ("fragment", ResponseMode::Fragment), ("form_post", ResponseMode::FormPost)] {
        assert_eq!(with(&[Set("response_mode", mode)]).back().mode, kept);
    }
    let essential = r#"{"id_token":{"acr":{"essential":true,"values":["eidas3","glc:mfa"]}},"userinfo":{"email":null}}"#;
    let kept = with(&[Set("claims", essential), Set("dpop_jkt", CHALLENGE)]);
    assert!(kept.second_factor, "the first of the essential levels that is ours");
    assert_eq!((kept.claims.userinfo[0].name.as_str(), kept.key_thumbprint.as_deref()), ("email", Some(CHALLENGE)));
    let voluntary = r#"{"id_token":{"acr":{"values":["eidas3","glc:mfa"]}}}"#;
    assert!(with(&[Set("claims", voluntary), Set("acr_values", "glc:password")]).second_factor);
    assert!(!with(&[Set("claims", r#"{"id_token":{"acr":{"values":["eidas3"]}}}"#)]).second_factor, "a wish that cannot be is passed over");
}

#[test]
fn a_request_kept_before_these_wishes_existed_is_read() {
    let mut kept = serde_json::to_value(check(&request(&[]), &sample()).unwrap()).unwrap();
    for name in ["response_mode", "claims", "key_thumbprint"] {
        kept.as_object_mut().unwrap().remove(name).unwrap();
    }
    assert_eq!(serde_json::from_value::<Request>(kept).unwrap(), check(&request(&[]), &sample()).unwrap());
}

proptest::proptest! {
    #[test]
    fn any_request_is_kept_or_refused(
        query in proptest::collection::vec((0..NAMES.len(), proptest::prelude::any::<Vec<u8>>()), 0..12),
        raw in proptest::prelude::any::<Vec<u8>>(),
    ) {
        let mut pairs = web::posted::decode(&raw);
        pairs.extend(query.iter().map(|(name, value)| (NAMES[*name].to_owned(), String::from_utf8_lossy(value).into_owned())));
        let _ = outcome(&pairs, &sample());
        // and beside what is right
        let mut changed = request(&[]);
        changed.extend(pairs);
        let _ = outcome(&changed, &sample());
    }
}

const NAMES: [&str; 14] = [
    "client_id",
    "scope",
    "state",
    "nonce",
    "prompt",
    "max_age",
    "claims",
    "acr_values",
    "response_mode",
    "response_type",
    "dpop_jkt",
    "id_token_hint",
    "code_challenge",
    "redirect_uri",
];

#[test]
fn the_certification_profile_leaves_optional_what_the_standard_leaves_optional() {
    let client = Client { profile: Profile::Certification, ..sample() };
    let bare = [Drop("state"), Drop("nonce"), Drop("code_challenge"), Drop("code_challenge_method")];
    assert_eq!(outcome(&request(&bare), &client), "ok");
    assert_eq!(outcome(&request(&[Set("state", "x"), Set("nonce", "y")]), &client), "ok");
    assert_eq!(outcome(&request(&[Set("code_challenge_method", "plain")]), &client), "invalid_request");
    assert_eq!(outcome(&request(&[Drop("code_challenge")]), &client), "invalid_request", "a method without challenge");
}

#[test]
fn a_disconnected_client_gets_nobody() {
    let client = Client { suspended_at: Some(kernel::Timestamp::UNIX_EPOCH), ..sample() };
    assert_eq!(outcome(&request(&[]), &client), "page client-suspended");
}
