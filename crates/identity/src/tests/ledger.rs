//! A ledger of erasures that was lost is seen before anybody is served.

use db::DbError;
use kernel::values::Email;

use super::bench::{World, journey};
use crate::{
    Identity, Ledger,
    flow::closing::{self, Why},
    store::accounts,
};

const ANA: &str = "ana@exemple.fr";

fn ledger(world: &World) -> Ledger {
    Ledger::at(world.bench.dir.join("erasures.log"))
}

/// Starts the provider again on the same databases.
async fn start_again(world: &World) -> Result<Identity, DbError> {
    let (sites, http) = (world.identity.sites.clone(), world.identity.http.clone());
    Identity::open(world.bench.databases.clone(), [7; 32], sites, http, &world.bench.rng, (None, ledger(world))).await
}

/// Somebody has an account, and leaves.
async fn leaves(world: &World, email: &str) {
    world.account(email, None).await;
    let mut tx = world.bench.databases.identity_write().await.unwrap();
    let account = accounts::id_of(&mut tx, &Email::parse(email).unwrap().key()).await.unwrap().unwrap();
    closing::close(&world.identity, &mut tx, &world.moment(), account, Why::Asked).await.unwrap();
    tx.commit().await.unwrap();
    world.work().await;
}

#[tokio::test]
async fn nobody_is_served_with_a_ledger_that_lost_something() {
    journey(async |world| {
        let path = world.bench.dir.join("erasures.log");
        leaves(&world, ANA).await;
        let old = std::fs::read(&path).unwrap();
        leaves(&world, "bob@exemple.fr").await;
        let whole = std::fs::read(&path).unwrap();
        start_again(&world).await.unwrap();

        for (case, content) in [("an old copy", Some(&old)), ("none", None)] {
            match content {
                Some(content) => std::fs::write(&path, content).unwrap(),
                None => std::fs::remove_file(&path).unwrap(),
            }
            let refused = start_again(&world).await.err().map(|error| error.to_string()).unwrap_or_default();
            assert!(refused.contains("erasures.log was lost") && refused.contains("guichet ledger adopt"), "{case}: {refused}");
        }
        std::fs::write(&path, &whole).unwrap();
        start_again(&world).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn an_operator_goes_on_without_it_and_that_is_written_down() {
    journey(async |world| {
        let path = world.bench.dir.join("erasures.log");
        leaves(&world, ANA).await;
        std::fs::remove_file(&path).unwrap();
        assert!(start_again(&world).await.is_err());
        ledger(&world).adopt(&world.bench.databases, &world.moment()).await.unwrap();
        start_again(&world).await.unwrap();
        leaves(&world, "bob@exemple.fr").await;
        assert_eq!(std::fs::read_to_string(&path).unwrap().lines().count(), 1, "it goes on");
        start_again(&world).await.unwrap();
        let mut tx = world.bench.databases.identity_read().await.unwrap();
        let told: i64 =
            tx.value("SELECT COUNT(*) AS value FROM audit WHERE action = 'identity.ledger-adopted'", db::args![]).await.unwrap();
        assert_eq!(told, 1);
    })
    .await;
}

#[tokio::test]
async fn a_ledger_longer_than_the_database_remembers_is_a_restored_database() {
    journey(async |world| {
        leaves(&world, ANA).await;
        let mut tx = world.bench.databases.identity_write().await.unwrap();
        tx.execute("UPDATE ledger_mark SET length = 0, digest = ''", db::args![]).await.unwrap();
        tx.commit().await.unwrap();
        start_again(&world).await.unwrap();
    })
    .await;
}
