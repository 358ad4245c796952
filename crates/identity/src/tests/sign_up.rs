use super::bench::{Browser, PASSWORD, World, journey};

const ANA: &str = "ana@exemple.fr";

async fn sign_up(world: &World, browser: &Browser, page: &str, password: &str) -> super::bench::Answer {
    let typed = [("given_name", "Ana"), ("family_name", "Perrin"), ("email", "Ana@Exemple.fr"), ("password", password)];
    browser.fill(world, page, "/inscription", &typed).await
}

#[tokio::test]
async fn from_a_service_to_an_account_and_back() {
    journey(async |world| {
        let client = world.client("bron", |_| {}).await;
        let browser = Browser::default();
        let begun = browser.get(&world, &client.authorize(&[("prompt", "create")])).await;
        assert_eq!(sign_up(&world, &browser, begun.location(), PASSWORD).await.location(), "/inscription/envoyee");
        world.work().await;
        let (to, subject, link) = world.letters.take().remove(0);
        assert_eq!((to.as_str(), subject.as_str()), ("Ana@exemple.fr", "Confirmez votre adresse e-mail"));

        let read = browser.get(&world, &link).await;
        assert_eq!((read.status, browser.get(&world, &link).await.status), (200, 200), "reading consumes nothing");
        let on = browser.fill(&world, &link, "/inscription/confirmation", &[]).await;
        assert!(on.location().starts_with("/autorisation?"), "signed in, and on her way: {}", on.location());
        let back = browser.fill(&world, on.location(), "/autorisation", &[("choix", "accepter")]).await;
        let tokens = world.exchange(&client, &back.code()).await;
        assert_eq!(world.userinfo(&tokens.text("access_token")).await.json()["email_verified"], true);
        assert_eq!(browser.get(&world, &link).await.status, 410);
    })
    .await;
}

#[tokio::test]
async fn in_another_browser_the_link_asks_for_the_password() {
    journey(async |world| {
        let (hers, other) = (Browser::default(), Browser::default());
        sign_up(&world, &hers, "/inscription", PASSWORD).await;
        world.work().await;
        let link = world.letters.take().remove(0).2;
        let blind = other.fill(&world, &link, "/inscription/confirmation", &[("password", "une autre phrase")]).await;
        assert_eq!(blind.status, 422, "whoever did not choose the password does not open the account");
        let known = other.fill(&world, &link, "/inscription/confirmation", &[("password", PASSWORD)]).await;
        assert_eq!(known.location(), "/compte");
    })
    .await;
}

#[tokio::test]
async fn the_page_says_the_same_and_only_the_letter_differs() {
    journey(async |world| {
        let browser = Browser::default();
        let unknown = sign_up(&world, &browser, "/inscription", PASSWORD).await;
        world.work().await;
        let first = world.letters.take().remove(0);
        browser.fill(&world, &first.2, "/inscription/confirmation", &[]).await;
        let stranger = Browser::default();
        let known = sign_up(&world, &stranger, "/inscription", "quatre prunes chantent").await;
        assert_eq!((unknown.status, unknown.location()), (known.status, known.location()));
        world.work().await;
        assert_eq!(world.letters.take().remove(0).1, "Vous avez déjà un compte");
        assert_eq!(stranger.sign_in(&world, "/connexion", ANA, "quatre prunes chantent").await.status, 422, "nothing changed");
        assert_eq!(stranger.sign_in(&world, "/connexion", ANA, PASSWORD).await.location(), "/compte");
    })
    .await;
}

#[tokio::test]
async fn an_address_not_confirmed_opens_nothing() {
    journey(async |world| {
        let browser = Browser::default();
        sign_up(&world, &browser, "/inscription", PASSWORD).await;
        world.work().await;
        let first = world.letters.take().remove(0).2;
        let waiting = browser.sign_in(&world, "/connexion", ANA, PASSWORD).await;
        assert_eq!(waiting.status, 422, "as with a wrong password");
        assert!(waiting.body.contains("Ouvrez d’abord le lien reçu par e-mail"), "she is told what to do: {}", waiting.body);
        assert_eq!(browser.get(&world, "/compte").await.location(), "/connexion");
        assert_eq!(browser.fill(&world, &first, "/inscription/confirmation", &[]).await.location(), "/compte");
    })
    .await;
}

#[tokio::test]
async fn the_link_comes_again_for_whoever_has_the_password_and_seldom() {
    journey(async |world| {
        let browser = Browser::default();
        sign_up(&world, &browser, "/inscription", PASSWORD).await;
        world.work().await;
        let first = world.letters.take().remove(0).2;
        for wait in [0, 599] {
            world.wait(wait);
            browser.sign_in(&world, "/connexion", ANA, PASSWORD).await;
            assert!(world.told().await.is_empty(), "she has just had one");
        }
        world.wait(1);
        browser.sign_in(&world, "/connexion", ANA, "faux").await;
        assert!(world.told().await.is_empty(), "a stranger has nothing sent");
        for _ in 0..3 {
            browser.sign_in(&world, "/connexion", ANA, PASSWORD).await;
        }
        world.work().await;
        let letters = world.letters.take();
        assert_eq!(letters.len(), 1, "once, however often she tries");
        assert_eq!(browser.get(&world, &first).await.status, 410, "the letter before is void");
        assert_eq!(browser.fill(&world, &letters[0].2, "/inscription/confirmation", &[]).await.location(), "/compte");
    })
    .await;
}

#[tokio::test]
async fn what_is_to_correct_is_said_and_the_password_not_repeated() {
    journey(async |world| {
        let browser = Browser::default();
        let typed = [("given_name", ""), ("family_name", "Perrin"), ("email", "ana@"), ("password", "motdepasse12")];
        let page = browser.fill(&world, "/inscription", "/inscription", &typed).await;
        assert_eq!(page.status, 422);
        for words in ["Écrivez votre prénom", "Complétez votre adresse", "trop courant", "value=\"Perrin\""] {
            assert!(page.body.contains(words), "{words}");
        }
        assert!(!page.body.contains("motdepasse12"));
        world.work().await;
        assert!(world.letters.take().is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_forgotten_password_is_changed_once_and_ends_every_session() {
    journey(async |world| {
        world.account(ANA, None).await;
        let client = world.client("bron", |_| {}).await;
        let (old, new) = (Browser::default(), Browser::default());
        let tokens = super::bench::tokens_for(&world, &old, &client, ANA).await;

        let begun = new.get(&world, &client.authorize(&[])).await;
        let id = begun.parameter("demande").unwrap();
        let asked = new.fill(&world, &format!("/mot-de-passe/oubli?demande={id}"), "/mot-de-passe/oubli", &[("email", ANA)]).await;
        let nobody = new.fill(&world, "/mot-de-passe/oubli", "/mot-de-passe/oubli", &[("email", "personne@exemple.fr")]).await;
        assert_eq!((asked.status, asked.location()), (nobody.status, nobody.location()));
        world.work().await;
        let letters = world.letters.take();
        assert_eq!(letters.len(), 1);
        let link = &letters[0].2;

        let weak = new.fill(&world, link, "/mot-de-passe/nouveau", &[("password", "Ana Perrin 123")]).await;
        assert_eq!(weak.status, 422);
        let changed = new.fill(&world, link, "/mot-de-passe/nouveau", &[("password", "quatre prunes chantent")]).await;
        assert!(changed.location().starts_with("/connexion?"));
        assert_eq!(new.get(&world, link).await.status, 410);
        assert_eq!(world.userinfo(&tokens.text("access_token")).await.status, 401);
        assert_eq!(old.get(&world, "/compte").await.location(), "/connexion");
        let on = new.sign_in(&world, changed.location(), ANA, "quatre prunes chantent").await;
        assert!(on.parameter("code").is_some(), "her request survived: {}", on.location());
        world.work().await;
        assert_eq!(world.letters.take()[0].1, "Votre mot de passe a changé");
    })
    .await;
}

#[tokio::test]
async fn letters_to_one_address_are_few() {
    journey(async |world| {
        let browser = Browser::default();
        for _ in 0..4 {
            browser.fill(&world, "/mot-de-passe/oubli", "/mot-de-passe/oubli", &[("email", ANA)]).await;
        }
        let fifth = browser.fill(&world, "/mot-de-passe/oubli", "/mot-de-passe/oubli", &[("email", ANA)]).await;
        let sixth = browser.fill(&world, "/mot-de-passe/oubli", "/mot-de-passe/oubli", &[("email", ANA)]).await;
        assert_eq!((fifth.status, sixth.status), (303, 429));
    })
    .await;
}

#[tokio::test]
async fn what_one_accepts_can_be_read_before() {
    journey(async |world| {
        let browser = Browser::default();
        let page = browser.get(&world, "/inscription").await.body;
        assert!(page.contains("href=\"/conditions\"") && !page.contains("FranceConnect"), "none is configured: {page}");
        let conditions = browser.get(&world, "/conditions").await;
        assert_eq!(conditions.status, 200);
        for words in ["deux ans", "30\u{a0}jours", "Vos droits", "/donnees-personnelles"] {
            assert!(conditions.body.contains(words), "{words}");
        }
    })
    .await;
}
