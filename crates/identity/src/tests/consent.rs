use super::bench::{Browser, PASSWORD, journey, parameter, tokens_for};

const ANA: &str = "ana@exemple.fr";

#[tokio::test]
async fn refusing_goes_back_with_nothing() {
    journey(async |world| {
        world.account(ANA, None).await;
        let client = world.client("bron", |_| {}).await;
        let browser = Browser::default();
        let begun = browser.get(&world, &client.authorize(&[])).await;
        let page = browser.sign_in(&world, begun.location(), ANA, PASSWORD).await.location().to_owned();
        let back = browser.fill(&world, &page, "/autorisation", &[("choix", "refuser")]).await;
        assert_eq!(back.parameter("error").as_deref(), Some("access_denied"));
        assert_eq!(back.parameter("code"), None);
        assert_eq!(browser.get(&world, &page).await.status, 410, "answered once for all");
    })
    .await;
}

#[tokio::test]
async fn asking_for_more_asks_again() {
    journey(async |world| {
        world.account(ANA, None).await;
        let client = world.client("bron", |_| {}).await;
        let browser = Browser::default();
        let less = client.authorize(&[("scope", "openid profile")]);
        let begun = browser.get(&world, &less).await;
        let page = browser.sign_in(&world, begun.location(), ANA, PASSWORD).await.location().to_owned();
        browser.fill(&world, &page, "/autorisation", &[("choix", "accepter")]).await;
        assert!(browser.get(&world, &less).await.location().starts_with("https://bron.example/"));
        assert!(browser.get(&world, &client.authorize(&[("scope", "openid")])).await.location().starts_with("https://bron.example/"));
        assert!(browser.get(&world, &client.authorize(&[])).await.location().starts_with("/autorisation?"));
    })
    .await;
}

#[tokio::test]
async fn the_page_of_one_browser_is_nothing_in_another() {
    journey(async |world| {
        world.account(ANA, None).await;
        world.account("eve@exemple.fr", None).await;
        let client = world.client("bron", |_| {}).await;
        let (ana, eve) = (Browser::default(), Browser::default());
        let begun = ana.get(&world, &client.authorize(&[])).await;
        let page = ana.sign_in(&world, begun.location(), ANA, PASSWORD).await.location().to_owned();
        eve.sign_in(&world, "/connexion", "eve@exemple.fr", PASSWORD).await;
        assert_eq!(eve.get(&world, &page).await.status, 410);
        let injected = eve.sign_in(&world, begun.location(), "eve@exemple.fr", PASSWORD).await;
        assert_eq!(injected.location(), "/compte", "her request does not become somebody else's");
    })
    .await;
}

#[tokio::test]
async fn withdrawing_takes_effect_at_once() {
    journey(async |world| {
        world.account(ANA, None).await;
        let client = world.client("bron", |_| {}).await;
        let browser = Browser::default();
        let tokens = tokens_for(&world, &browser, &client, ANA).await;
        let services = browser.get(&world, "/compte/services").await;
        assert!(services.body.contains("Ville de bron") && services.body.contains("Ne plus rien partager"));
        let done = browser.fill(&world, "/compte/services", "/compte/services", &[("service", "bron"), ("donnee", "")]).await;
        assert_eq!(parameter(done.location(), "fait").as_deref(), Some("service"));
        assert_eq!(world.userinfo(&tokens.text("access_token")).await.status, 401);
        assert_eq!(world.refresh(&client, &tokens.text("refresh_token")).await.status, 400);
        assert!(browser.get(&world, &client.authorize(&[])).await.location().starts_with("/autorisation?"), "asked again");
    })
    .await;
}
