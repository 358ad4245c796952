//! Each rule of userinfo, and what else can be done with an access token.

use http::Request;
use jsonwebtoken::Algorithm;
use serde_json::json;

use super::world::{SECRET, json, on, text};

#[tokio::test]
async fn claims_follow_scopes() {
    on(async |world| {
        for (scope, expected) in [
            ("openid", "sub"),
            ("openid email", "email sub"),
            ("openid birth", "birthcountry birthplace sub"),
            ("openid idp_birthdate idp_id", "idp_birthdate idp_id sub"),
            ("openid identite_pivot", "birthcountry birthdate birthplace family_name gender given_name given_name_array sub"),
            ("openid given_name preferred_username", "given_name given_name_array sub"),
            ("openid amr", "sub"),
        ] {
            let token = text(&world.tokens(&[("scope", scope)]).await, "access_token");
            let said = world.verified(&world.userinfo(&token).await.body, Algorithm::ES256).await.unwrap();
            let mut names: Vec<&str> = said.as_object().unwrap().keys().map(String::as_str).collect();
            names.retain(|name| !["iss", "aud", "iat", "exp"].contains(name));
            names.sort_unstable();
            assert_eq!(names.join(" "), expected, "{scope}");
        }
    })
    .await;
}

#[tokio::test]
async fn an_access_token_lives_a_minute() {
    on(async |world| {
        let token = text(&world.tokens(&[]).await, "access_token");
        world.clock.advance(59);
        assert_eq!(world.userinfo(&token).await.status, 200);
        world.clock.advance(1);
        let late = world.userinfo(&token).await;
        assert_eq!((late.status, text(&late, "error")), (401, "invalid_token".to_owned()));
        assert!(late.header("www-authenticate").contains("invalid_token"));
    })
    .await;
}

#[tokio::test]
async fn a_token_comes_in_its_header_only() {
    on(async |world| {
        let token = text(&world.tokens(&[]).await, "access_token");
        let bare = world.call(Request::get(format!("/api/v2/userinfo?access_token={token}")), String::new()).await;
        assert_eq!((bare.status, text(&bare, "error")), (400, "invalid_request".to_owned()));
        assert_eq!(world.userinfo("another").await.status, 401);
    })
    .await;
}

#[tokio::test]
async fn a_token_is_known_and_taken_back_by_its_client_only() {
    on(async |world| {
        let token = text(&world.tokens(&[]).await, "access_token");
        let call =
            async |path: &str, client: &str| world.post(path, &[("client_id", client), ("client_secret", SECRET), ("token", &token)]).await;
        let known = async |client: &str| json(&call("/api/v2/token/introspection", client).await);
        let told = known("bron").await;
        assert_eq!((&told["active"], &told["client_id"], &told["token_type"]), (&json!(true), &json!("bron"), &json!("Bearer")));
        assert_eq!(known("lyon").await, json!({ "active": false }));
        assert_eq!(call("/api/v2/token/revocation", "lyon").await.status, 200);
        assert_eq!(world.userinfo(&token).await.status, 200, "another client takes nothing back");
        assert_eq!(call("/api/v2/token/revocation", "bron").await.status, 200);
        assert_eq!(known("bron").await, json!({ "active": false }));
        assert_eq!(world.userinfo(&token).await.status, 401);
        assert_eq!(world.post("/api/v2/token/revocation", &[("token", &token)]).await.status, 400, "nobody asks");
    })
    .await;
}
