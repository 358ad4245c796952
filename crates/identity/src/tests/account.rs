use super::bench::{Browser, PASSWORD, journey};

const ANA: &str = "ana@exemple.fr";

#[tokio::test]
async fn she_sees_who_she_is_and_leaves_her_other_devices() {
    journey(async |world| {
        world.account(ANA, None).await;
        let (here, there) = (Browser::default(), Browser::default());
        assert_eq!(here.get(&world, "/").await.location(), "/connexion");
        for browser in [&here, &there] {
            browser.sign_in(&world, "/connexion", ANA, PASSWORD).await;
        }
        assert_eq!(here.get(&world, "/").await.location(), "/compte");
        let page = here.get(&world, "/compte").await;
        for words in ["Ana", "Perrin", ANA, "Cet appareil", "Déconnecter les autres appareils", "Désactivé"] {
            assert!(page.body.contains(words), "{words}");
        }
        here.fill(&world, "/compte", "/compte/sessions", &[]).await;
        assert_eq!(there.get(&world, "/compte").await.location(), "/connexion");
        assert_eq!(here.get(&world, "/compte").await.status, 200);
    })
    .await;
}

#[tokio::test]
async fn another_person_on_the_same_browser_ends_the_session_before() {
    journey(async |world| {
        world.account(ANA, None).await;
        world.account("bob@exemple.fr", None).await;
        let browser = Browser::default();
        browser.sign_in(&world, "/connexion", ANA, PASSWORD).await;
        let token = browser.cookie("guichet-connect-session").unwrap();
        browser.sign_in(&world, "/connexion", "bob@exemple.fr", PASSWORD).await;
        assert!(browser.get(&world, "/compte").await.body.contains("bob@exemple.fr"));
        let thief = Browser::default();
        thief.get(&world, "/connexion").await;
        thief.set_cookie("guichet-connect-session", &token);
        assert_eq!(thief.get(&world, "/compte").await.location(), "/connexion");
    })
    .await;
}
