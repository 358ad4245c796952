use serde_json::Value;

use super::{ANA, ana, certify, claire};
use crate::{
    store::{accounts, second_factors},
    tests::bench::{Browser, PASSWORD, TOTP, TestClient, World, certified_journey},
    vault::Purpose,
};

const LEVEL: (&str, &str) = ("acr_values", "eidas1");

async fn finish(world: &World, browser: &Browser, client: &TestClient, mut to: String) -> (Value, Value) {
    if to.starts_with("/autorisation?") {
        to = browser.fill(world, &to, "/autorisation", &[("choix", "accepter")]).await.location().to_owned();
    }
    let code = crate::tests::bench::parameter(&to, "code").unwrap_or_else(|| panic!("a code in {to}"));
    let tokens = world.exchange(client, &code).await;
    let told = world.userinfo(&tokens.text("access_token")).await.json();
    (world.claims(&tokens.text("id_token"), "bron").await, told)
}

#[tokio::test]
async fn a_service_that_asks_for_a_certified_identity_gets_it() {
    certified_journey(async |world| {
        let (browser, client) = (claire(&world).await, world.client("bron", |_| {}).await);
        let page = browser.get(&world, &client.authorize(&[LEVEL])).await.location().to_owned();
        assert!(page.starts_with("/compte/certification?"), "{page}");
        assert!(browser.get(&world, &page).await.body.contains("Ce service demande une identité certifiée"));
        let next = browser.by_franceconnect(&world, &page, "claire").await.location().to_owned();
        let (token, told) = finish(&world, &browser, &client, next).await;
        assert_eq!((&token["acr"], &token["amr"]), (&"eidas1".into(), &serde_json::json!(["pwd", "fc"])));
        assert_eq!(told["verified_claims"][0]["claims"]["family_name"], "VASSIEUX");
        assert_eq!(told["verified_claims"][0]["verification"]["trust_framework"], "franceconnect");
        assert_eq!((&told["family_name"], &told["email"]), (&"VASSIEUX".into(), &ANA.into()));
    })
    .await;
}

#[tokio::test]
async fn a_wish_is_a_wish() {
    certified_journey(async |world| {
        let (browser, client) = (ana(&world).await, world.client("bron", |_| {}).await);
        let page = browser.get(&world, &client.authorize(&[LEVEL])).await.location().to_owned();
        let next = browser.fill(&world, &page, "/compte/certification", &[]).await.location().to_owned();
        let (token, told) = finish(&world, &browser, &client, next).await;
        assert_eq!((&token["acr"], &told["verified_claims"]), (&"glc:password".into(), &Value::Null));
    })
    .await;
}

#[tokio::test]
async fn the_level_is_the_one_of_the_session_and_verified_claims_those_of_the_account() {
    certified_journey(async |world| {
        let client = world.client("bron", |_| {}).await;
        certify(&world, &ana(&world).await, "claire").await;
        let browser = Browser::default();
        let page = browser.get(&world, &client.authorize(&[])).await.location().to_owned();
        let next = browser.sign_in(&world, &page, ANA, PASSWORD).await.location().to_owned();
        let (token, told) = finish(&world, &browser, &client, next).await;
        assert_eq!(token["acr"], "glc:password", "her password proves no identity");
        assert_eq!(told["verified_claims"][0]["claims"]["family_name"], "VASSIEUX", "her account is certified all the same");

        let asked = browser.get(&world, &client.authorize(&[LEVEL])).await.location().to_owned();
        assert!(asked.starts_with("/compte/certification?"), "so the level is asked of FranceConnect: {asked}");
        let next = browser.by_franceconnect(&world, &asked, "claire").await.location().to_owned();
        assert_eq!(finish(&world, &browser, &client, next).await.0["acr"], "eidas1");
    })
    .await;
}

#[tokio::test]
async fn a_certified_identity_does_not_replace_the_second_factor_of_staff() {
    certified_journey(async |world| {
        let client = world.client("bron", |_| {}).await;
        certify(&world, &ana(&world).await, "claire").await;
        let email = kernel::values::Email::parse(ANA).unwrap();
        let mut tx = world.bench.databases.identity_write().await.unwrap();
        world.identity.require_second_factor(&mut tx, &email, true).await.unwrap();
        tx.commit().await.unwrap();
        let browser = Browser::default();
        let page = browser.get(&world, &client.authorize(&[LEVEL])).await.location().to_owned();
        let next = browser.by_franceconnect(&world, &page, "claire").await.location().to_owned();
        assert!(next.starts_with("/compte/code-de-securite?"), "{next}");
        let again = browser.get(&world, &client.authorize(&[LEVEL])).await.location().to_owned();
        assert!(again.starts_with("/compte/code-de-securite?"), "{again}");
    })
    .await;
}

#[tokio::test]
async fn signing_in_for_a_service_leads_back_to_it() {
    certified_journey(async |world| {
        let client = world.client("bron", |_| {}).await;
        certify(&world, &ana(&world).await, "claire").await;
        let browser = Browser::default();
        let page = browser.get(&world, &client.authorize(&[LEVEL])).await.location().to_owned();
        assert!(page.starts_with("/connexion?"));
        let next = browser.by_franceconnect(&world, &page, "claire").await.location().to_owned();
        let (token, _) = finish(&world, &browser, &client, next).await;
        assert_eq!((&token["acr"], &token["amr"]), (&"eidas1".into(), &serde_json::json!(["fc"])));
        let discovery = browser.get(&world, "/.well-known/openid-configuration").await.json();
        assert!(discovery["acr_values_supported"].as_array().unwrap().contains(&"eidas1".into()));
    })
    .await;
}

#[tokio::test]
async fn a_code_asked_later_adds_to_what_franceconnect_proved() {
    certified_journey(async |world| {
        let client = world.client("bron", |_| {}).await;
        certify(&world, &ana(&world).await, "claire").await;
        let browser = Browser::default();
        browser.by_franceconnect(&world, "/connexion", "claire").await;
        let mut tx = world.bench.databases.identity_write().await.unwrap();
        let id = accounts::id_of(&mut tx, ANA).await.unwrap().unwrap();
        let sealed = world.identity.vault.seal(Purpose::OneTimeCodes, &id.to_string(), TOTP.as_bytes(), &*world.bench.rng).unwrap();
        second_factors::set(&mut tx, id, &sealed, 0, world.moment().wall).await.unwrap();
        tx.commit().await.unwrap();

        let page = browser.get(&world, &client.authorize(&[("acr_values", "glc:mfa")])).await.location().to_owned();
        let code = crate::one_time_code(TOTP, world.moment().wall).unwrap();
        let next = browser.fill(&world, &page, "/connexion/code", &[("code", &code)]).await.location().to_owned();
        let (token, _) = finish(&world, &browser, &client, next).await;
        assert_eq!((&token["acr"], &token["amr"]), (&"eidas1".into(), &serde_json::json!(["otp", "fc", "mfa"])));
    })
    .await;
}
