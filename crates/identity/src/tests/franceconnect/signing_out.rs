use super::{ana, certify};
use crate::tests::bench::{Browser, certified_journey};

#[tokio::test]
async fn signing_out_signs_out_of_franceconnect_too() {
    certified_journey(async |world| {
        certify(&world, &ana(&world).await, "claire").await;
        let browser = Browser::default();
        browser.by_franceconnect(&world, "/connexion", "claire").await;
        let left = browser.fill(&world, "/deconnexion", "/deconnexion", &[]).await;
        assert!(left.location().contains("/session/end?id_token_hint="), "{}", left.location());
        let back = browser.get(&world, left.location()).await;
        assert!(back.location().contains("/franceconnect/deconnexion?state="), "{} {}", back.location(), back.body);
        assert_eq!(browser.get(&world, back.location()).await.location(), "/deconnexion/faite");
        assert_eq!(browser.get(&world, "/compte").await.location(), "/connexion");
        // her session there ended: she is asked who she is
        let sent = browser.fill(&world, "/connexion", "/franceconnect/debut", &[]).await;
        assert!(browser.get(&world, sent.location()).await.location().starts_with("/connexion"));
    })
    .await;
}

#[tokio::test]
async fn a_service_that_signs_her_out_gets_her_back() {
    certified_journey(async |world| {
        let client = world.client("bron", |_| {}).await;
        certify(&world, &ana(&world).await, "claire").await;
        let browser = Browser::default();
        let page = browser.get(&world, &client.authorize(&[])).await.location().to_owned();
        let next = browser.by_franceconnect(&world, &page, "claire").await.location().to_owned();
        let code = browser.fill(&world, &next, "/autorisation", &[("choix", "accepter")]).await.code();
        let hint = world.exchange(&client, &code).await.text("id_token");
        let path = format!("/end-session?id_token_hint={hint}&state=abc&post_logout_redirect_uri=https%3A%2F%2Fbron.example%2F");
        let there = browser.get(&world, &path).await.location().to_owned();
        assert!(there.starts_with(world.fc().base()), "{there}");
        let back = browser.get(&world, &there).await.location().to_owned();
        assert_eq!(browser.get(&world, &back).await.location(), "https://bron.example/?state=abc");
        let forged = browser.get(&world, "/franceconnect/deconnexion?state=https://evil.example").await;
        assert_eq!(forged.location(), "/deconnexion/faite", "nobody chooses where she goes");
    })
    .await;
}

#[tokio::test]
async fn a_session_of_her_password_ends_here() {
    certified_journey(async |world| {
        let browser = ana(&world).await;
        let left = browser.fill(&world, "/deconnexion", "/deconnexion", &[]).await;
        assert_eq!(left.location(), "/deconnexion/faite");
    })
    .await;
}
