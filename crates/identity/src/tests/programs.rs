use axum::{extract::State, response::IntoResponse};
use http::{HeaderMap, Request, header};
use serde_json::json;
use web::{Ctx, Method, Policy, Route, Site, route};

use super::bench::{Answer, TestClient, World, journey};
use crate::{
    ApiScope, Identity,
    api::{error::ApiError, program, proof::Place},
    model::jwk::tests::Signer,
};

const API: &str = "/essai/api";

/// An API of ours, which says who calls it.
pub(super) fn api(identity: &Identity) -> Route {
    async fn answer(State(identity): State<Identity>, ctx: Ctx, headers: HeaderMap) -> Result<web::Answer, ApiError> {
        let place = Place { identity: &identity, ctx: &ctx, headers: &headers, path: API };
        Ok(program::calling(place, "GET", ApiScope::AccountsDeleted).await?.id.into_response())
    }
    route(Site::Connect, Method::Get, API, Policy::Protocol, identity.clone(), answer)
}

async fn ask(world: &World, client: &TestClient, scope: Option<&str>) -> Answer {
    let mut fields = vec![("grant_type", "client_credentials")];
    fields.extend(scope.map(|scope| ("scope", scope)));
    world.post_form("/token", Some(&client.basic()), &fields).await
}

async fn told(world: &World, client: &TestClient, token: &str) -> serde_json::Value {
    world.post_form("/introspect", Some(&client.basic()), &[("token", token)]).await.json()
}

#[tokio::test]
async fn a_program_gets_a_token_of_its_own_within_its_scopes() {
    journey(async |world| {
        let bron = world.client("bron", |client| client.protocol.api_scopes = [ApiScope::AccountsDeleted].into_iter().collect()).await;
        let lyon = world.client("lyon", |_| {}).await;
        let given = ask(&world, &bron, None).await;
        assert_eq!(given.status, 200, "{}", given.body);
        let members: Vec<String> = given.json().as_object().unwrap().keys().cloned().collect();
        assert_eq!(members, ["access_token", "token_type", "expires_in", "scope"], "nobody signed in: no ID token, nothing to refresh");
        assert_eq!((given.text("scope").as_str(), given.text("token_type").as_str()), ("accounts:deleted", "Bearer"));
        assert_eq!(ask(&world, &bron, Some("accounts:deleted")).await.status, 200);
        for (client, scope, error) in [
            (&bron, Some("openid"), "invalid_scope"),
            (&bron, Some("accounts:deleted openid"), "invalid_scope"),
            (&bron, Some("accounts:all"), "invalid_scope"),
            (&bron, Some(" "), "invalid_scope"),
            (&lyon, None, "unauthorized_client"),
            (&lyon, Some("accounts:deleted"), "unauthorized_client"),
        ] {
            assert_eq!(ask(&world, client, scope).await.text("error"), error, "{scope:?}");
        }
        let token = given.text("access_token");
        let described = told(&world, &bron, &token).await;
        assert_eq!((&described["active"], &described["client_id"], &described["sub"]), (&json!(true), &json!("bron"), &json!("bron")));
        assert_eq!(told(&world, &lyon, &token).await, json!({ "active": false }), "not its own: nothing is told");
        assert_eq!(world.userinfo(&token).await.status, 401, "there is nobody behind it");
    })
    .await;
}

#[tokio::test]
async fn a_programs_token_ends_with_its_time_its_client_or_its_return() {
    journey(async |world| {
        let api = |client: &mut crate::NewClient| client.protocol.api_scopes = [ApiScope::AccountsDeleted].into_iter().collect();
        let (bron, lyon) = (world.client("bron", api).await, world.client("lyon", api).await);
        let fresh = async || ask(&world, &bron, None).await.text("access_token");
        let token = fresh().await;
        world.post_form("/revoke", Some(&lyon.basic()), &[("token", &token)]).await;
        assert_eq!(told(&world, &bron, &token).await["active"], true, "not its own: nothing is done");
        world.post_form("/revoke", Some(&bron.basic()), &[("token", &token)]).await;
        assert_eq!(told(&world, &bron, &token).await["active"], false);

        let token = fresh().await;
        world.wait(600);
        assert_eq!(told(&world, &bron, &token).await["active"], false, "ten minutes");

        let token = fresh().await;
        let suspend = async |suspended| {
            let mut tx = world.bench.databases.identity_write().await.unwrap();
            world.identity.suspend_client(&mut tx, &world.moment(), "bron", suspended).await.unwrap();
            tx.commit().await.unwrap();
        };
        suspend(true).await;
        assert_eq!(ask(&world, &bron, None).await.status, 401);
        let mut tx = world.bench.databases.identity_read().await.unwrap();
        let kept = crate::store::program_tokens::get(&mut tx, &web::cookie::digest(&token), world.moment().wall).await.unwrap();
        assert!(kept.is_none(), "at once, whoever asks");
        drop(tx);
        suspend(false).await;
        assert_eq!(told(&world, &bron, &token).await["active"], true);
    })
    .await;
}

#[tokio::test]
async fn a_programs_token_is_bound_to_the_key_that_it_proved() {
    journey(async |world| {
        let client = world.client("bron", |client| client.protocol.api_scopes = [ApiScope::AccountsDeleted].into_iter().collect()).await;
        let signer = Signer::p256();
        let proof = world.proof(&signer, "POST", "/token", None, &[]);
        let given = world.post_proved("/token", &client.basic(), &proof, &[("grant_type", "client_credentials")]).await;
        assert_eq!(given.text("token_type"), "DPoP");
        let token = given.text("access_token");
        let described = told(&world, &client, &token).await;
        assert_eq!(described["cnf"]["jkt"], json!(signer.public().thumbprint().unwrap()));

        let proof = world.proof(&signer, "GET", API, Some(&token), &[]);
        let proved = Request::get(API).header(header::AUTHORIZATION, format!("DPoP {token}")).header("dpop", proof);
        assert_eq!(world.send(proved, "").await.body, "bron");
        let bare = Request::get(API).header(header::AUTHORIZATION, format!("Bearer {token}"));
        assert_eq!(world.send(bare, "").await.status, 401);
    })
    .await;
}

#[tokio::test]
async fn an_api_knows_the_program_that_calls() {
    journey(async |world| {
        let client = world.client("bron", |client| client.protocol.api_scopes = [ApiScope::AccountsDeleted].into_iter().collect()).await;
        let token = ask(&world, &client, None).await.text("access_token");
        let call = async |authorization: &str| world.send(Request::get(API).header(header::AUTHORIZATION, authorization), "").await;
        assert_eq!(call(&format!("Bearer {token}")).await.body, "bron");
        for wrong in ["Bearer x", "DPoP x", &format!("DPoP {token}")] {
            assert_eq!(call(wrong).await.status, 401, "{wrong}");
        }
        assert_eq!(call(&client.basic()).await.header(header::WWW_AUTHENTICATE), "Bearer realm=\"GrandLyon Connect\"");

        let mut tx = world.bench.databases.identity_write().await.unwrap();
        tx.execute("UPDATE program_tokens SET scopes = ''", db::args![]).await.unwrap();
        tx.commit().await.unwrap();
        let small = call(&format!("Bearer {token}")).await;
        assert_eq!((small.status, small.text("error").as_str()), (403, "insufficient_scope"));
    })
    .await;
}
