//! What a grant gave, whoever asks and how often (RFC 9700 §4.14).

use super::bench::{Browser, TestClient, code_for, journey, tokens_for};

const ANA: &str = "ana@exemple.fr";

#[tokio::test]
async fn of_eight_refreshes_at_once_one_wins_and_the_family_ends() {
    journey(async |world| {
        world.account(ANA, None).await;
        let client = world.client("bron", |_| {}).await;
        let tokens = tokens_for(&world, &Browser::default(), &client, ANA).await;
        let token = tokens.text("refresh_token");
        let once = || world.refresh(&client, &token);
        let (a, b, c, d, e, f, g, h) = tokio::join!(once(), once(), once(), once(), once(), once(), once(), once());
        let answers = [a, b, c, d, e, f, g, h];
        let won: Vec<_> = answers.iter().filter(|answer| answer.status == 200).collect();
        assert_eq!(won.len(), 1);
        assert!(answers.iter().all(|answer| answer.status < 500), "two writers that meet are told, not dropped");
        assert_eq!(world.userinfo(&won[0].text("access_token")).await.status, 401, "used twice: nobody knows by whom");
    })
    .await;
}

#[tokio::test]
async fn a_refresh_token_lives_as_long_as_its_grant() {
    journey(async |world| {
        world.account(ANA, None).await;
        let client = world.client("bron", |_| {}).await;
        let browser = Browser::default();
        let withdrawn = tokens_for(&world, &browser, &client, ANA).await.text("refresh_token");
        browser.fill(&world, "/compte/services", "/compte/services", &[("service", "bron"), ("donnee", "")]).await;
        assert_eq!(world.refresh(&client, &withdrawn).await.text("error"), "invalid_grant", "she withdrew her consent");
        let left = tokens_for(&world, &browser, &client, ANA).await.text("refresh_token");
        browser.fill(&world, "/deconnexion", "/deconnexion", &[]).await;
        assert_eq!(world.refresh(&client, &left).await.text("error"), "invalid_grant", "she left");
        let code = code_for(&world, &browser, &client, ANA, &[]).await;
        browser.fill(&world, "/deconnexion", "/deconnexion", &[]).await;
        assert_eq!(world.exchange(&client, &code).await.text("error"), "invalid_grant", "a code too");
    })
    .await;
}

#[tokio::test]
async fn a_client_that_does_not_prove_who_it_is_consumes_no_refresh_token() {
    journey(async |world| {
        world.account(ANA, None).await;
        let client = world.client("bron", |_| {}).await;
        let token = tokens_for(&world, &Browser::default(), &client, ANA).await.text("refresh_token");
        let thief = TestClient { id: client.id.clone(), secret: "faux".into(), redirect_uri: client.redirect_uri.clone() };
        assert_eq!(world.refresh(&thief, &token).await.status, 401);
        let wider = [("grant_type", "refresh_token"), ("refresh_token", &*token), ("scope", "openid address")];
        assert_eq!(world.post_form("/token", Some(&client.basic()), &wider).await.text("error"), "invalid_scope");
        let again = world.refresh(&client, &token).await;
        assert_eq!((again.status, again.text("scope").as_str()), (200, "openid profile email"));
    })
    .await;
}
