use super::bench::{Browser, PASSWORD, World, journey};

const ANA: &str = "ana@exemple.fr";

#[tokio::test]
async fn she_sees_who_she_is_and_leaves_one_device() {
    journey(async |world| {
        world.account(ANA, None).await;
        let (here, there) = (Browser::default(), Browser::default());
        assert_eq!(here.get(&world, "/").await.location(), "/connexion");
        for browser in [&here, &there] {
            browser.sign_in(&world, "/connexion", ANA, PASSWORD).await;
        }
        assert_eq!(here.get(&world, "/").await.location(), "/compte");
        let page = here.get(&world, "/compte").await;
        for words in ["Ana", "Perrin", ANA, "/compte/securite", "/compte/connexions", "/compte/adresse"] {
            assert!(page.body.contains(words), "{words}");
        }
        let page = here.get(&world, "/compte/connexions").await;
        for words in ["Cet appareil", "Navigateur inconnu", "mot de passe", "0.0.x.x"] {
            assert!(page.body.contains(words), "{words}");
        }
        here.fill(&world, "/compte/connexions", "/compte/connexions/fin", &[]).await;
        assert_eq!(there.get(&world, "/compte").await.location(), "/connexion");
        assert_eq!(here.get(&world, "/compte").await.status, 200);
    })
    .await;
}

#[tokio::test]
async fn signing_in_leads_to_the_page_of_hers_that_was_asked_and_nowhere_else() {
    journey(async |world| {
        world.account(ANA, None).await;
        for (asked, led) in [
            ("/compte/securite", "/compte/securite"),
            ("/partenaires/demande", "/partenaires/demande"),
            ("//evil.example/compte/", "/compte"),
            ("https://evil.example/partenaires", "/compte"),
        ] {
            let page = crate::model::redirection::with_query("/connexion", &[("demande", Some(asked))]);
            assert_eq!(Browser::default().sign_in(&world, &page, ANA, PASSWORD).await.location(), led, "{asked}");
        }
        let door = Browser::default().get(&world, "/connexion?demande=%2Fpartenaires").await.body;
        assert!(door.contains("Pour continuer vers l’espace partenaires"), "{door}");
        assert_eq!(crate::sign_in_url("/compte/securite"), "/connexion?demande=%2Fcompte%2Fsecurite");
        assert_eq!(crate::sign_in_url("/compte"), "/connexion");
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

#[tokio::test]
async fn she_leaves_everywhere_and_nobody_leaves_for_her() {
    journey(async |world| {
        world.account(ANA, None).await;
        world.account("bob@exemple.fr", None).await;
        let (here, there, bob) = (Browser::default(), Browser::default(), Browser::default());
        for browser in [&here, &there] {
            browser.sign_in(&world, "/connexion", ANA, PASSWORD).await;
        }
        bob.sign_in(&world, "/connexion", "bob@exemple.fr", PASSWORD).await;
        let page = here.get(&world, "/compte/connexions").await.body;
        let hers = page.split("name=\"connexion\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        bob.ask(&world, "/compte/connexions", "/compte/connexions/partout", "/compte/connexions/fin", &[("connexion", &hers)], None).await;
        assert_eq!(there.get(&world, "/compte").await.status, 200, "another's device is not his to leave");

        assert_eq!(here.fill(&world, "/compte/connexions", "/compte/connexions/partout", &[]).await.location(), "/connexion");
        for browser in [&here, &there] {
            assert_eq!(browser.get(&world, "/compte").await.location(), "/connexion");
        }
        assert_eq!(bob.get(&world, "/compte").await.status, 200);
    })
    .await;
}

#[tokio::test]
async fn a_new_browser_is_told_and_the_past_is_kept_a_year() {
    journey(async |world| {
        world.account(ANA, None).await;
        let (first, second) = (Browser::default(), Browser::default());
        first.sign_in(&world, "/connexion", ANA, PASSWORD).await;
        assert!(world.told().await.is_empty(), "the first browser is no news");
        second.sign_in(&world, "/connexion", ANA, PASSWORD).await;
        assert_eq!(world.told().await, ["Nouvelle connexion à votre compte"]);
        world.wait(4_000);
        second.sign_in(&world, "/connexion", ANA, PASSWORD).await;
        assert!(world.told().await.is_empty(), "it is known by now");

        let lines = async |world: &World| {
            world.forget().await;
            let mut tx = world.bench.databases.identity_read().await.unwrap();
            tx.value::<i64>("SELECT COUNT(*) AS value FROM sign_ins", db::args![]).await.unwrap()
        };
        assert_eq!(lines(&world).await, 3);
        world.wait(364 * 86_400);
        assert_eq!(lines(&world).await, 3);
        world.wait(2 * 86_400);
        assert_eq!(lines(&world).await, 0);
    })
    .await;
}
