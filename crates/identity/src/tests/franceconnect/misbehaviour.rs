use std::time::Duration;

use super::{ana, claire, identity};
use crate::tests::bench::{Browser, World, certified_journey, patient_journey};

/// Each way to misbehave, and the title of our page; nothing where we go on.
const MOODS: &[(&str, &str)] = &[
    ("unavailable", "FranceConnect ne répond pas"),
    ("no-state", "Cette étape a expiré"),
    ("wrong-state", "Cette étape a expiré"),
    ("wrong-response-iss", NOT_SAFE),
    ("no-code", NOT_SAFE),
    ("unknown-code", NOT_SAFE),
    ("token-500", "FranceConnect ne répond pas"),
    ("token-huge", NOT_SAFE),
    ("token-html", NOT_SAFE),
    ("no-id-token", NOT_SAFE),
    ("no-access-token", NOT_SAFE),
    ("wrong-nonce", NOT_SAFE),
    ("no-nonce", NOT_SAFE),
    ("wrong-aud", NOT_SAFE),
    ("wrong-iss", NOT_SAFE),
    ("expired", NOT_SAFE),
    ("no-sub", NOT_SAFE),
    ("no-acr", NOT_SAFE),
    ("unknown-kid", NOT_SAFE),
    ("other-key", NOT_SAFE),
    ("alg-none", NOT_SAFE),
    ("hs256", NOT_SAFE),
    ("userinfo-500", "FranceConnect ne répond pas"),
    ("userinfo-huge", NOT_SAFE),
    ("userinfo-html", NOT_SAFE),
    ("userinfo-json", NOT_SAFE),
    ("userinfo-other-sub", NOT_SAFE),
    ("userinfo-wrong-aud", NOT_SAFE),
    ("userinfo-wrong-iss", NOT_SAFE),
    ("userinfo-expired", NOT_SAFE),
    ("userinfo-missing", "FranceConnect n’a pas donné toute votre identité"),
    ("userinfo-other-key", NOT_SAFE),
    ("userinfo-alg-none", NOT_SAFE),
    ("userinfo-hs256", NOT_SAFE),
];

const NOT_SAFE: &str = "La réponse de FranceConnect n’est pas sûre";

async fn refused(world: &World, browser: &Browser, mood: &str, title: &str) {
    assert!(world.fc().simulator.behave(mood).unwrap(), "{mood}");
    browser.forget_franceconnect();
    let answer = browser.by_franceconnect(world, "/compte/identite", "claire").await;
    assert!(answer.status >= 400 && answer.body.contains(title), "{mood}: {} {}", answer.status, answer.body);
    assert!(answer.body.contains("Rien n’a changé"), "{mood}");
    assert!(!identity(world, browser).await.contains("VASSIEUX"), "{mood}: nothing changed");
}

#[tokio::test]
async fn whatever_cannot_be_believed_is_refused_and_changes_nothing() {
    certified_journey(async |world| {
        let browser = claire(&world).await;
        for (mood, title) in MOODS {
            refused(&world, &browser, mood, title).await;
        }
        // the keys that are known by now are not those that sign
        assert!(world.fc().simulator.behave("new-keys").unwrap());
        assert_eq!(browser.by_franceconnect(&world, "/compte/identite", "claire").await.location(), "/compte");
        assert!(identity(&world, &browser).await.contains("VASSIEUX"));
    })
    .await;
}

#[tokio::test]
async fn whoever_is_too_slow_is_not_waited_for() {
    patient_journey(Duration::from_millis(300), async |world| {
        let browser = ana(&world).await;
        refused(&world, &browser, "token-slow", "FranceConnect ne répond pas").await;
    })
    .await;
}

#[tokio::test]
async fn a_code_that_served_does_not_serve_again() {
    certified_journey(async |world| {
        let browser = claire(&world).await;
        assert!(world.fc().simulator.behave("same-code").unwrap());
        let first = browser.fill(&world, "/compte/identite", "/franceconnect/debut", &[]).await;
        let second = browser.fill(&world, "/compte/identite", "/franceconnect/debut", &[]).await;
        let back = browser.prove(&world, first.location(), "claire").await;
        assert_eq!(browser.get(&world, &back).await.location(), "/compte");
        let again = browser.prove(&world, second.location(), "claire").await;
        let answer = browser.get(&world, &again).await;
        assert!(answer.status == 502 && answer.body.contains(NOT_SAFE), "{}", answer.body);
        assert_eq!(browser.get(&world, &back).await.status, 400, "nor does its address");
    })
    .await;
}

#[tokio::test]
async fn what_comes_back_serves_the_browser_that_left() {
    certified_journey(async |world| {
        let (browser, thief) = (ana(&world).await, Browser::default());
        thief.get(&world, "/connexion").await;
        let sent = thief.fill(&world, "/connexion", "/franceconnect/debut", &[]).await;
        let back = thief.prove(&world, sent.location(), "claire").await;
        let refused = browser.get(&world, &back).await;
        assert!(refused.status == 400 && refused.body.contains("Cette étape a expiré"));
        assert!(!identity(&world, &browser).await.contains("VASSIEUX"), "nobody signs somebody else in");
    })
    .await;
}

#[tokio::test]
async fn each_error_that_comes_back_has_its_page() {
    certified_journey(async |world| {
        let browser = ana(&world).await;
        let issuer = web::posted::encode(world.fc().simulator.issuer());
        for (error, status, words) in [
            ("error=access_denied&error_description=user+auth+aborted", 200, "Vous avez annulé"),
            ("error=access_denied&error_description=Y010015", 403, "FranceConnect n’a pas confirmé votre identité"),
            ("error=temporarily_unavailable", 503, "FranceConnect ne répond pas"),
            ("error=server_error", 503, "FranceConnect ne répond pas"),
            ("error=invalid_scope", 502, "FranceConnect ne nous reconnaît pas"),
        ] {
            let sent = browser.fill(&world, "/compte/identite", "/franceconnect/debut", &[]).await;
            let state = sent.parameter("state").unwrap();
            let page = browser.get(&world, &format!("/franceconnect/retour?{error}&state={state}&iss={issuer}")).await;
            assert!(page.status == status && page.body.contains(words), "{error}: {} {}", page.status, page.body);
        }
    })
    .await;
}
