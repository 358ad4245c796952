//! The tables of the pack.

use kernel::Timestamp;
use serde_json::json;

use crate::{
    store::{
        pack::{self, NewOffer},
        taken::{self, Adoption},
    },
    tests::bench::{each, slug, space},
};

async fn offer(tx: &mut db::PlatformTx, hash: &str, document: serde_json::Value, at: Timestamp) {
    let (authority, teleservice) = (&slug("lyon"), &slug("salle"));
    let new = NewOffer { authority, teleservice, hash, document, title: "Salle", summary: "Louer.", by: "Ada Roche", at };
    pack::offer(tx, new).await.unwrap();
}

#[tokio::test]
async fn a_version_that_was_offered_stays_as_it_was() {
    each(async |shop| {
        let at = shop.bench.moment().now;
        let (lyon, salle) = (slug("lyon"), slug("salle"));
        let mut tx = shop.bench.databases.platform_write().await.unwrap();
        offer(&mut tx, "one", json!({ "n": 1 }), at).await;
        offer(&mut tx, "two", json!({ "n": 2 }), at).await;
        offer(&mut tx, "one", json!({ "n": 3 }), at).await;
        assert_eq!(pack::document(&mut tx, "one").await.unwrap(), json!({ "n": 1 }));
        assert_eq!(pack::document(&mut tx, "two").await.unwrap(), json!({ "n": 2 }));
        assert!(pack::document(&mut tx, "three").await.is_err());
        let all = pack::all(&mut tx).await.unwrap();
        assert_eq!((all.len(), all[0].hash.as_str()), (1, "one"), "one line, its latest version");

        assert!(pack::withdraw(&mut tx, &lyon, &salle, at).await.unwrap());
        assert!(!pack::withdraw(&mut tx, &lyon, &salle, at).await.unwrap(), "once");
        assert_eq!(pack::of(&mut tx, &lyon, &salle).await.unwrap().unwrap().withdrawn_at, Some(at));
        offer(&mut tx, "two", json!({}), at).await;
        assert_eq!(pack::of(&mut tx, &lyon, &salle).await.unwrap().unwrap().withdrawn_at, None, "offered again");
    })
    .await;
}

#[tokio::test]
async fn an_original_has_one_copy_here_and_a_copy_one_original() {
    each(async |shop| {
        let mut tx = shop.bench.databases.instance_write(&space("bron~test")).await.unwrap();
        let adoption = |work: &str, original: &str| Adoption {
            work: slug(work),
            from_authority: slug("lyon"),
            teleservice: slug(original),
            hash: "one".to_owned(),
        };
        taken::adopt(&mut tx, &adoption("salle", "salle")).await.unwrap();
        taken::adopt(&mut tx, &adoption("louer", "salle")).await.unwrap();
        taken::adopt(&mut tx, &adoption("louer", "terrain")).await.unwrap();
        assert_eq!(taken::adoptions(&mut tx).await.unwrap(), [adoption("louer", "terrain")]);
        taken::follow(&mut tx, &slug("louer"), "two").await.unwrap();
        assert_eq!(taken::adoption_of(&mut tx, &slug("louer")).await.unwrap().unwrap().hash, "two");
        taken::forget(&mut tx, &slug("louer")).await.unwrap();
        assert_eq!(taken::adoption_of(&mut tx, &slug("louer")).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn what_is_switched_on_has_one_owner() {
    each(async |shop| {
        let mut tx = shop.bench.databases.instance_write(&space("bron~test")).await.unwrap();
        let salle = slug("salle");
        taken::switch_on(&mut tx, &salle, &slug("lyon")).await.unwrap();
        taken::switch_on(&mut tx, &salle, &slug("metropole")).await.unwrap();
        assert_eq!(taken::owner_of(&mut tx, &salle).await.unwrap(), Some(slug("lyon")));
        assert_eq!(taken::switched_on(&mut tx).await.unwrap().len(), 1);
        taken::switch_off(&mut tx, &salle).await.unwrap();
        assert_eq!(taken::owner_of(&mut tx, &salle).await.unwrap(), None);
    })
    .await;
}
