//! What happens while a password is looked at.

use kernel::{Personal, values::Email};
use tokio::task::yield_now;

use super::bench::{Answer, Browser, PASSWORD, World, journey};
use crate::store::accounts;

const ANA: &str = "ana@exemple.fr";
const NEW: &str = "quatre prunes chantent";

/// Sends a form that waits for a hash, and does `meanwhile` while it waits.
async fn during(world: &World, form: impl Future<Output = Answer>, meanwhile: impl Future<Output = ()>) -> Answer {
    let stopped = world.identity.hashing.stopped().await;
    let act = async {
        while !world.identity.hashing.is_awaited() {
            yield_now().await;
        }
        meanwhile.await;
        drop(stopped);
    };
    tokio::join!(form, act).0
}

async fn give_password(world: &World, hash: &Personal<String>) {
    let mut tx = world.bench.databases.identity_write().await.unwrap();
    let account = accounts::by_email_key(&mut tx, &Email::parse(ANA).unwrap().key()).await.unwrap().unwrap();
    accounts::set_password(&mut tx, account.id, hash).await.unwrap();
    tx.commit().await.unwrap();
}

async fn leave_everywhere(world: &World, browser: &Browser) {
    let left = browser.fill(world, "/compte/connexions", "/compte/connexions/partout", &[]).await;
    assert_eq!(left.location(), "/connexion");
}

#[tokio::test]
async fn a_password_that_was_replaced_opens_nothing() {
    journey(async |world| {
        world.account(ANA, None).await;
        let other = world.identity.hashing.hash(Personal::new(NEW.to_owned()), &*world.bench.rng).await.unwrap();
        let thief = Browser::default();
        let entered = during(&world, thief.sign_in(&world, "/connexion", ANA, PASSWORD), give_password(&world, &other)).await;
        assert_eq!(entered.status, 422);
        assert_eq!(thief.get(&world, "/compte").await.location(), "/connexion");
        assert_eq!(thief.sign_in(&world, "/connexion", ANA, NEW).await.location(), "/compte", "the new one does");
    })
    .await;
}

#[tokio::test]
async fn a_browser_shut_out_is_not_let_in_again_by_its_last_proof() {
    journey(async |world| {
        world.account(ANA, None).await;
        let (thief, hers) = (Browser::default(), Browser::default());
        thief.sign_in(&world, "/connexion", ANA, PASSWORD).await;
        world.wait(601);
        hers.sign_in(&world, "/connexion", ANA, PASSWORD).await;
        let page = "/compte/verification";
        let proof = thief.fill(&world, page, page, &[("password", PASSWORD)]);
        assert_eq!(during(&world, proof, leave_everywhere(&world, &hers)).await.status, 403);
        assert_eq!(thief.get(&world, "/compte").await.location(), "/connexion");
    })
    .await;
}

#[tokio::test]
async fn a_browser_shut_out_changes_no_password() {
    journey(async |world| {
        world.account(ANA, None).await;
        let (thief, hers) = (Browser::default(), Browser::default());
        for browser in [&thief, &hers] {
            browser.sign_in(&world, "/connexion", ANA, PASSWORD).await;
        }
        let page = "/compte/mot-de-passe";
        let change = thief.fill(&world, page, page, &[("old_password", PASSWORD), ("password", NEW)]);
        assert_eq!(during(&world, change, leave_everywhere(&world, &hers)).await.status, 403);
        assert_eq!(hers.sign_in(&world, "/connexion", ANA, PASSWORD).await.location(), "/compte", "it is hers still");
    })
    .await;
}
