//! The part as a whole, on both engines.

mod console;
mod house;
mod opening;
mod places;

use db::testing::Bench;
use kernel::Slug;

use crate::Territory;

fn slug(name: &str) -> Slug {
    name.parse().unwrap()
}

/// A platform with the bundled authorities.
async fn seeded(bench: &Bench) -> Territory {
    let territory = Territory::new(bench.databases.clone());
    let mut tx = bench.databases.platform_write().await.unwrap();
    crate::seed(&mut tx, &bench.moment()).await.unwrap();
    tx.commit().await.unwrap();
    territory.refresh().await.unwrap();
    territory
}
