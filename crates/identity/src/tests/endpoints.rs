use http::{Request, header};

use super::bench::{Browser, ISSUER, journey, tokens_for};

const ANA: &str = "ana@exemple.fr";

#[tokio::test]
async fn discovery_names_what_is_there() {
    journey(async |world| {
        let answer = world.send(Request::get("/.well-known/openid-configuration"), "").await;
        let document = answer.json();
        assert_eq!(answer.header(header::CONTENT_TYPE), "application/json");
        assert_eq!(document["issuer"], ISSUER);
        for name in [
            "authorization_endpoint",
            "token_endpoint",
            "userinfo_endpoint",
            "jwks_uri",
            "end_session_endpoint",
            "revocation_endpoint",
            "introspection_endpoint",
        ] {
            assert!(document[name].as_str().unwrap().starts_with(ISSUER), "{name}");
        }
        let keys = world.send(Request::get("/jwks"), "").await.json();
        let key = &keys["keys"][0];
        assert_eq!(
            (key["kty"].as_str(), key["crv"].as_str(), key["use"].as_str(), key["alg"].as_str()),
            (Some("EC"), Some("P-256"), Some("sig"), Some("ES256"))
        );
        assert!(key["d"].is_null(), "the private half stays here");
    })
    .await;
}

#[tokio::test]
async fn the_token_endpoint_says_what_is_wrong() {
    journey(async |world| {
        let client = world.client("bron", |_| {}).await;
        let basic = client.basic();
        for (case, authorization, fields, status, error) in [
            ("nobody", None, vec![("grant_type", "authorization_code")], 401, "invalid_client"),
            ("unknown client", Some("Basic eDp5"), vec![("grant_type", "authorization_code")], 401, "invalid_client"),
            ("no grant type", Some(&*basic), vec![("code", "x")], 400, "invalid_request"),
            ("password grant", Some(&*basic), vec![("grant_type", "password")], 400, "unsupported_grant_type"),
            ("no code", Some(&*basic), vec![("grant_type", "authorization_code")], 400, "invalid_request"),
            ("no address", Some(&*basic), vec![("grant_type", "authorization_code"), ("code", "x")], 400, "invalid_request"),
            (
                "twice",
                Some(&*basic),
                vec![("grant_type", "refresh_token"), ("refresh_token", "a"), ("refresh_token", "b")],
                400,
                "invalid_request",
            ),
            (
                "two ways",
                Some(&*basic),
                vec![("grant_type", "refresh_token"), ("client_id", "bron"), ("client_secret", "x")],
                400,
                "invalid_request",
            ),
            ("two names", Some(&*basic), vec![("grant_type", "refresh_token"), ("client_id", "lyon")], 400, "invalid_request"),
            ("unknown refresh", Some(&*basic), vec![("grant_type", "refresh_token"), ("refresh_token", "a")], 400, "invalid_grant"),
        ] {
            let answer = world.post_form("/token", authorization, &fields).await;
            assert_eq!((answer.status, answer.text("error").as_str()), (status, error), "{case}");
        }
        let request = Request::post("/token").header(header::CONTENT_TYPE, "application/json").header(header::AUTHORIZATION, &basic);
        assert_eq!(world.send(request, "{}").await.text("error"), "invalid_request");
    })
    .await;
}

#[tokio::test]
async fn userinfo_wants_a_bearer_token_in_the_header() {
    journey(async |world| {
        world.account(ANA, None).await;
        let client = world.client("bron", |_| {}).await;
        let token = tokens_for(&world, &Browser::default(), &client, ANA).await.text("access_token");
        let bare = world.send(Request::get("/userinfo"), "").await;
        assert_eq!((bare.status, bare.header(header::WWW_AUTHENTICATE)), (401, "Bearer realm=\"GrandLyon Connect\""));
        let in_query = world.send(Request::get(format!("/userinfo?access_token={token}")), "").await;
        assert_eq!(in_query.status, 401);
        let wrong = world.userinfo("faux").await;
        assert_eq!((wrong.status, wrong.header(header::WWW_AUTHENTICATE)), (401, "Bearer error=\"invalid_token\""));
        let posted = world.send(Request::post("/userinfo").header(header::AUTHORIZATION, format!("bearer {token}")), "").await;
        assert_eq!(posted.status, 200);
    })
    .await;
}

#[tokio::test]
async fn a_token_is_told_and_given_back_by_its_own_client() {
    journey(async |world| {
        world.account(ANA, None).await;
        let (bron, lyon) = (world.client("bron", |_| {}).await, world.client("lyon", |_| {}).await);
        let tokens = tokens_for(&world, &Browser::default(), &bron, ANA).await;
        let access = tokens.text("access_token");
        let told = world.post_form("/introspect", Some(&bron.basic()), &[("token", &access)]).await;
        assert_eq!(
            (told.json()["active"].as_bool(), told.text("client_id").as_str(), told.text("scope").as_str()),
            (Some(true), "bron", "openid profile email")
        );
        let other = world.post_form("/introspect", Some(&lyon.basic()), &[("token", &access)]).await;
        assert_eq!(other.json(), serde_json::json!({ "active": false }), "not its own: nothing is told");

        assert_eq!(world.post_form("/revoke", Some(&lyon.basic()), &[("token", &access)]).await.status, 200);
        assert_eq!(world.userinfo(&access).await.status, 200, "not its own: nothing is done");
        assert_eq!(world.post_form("/revoke", Some(&bron.basic()), &[("token", &tokens.text("refresh_token"))]).await.status, 200);
        assert_eq!(world.userinfo(&access).await.status, 401, "all that the grant gave");
        assert_eq!(world.post_form("/revoke", Some(&bron.basic()), &[("token", "faux")]).await.status, 200);
    })
    .await;
}

#[tokio::test]
async fn a_client_disconnected_holds_nothing_and_two_secrets_overlap() {
    journey(async |world| {
        world.account(ANA, None).await;
        let mut client = world.client("bron", |_| {}).await;
        let browser = Browser::default();
        let tokens = tokens_for(&world, &browser, &client, ANA).await;
        let mut tx = world.bench.databases.identity_write().await.unwrap();
        let secret = world.identity.renew_client_secret(&mut tx, &world.moment(), "bron").await.unwrap();
        tx.commit().await.unwrap();
        let introspect =
            async |client: &super::bench::TestClient| world.post_form("/introspect", Some(&client.basic()), &[("token", "x")]).await.status;
        assert_eq!(introspect(&client).await, 200, "the old secret still serves");
        let old = std::mem::replace(&mut client.secret, secret);
        assert_eq!(introspect(&client).await, 200);
        world.wait(7 * 24 * 3_600);
        assert_eq!(introspect(&client).await, 200);
        let stale = super::bench::TestClient { id: client.id.clone(), secret: old, redirect_uri: client.redirect_uri.clone() };
        assert_eq!(introspect(&stale).await, 401, "a week later it does not");

        let fresh = tokens_for(&world, &browser, &client, ANA).await;
        let mut tx = world.bench.databases.identity_write().await.unwrap();
        world.identity.suspend_client(&mut tx, &world.moment(), "bron", true).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(world.userinfo(&fresh.text("access_token")).await.status, 401);
        assert_eq!(introspect(&client).await, 401);
        assert_eq!(browser.get(&world, &client.authorize(&[])).await.status, 403);
        drop(tokens);
    })
    .await;
}
