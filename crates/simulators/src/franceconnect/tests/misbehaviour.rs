//! Each mood, as a careful client notices it.

use http::Request;
use jsonwebtoken::Algorithm;
use serde_json::Value;

use super::{
    super::moods,
    world::{NONCE, STATE, World, authorize_url, json, on, parameter, text},
};

const ISSUER: &str = "http://localhost:8092/api/v2";

/// What a careful client notices first, and what it learns otherwise.
async fn careful(world: &World) -> Result<Value, String> {
    world.close();
    let asked = world.get(&authorize_url("bron", &[])).await;
    if let Some(error) = parameter(&asked, "error") {
        return Err(format!("return: {error}"));
    }
    let back = world.sign_in("bron", &[], "claire").await;
    must(parameter(&back, "state").as_deref() == Some(STATE), "return: state")?;
    must(parameter(&back, "iss").as_deref() == Some(ISSUER), "return: iss")?;
    let code = parameter(&back, "code").ok_or("return: code")?;

    let tokens = world.exchange("bron", &code, &[]).await;
    must(tokens.body.len() < 1_000_000, "tokens: size")?;
    must(tokens.header("content-type").starts_with("application/json"), "tokens: type")?;
    must(tokens.status == 200, &format!("tokens: {}", json(&tokens)["error"].as_str().unwrap_or_default()))?;
    let member = |name: &str| json(&tokens)[name].as_str().map(str::to_owned).ok_or(format!("tokens: {name}"));
    let (access_token, id_token) = (member("access_token")?, member("id_token")?);
    let who = signed(world, &id_token, "id").await?;
    for (name, expected) in [("nonce", NONCE), ("acr", "eidas1")] {
        must(who[name] == expected, &format!("id: {name}"))?;
    }

    let answer = world.userinfo(&access_token).await;
    must(answer.body.len() < 1_000_000, "userinfo: size")?;
    must(answer.status == 200, "userinfo: status")?;
    must(answer.header("content-type").starts_with("application/jwt"), "userinfo: type")?;
    let identity = signed(world, &answer.body, "userinfo").await?;
    must(identity["sub"] == who["sub"], "userinfo: other sub")?;
    must(identity["family_name"].is_string(), "userinfo: family_name")?;
    Ok(identity)
}

/// What both tokens must have: a signature of a published key, for us, from there, now.
async fn signed(world: &World, token: &str, what: &str) -> Result<Value, String> {
    let said = world.verified(token, Algorithm::ES256).await.ok_or(format!("{what}: signature"))?;
    must(said["aud"] == "bron", &format!("{what}: aud"))?;
    must(said["iss"] == ISSUER, &format!("{what}: iss"))?;
    must(said["exp"].as_i64().is_some_and(|until| world.seconds() < until), &format!("{what}: exp"))?;
    must(said["sub"].is_string(), &format!("{what}: sub"))?;
    Ok(said)
}

fn must(is_right: bool, what: &str) -> Result<(), String> {
    if is_right { Ok(()) } else { Err(what.to_owned()) }
}

/// Every mood, and what a careful client says of it: nothing where it must go on.
const NOTICED: &[(&str, &str)] = &[
    ("normal", ""),
    ("unavailable", "return: temporarily_unavailable"),
    ("no-state", "return: state"),
    ("wrong-state", "return: state"),
    ("wrong-response-iss", "return: iss"),
    ("no-code", "return: code"),
    ("unknown-code", "tokens: invalid_grant"),
    ("same-code", "tokens: invalid_grant"),
    ("token-500", "tokens: server_error"),
    ("token-slow", ""),
    ("token-huge", "tokens: size"),
    ("token-html", "tokens: type"),
    ("no-id-token", "tokens: id_token"),
    ("no-access-token", "tokens: access_token"),
    ("new-keys", ""),
    ("wrong-nonce", "id: nonce"),
    ("no-nonce", "id: nonce"),
    ("wrong-aud", "id: aud"),
    ("wrong-iss", "id: iss"),
    ("expired", "id: exp"),
    ("no-sub", "id: sub"),
    ("no-acr", "id: acr"),
    ("unknown-kid", "id: signature"),
    ("other-key", "id: signature"),
    ("alg-none", "id: signature"),
    ("hs256", "id: signature"),
    ("userinfo-500", "userinfo: status"),
    ("userinfo-huge", "userinfo: size"),
    ("userinfo-html", "userinfo: type"),
    ("userinfo-json", "userinfo: type"),
    ("userinfo-other-sub", "userinfo: other sub"),
    ("userinfo-wrong-aud", "userinfo: aud"),
    ("userinfo-wrong-iss", "userinfo: iss"),
    ("userinfo-expired", "userinfo: exp"),
    ("userinfo-missing", "userinfo: family_name"),
    ("userinfo-other-key", "userinfo: signature"),
    ("userinfo-alg-none", "userinfo: signature"),
    ("userinfo-hs256", "userinfo: signature"),
];

#[tokio::test]
async fn a_careful_client_notices_each_mood() {
    on(async |world| {
        for (mood, expected) in NOTICED {
            assert!(world.fc.behave("normal").unwrap());
            assert_eq!(careful(&world).await.err(), None, "before {mood}");
            let set = world.call(Request::post("/misbehave"), format!("{{\"mood\": \"{mood}\"}}")).await;
            assert_eq!((set.status, text(&set, "mood").as_str()), (200, *mood));
            let noticed = careful(&world).await.err().unwrap_or_default();
            assert_eq!(noticed, *expected, "{mood}");
        }
        let words: Vec<&str> = moods::all().map(|mood| mood.word).collect();
        assert_eq!(words, NOTICED.iter().map(|(word, _)| *word).collect::<Vec<_>>());
    })
    .await;
}

#[tokio::test]
async fn new_keys_are_published_and_old_ones_stay() {
    on(async |world| {
        let kids = async || {
            let keys = json(&world.get("/api/v2/jwks").await)["keys"].clone();
            keys.as_array().unwrap().iter().map(|key| key["kid"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
        };
        let before = kids().await;
        assert_eq!(before.len(), 1);
        assert!(world.fc.behave("new-keys").unwrap());
        let after = kids().await;
        assert_eq!(after[1..], before[..]);
        let kid = jsonwebtoken::decode_header(text(&world.tokens(&[]).await, "id_token")).unwrap().kid;
        assert_eq!(kid.as_ref(), after.first());
    })
    .await;
}

#[tokio::test]
async fn a_person_chooses_how_it_behaves() {
    on(async |world| {
        let page = world.get("/").await;
        assert!(page.body.contains("ID token\u{a0}: un autre nonce"), "{}", page.body);
        let set = world.fill(&page, "/humeur", &[("humeur", "wrong-nonce")]).await;
        assert_eq!((set.status, set.header("location")), (303, "/"));
        assert_eq!(careful(&world).await.unwrap_err(), "id: nonce");
    })
    .await;
}

#[tokio::test]
async fn a_mood_that_does_not_exist_changes_nothing() {
    on(async |world| {
        for body in ["", "{}", "{\"mood\": \"furious\"}"] {
            assert_eq!(world.call(Request::post("/misbehave"), body.to_owned()).await.status, 422, "{body}");
        }
        assert_eq!(text(&world.call(Request::get("/misbehave"), String::new()).await, "mood"), "normal");
    })
    .await;
}
