//! Nothing that a stranger reads tells whether an account exists.

use super::bench::{Answer, Browser, PASSWORD, TOTP, World, journey};

const KNOWN: &str = "ana@exemple.fr";
const UNKNOWN: &str = "eva@exemple.fr";

/// An answer without what differs from one time to the next.
fn told(answer: &Answer, email: &str) -> (u16, String, String, Vec<String>) {
    let mut body = answer.body.replace(email, "X");
    for mark in ["nonce=\"", "name=\"_csrf\" value=\"", "etape="] {
        let parts: Vec<&str> = body.split(mark).collect();
        let kept: Vec<&str> = parts.iter().skip(1).map(|part| part.split_once('"').map_or("", |(_, rest)| rest)).collect();
        body = [&parts[..1], &kept].concat().join(mark);
    }
    let names = answer.headers.keys().map(|name| name.as_str().to_owned()).collect();
    (answer.status, answer.location().to_owned(), body, names)
}

async fn asked(world: &World, email: &str) -> Vec<(u16, String, String, Vec<String>)> {
    let browser = Browser::default();
    let mut said = Vec::new();
    let sign_up = [("given_name", "Ana"), ("family_name", "Perrin"), ("email", email), ("password", "quatre prunes chantent")];
    for (page, action, typed) in [
        ("/connexion", "/connexion", &[("email", email), ("password", "faux")][..]),
        ("/inscription", "/inscription", &sign_up),
        ("/mot-de-passe/oubli", "/mot-de-passe/oubli", &[("email", email)]),
    ] {
        for _ in 0..6 {
            let answer = browser.fill(world, page, action, typed).await;
            said.push(told(&answer, email));
        }
    }
    let challenge = browser.ask(world, "/connexion", "/connexion/cle", "/connexion/cle/defi", &[("email", email)], None).await;
    let mut options = challenge.json();
    options["challenge"] = "".into();
    said.push((challenge.status, String::new(), options.to_string(), Vec::new()));
    said
}

#[tokio::test]
async fn a_stranger_is_told_the_same_of_everybody() {
    for totp in [None, Some(TOTP)] {
        journey(async |world| {
            world.account(KNOWN, totp).await;
            let (known, unknown) = (asked(&world, KNOWN).await, asked(&world, UNKNOWN).await);
            for (place, (known, unknown)) in known.iter().zip(&unknown).enumerate() {
                assert_eq!(known, unknown, "answer {place}");
            }
            assert!(known.iter().any(|answer| answer.0 == 429) && known.iter().any(|answer| answer.0 == 303));
        })
        .await;
    }
}

#[tokio::test]
async fn her_own_sign_up_tells_nobody_whether_the_address_had_an_account() {
    journey(async |world| {
        world.account(KNOWN, None).await;
        let mut said = Vec::new();
        for email in [KNOWN, UNKNOWN] {
            let browser = Browser::default();
            let password = "quatre prunes chantent";
            let typed = [("given_name", "Ana"), ("family_name", "Perrin"), ("email", email), ("password", password)];
            browser.fill(&world, "/inscription", "/inscription", &typed).await;
            world.work().await;
            let mut answers = Vec::new();
            for _ in 0..6 {
                answers.push(told(&browser.sign_in(&world, "/connexion", email, password).await, email));
            }
            said.push(answers);
        }
        assert_eq!(said[0], said[1]);
        assert_eq!(said[0].iter().map(|answer| answer.0).collect::<Vec<_>>(), [422, 422, 422, 422, 422, 429]);
    })
    .await;
}

#[tokio::test]
async fn somebody_signed_in_is_told_the_same_of_every_new_address() {
    journey(async |world| {
        world.account(KNOWN, None).await;
        world.account("bob@exemple.fr", None).await;
        let bob = Browser::default();
        bob.sign_in(&world, "/connexion", "bob@exemple.fr", PASSWORD).await;
        let mut said = Vec::new();
        for email in [KNOWN, UNKNOWN] {
            let asked = told(&bob.fill(&world, "/compte/adresse", "/compte/adresse", &[("email", email)]).await, email);
            world.work().await;
            said.push([asked, told(&bob.get(&world, "/compte").await, email)]);
        }
        assert_eq!(said[0], said[1]);
    })
    .await;
}
