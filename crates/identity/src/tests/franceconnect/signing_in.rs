use super::{ANA, ana, certify, identity, letters};
use crate::tests::{
    bench::{Browser, PASSWORD, TOTP, World, certified_journey},
    passkeys, recovery,
};

/// Makes an account from FranceConnect: a browser where it is open.
async fn newcomer(world: &World, login: &str, email: &str) -> Browser {
    let browser = Browser::default();
    let met = browser.by_franceconnect(world, "/connexion", login).await;
    assert_eq!(met.location(), "/franceconnect/arrivee");
    let shown = browser.get(world, "/franceconnect/arrivee").await.body;
    assert!(shown.contains("J’accepte les conditions") && shown.contains("href=\"/conditions\""), "what she accepts can be read");
    let fields = [("email", email), ("accord", "oui")];
    let sent = browser.fill(world, "/franceconnect/arrivee", "/franceconnect/inscription", &fields).await;
    assert_eq!(sent.location(), "/inscription/envoyee", "{}", sent.body);
    browser
}

#[tokio::test]
async fn a_certified_person_signs_in_without_her_password() {
    certified_journey(async |world| {
        certify(&world, &ana(&world).await, "claire").await;
        let browser = Browser::default();
        let page = browser.get(&world, "/connexion").await.body;
        for words in ["alt=\"S’identifier avec FranceConnect\"", "Qu’est-ce que FranceConnect\u{a0}?"] {
            assert!(page.contains(words), "{words}");
        }
        let picture = browser.get(&world, "/franceconnect/bouton").await;
        assert_eq!((picture.header(http::header::CONTENT_TYPE), picture.body.as_str()), ("image/svg+xml", "<svg/>"));
        assert_eq!(browser.by_franceconnect(&world, "/connexion", "claire").await.location(), "/compte");
        assert!(browser.get(&world, "/compte").await.body.contains(ANA));
    })
    .await;
}

#[tokio::test]
async fn somebody_unknown_makes_an_account_with_no_password() {
    certified_journey(async |world| {
        let browser = newcomer(&world, "claire", ANA).await;
        world.work().await;
        let (to, _, link) = world.letters.take().remove(0);
        assert_eq!(to, ANA);
        let path = link.trim_start_matches(crate::tests::bench::ISSUER).to_owned();
        assert_eq!(Browser::default().get(&world, &path).await.status, 403, "another browser gets nothing");
        let opened = browser.fill(&world, &path, "/franceconnect/confirmation", &[]).await;
        assert_eq!(opened.location(), "/compte", "{}", opened.body);
        assert!(identity(&world, &browser).await.contains("VASSIEUX"));
        assert_eq!(browser.get(&world, &path).await.status, 410, "once");

        let again = Browser::default();
        assert_eq!(again.by_franceconnect(&world, "/connexion", "claire").await.location(), "/compte");
        let other = Browser::default();
        assert_eq!(other.sign_in(&world, "/connexion", ANA, "").await.status, 422);
        assert_eq!(other.sign_in(&world, "/connexion", ANA, PASSWORD).await.status, 422, "no password opens it");
        letters(&world).await;
        other.fill(&world, "/mot-de-passe/oubli", "/mot-de-passe/oubli", &[("email", ANA)]).await;
        assert_eq!(letters(&world).await, [(ANA.to_owned(), "Vous n’avez pas de mot de passe".to_owned())]);
    })
    .await;
}

#[tokio::test]
async fn an_address_that_has_an_account_is_no_proof_and_only_its_owner_is_told() {
    certified_journey(async |world| {
        world.account(ANA, None).await;
        newcomer(&world, "claire", ANA).await;
        assert_eq!(letters(&world).await, [(ANA.to_owned(), "Vous avez déjà un compte".to_owned())]);
        let browser = Browser::default();
        browser.sign_in(&world, "/connexion", ANA, PASSWORD).await;
        assert!(!identity(&world, &browser).await.contains("VASSIEUX"), "nothing changed");
    })
    .await;
}

#[tokio::test]
async fn an_account_needs_an_address_and_an_agreement() {
    certified_journey(async |world| {
        let browser = Browser::default();
        browser.by_franceconnect(&world, "/connexion", "claire").await;
        let page = browser.get(&world, "/franceconnect/arrivee").await.body;
        assert!(page.contains("claire@example.org"), "suggested");
        let wrong = browser.fill(&world, "/franceconnect/arrivee", "/franceconnect/inscription", &[("email", "claire")]).await;
        assert_eq!(wrong.status, 422);
        assert!(wrong.body.contains("Acceptez les conditions") && wrong.body.contains("Complétez votre adresse"));
        let stranger = Browser::default();
        assert_eq!(stranger.get(&world, "/franceconnect/arrivee").await.status, 400, "hers only");
        world.wait(3_601);
        assert_eq!(browser.get(&world, "/franceconnect/arrivee").await.status, 400, "not for ever");
    })
    .await;
}

#[tokio::test]
async fn somebody_unknown_signs_in_to_her_account_and_gives_it_her_identity() {
    certified_journey(async |world| {
        world.account(ANA, None).await;
        let browser = Browser::default();
        browser.by_franceconnect(&world, "/connexion", "claire").await;
        let signed_in = browser.sign_in(&world, "/connexion", ANA, PASSWORD).await;
        assert_eq!(signed_in.location(), "/franceconnect/arrivee");
        let page = browser.get(&world, "/franceconnect/arrivee").await.body;
        assert!(page.contains(ANA) && page.contains("VASSIEUX"));
        let path = "/franceconnect/arrivee";
        assert_eq!(browser.fill(&world, path, path, &[("choix", "rattacher")]).await.location(), "/compte");
        assert!(identity(&world, &browser).await.contains("VASSIEUX"));
    })
    .await;
}

#[tokio::test]
async fn she_may_leave_her_account_as_it_is() {
    certified_journey(async |world| {
        world.account(ANA, None).await;
        let browser = Browser::default();
        browser.by_franceconnect(&world, "/connexion", "claire").await;
        browser.sign_in(&world, "/connexion", ANA, PASSWORD).await;
        let path = "/franceconnect/arrivee";
        assert_eq!(browser.fill(&world, path, path, &[("choix", "laisser")]).await.location(), "/compte");
        assert!(!identity(&world, &browser).await.contains("VASSIEUX"));
        assert_eq!(browser.get(&world, path).await.status, 400);
    })
    .await;
}

#[tokio::test]
async fn the_code_that_an_account_asks_for_is_asked_here_too() {
    certified_journey(async |world| {
        world.account(ANA, Some(TOTP)).await;
        let browser = Browser::default();
        let code = |world: &World| crate::one_time_code(TOTP, world.moment().wall).unwrap();
        let begun = browser.sign_in(&world, "/connexion", ANA, PASSWORD).await;
        browser.fill(&world, begun.location(), "/connexion/code", &[("code", &code(&world))]).await;
        certify(&world, &browser, "claire").await;
        world.wait(601);
        // the code that this browser showed is too old to stand beside a new proof
        let codes = ("/compte/securite", "/compte/code-de-securite/retrait");
        let sent = browser.ask(&world, codes.0, codes.1, "/franceconnect/debut", &[], None).await;
        let back = browser.prove(&world, sent.location(), "claire").await;
        let renewed = browser.get(&world, &back).await;
        assert!(renewed.location().starts_with("/connexion/code?"), "{}", renewed.location());
        let other = Browser::default();
        let begun = other.by_franceconnect(&world, "/connexion", "claire").await;
        assert!(begun.location().starts_with("/connexion/code?"), "{}", begun.location());
        assert_eq!(other.get(&world, "/compte").await.location(), "/connexion", "not yet");
        let opened = other.fill(&world, begun.location(), "/connexion/code", &[("code", &code(&world))]).await;
        assert_eq!(opened.location(), "/compte");
        let left = other.fill(&world, "/deconnexion", "/deconnexion", &[]).await;
        assert!(left.location().starts_with(world.fc().base()), "she signs out there too: {}", left.location());
    })
    .await;
}

#[tokio::test]
async fn a_passkey_is_the_second_factor_here_too() {
    certified_journey(async |world| {
        let hers = ana(&world).await;
        certify(&world, &hers, "claire").await;
        let mut soft = passkeys::add(&world, &hers, "Téléphone").await;
        let other = Browser::default();
        let begun = other.by_franceconnect(&world, "/connexion", "claire").await;
        assert!(begun.location().starts_with("/connexion/code?"), "{}", begun.location());
        assert_eq!(passkeys::show(&world, &other, begun.location(), &mut soft).await.location(), "/compte");
        let left = other.fill(&world, "/deconnexion", "/deconnexion", &[]).await;
        assert!(left.location().starts_with(world.fc().base()), "she signs out there too: {}", left.location());
    })
    .await;
}

#[tokio::test]
async fn a_recovery_code_is_the_second_factor_here_too() {
    certified_journey(async |world| {
        world.account(ANA, Some(TOTP)).await;
        let hers = Browser::default();
        let begun = hers.sign_in(&world, "/connexion", ANA, PASSWORD).await;
        let code = crate::one_time_code(TOTP, world.moment().wall).unwrap();
        hers.fill(&world, begun.location(), "/connexion/code", &[("code", &code)]).await;
        certify(&world, &hers, "claire").await;
        let codes = recovery::make(&world, &hers).await;
        let other = Browser::default();
        let begun = other.by_franceconnect(&world, "/connexion", "claire").await;
        let page = begun.location().replace("/connexion/code", "/connexion/secours");
        let opened = other.fill(&world, &page, "/connexion/secours", &[("code", &codes[0])]).await;
        assert_eq!(opened.location(), "/compte/securite?fait=secours");
        assert_eq!(other.get(&world, begun.location()).await.status, 410, "the step is over");
    })
    .await;
}

#[tokio::test]
async fn whoever_makes_an_account_is_offered_franceconnect_first() {
    certified_journey(async |world| {
        let client = world.client("bron", |_| {}).await;
        let browser = Browser::default();
        let page = browser.get(&world, &client.authorize(&[("prompt", "create")])).await.location().to_owned();
        let body = browser.get(&world, &page).await.body;
        let (fc, own) = (body.find("alt=\"S’identifier avec FranceConnect\"").unwrap(), body.find("Avec une adresse e-mail").unwrap());
        assert!(fc < own && body.contains("Qu’est-ce que FranceConnect\u{a0}?"));
        let met = browser.by_franceconnect(&world, &page, "claire").await;
        assert_eq!(met.location(), "/franceconnect/arrivee");
        let arrived = browser.get(&world, "/franceconnect/arrivee").await.body;
        assert!(arrived.contains("href=\"/conditions\""), "what she accepts can be read");
    })
    .await;
}
