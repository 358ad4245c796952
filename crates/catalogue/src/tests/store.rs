use db::testing::on_each_engine;

use super::seeded;
use crate::{
    MIGRATIONS,
    entry::{Entry, Kind},
    put, remove,
};

#[tokio::test]
async fn what_is_published_takes_the_place_of_the_sheet_and_stays() {
    on_each_engine(&[territory::MIGRATIONS, MIGRATIONS], async |bench| {
        let catalogue = seeded(&bench).await;
        let sheet = catalogue.shelf().entry("bron/acte-naissance").unwrap().clone();
        let form = Entry { kind: Kind::Filing, url: "/bron/acte-naissance".to_owned(), ..sheet };
        let mut tx = bench.databases.platform_write().await.unwrap();
        put(&mut tx, &bench.moment(), &form).await.unwrap();
        crate::seed(&mut tx, &bench.moment()).await.unwrap();
        tx.commit().await.unwrap();
        catalogue.reload().await.unwrap();
        assert_eq!(catalogue.shelf().entry("bron/acte-naissance"), Some(&form));
        assert_eq!(catalogue.shelf().entries().iter().filter(|entry| entry.id == "bron/acte-naissance").count(), 1);
    })
    .await;
}

#[tokio::test]
async fn what_is_taken_away_is_found_no_more() {
    on_each_engine(&[territory::MIGRATIONS, MIGRATIONS], async |bench| {
        let catalogue = seeded(&bench).await;
        let mut tx = bench.databases.platform_write().await.unwrap();
        assert!(remove(&mut tx, "bron/acte-naissance").await.unwrap());
        assert!(!remove(&mut tx, "bron/acte-naissance").await.unwrap());
        tx.commit().await.unwrap();
        assert!(catalogue.shelf().entry("bron/acte-naissance").is_some(), "a page being made keeps what it has read");
        catalogue.reload().await.unwrap();
        assert!(catalogue.shelf().entry("bron/acte-naissance").is_none());
    })
    .await;
}
