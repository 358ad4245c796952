use super::bench::{Answer, Browser, PASSWORD, STATE, TestClient, World, journey, parameter};
use crate::Profile;

const ANA: &str = "ana@exemple.fr";

/// Pushes a good request with some parameters other.
async fn push(world: &World, client: &TestClient, changes: &[(&str, &str)]) -> Answer {
    let query = client.authorize(changes);
    let pairs = web::posted::decode(query.split_once('?').unwrap().1.as_bytes());
    let fields: Vec<(&str, &str)> = pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    world.post_form("/par", Some(&client.basic()), &fields).await
}

fn with_name(client: &TestClient, name: &str) -> String {
    format!("/authorize?client_id={}&request_uri={}", client.id, web::posted::encode(name))
}

#[tokio::test]
async fn a_pushed_request_leads_a_person_and_serves_once() {
    journey(async |world| {
        world.account(ANA, None).await;
        let client = world.client("bron", |client| client.protocol.requires_par = true).await;
        let pushed = push(&world, &client, &[]).await;
        assert_eq!((pushed.status, pushed.json()["expires_in"].as_i64()), (201, Some(60)), "{}", pushed.body);
        let name = pushed.text("request_uri");
        assert!(name.starts_with("urn:ietf:params:oauth:request_uri:"));

        let browser = Browser::default();
        let begun = browser
            .get(&world, &format!("{}&scope=openid&state=other&redirect_uri=https%3A%2F%2Fevil.example", with_name(&client, &name)))
            .await;
        let signed_in = browser.sign_in(&world, begun.location(), ANA, PASSWORD).await;
        let back = browser.fill(&world, signed_in.location(), "/autorisation", &[("choix", "accepter")]).await;
        assert_eq!(back.parameter("state").as_deref(), Some(STATE), "only what was pushed counts");
        assert_eq!(world.exchange(&client, &back.code()).await.text("scope"), "openid profile email");

        let again = browser.get(&world, &with_name(&client, &name)).await;
        assert_eq!(again.status, 400);
        assert!(again.body.contains("sert une fois"));
    })
    .await;
}

#[tokio::test]
async fn a_request_pushed_with_an_address_given_up_since_leads_nowhere() {
    journey(async |world| {
        let client = world.client("bron", |_| {}).await;
        let name = push(&world, &client, &[]).await.text("request_uri");
        world.moved("bron").await;
        let page = Browser::default().get(&world, &with_name(&client, &name)).await;
        assert!(page.status == 400 && page.body.contains("redirect_uri n’est pas inscrite"), "{} {}", page.status, page.body);
    })
    .await;
}

#[tokio::test]
async fn whoever_comes_from_a_suspended_service_reads_so_however_it_asks() {
    journey(async |world| {
        let client = world.client("bron", |_| {}).await;
        let name = push(&world, &client, &[]).await.text("request_uri");
        let mut tx = world.bench.databases.identity_write().await.unwrap();
        world.identity.suspend_client(&mut tx, &world.moment(), "bron", true).await.unwrap();
        tx.commit().await.unwrap();
        for asks in [client.authorize(&[]), with_name(&client, &name)] {
            let page = Browser::default().get(&world, &asks).await;
            assert!(page.status == 403 && page.body.contains("Ce service est suspendu"), "{}", page.body);
            assert!(!page.body.contains("n’est pas correcte") && !page.body.contains("recommencez"), "coming again changes nothing");
        }
        let unknown = Browser::default().get(&world, &client.authorize(&[("client_id", "autre")])).await;
        assert!(unknown.status == 400 && unknown.body.contains("n’est pas correcte"), "{}", unknown.body);

        let mut tx = world.bench.databases.identity_write().await.unwrap();
        world.identity.suspend_client(&mut tx, &world.moment(), "bron", false).await.unwrap();
        tx.commit().await.unwrap();
        assert!(
            Browser::default().get(&world, &with_name(&client, &name)).await.location().starts_with("/connexion?"),
            "it was not used up"
        );
    })
    .await;
}

#[tokio::test]
async fn of_eight_browsers_with_one_name_one_goes_on() {
    journey(async |world| {
        let client = world.client("bron", |_| {}).await;
        let name = push(&world, &client, &[]).await.text("request_uri");
        let url = with_name(&client, &name);
        let once = async || Browser::default().get(&world, &url).await.status;
        let (a, b, c, d, e, f, g, h) = tokio::join!(once(), once(), once(), once(), once(), once(), once(), once());
        assert_eq!([a, b, c, d, e, f, g, h].iter().filter(|status| **status == 303).count(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_name_is_its_clients_own_for_one_minute() {
    journey(async |world| {
        let (bron, lyon) = (world.client("bron", |_| {}).await, world.client("lyon", |_| {}).await);
        let name = push(&world, &bron, &[]).await.text("request_uri");
        let browser = Browser::default();
        assert_eq!(browser.get(&world, &with_name(&lyon, &name)).await.status, 400, "not its own");
        assert_eq!(browser.get(&world, &with_name(&bron, &format!("{name}x"))).await.status, 400);
        let foreign = browser.get(&world, &bron.authorize(&[("request_uri", "https://evil.example/r")])).await;
        assert_eq!(parameter(foreign.location(), "error").as_deref(), Some("request_uri_not_supported"));
        world.wait(59);
        let late = push(&world, &bron, &[]).await.text("request_uri");
        assert_eq!(browser.get(&world, &with_name(&bron, &name)).await.status, 303);
        world.wait(60);
        assert_eq!(browser.get(&world, &with_name(&bron, &late)).await.status, 400, "a minute has passed");
    })
    .await;
}

#[tokio::test]
async fn what_is_pushed_is_checked_at_once() {
    journey(async |world| {
        let client = world.client("bron", |_| {}).await;
        for (name, value, error) in [
            ("redirect_uri", "https://evil.example/", "invalid_request"),
            ("response_type", "token", "unsupported_response_type"),
            ("scope", "email", "invalid_scope"),
            ("nonce", "court", "invalid_request"),
            ("code_challenge_method", "plain", "invalid_request"),
            ("request_uri", "urn:ietf:params:oauth:request_uri:x", "request_uri_not_supported"),
            ("request", "e30.e30.", "request_not_supported"),
            ("client_id", "lyon", "invalid_request"),
            ("dpop_jkt", "court", "invalid_request"),
        ] {
            let answer = push(&world, &client, &[(name, value)]).await;
            assert_eq!((answer.status, answer.text("error").as_str()), (400, error), "{name}");
            assert!(!answer.body.contains(value) || value == "request", "{name}: what was sent is not repeated");
        }
        let nobody = world.post_form("/par", None, &[("client_id", "bron")]).await;
        assert_eq!((nobody.status, nobody.text("error").as_str()), (401, "invalid_client"));
    })
    .await;
}

#[tokio::test]
async fn a_client_that_must_push_is_told_so() {
    journey(async |world| {
        let client = world
            .client("bron", |client| {
                client.protocol.requires_par = true;
                client.profile = Profile::Certification;
            })
            .await;
        let refused = Browser::default().get(&world, &client.authorize(&[("response_mode", "fragment")])).await;
        assert!(refused.location().starts_with("https://bron.example/retour#error=invalid_request&"), "{}", refused.location());
    })
    .await;
}
