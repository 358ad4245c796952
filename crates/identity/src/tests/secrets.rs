use kernel::values::Email;

use super::bench::{World, journey};
use crate::{AuthMethod, SigningAlg};

/// Lets days pass, and does each day's work.
async fn days(world: &World, count: i64) -> Vec<(String, String)> {
    world.wait(count * 86_400);
    world.work().await;
    world.letters.take().into_iter().map(|(to, subject, _)| (to, subject)).collect()
}

#[tokio::test]
async fn a_contact_is_told_before_a_secret_is_a_year_old() {
    journey(async |world| {
        let contact = || Email::parse("dev@bron.exemple.fr");
        world.client("bron", |client| client.contact = contact()).await;
        world.client("lyon", |_| {}).await;
        let told = [("dev@bron.exemple.fr".to_owned(), "Renouvelez le secret de votre service".to_owned())];
        assert_eq!(days(&world, 334).await, []);
        assert_eq!(days(&world, 1).await, told, "30 days before; who has no contact is told nothing");
        assert_eq!(days(&world, 1).await, [], "once");
        assert_eq!(days(&world, 22).await, told, "7 days before");
        let mut tx = world.bench.databases.identity_write().await.unwrap();
        world.identity.renew_client_secret(&mut tx, &world.moment(), "bron").await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(days(&world, 30).await, [], "renewed: nothing more is said of the old one");
        assert_eq!(days(&world, 305).await, told, "and the new one has its own year");
    })
    .await;
}

#[tokio::test]
async fn clients_are_listed_without_their_secrets() {
    journey(async |world| {
        let client = world.client("bron", |client| client.protocol.id_token_alg = SigningAlg::RS256).await;
        world.client("portal", |client| client.is_ours = true).await;
        let made = world.moment().wall;
        world.wait(60);
        let mut tx = world.bench.databases.identity_write().await.unwrap();
        let secret = world.identity.renew_client_secret(&mut tx, &world.moment(), "bron").await.unwrap();
        let list = world.identity.clients(&mut tx).await.unwrap();
        assert_eq!(list.len(), 1, "two secrets overlap: one line; our own sites have none");
        assert_eq!((list[0].id.as_str(), list[0].auth_method, list[0].is_suspended), ("bron", AuthMethod::Secret, false));
        assert!(list[0].secret_since.unwrap() > made);
        let text = format!("{list:?}");
        assert!(!text.contains(&client.secret) && !text.contains(&secret) && !text.contains(&web::cookie::digest(&secret)));
    })
    .await;
}
