//! The whole way: a person signs in, a client learns who she is.

use jsonwebtoken::Algorithm;
use serde_json::json;

use super::{
    super::{Client, Signing},
    world::{NONCE, STATE, authorize_url, client, json, on, parameter, text, with},
};

#[tokio::test]
async fn a_client_learns_who_somebody_is() {
    on(async |world| {
        let back = world.sign_in("bron", &[], "claire").await;
        assert_eq!(back.status, 303);
        assert!(back.header("location").starts_with("https://bron.example/retour?code="), "{}", back.header("location"));
        assert_eq!(parameter(&back, "state").as_deref(), Some(STATE));
        assert_eq!(parameter(&back, "iss").as_deref(), Some("http://localhost:8092/api/v2"));

        let tokens = world.exchange("bron", &parameter(&back, "code").unwrap(), &[]).await;
        assert_eq!((tokens.status, tokens.header("set-cookie")), (200, ""));
        let members = json(&tokens);
        let names: Vec<&String> = members.as_object().unwrap().keys().collect();
        assert_eq!(names, ["access_token", "expires_in", "id_token", "scope", "token_type"]);
        assert_eq!(members["expires_in"], 60);
        assert_eq!((&members["scope"], &members["token_type"]), (&json!("openid profile birth email"), &json!("Bearer")));

        let said = world.verified(&text(&tokens, "id_token"), Algorithm::ES256).await.unwrap();
        let now = world.seconds();
        let expected = json!({
            "sub": said["sub"], "acr": "eidas1", "auth_time": now, "nonce": NONCE, "aud": "bron", "exp": now + 60, "iat": now,
            "iss": "http://localhost:8092/api/v2",
        });
        assert_eq!(said, expected);

        let identity = world.userinfo(&text(&tokens, "access_token")).await;
        assert_eq!((identity.status, identity.header("set-cookie")), (200, ""));
        assert!(identity.header("content-type").starts_with("application/jwt"));
        let identity = world.verified(&identity.body, Algorithm::ES256).await.unwrap();
        let expected = json!({
            "sub": said["sub"], "birthcountry": "99100", "birthdate": "1979-04-12", "birthplace": "69029",
            "email": "claire@example.org", "family_name": "VASSIEUX", "gender": "female", "given_name": "Claire Odile",
            "given_name_array": ["Claire", "Odile"], "iss": "http://localhost:8092/api/v2", "aud": "bron", "iat": now, "exp": now + 60,
        });
        assert_eq!(identity, expected);
    })
    .await;
}

#[tokio::test]
async fn a_token_s_header_has_two_members() {
    on(async |world| {
        let token = text(&world.tokens(&[]).await, "id_token");
        let header = token.split('.').next().unwrap().to_owned();
        let header = base64::Engine::decode(&base64::engine::general_purpose::URL_SAFE_NO_PAD, header).unwrap();
        let header: serde_json::Value = serde_json::from_slice(&header).unwrap();
        let mut names: Vec<&String> = header.as_object().unwrap().keys().collect();
        names.sort();
        assert_eq!(names, ["alg", "kid"]);
    })
    .await;
}

#[tokio::test]
async fn a_client_may_have_rs256_for_both() {
    with(vec![Client { signing: Signing::Rs256, ..client("bron") }], async |world| {
        let tokens = world.tokens(&[]).await;
        assert!(world.verified(&text(&tokens, "id_token"), Algorithm::RS256).await.is_some());
        let identity = world.userinfo(&text(&tokens, "access_token")).await;
        assert!(world.verified(&identity.body, Algorithm::RS256).await.is_some());
    })
    .await;
}

#[tokio::test]
async fn amr_comes_to_whoever_asks() {
    on(async |world| {
        for (more, expected) in [(vec![], json!(null)), (vec![("scope", "openid amr")], json!(["pwd"]))] {
            let said = world.verified(&text(&world.tokens(&more).await, "id_token"), Algorithm::ES256).await.unwrap();
            assert_eq!(said["amr"], expected);
        }
    })
    .await;
}

#[tokio::test]
async fn answers_may_come_in_the_fragment() {
    on(async |world| {
        let back = world.sign_in("bron", &[("response_mode", "fragment")], "claire").await;
        assert!(back.header("location").starts_with("https://bron.example/retour#code="));
    })
    .await;
}

#[tokio::test]
async fn a_form_of_a_client_s_site_is_a_request_too() {
    on(async |world| {
        let url = authorize_url("bron", &[]);
        let (path, query) = url.split_once('?').unwrap();
        let request = http::Request::post(path).header("sec-fetch-site", "cross-site").header("content-type", super::world::FORM);
        let answer = world.call(request, query.to_owned()).await;
        assert_eq!((answer.status, answer.header("location")), (303, url.as_str()));
    })
    .await;
}
