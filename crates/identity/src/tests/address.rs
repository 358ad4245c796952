use super::bench::{Browser, PASSWORD, TOTP, World, journey};

const ANA: &str = "ana@exemple.fr";
const NEW: &str = "ana.perrin@exemple.org";
const PAGE: &str = "/compte/adresse";

async fn signed_in(world: &World) -> Browser {
    world.account(ANA, None).await;
    let browser = Browser::default();
    browser.sign_in(world, "/connexion", ANA, PASSWORD).await;
    browser
}

/// Asks for another address: the letters that follow.
async fn ask(world: &World, browser: &Browser, email: &str) -> Vec<(String, String, String)> {
    let asked = browser.fill(world, PAGE, PAGE, &[("email", email)]).await;
    assert_eq!(asked.location(), "/compte/adresse/envoyee");
    world.work().await;
    world.letters.take()
}

/// Confirms it: the link that undoes it.
async fn confirm(world: &World, browser: &Browser, link: &str) -> String {
    let done = browser.fill(world, link, "/compte/adresse/confirmation", &[]).await;
    assert_eq!(done.location(), "/compte?fait=adresse");
    world.work().await;
    let (to, subject, undo) = world.letters.take().remove(0);
    assert_eq!((to.as_str(), subject.as_str()), (ANA, "Votre adresse e-mail a changé"));
    undo
}

#[tokio::test]
async fn the_new_address_confirms_and_the_old_one_is_told() {
    journey(async |world| {
        let browser = signed_in(&world).await;
        let (to, subject, link) = ask(&world, &browser, NEW).await.remove(0);
        assert_eq!((to.as_str(), subject.as_str()), (NEW, "Confirmez votre nouvelle adresse"));
        assert!(browser.get(&world, "/compte").await.body.contains(ANA), "nothing changed yet");
        let stranger = Browser::default();
        let page = stranger.get(&world, &link).await;
        assert!(page.status == 200 && page.body.contains("Connectez-vous d’abord"), "a letter that went astray opens nothing");
        assert!(!page.body.contains(NEW), "nor tells whose it is");
        assert!(browser.get(&world, &link).await.body.contains(NEW), "she sees what she confirms");
        confirm(&world, &browser, &link).await;
        assert_eq!(browser.get(&world, &link).await.status, 410);
        assert!(browser.get(&world, "/compte").await.body.contains(NEW));
        let other = Browser::default();
        assert_eq!(other.sign_in(&world, "/connexion", ANA, PASSWORD).await.status, 422);
        assert_eq!(other.sign_in(&world, "/connexion", NEW, PASSWORD).await.location(), "/compte");
    })
    .await;
}

#[tokio::test]
async fn nothing_tells_whether_the_new_address_has_an_account() {
    journey(async |world| {
        let browser = signed_in(&world).await;
        world.account("bob@exemple.fr", None).await;
        let letters = ask(&world, &browser, "bob@exemple.fr").await;
        assert_eq!(letters[0].1, "Vous avez déjà un compte", "only he is told, in the same way");
        assert_eq!(browser.get(&world, "/compte/adresse/envoyee").await.status, 200);
    })
    .await;
}

#[tokio::test]
async fn an_address_taken_in_between_is_not_given_twice() {
    journey(async |world| {
        let browser = signed_in(&world).await;
        let link = ask(&world, &browser, NEW).await.remove(0).2;
        world.account(NEW, None).await;
        assert_eq!(browser.fill(&world, &link, "/compte/adresse/confirmation", &[]).await.status, 410);
        assert!(browser.get(&world, "/compte").await.body.contains(ANA));
    })
    .await;
}

#[tokio::test]
async fn whoever_lost_her_account_takes_it_back_for_seven_days() {
    journey(async |world| {
        let thief = signed_in(&world).await;
        let link = ask(&world, &thief, NEW).await.remove(0).2;
        let undo = confirm(&world, &thief, &link).await;
        // the thief makes himself at home, and moves on
        let set_up = thief.fill(&world, "/compte/securite", "/compte/code-de-securite/debut", &[]).await;
        let page = thief.get(&world, set_up.location()).await.body;
        let secret: String = page[page.find("secret=").unwrap() + 7..].chars().take_while(char::is_ascii_alphanumeric).collect();
        let code = crate::one_time_code(&secret, world.moment().wall).unwrap();
        thief.fill(&world, set_up.location(), "/compte/code-de-securite", &[("code", &code)]).await;
        let passwords = [("old_password", PASSWORD), ("password", "quatre prunes chantent")];
        thief.fill(&world, "/compte/mot-de-passe", "/compte/mot-de-passe", &passwords).await;
        world.work().await;
        world.letters.take();
        let third = ask(&world, &thief, "encore@exemple.org").await.remove(0).2;
        thief.fill(&world, &third, "/compte/adresse/confirmation", &[]).await;
        // and asks for a new account with her address, to hold it
        let typed = [("given_name", "A"), ("family_name", "B"), ("email", ANA), ("password", "cinq poires dansent")];
        Browser::default().fill(&world, "/inscription", "/inscription", &typed).await;
        world.work().await;
        world.letters.take();

        world.wait(6 * 86_400);
        let hers = Browser::default();
        let page = hers.get(&world, &undo).await;
        assert!(page.status == 200 && page.body.contains("Reprendre mon compte"));
        let done = hers.fill(&world, &undo, "/compte/adresse/annulation", &[]).await;
        assert_eq!(done.location(), "/mot-de-passe/oubli?motif=repris");
        assert_eq!(thief.get(&world, "/compte").await.location(), "/connexion");
        assert_eq!(hers.get(&world, &undo).await.status, 410);
        for password in [PASSWORD, "quatre prunes chantent"] {
            let refused = thief.sign_in(&world, "/connexion", ANA, password).await;
            assert_eq!(refused.status, 422, "no password that he knows opens it");
        }
        hers.fill(&world, done.location(), "/mot-de-passe/oubli", &[("email", ANA)]).await;
        world.work().await;
        let (_, subject, reset) = world.letters.take().remove(0);
        assert_eq!(subject, "Choisissez un nouveau mot de passe");
        hers.fill(&world, &reset, "/mot-de-passe/nouveau", &[("password", "trois figues sautillent")]).await;
        assert_eq!(
            hers.sign_in(&world, "/connexion", ANA, "trois figues sautillent").await.location(),
            "/compte",
            "no factor of his is left"
        );
    })
    .await;
}

#[tokio::test]
async fn whoever_takes_her_account_back_keeps_it() {
    journey(async |world| {
        let thief = signed_in(&world).await;
        let link = ask(&world, &thief, NEW).await.remove(0).2;
        let undo = confirm(&world, &thief, &link).await;
        thief.fill(&world, "/compte/suppression", "/compte/suppression", &[]).await;
        world.wait(86_400);
        Browser::default().fill(&world, &undo, "/compte/adresse/annulation", &[]).await;
        world.wait(8 * 86_400);
        world.work().await;
        let mut tx = world.bench.databases.identity_read().await.unwrap();
        assert!(crate::store::accounts::id_of(&mut tx, ANA).await.unwrap().is_some(), "what he asked is not done");
    })
    .await;
}

#[tokio::test]
async fn after_seven_days_it_is_too_late() {
    journey(async |world| {
        let browser = signed_in(&world).await;
        let link = ask(&world, &browser, NEW).await.remove(0).2;
        let undo = confirm(&world, &browser, &link).await;
        world.wait(7 * 86_400);
        assert_eq!(browser.get(&world, &undo).await.status, 410);
    })
    .await;
}

#[tokio::test]
async fn a_stolen_session_without_the_second_factor_changes_nothing() {
    journey(async |world| {
        world.account(ANA, Some(TOTP)).await;
        let browser = Browser::default();
        let step = browser.sign_in(&world, "/connexion", ANA, PASSWORD).await;
        let code = crate::one_time_code(TOTP, world.moment().wall).unwrap();
        browser.fill(&world, step.location(), "/connexion/code", &[("code", &code)]).await;
        world.wait(601);
        for page in [PAGE, "/compte/mot-de-passe", "/compte/cles"] {
            assert!(browser.get(&world, page).await.location().starts_with("/connexion/code?"), "{page}");
        }
    })
    .await;
}
