//! Definitions brought in together and taken back together, and what the
//! catalogue says of them.

use definition::from_toml;
use web::Failure;

use super::bench::{Space, TELESERVICE, bron, each, metropole, slug};
use crate::{
    Incoming, TakenBack,
    store::{definitions, imports},
};

/// The bench's téléservice under another name, told in so many minutes.
fn incoming(space: &Space, name: &str, minutes: u8, seen: Option<String>) -> Incoming {
    let source = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../definition/tests/fixtures/demenagement.toml"));
    let mut definition = from_toml(source).unwrap();
    definition.slug = slug(name);
    definition.settings.sign_in = definition::SignIn::None;
    definition.settings.minutes = minutes;
    Incoming { publication: space.cases.check(definition).unwrap(), seen }
}

async fn import(space: &Space, incoming: &[Incoming]) -> Result<(), Failure> {
    space.cases.import(&space.bench.moment(), &bron(), (&slug("accueil"), "Accueil"), incoming).await
}

async fn take_back(space: &Space) -> Result<Vec<TakenBack>, Failure> {
    space.cases.take_back(&space.bench.moment(), &bron()).await
}

/// The hash of what Bron publishes under a name.
async fn live(space: &Space, name: &str) -> Option<String> {
    let mut tx = space.bench.databases.instance_read(&bron()).await.unwrap();
    definitions::published_as(&mut tx, &slug(name)).await.unwrap().map(|published| published.hash)
}

/// Whether the catalogue offers it at Bron, once what was asked for is done.
async fn is_offered(space: &Space, name: &str) -> bool {
    space.work().await;
    let mut tx = space.bench.databases.platform_write().await.unwrap();
    catalogue::store::remove(&mut tx, &format!("bron/{name}")).await.unwrap()
}

#[tokio::test]
async fn the_last_import_is_taken_back_then_the_one_before() {
    each(
        |_| (),
        async |space| {
            import(&space, &[incoming(&space, "a", 5, None), incoming(&space, "b", 5, None)]).await.unwrap();
            let (first, other) = (live(&space, "a").await, live(&space, "b").await);
            import(&space, &[incoming(&space, "a", 6, first.clone())]).await.unwrap();
            assert_ne!(live(&space, "a").await, first);
            assert_eq!(take_back(&space).await.unwrap(), [TakenBack { teleservice: slug("a"), hash: first.clone() }]);
            assert_eq!((live(&space, "a").await, live(&space, "b").await), (first, other));
            let gone = |name| TakenBack { teleservice: slug(name), hash: None };
            assert_eq!(take_back(&space).await.unwrap(), [gone("a"), gone("b")]);
            assert_eq!((live(&space, "a").await, live(&space, "b").await), (None, None));
            assert_eq!(take_back(&space).await.unwrap(), []);
        },
    )
    .await;
}

#[tokio::test]
async fn citizens_find_what_is_brought_in_and_no_more_what_is_taken_back() {
    each(
        |_| (),
        async |space| {
            import(&space, &[incoming(&space, "a", 5, None)]).await.unwrap();
            space.work().await;
            take_back(&space).await.unwrap();
            assert!(!is_offered(&space, "a").await);
            // the very same once more: the catalogue is told again
            import(&space, &[incoming(&space, "a", 5, None)]).await.unwrap();
            assert!(is_offered(&space, "a").await);
        },
    )
    .await;
}

#[tokio::test]
async fn all_or_none_is_brought_in() {
    each(
        |_| (),
        async |space| {
            let published = live(&space, TELESERVICE).await;
            for wrong in [incoming(&space, TELESERVICE, 9, published.clone()), incoming(&space, "b", 5, Some("seen".to_owned()))] {
                assert_eq!(import(&space, &[incoming(&space, "a", 5, None), wrong]).await.unwrap_err().status(), 409);
                assert_eq!((live(&space, "a").await, live(&space, TELESERVICE).await), (None, published.clone()));
            }
            let mut tx = space.bench.databases.instance_read(&bron()).await.unwrap();
            assert_eq!(imports::last(&mut tx).await.unwrap(), None);
        },
    )
    .await;
}

#[tokio::test]
async fn what_was_published_since_is_not_overwritten() {
    each(
        |_| (),
        async |space| {
            import(&space, &[incoming(&space, "a", 5, None), incoming(&space, "b", 5, None)]).await.unwrap();
            let later = incoming(&space, "b", 7, None).publication;
            let place =
                crate::Place { instance: &bron(), origin: crate::model::Origin::Own, team: (&slug("accueil"), "Accueil"), offered: true };
            space.cases.publish(&space.bench.moment(), &later, place).await.unwrap();
            let before = (live(&space, "a").await, live(&space, "b").await);
            assert_eq!(take_back(&space).await.unwrap_err().status(), 409);
            assert_eq!((live(&space, "a").await, live(&space, "b").await), before);
            assert_eq!(space.cases.take_back(&space.bench.moment(), &metropole()).await.unwrap(), [], "each space has its own");
        },
    )
    .await;
}
