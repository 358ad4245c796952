use http::header;
use web::posted::decode;

use super::bench::{Answer, Browser, ISSUER, PASSWORD, STATE, TestClient, World, journey};

const ANA: &str = "ana@exemple.fr";

/// Ana signs in and answers the consent page.
async fn answered(world: &World, client: &TestClient, mode: &str, choice: &str) -> Answer {
    // an agreement of this very moment would be an answer already
    world.wait(1);
    let browser = Browser::default();
    let begun = browser.get(world, &client.authorize(&[("response_mode", mode), ("prompt", "consent")])).await;
    let signed_in = browser.sign_in(world, begun.location(), ANA, PASSWORD).await;
    browser.fill(world, signed_in.location(), "/autorisation", &[("choix", choice)]).await
}

/// The hidden fields of a page, by name.
fn posted(page: &Answer) -> Vec<(String, String)> {
    let attribute = |input: &str, name: &str| {
        let from = input.find(&format!("{name}=\"")).unwrap() + name.len() + 2;
        input[from..from + input[from..].find('"').unwrap()].to_owned()
    };
    page.body.split("<input type=\"hidden\"").skip(1).map(|input| (attribute(input, "name"), attribute(input, "value"))).collect()
}

#[tokio::test]
async fn a_code_comes_back_the_way_that_was_asked() {
    journey(async |world| {
        world.account(ANA, None).await;
        let client = world.client("bron", |_| {}).await;
        let query = answered(&world, &client, "query", "accepter").await;
        assert!(query.location().starts_with("https://bron.example/retour?code="));
        assert_eq!(world.exchange(&client, &query.code()).await.status, 200);

        let fragment = answered(&world, &client, "fragment", "accepter").await;
        let (address, values) = fragment.location().split_once('#').unwrap();
        assert_eq!(address, "https://bron.example/retour");
        let names: Vec<String> = decode(values.as_bytes()).into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["code", "state", "iss"]);

        let page = answered(&world, &client, "form_post", "accepter").await;
        assert_eq!((page.status, page.location(), page.header(header::CACHE_CONTROL)), (200, "", "no-store"));
        assert!(page.body.contains("<form method=\"post\" action=\"https://bron.example/retour\" data-leave>"), "{}", page.body);
        assert!(page.body.contains("Continuer</button>"), "a button does it without script");
        let policy = page.header(header::CONTENT_SECURITY_POLICY);
        assert!(policy.contains("form-action 'self' https://bron.example;") && !policy.contains("unsafe"), "{policy}");
        let fields = posted(&page);
        let names: Vec<&str> = fields.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["code", "state", "iss"], "no proof of ours leaves with it");
        assert_eq!((fields[1].1.as_str(), fields[2].1.as_str()), (STATE, ISSUER));
        assert_eq!(world.exchange(&client, &fields[0].1).await.status, 200);
    })
    .await;
}

#[tokio::test]
async fn an_error_comes_back_the_same_way() {
    journey(async |world| {
        world.account(ANA, None).await;
        let client = world.client("bron", |_| {}).await;
        let refused = answered(&world, &client, "form_post", "refuser").await;
        assert_eq!(posted(&refused)[0], ("error".to_owned(), "access_denied".to_owned()));
        let wrong = Browser::default().get(&world, &client.authorize(&[("response_mode", "form_post"), ("nonce", "court")])).await;
        let fields = posted(&wrong);
        assert_eq!(fields.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["error", "error_description", "state", "iss"]);
        assert_eq!(fields[0].1, "invalid_request");
        let silent = Browser::default().get(&world, &client.authorize(&[("response_mode", "fragment"), ("prompt", "none")])).await;
        assert!(silent.location().starts_with("https://bron.example/retour#error=login_required&"), "{}", silent.location());
        let unknown = Browser::default().get(&world, &client.authorize(&[("response_mode", "web_message")])).await;
        assert!(unknown.location().starts_with("https://bron.example/retour?error=invalid_request&"));
    })
    .await;
}

#[tokio::test]
async fn only_the_person_whom_the_client_names_may_answer() {
    journey(async |world| {
        world.account(ANA, None).await;
        let client = world.client("bron", |_| {}).await;
        let browser = Browser::default();
        let id_token = super::bench::tokens_for(&world, &browser, &client, ANA).await.text("id_token");
        let subject = world.claims(&id_token, "bron").await["sub"].as_str().unwrap().to_owned();
        let asked = async |subject: &str| {
            let claims = format!(r#"{{"id_token":{{"sub":{{"value":"{subject}"}}}}}}"#);
            browser.get(&world, &client.authorize(&[("claims", &claims), ("prompt", "none")])).await
        };
        assert!(asked(&subject).await.parameter("code").is_some());
        assert_eq!(asked("somebody-else").await.parameter("error").as_deref(), Some("login_required"));
        let unmet = r#"{"id_token":{"acr":{"essential":true,"value":"eidas3"}}}"#;
        let refused = browser.get(&world, &client.authorize(&[("claims", unmet)])).await;
        assert_eq!(refused.parameter("error").as_deref(), Some("unmet_authentication_requirements"));
    })
    .await;
}
