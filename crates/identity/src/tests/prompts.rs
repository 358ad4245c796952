use super::bench::{Browser, PASSWORD, TOTP, code_for, journey, tokens_for};

const ANA: &str = "ana@exemple.fr";

#[tokio::test]
async fn nothing_is_shown_when_nothing_may_be() {
    journey(async |world| {
        world.account(ANA, None).await;
        let client = world.client("bron", |_| {}).await;
        let browser = Browser::default();
        let silent = client.authorize(&[("prompt", "none")]);
        assert_eq!(browser.get(&world, &silent).await.parameter("error").as_deref(), Some("login_required"));
        browser.sign_in(&world, "/connexion", ANA, PASSWORD).await;
        assert_eq!(browser.get(&world, &silent).await.parameter("error").as_deref(), Some("consent_required"));
        let tokens = tokens_for(&world, &browser, &client, ANA).await;
        let back = browser.get(&world, &silent).await;
        assert_eq!(world.exchange(&client, &back.code()).await.status, 200);

        let strong = client.authorize(&[("prompt", "none"), ("acr_values", "glc:mfa")]);
        assert_eq!(browser.get(&world, &strong).await.parameter("error").as_deref(), Some("interaction_required"));
        let hinted = |hint: &str| client.authorize(&[("prompt", "none"), ("id_token_hint", hint)]);
        assert!(browser.get(&world, &hinted(&tokens.text("id_token"))).await.parameter("code").is_some());
        assert_eq!(browser.get(&world, &hinted("a.b.c")).await.parameter("error").as_deref(), Some("login_required"));
    })
    .await;
}

#[tokio::test]
async fn whoever_is_not_expected_changes_account_or_goes_back() {
    journey(async |world| {
        for email in [ANA, "bob@exemple.fr"] {
            world.account(email, None).await;
        }
        let client = world.client("bron", |_| {}).await;
        let browser = Browser::default();
        let hers = tokens_for(&world, &browser, &client, ANA).await.text("id_token");
        browser.sign_in(&world, "/connexion", "bob@exemple.fr", PASSWORD).await;
        let hinted = client.authorize(&[("id_token_hint", &hers)]);
        let silent = client.authorize(&[("id_token_hint", &hers), ("prompt", "none")]);
        assert_eq!(browser.get(&world, &silent).await.parameter("error").as_deref(), Some("login_required"));

        let page = browser.get(&world, &hinted).await.location().to_owned();
        assert!(page.starts_with("/connexion/autre-compte?"), "{page}");
        let shown = browser.get(&world, &page).await;
        assert!(shown.body.contains("Ce service attend un autre compte") && shown.body.contains("bob@exemple.fr"), "{}", shown.body);
        let way = page.replace("/autre-compte", "");
        assert!(shown.body.contains(&format!("href=\"{way}\"")), "the way to change: {}", shown.body);
        let again = browser.sign_in(&world, &way, "bob@exemple.fr", PASSWORD).await;
        assert!(again.location().starts_with("/connexion/autre-compte?"), "he is told, not asked again and again: {}", again.location());
        assert!(browser.sign_in(&world, &way, ANA, PASSWORD).await.parameter("code").is_some());

        browser.sign_in(&world, "/connexion", "bob@exemple.fr", PASSWORD).await;
        let page = browser.get(&world, &hinted).await.location().to_owned();
        let back = browser.fill(&world, &page, "/connexion/autre-compte", &[]).await;
        assert_eq!(back.parameter("error").as_deref(), Some("login_required"));
        assert_eq!(browser.get(&world, &page).await.status, 410, "answered once for all");
    })
    .await;
}

#[tokio::test]
async fn a_hint_that_cannot_be_read_keeps_nobody_out() {
    journey(async |world| {
        world.account(ANA, None).await;
        let client = world.client("bron", |_| {}).await;
        let browser = Browser::default();
        tokens_for(&world, &browser, &client, ANA).await;
        assert!(browser.get(&world, &client.authorize(&[("id_token_hint", "a.b.c")])).await.parameter("code").is_some());
    })
    .await;
}

#[tokio::test]
async fn signing_in_again_is_asked_and_seen_in_the_token() {
    journey(async |world| {
        world.account(ANA, None).await;
        let client = world.client("bron", |_| {}).await;
        let browser = Browser::default();
        let first = tokens_for(&world, &browser, &client, ANA).await;
        let time =
            async |tokens: &super::bench::Answer| world.claims(&tokens.text("id_token"), "bron").await["auth_time"].as_i64().unwrap();
        world.wait(100);
        assert!(browser.get(&world, &client.authorize(&[("max_age", "100")])).await.location().starts_with("https://bron.example/"));
        for change in [("prompt", "login"), ("prompt", "select_account"), ("max_age", "10")] {
            world.wait(20);
            let code = code_for(&world, &browser, &client, ANA, &[change]).await;
            let tokens = world.exchange(&client, &code).await;
            assert!(time(&tokens).await > time(&first).await, "{change:?}");
            assert_eq!(
                world.claims(&tokens.text("id_token"), "bron").await["sid"],
                world.claims(&first.text("id_token"), "bron").await["sid"],
                "the same session, renewed"
            );
        }
        let consent = browser.get(&world, &client.authorize(&[("prompt", "consent")])).await;
        assert!(consent.location().starts_with("/autorisation?"), "asked again although agreed");
        world.wait(1);
        assert!(browser.fill(&world, consent.location(), "/autorisation", &[("choix", "accepter")]).await.parameter("code").is_some());
    })
    .await;
}

#[tokio::test]
async fn the_hint_fills_the_form_and_creating_leads_to_sign_up() {
    journey(async |world| {
        let client = world.client("bron", |_| {}).await;
        let browser = Browser::default();
        let begun = browser.get(&world, &client.authorize(&[("login_hint", ANA)])).await;
        assert!(browser.get(&world, begun.location()).await.body.contains(&format!("value=\"{ANA}\"")));
        let begun = browser.get(&world, &client.authorize(&[("login_hint", "\"><b>x")])).await;
        assert!(!browser.get(&world, begun.location()).await.body.contains("<b>x"), "only an address is shown");
        let begun = browser.get(&world, &client.authorize(&[("prompt", "create")])).await;
        assert!(begun.location().starts_with("/inscription?demande="));
    })
    .await;
}

#[tokio::test]
async fn a_second_factor_is_asked_then_told() {
    journey(async |world| {
        world.account(ANA, Some(TOTP)).await;
        let client = world.client("desk", |client| client.asks_consent = false).await;
        let browser = Browser::default();
        let begun = browser.get(&world, &client.authorize(&[("acr_values", "glc:mfa")])).await;
        let step = browser.sign_in(&world, begun.location(), ANA, PASSWORD).await;
        assert!(step.location().starts_with("/connexion/code?etape="), "{}", step.location());
        assert_eq!(browser.get(&world, "/compte").await.location(), "/connexion", "half signed in is not signed in");
        let code = crate::one_time_code(TOTP, world.moment().wall).unwrap();
        let back = browser.fill(&world, step.location(), "/connexion/code", &[("code", &code)]).await;
        let tokens = world.exchange(&client, &back.code()).await;
        let id = world.claims(&tokens.text("id_token"), "desk").await;
        assert_eq!((id["acr"].as_str(), id["amr"].clone()), (Some("glc:mfa"), serde_json::json!(["pwd", "otp", "mfa"])));
    })
    .await;
}
