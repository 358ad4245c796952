//! The part as a whole, on both engines.

mod house;
mod pages;
mod store;

use db::testing::Bench;
use territory::Territory;

use crate::{Catalogue, Imprint};

/// A platform with the bundled authorities and their starter catalogue.
async fn seeded(bench: &Bench) -> Catalogue {
    let territory = Territory::new(bench.databases.clone());
    let mut tx = bench.databases.platform_write().await.unwrap();
    territory::seed(&mut tx, &bench.moment()).await.unwrap();
    crate::seed(&mut tx, &bench.moment()).await.unwrap();
    tx.commit().await.unwrap();
    territory.refresh().await.unwrap();
    let catalogue = Catalogue::new(bench.databases.clone(), territory, Imprint::default()).unwrap();
    catalogue.reload().await.unwrap();
    catalogue
}
