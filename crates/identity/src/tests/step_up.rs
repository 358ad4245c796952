use kernel::values::Email;

use super::bench::{Browser, PASSWORD, TOTP, World, journey};

const ANA: &str = "ana@exemple.fr";
const NEW: &str = "quatre prunes chantent";

async fn signed_in(world: &World) -> Browser {
    world.account(ANA, None).await;
    let browser = Browser::default();
    browser.sign_in(world, "/connexion", ANA, PASSWORD).await;
    browser
}

/// A browser where she signed in with her password and a code.
async fn by_code(world: &World) -> Browser {
    let browser = Browser::default();
    let step = browser.sign_in(world, "/connexion", ANA, PASSWORD).await;
    let code = crate::one_time_code(TOTP, world.moment().wall).unwrap();
    browser.fill(world, step.location(), "/connexion/code", &[("code", &code)]).await;
    browser
}

async fn change(world: &World, browser: &Browser, old: &str, new: &str) -> super::bench::Answer {
    browser.fill(world, "/compte/mot-de-passe", "/compte/mot-de-passe", &[("old_password", old), ("password", new)]).await
}

#[tokio::test]
async fn a_sensitive_page_asks_the_password_again_after_ten_minutes() {
    journey(async |world| {
        let browser = signed_in(&world).await;
        for page in ["/compte/mot-de-passe", "/compte/cles", "/compte/adresse"] {
            assert_eq!(browser.get(&world, page).await.status, 200, "{page}: she has just signed in");
        }
        world.wait(600);
        for page in ["/compte/mot-de-passe", "/compte/cles", "/compte/adresse"] {
            let asked = browser.get(&world, page).await;
            assert_eq!(asked.location(), format!("/compte/verification?vers={}", page.replace('/', "%2F")));
        }
        let asked = browser.get(&world, "/compte/cles").await;
        let wrong = browser.fill(&world, asked.location(), "/compte/verification", &[("password", "faux")]).await;
        assert!(wrong.status == 422 && wrong.body.contains("Ce n’est pas votre mot de passe"));
        let before = browser.cookie("guichet-connect-session");
        let right = browser.fill(&world, asked.location(), "/compte/verification", &[("password", PASSWORD)]).await;
        assert_eq!(right.location(), "/compte/cles");
        assert_ne!(browser.cookie("guichet-connect-session"), before, "a new token with a new proof");
        assert_eq!(browser.get(&world, "/compte/cles").await.status, 200);
    })
    .await;
}

#[tokio::test]
async fn her_password_alone_renews_no_proof_of_whoever_has_codes() {
    journey(async |world| {
        world.account(ANA, Some(TOTP)).await;
        let browser = by_code(&world).await;
        world.wait(601);
        for page in ["/compte/verification?vers=%2Fcompte%2Fcles", "/compte/cles"] {
            let asked = browser.get(&world, page).await.location().to_owned();
            assert!(asked.starts_with("/connexion/code?etape="), "{page}: {asked}");
        }
        let typed = [("vers", "/compte/cles"), ("password", PASSWORD)];
        let sent = browser.ask(&world, "/compte/securite", "/compte/code-de-securite/retrait", "/compte/verification", &typed, None).await;
        assert!(sent.location().starts_with("/connexion/code?etape="), "{} {}", sent.status, sent.body);
        assert!(browser.get(&world, "/compte/cles").await.location().starts_with("/connexion/code?etape="), "nothing was renewed");
    })
    .await;
}

#[tokio::test]
async fn a_step_asked_beside_a_session_ends_with_it() {
    journey(async |world| {
        world.account(ANA, Some(TOTP)).await;
        let browser = by_code(&world).await;
        world.wait(601);
        let step = browser.get(&world, "/compte/cles").await.location().to_owned();
        assert!(step.starts_with("/connexion/code?etape="), "{step}");
        assert_eq!(browser.get(&world, &step).await.status, 200);
        let other = by_code(&world).await;
        other.fill(&world, "/compte/connexions", "/compte/connexions/partout", &[]).await;

        assert_eq!(browser.get(&world, &step).await.status, 410);
        world.wait(30);
        let code = crate::one_time_code(TOTP, world.moment().wall).unwrap();
        let token = step.split('=').nth(1).unwrap();
        let typed = [("etape", token), ("code", code.as_str())];
        let sent = browser.ask(&world, "/connexion", "/connexion", "/connexion/code", &typed, None).await;
        assert_eq!(sent.status, 410, "a code alone opens nothing");
        assert_eq!(browser.get(&world, "/compte").await.location(), "/connexion");
    })
    .await;
}

#[tokio::test]
async fn an_old_session_chooses_no_code_for_the_account() {
    journey(async |world| {
        let browser = signed_in(&world).await;
        let started = browser.fill(&world, "/compte/securite", "/compte/code-de-securite/debut", &[]).await.location().to_owned();
        assert_eq!(browser.get(&world, &started).await.status, 200, "she has just signed in");
        let client = world.client("bron", |_| {}).await;
        world.wait(600);
        let strong = client.authorize(&[("acr_values", "glc:mfa")]);
        let step = browser.get(&world, &strong).await.location().to_owned();
        assert!(step.starts_with("/compte/code-de-securite?etape="), "{step}");
        let asked = browser.get(&world, &step).await.location().to_owned();
        assert!(asked.starts_with("/compte/verification?vers=%2Fcompte%2Fcode-de-securite"), "{asked}");
        let back = browser.fill(&world, &asked, "/compte/verification", &[("password", PASSWORD)]).await.location().to_owned();
        assert_eq!(back, step, "the same step, once she has proved it");
        assert!(browser.get(&world, &back).await.body.contains("Activer le code de sécurité"));
    })
    .await;
}

#[tokio::test]
async fn the_way_back_is_a_page_of_the_account() {
    journey(async |world| {
        let browser = signed_in(&world).await;
        for elsewhere in ["https%3A%2F%2Fevil.example", "%2F%2Fevil.example%2Fcompte%2F", "%2Fdeconnexion", "%2Fcompte%5C"] {
            let page = format!("/compte/verification?vers={elsewhere}");
            assert_eq!(
                browser.fill(&world, &page, "/compte/verification", &[("password", PASSWORD)]).await.location(),
                "/compte",
                "{elsewhere}"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn the_password_is_changed_with_the_old_one_and_others_are_left() {
    journey(async |world| {
        let browser = signed_in(&world).await;
        let other = Browser::default();
        other.sign_in(&world, "/connexion", ANA, PASSWORD).await;
        world.told().await;
        let wrong = change(&world, &browser, "faux", NEW).await;
        assert!(wrong.status == 422 && wrong.body.contains("Ce n’est pas votre mot de passe"));
        let weak = change(&world, &browser, PASSWORD, "Perrin123456").await;
        assert!(weak.status == 422 && weak.body.contains("trop courant"));
        assert_eq!(other.get(&world, "/compte").await.status, 200);
        assert_eq!(change(&world, &browser, PASSWORD, NEW).await.location(), "/compte/securite?fait=mot-de-passe");
        assert_eq!(world.told().await, ["Votre mot de passe a changé"]);
        assert_eq!(other.get(&world, "/compte").await.location(), "/connexion");
        assert_eq!(browser.get(&world, "/compte").await.status, 200);
        assert_eq!(other.sign_in(&world, "/connexion", ANA, PASSWORD).await.status, 422);
        assert_eq!(other.sign_in(&world, "/connexion", ANA, NEW).await.location(), "/compte");
    })
    .await;
}

#[tokio::test]
async fn how_strong_a_password_is_is_told_in_words_and_nothing_is_done() {
    journey(async |world| {
        let browser = signed_in(&world).await;
        let page = "/compte/mot-de-passe";
        for (typed, words) in
            [("court", "Trop court"), ("Perrin123456", "Trop courant"), ("quarante wagons dormaient sous la grange", "Solide")]
        {
            let told = browser.ask(&world, page, page, page, &[("password", typed), ("old_password", PASSWORD)], Some("force")).await;
            assert!(told.status == 200 && told.body.contains(words), "{typed}");
            assert!(!told.body.contains(&format!("\"{typed}\"")), "what is typed is not shown again");
        }
        let sign_up = Browser::default();
        let told = sign_up.ask(&world, "/inscription", "/inscription", "/inscription", &[("password", "court")], Some("force")).await;
        assert!(told.status == 200 && told.body.contains("Trop court"));
        assert!(world.told().await.is_empty());
        assert_eq!(Browser::default().sign_in(&world, "/connexion", ANA, PASSWORD).await.location(), "/compte");
    })
    .await;
}

#[tokio::test]
async fn whoever_must_have_a_second_factor_sets_it_up_and_keeps_one() {
    journey(async |world| {
        world.account(ANA, None).await;
        let mut tx = world.bench.databases.identity_write().await.unwrap();
        assert!(world.identity.require_second_factor(&mut tx, &Email::parse(ANA).unwrap(), true).await.unwrap());
        assert!(!world.identity.require_second_factor(&mut tx, &Email::parse("x@exemple.fr").unwrap(), true).await.unwrap());
        tx.commit().await.unwrap();
        let client = world.client("bron", |client| client.asks_consent = false).await;
        let browser = Browser::default();
        let step = browser.sign_in(&world, "/connexion", ANA, PASSWORD).await;
        assert!(step.location().starts_with("/compte/code-de-securite?etape="), "{}", step.location());
        let begun = browser.get(&world, &client.authorize(&[])).await;
        assert!(begun.location().starts_with("/compte/code-de-securite?etape="), "no service before: {}", begun.location());
        let page = browser.get(&world, begun.location()).await.body;
        let secret: String = page[page.find("secret=").unwrap() + 7..].chars().take_while(char::is_ascii_alphanumeric).collect();
        let code = crate::one_time_code(&secret, world.moment().wall).unwrap();
        let back = browser.fill(&world, begun.location(), "/compte/code-de-securite", &[("code", &code)]).await;
        assert!(back.parameter("code").is_some(), "{}", back.location());
        assert_eq!(browser.fill(&world, "/compte/securite", "/compte/code-de-securite/retrait", &[]).await.status, 409, "her last one");
    })
    .await;
}

#[tokio::test]
async fn a_client_asks_for_a_fresh_second_factor() {
    journey(async |world| {
        world.account(ANA, Some(TOTP)).await;
        let client = world.client("desk", |client| client.asks_consent = false).await;
        let browser = Browser::default();
        let strong = client.authorize(&[("acr_values", "glc:mfa"), ("max_age", "600")]);
        let prove = async |page: String| {
            let step = browser.sign_in(&world, &page, ANA, PASSWORD).await;
            let code = crate::one_time_code(TOTP, world.moment().wall).unwrap();
            browser.fill(&world, step.location(), "/connexion/code", &[("code", &code)]).await
        };
        let begun = browser.get(&world, &strong).await.location().to_owned();
        assert!(prove(begun).await.parameter("code").is_some());
        world.wait(599);
        assert!(browser.get(&world, &strong).await.parameter("code").is_some(), "still fresh");
        world.wait(2);
        let again = browser.get(&world, &strong).await.location().to_owned();
        assert!(again.starts_with("/connexion?"), "{again}");
        let tokens = world.exchange(&client, &prove(again).await.code()).await;
        assert_eq!(world.claims(&tokens.text("id_token"), "desk").await["auth_time"], world.moment().wall.as_second());
    })
    .await;
}
