use serde_json::Value;

use super::bench::{Browser, ISSUER, PASSWORD, TOTP, World, journey};
use crate::model::passkey::soft::{SYNCED, Soft};

const ANA: &str = "ana@exemple.fr";
const ADD: &str = "/compte/cles";
const USE: &str = "/connexion/cle";

async fn options(world: &World, browser: &Browser, page: &str, action: &str) -> Value {
    browser.ask(world, page, action, &format!("{action}/defi"), &[], None).await.json()
}

/// Makes a passkey for whoever is signed in.
pub(super) async fn add(world: &World, browser: &Browser, name: &str) -> Soft {
    let mut soft = Soft::new(ISSUER);
    let answer = soft.create(&options(world, browser, ADD, ADD).await).to_string();
    let added = browser.fill(world, ADD, ADD, &[("name", name), ("credential", &answer)]).await;
    assert_eq!(added.location(), "/compte/securite?fait=cle", "{}", added.body);
    soft
}

pub(super) async fn show(world: &World, browser: &Browser, page: &str, soft: &mut Soft) -> super::bench::Answer {
    let answer = soft.get(&options(world, browser, page, USE).await).to_string();
    browser.fill(world, page, USE, &[("credential", &answer)]).await
}

async fn ana(world: &World) -> Browser {
    world.account(ANA, None).await;
    let browser = Browser::default();
    browser.sign_in(world, "/connexion", ANA, PASSWORD).await;
    browser
}

#[tokio::test]
async fn a_passkey_opens_the_account_alone_and_is_two_factors() {
    journey(async |world| {
        let mut soft = add(&world, &ana(&world).await, "Téléphone").await;
        assert_eq!(world.told().await, ["Clé d’accès ajoutée"]);
        let client = world.client("desk", |client| client.asks_consent = false).await;
        let other = Browser::default();
        let begun = other.get(&world, &client.authorize(&[("acr_values", "glc:mfa")])).await;
        let back = show(&world, &other, begun.location(), &mut soft).await;
        let tokens = world.exchange(&client, &back.code()).await;
        let claims = world.claims(&tokens.text("id_token"), "desk").await;
        assert_eq!((&claims["acr"], &claims["amr"]), (&"glc:mfa".into(), &serde_json::json!(["hwk", "user", "mfa"])));
        soft.flags = SYNCED;
        let third = Browser::default();
        assert_eq!(show(&world, &third, "/connexion", &mut soft).await.location(), "/compte");
        assert!(third.get(&world, "/compte/connexions").await.body.contains("clé d’accès"));
    })
    .await;
}

#[tokio::test]
async fn whoever_has_a_passkey_shows_it_after_her_password() {
    journey(async |world| {
        let mut soft = add(&world, &ana(&world).await, "Téléphone").await;
        let browser = Browser::default();
        let step = browser.sign_in(&world, "/connexion", ANA, PASSWORD).await;
        assert!(step.location().starts_with("/connexion/code?"), "{}", step.location());
        let page = browser.get(&world, step.location()).await;
        assert!(!page.body.contains("Code à 6"), "she has no codes");
        assert_eq!(show(&world, &browser, step.location(), &mut soft).await.location(), "/compte");
        assert_eq!(browser.get(&world, step.location()).await.status, 410);

        // another's key does not stand for hers
        world.account("bob@exemple.fr", None).await;
        let bob = Browser::default();
        bob.sign_in(&world, "/connexion", "bob@exemple.fr", PASSWORD).await;
        let mut his = add(&world, &bob, "Ordinateur").await;
        let thief = Browser::default();
        let step = thief.sign_in(&world, "/connexion", ANA, PASSWORD).await;
        let refused = show(&world, &thief, step.location(), &mut his).await;
        assert_eq!(refused.status, 422);
        assert!(refused.body.contains("n’est pas reconnue"));
        assert_eq!(thief.get(&world, "/compte").await.location(), "/connexion");
    })
    .await;
}

#[tokio::test]
async fn a_challenge_serves_once_in_one_browser_for_five_minutes() {
    journey(async |world| {
        let mut soft = add(&world, &ana(&world).await, "Téléphone").await;
        let (browser, other) = (Browser::default(), Browser::default());
        let challenge = options(&world, &browser, "/connexion", USE).await;
        assert_eq!(challenge["allowCredentials"], serde_json::json!([]), "nothing is said of any account");
        let page = browser.get(&world, "/connexion").await.body;
        assert!(page.contains("a besoin de JavaScript") && page.contains("data-passkey=\"/connexion/cle/defi\" hidden"), "{page}");
        let answer = soft.get(&challenge).to_string();
        let sent = async |browser: &Browser| browser.fill(&world, "/connexion", USE, &[("credential", &answer)]).await.status;
        assert_eq!(sent(&other).await, 422, "another browser");
        assert_eq!(sent(&browser).await, 303);
        assert_eq!(sent(&browser).await, 422, "again");
        let late = Browser::default();
        let answer = soft.get(&options(&world, &late, "/connexion", USE).await).to_string();
        world.wait(301);
        assert_eq!(late.fill(&world, "/connexion", USE, &[("credential", &answer)]).await.status, 422);
        assert_eq!(late.fill(&world, "/connexion", USE, &[("credential", "{}")]).await.status, 422);
    })
    .await;
}

#[tokio::test]
async fn a_key_that_counts_backwards_is_refused_and_raises_an_alert() {
    journey(async |world| {
        let mut soft = add(&world, &ana(&world).await, "Téléphone").await;
        soft.uses = 7;
        assert_eq!(show(&world, &Browser::default(), "/connexion", &mut soft).await.status, 303);
        soft.uses = 2;
        assert_eq!(show(&world, &Browser::default(), "/connexion", &mut soft).await.status, 422);
        assert_eq!(world.alerts().await, [("passkey-copied", 1)]);
    })
    .await;
}

#[tokio::test]
async fn passkeys_are_named_dated_and_removed_after_a_fresh_proof() {
    journey(async |world| {
        let browser = ana(&world).await;
        let mut phone = add(&world, &browser, "Téléphone").await;
        add(&world, &browser, "Ordinateur").await;
        let page = browser.get(&world, "/compte/securite").await;
        for words in ["Téléphone", "Ordinateur", "Jamais", "Sur un seul appareil"] {
            assert!(page.body.contains(words), "{words}");
        }
        world.wait(601);
        let asked = browser.fill(&world, "/compte/securite", "/compte/cles/retrait", &[]).await;
        assert!(asked.location().starts_with("/connexion/code?"), "{}", asked.location());
        assert_eq!(show(&world, &browser, asked.location(), &mut phone).await.location(), "/compte/securite");
        world.told().await;
        assert_eq!(
            browser.fill(&world, "/compte/securite", "/compte/cles/retrait", &[]).await.location(),
            "/compte/securite?fait=sans-cle"
        );
        assert_eq!(world.told().await, ["Clé d’accès retirée"]);
        assert_eq!(show(&world, &Browser::default(), "/connexion", &mut phone).await.status, 422, "the oldest was removed");
        assert!(!browser.get(&world, "/compte/securite").await.body.contains("Téléphone"));
    })
    .await;
}

#[tokio::test]
async fn one_key_has_one_owner_and_a_name() {
    journey(async |world| {
        let browser = ana(&world).await;
        let mut soft = add(&world, &browser, "Téléphone").await;
        let twice = soft.create(&options(&world, &browser, ADD, ADD).await).to_string();
        assert_eq!(browser.fill(&world, ADD, ADD, &[("name", "Encore"), ("credential", &twice)]).await.status, 422);
        let mut new = Soft::new(ISSUER);
        let nameless = new.create(&options(&world, &browser, ADD, ADD).await).to_string();
        let page = browser.fill(&world, ADD, ADD, &[("name", " "), ("credential", &nameless)]).await;
        assert!(page.status == 422 && page.body.contains("Donnez un nom"));
    })
    .await;
}

#[tokio::test]
async fn codes_and_passkeys_are_offered_together() {
    journey(async |world| {
        world.account(ANA, Some(TOTP)).await;
        let browser = Browser::default();
        let step = browser.sign_in(&world, "/connexion", ANA, PASSWORD).await;
        let code = crate::one_time_code(TOTP, world.moment().wall).unwrap();
        browser.fill(&world, step.location(), "/connexion/code", &[("code", &code)]).await;
        add(&world, &browser, "Téléphone").await;
        let other = Browser::default();
        let step = other.sign_in(&world, "/connexion", ANA, PASSWORD).await;
        let page = other.get(&world, step.location()).await.body;
        assert!(page.contains("Code à 6") && page.contains("Utiliser une clé d’accès"));
    })
    .await;
}

#[tokio::test]
async fn strangers_who_guess_do_not_stop_a_passkey() {
    journey(async |world| {
        let mut soft = add(&world, &ana(&world).await, "Téléphone").await;
        let stranger = Browser::default();
        for _ in 0..6 {
            stranger.sign_in(&world, "/connexion", ANA, "faux").await;
        }
        let hers = Browser::default();
        assert_eq!(hers.sign_in(&world, "/connexion", ANA, PASSWORD).await.status, 429);
        assert_eq!(show(&world, &hers, "/connexion", &mut soft).await.location(), "/compte");
    })
    .await;
}
