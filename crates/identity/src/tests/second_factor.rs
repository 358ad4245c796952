use super::bench::{Browser, PASSWORD, TOTP, World, journey};

const ANA: &str = "ana@exemple.fr";

fn code(world: &World, secret: &str) -> String {
    crate::one_time_code(secret, world.moment().wall).unwrap()
}

/// The secret that a set-up page shows.
fn shown_secret(page: &str) -> String {
    let from = page.find("secret=").unwrap() + 7;
    page[from..].chars().take_while(char::is_ascii_alphanumeric).collect()
}

#[tokio::test]
async fn a_code_serves_once() {
    journey(async |world| {
        world.account(ANA, Some(TOTP)).await;
        let typed = code(&world, TOTP);
        let first = Browser::default();
        let step = first.sign_in(&world, "/connexion", ANA, PASSWORD).await;
        assert_eq!(first.fill(&world, step.location(), "/connexion/code", &[("code", &typed)]).await.location(), "/compte");

        let second = Browser::default();
        let step = second.sign_in(&world, "/connexion", ANA, PASSWORD).await;
        let replayed = second.fill(&world, step.location(), "/connexion/code", &[("code", &typed)]).await;
        assert_eq!(replayed.status, 422);
        assert!(replayed.body.contains("a déjà servi"));
        world.wait(30);
        assert_eq!(second.fill(&world, step.location(), "/connexion/code", &[("code", &code(&world, TOTP))]).await.location(), "/compte");
    })
    .await;
}

#[tokio::test]
async fn codes_are_guessed_three_times_and_steps_belong_to_one_browser() {
    journey(async |world| {
        world.account(ANA, Some(TOTP)).await;
        let browser = Browser::default();
        let step = browser.sign_in(&world, "/connexion", ANA, PASSWORD).await;
        assert_eq!(Browser::default().get(&world, step.location()).await.status, 410);
        for _ in 0..3 {
            assert_eq!(browser.fill(&world, step.location(), "/connexion/code", &[("code", "000000")]).await.status, 422);
        }
        let right = code(&world, TOTP);
        assert_eq!(browser.fill(&world, step.location(), "/connexion/code", &[("code", &right)]).await.status, 429);
        world.wait(601);
        assert_eq!(browser.get(&world, step.location()).await.status, 410, "the step is too old");
    })
    .await;
}

/// Wrong codes until the step says to wait for a day; steps are begun anew, since they end.
async fn tries_codes(world: &World, browser: &Browser, password: &str) -> u32 {
    let mut tries = 0;
    loop {
        let step = browser.sign_in(world, "/connexion", ANA, password).await;
        assert_eq!(step.status, 303, "the password is right");
        let tried = browser.fill(world, step.location(), "/connexion/code", &[("code", "000000")]).await;
        match tried.header(http::header::RETRY_AFTER).parse::<i64>() {
            Ok(wait) if wait > 7_200 => return tries,
            Ok(wait) => world.wait(wait),
            Err(_) => tries += 1,
        }
    }
}

#[tokio::test]
async fn a_thief_of_her_password_guesses_thirty_codes_and_locks_none_of_hers() {
    journey(async |world| {
        world.account(ANA, Some(TOTP)).await;
        let (hers, thief, telephone) = (Browser::default(), Browser::default(), Browser::default());
        let enter = async |browser: &Browser, password: &str| {
            let step = browser.sign_in(&world, "/connexion", ANA, password).await;
            browser.fill(&world, step.location(), "/connexion/code", &[("code", &code(&world, TOTP))]).await
        };
        assert_eq!(enter(&hers, PASSWORD).await.location(), "/compte");
        assert_eq!(tries_codes(&world, &thief, PASSWORD).await, 30);
        assert_eq!(enter(&hers, PASSWORD).await.location(), "/compte", "a browser that she knows");
        assert_eq!(enter(&telephone, PASSWORD).await.status, 429, "a new one waits");

        hers.fill(&world, "/mot-de-passe/oubli", "/mot-de-passe/oubli", &[("email", ANA)]).await;
        world.work().await;
        let letters = world.letters.take();
        let link = &letters.iter().find(|letter| letter.1 == "Choisissez un nouveau mot de passe").unwrap().2;
        let other = "quatre prunes chantent";
        telephone.fill(&world, link, "/mot-de-passe/nouveau", &[("password", other)]).await;
        world.wait(30);
        assert_eq!(enter(&telephone, other).await.location(), "/compte", "until the thief has nothing");
    })
    .await;
}

#[tokio::test]
async fn whoever_has_no_second_factor_sets_it_up_on_her_way() {
    journey(async |world| {
        world.account(ANA, None).await;
        let client = world.client("desk", |client| client.asks_consent = false).await;
        let browser = Browser::default();
        let begun = browser.get(&world, &client.authorize(&[("acr_values", "glc:mfa")])).await;
        let step = browser.sign_in(&world, begun.location(), ANA, PASSWORD).await;
        assert!(step.location().starts_with("/compte/code-de-securite?etape="), "{}", step.location());
        let page = browser.get(&world, step.location()).await;
        let secret = shown_secret(&page.body);
        let wrong = browser.fill(&world, step.location(), "/compte/code-de-securite", &[("code", "000000")]).await;
        assert_eq!(wrong.status, 422);
        let back = browser.fill(&world, step.location(), "/compte/code-de-securite", &[("code", &code(&world, &secret))]).await;
        let tokens = world.exchange(&client, &back.code()).await;
        assert_eq!(world.claims(&tokens.text("id_token"), "desk").await["acr"], "glc:mfa");
        world.work().await;
        assert_eq!(world.letters.take()[0].1, "Code de sécurité activé");
    })
    .await;
}

#[tokio::test]
async fn only_whoever_has_just_given_a_code_takes_codes_away() {
    journey(async |world| {
        world.account(ANA, Some(TOTP)).await;
        let browser = Browser::default();
        let step = browser.sign_in(&world, "/connexion", ANA, PASSWORD).await;
        browser.fill(&world, step.location(), "/connexion/code", &[("code", &code(&world, TOTP))]).await;
        world.wait(601);
        let asked = browser.fill(&world, "/compte/securite", "/compte/code-de-securite/retrait", &[]).await;
        assert!(asked.location().starts_with("/connexion/code?"), "a proof of more than ten minutes ago is too old");
        let back = browser.fill(&world, asked.location(), "/connexion/code", &[("code", &code(&world, TOTP))]).await;
        assert_eq!(back.location(), "/compte/securite");
        let removed = browser.fill(&world, "/compte/securite", "/compte/code-de-securite/retrait", &[]).await;
        assert_eq!(removed.location(), "/compte/securite?fait=sans-code");
        assert_eq!(world.told().await, ["Code de sécurité désactivé"]);
        assert_eq!(Browser::default().sign_in(&world, "/connexion", ANA, PASSWORD).await.location(), "/compte");
    })
    .await;
}
