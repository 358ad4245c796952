use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use db::{DbKey, InstanceKey, Stage, audit, events, testing::on_each_engine};
use kernel::Problem;
use web::Failure;

use super::{seeded, slug};
use crate::{
    MIGRATIONS, close_surplus,
    directory::{Communes, Offer},
    open_instances,
    store::{authorities, operators},
};

#[tokio::test]
async fn seeding_twice_is_the_same_as_once() {
    on_each_engine(&[MIGRATIONS], async |bench| {
        let territory = seeded(&bench).await;
        let mut tx = bench.databases.platform_write().await.unwrap();
        assert!(authorities::set_offer(&mut tx, &slug("bron"), None, 1).await.unwrap());
        tx.commit().await.unwrap();
        let territory_again = seeded(&bench).await;
        assert_eq!(territory.directory().communes().len(), 58);
        let bron = territory_again.directory().authority(&slug("bron")).cloned().unwrap();
        assert_eq!((bron.offer, bron.version, bron.insee.as_deref()), (None, 2, Some("69029")));
        assert!(territory_again.directory().instances().is_empty());
    })
    .await;
}

#[tokio::test]
async fn each_offer_opens_the_spaces_it_gives() {
    on_each_engine(&[MIGRATIONS], async |bench| {
        let territory = seeded(&bench).await;
        let opened = async |authority: &str| open_instances(&territory, &slug(authority), "operator-1", &bench.moment()).await;
        let subscriber = Communes::bundled().under(Offer::Subscriber).next().unwrap().slug.clone();
        let names = |keys: Vec<InstanceKey>| keys.iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(names(opened("metropole").await.unwrap()), ["metropole", "metropole~test"]);
        assert_eq!(names(opened("bron").await.unwrap()), ["bron", "bron~test"]);
        assert_eq!(names(opened(subscriber.as_str()).await.unwrap()), [subscriber.as_str()]);
        let refused = opened("albigny-sur-saone").await.unwrap_err();
        assert!(matches!(refused, Failure::Problem(Problem::Invalid(sentence)) if sentence.contains("Connecté")));
        assert!(territory.directory().is_open(&InstanceKey { authority: slug("bron"), stage: Stage::Test }));
        assert_eq!(territory.directory().instance_of(&slug("bron")).to_string(), "bron");
        assert!(bench.databases.list().await.unwrap().contains(&DbKey::Instance(InstanceKey::production(slug("bron")))));
    })
    .await;
}

#[tokio::test]
async fn opening_twice_opens_once_and_is_told_once() {
    on_each_engine(&[MIGRATIONS], async |bench| {
        let territory = seeded(&bench).await;
        let moment = bench.moment();
        assert_eq!(open_instances(&territory, &slug("bron"), "operator-1", &moment).await.unwrap().len(), 2);
        assert_eq!(open_instances(&territory, &slug("bron"), "operator-2", &moment).await.unwrap(), []);
        let mut tx = bench.databases.platform_read().await.unwrap();
        bench.clock.advance(1);
        let lines = audit::of_subject(&mut tx, "bron", bench.moment().wall, 10).await.unwrap();
        assert_eq!(
            lines.iter().map(|line| (line.actor.as_str(), line.action.as_str())).collect::<Vec<_>>(),
            [("operator-1", "instances-opened")]
        );
        assert_eq!(events::of_stream(&mut tx, "authority:bron", None, 10).await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn an_opening_that_was_interrupted_is_finished_by_the_next() {
    on_each_engine(&[MIGRATIONS], async |bench| {
        let territory = seeded(&bench).await;
        let broken = Arc::new(AtomicBool::new(true));
        let is_broken = Arc::clone(&broken);
        territory.on_opening(Arc::new(move |_, _| {
            let outcome = if is_broken.load(Ordering::Relaxed) { Err(Failure::fault("no room")) } else { Ok(()) };
            Box::pin(async { outcome })
        }));
        let production = InstanceKey::production(slug("bron"));
        open_instances(&territory, &slug("bron"), "operator-1", &bench.moment()).await.unwrap_err();
        territory.refresh().await.unwrap();
        assert!(!territory.directory().is_open(&production), "not announced before it is ready");
        broken.store(false, Ordering::Relaxed);
        assert_eq!(open_instances(&territory, &slug("bron"), "operator-1", &bench.moment()).await.unwrap().len(), 2);
        assert!(territory.directory().is_open(&production));
    })
    .await;
}

#[tokio::test]
async fn what_an_offer_no_longer_gives_is_closed_and_can_open_again() {
    on_each_engine(&[MIGRATIONS], async |bench| {
        let territory = seeded(&bench).await;
        let (bron, moment) = (slug("bron"), bench.moment());
        open_instances(&territory, &bron, "operator-1", &moment).await.unwrap();
        assert_eq!(close_surplus(&territory, &bron, "operator-1", &moment).await.unwrap(), [], "her offer gives them all");
        crate::change_offer(&territory, &bron, Some(Offer::Subscriber), 1, "operator-1", &moment).await.unwrap();
        let test = InstanceKey { authority: bron.clone(), stage: Stage::Test };
        assert!(territory.directory().is_open(&test), "she finishes what is under way");
        assert_eq!(close_surplus(&territory, &bron, "operator-1", &moment).await.unwrap(), std::slice::from_ref(&test));
        assert!(!territory.directory().is_open(&test));
        crate::change_offer(&territory, &bron, Some(Offer::Partner), 2, "operator-1", &moment).await.unwrap();
        assert_eq!(open_instances(&territory, &bron, "operator-1", &moment).await.unwrap(), [test]);
    })
    .await;
}

#[tokio::test]
async fn of_two_changes_of_offer_the_second_must_look_again() {
    on_each_engine(&[MIGRATIONS], async |bench| {
        let territory = seeded(&bench).await;
        let (bron, moment) = (slug("bron"), bench.moment());
        let change = |offer| crate::change_offer(&territory, &bron, offer, 1, "operator-1", &moment);
        let (one, other) = tokio::join!(change(Some(Offer::Connected)), change(None));
        assert!(one.is_ok() ^ other.is_ok());
        let refused = one.and(other).unwrap_err();
        assert!(matches!(refused, Failure::Problem(Problem::Conflict(_))));
        assert_eq!(territory.directory().authority(&bron).unwrap().version, 2);
        let metropole = slug("metropole");
        crate::change_offer(&territory, &metropole, Some(Offer::Partner), 1, "operator-1", &moment).await.unwrap_err();
    })
    .await;
}

#[tokio::test]
async fn operators_are_known_by_their_subject() {
    on_each_engine(&[MIGRATIONS], async |bench| {
        let mut tx = bench.databases.platform_write().await.unwrap();
        for name in ["Léa", "Léa Martin"] {
            let operator = operators::Operator { subject: "s1".to_owned(), name: name.to_owned().into() };
            operators::add(&mut tx, &bench.moment(), operator).await.unwrap();
        }
        assert_eq!(operators::find(&mut tx, "s1").await.unwrap().unwrap().name.expose(), "Léa Martin");
        assert!(operators::find(&mut tx, "s2").await.unwrap().is_none());
        assert_eq!(operators::all(&mut tx).await.unwrap().len(), 1);
    })
    .await;
}
