use super::bench::{Browser, PASSWORD, journey, tokens_for};

const ANA: &str = "ana@exemple.fr";

#[tokio::test]
async fn strangers_do_not_lock_her_out_of_a_browser_she_knows() {
    journey(async |world| {
        world.account(ANA, None).await;
        let (hers, stranger, other) = (Browser::default(), Browser::default(), Browser::default());
        hers.sign_in(&world, "/connexion", ANA, PASSWORD).await;
        hers.fill(&world, "/deconnexion", "/deconnexion", &[]).await;
        for _ in 0..6 {
            stranger.sign_in(&world, "/connexion", ANA, "faux").await;
        }
        assert_eq!(other.sign_in(&world, "/connexion", ANA, PASSWORD).await.status, 429, "an unknown browser waits");
        assert_eq!(hers.sign_in(&world, "/connexion", ANA, PASSWORD).await.location(), "/compte", "hers does not");
        for _ in 0..5 {
            hers.sign_in(&world, "/connexion", ANA, "faux").await;
        }
        assert_eq!(hers.sign_in(&world, "/connexion", ANA, PASSWORD).await.status, 429, "but it may not guess either");
    })
    .await;
}

#[tokio::test]
async fn a_mark_is_worth_nothing_for_another_account() {
    journey(async |world| {
        world.account(ANA, None).await;
        world.account("bob@exemple.fr", None).await;
        let bob = Browser::default();
        bob.sign_in(&world, "/connexion", "bob@exemple.fr", PASSWORD).await;
        for _ in 0..5 {
            bob.sign_in(&world, "/connexion", ANA, "faux").await;
        }
        assert_eq!(bob.sign_in(&world, "/connexion", ANA, PASSWORD).await.status, 429);
    })
    .await;
}

#[tokio::test]
async fn a_flooded_network_does_not_stop_the_browsers_known_in_it() {
    journey(async |world| {
        world.account(ANA, None).await;
        let (hers, flood) = (Browser::default(), Browser::default());
        hers.sign_in(&world, "/connexion", ANA, PASSWORD).await;
        hers.fill(&world, "/deconnexion", "/deconnexion", &[]).await;
        for number in 0..60 {
            flood.sign_in(&world, "/connexion", &format!("p{number}@exemple.fr"), "faux").await;
        }
        assert_eq!(flood.sign_in(&world, "/connexion", "p99@exemple.fr", "faux").await.status, 429);
        assert_eq!(hers.sign_in(&world, "/connexion", ANA, PASSWORD).await.location(), "/compte");
        assert_eq!(world.alerts().await, [("network-guesses", 1)]);
    })
    .await;
}

#[tokio::test]
async fn an_account_attacked_raises_one_alert_known_or_not() {
    journey(async |world| {
        world.account(ANA, None).await;
        for email in [ANA, "personne@exemple.fr"] {
            let browser = Browser::default();
            for _ in 0..20 {
                browser.sign_in(&world, "/connexion", email, "faux").await;
                world.wait(700);
            }
        }
        assert_eq!(world.alerts().await, [("account-attacked", 1), ("account-attacked", 1)]);
        let mut tx = world.bench.databases.identity_write().await.unwrap();
        let alerts = world.identity.alerts(&mut tx).await.unwrap();
        assert!(alerts[0].detail["account"].is_null() && alerts[1].detail["account"].is_string());
        assert!(!alerts.iter().any(|alert| alert.subject.contains('@')), "nobody is named");
        assert_eq!(world.identity.open_alerts(&mut tx).await.unwrap(), 2);
        let lines: i64 = tx.value("SELECT COUNT(*) AS value FROM audit WHERE action = 'identity.alert'", db::args![]).await.unwrap();
        assert_eq!(lines, 2);
    })
    .await;
}

#[tokio::test]
async fn a_refresh_token_used_twice_raises_an_alert() {
    journey(async |world| {
        world.account(ANA, None).await;
        let client = world.client("bron", |_| {}).await;
        let token = tokens_for(&world, &Browser::default(), &client, ANA).await.text("refresh_token");
        world.refresh(&client, &token).await;
        assert!(world.alerts().await.is_empty());
        world.refresh(&client, &token).await;
        assert_eq!(world.alerts().await, [("token-reused", 1)]);
    })
    .await;
}
