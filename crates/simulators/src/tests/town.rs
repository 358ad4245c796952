//! The software of a town hall answers as it is told to.

use std::sync::Arc;

use db::testing::on_each_engine;
use kernel::clock::ManualClock;

use super::site::Visit;
use crate::{Simulators, TOWN_SOFTWARE};

#[tokio::test]
async fn it_answers_as_a_person_chose() {
    on_each_engine(&[], async |bench| {
        let clock = Arc::new(ManualClock::at("2027-01-31T08:00:00Z".parse().unwrap()));
        let visit = Visit::new(&bench, clock.clone(), &Simulators::new(clock, Arc::new(|_| ())));
        let said = visit.post(TOWN_SOFTWARE, "{}").await;
        assert_eq!((said.status, said.body.as_str()), (200, "{\"dossier\":{\"numero\":\"D-0001\"}}"));
        for (mood, status, words) in
            [("refuse", 422, "adresse inconnue"), ("panne", 503, "maintenance"), ("illisible", 200, "<html>"), ("autre", 200, "bonjour")]
        {
            let set = visit.send_form("/logiciel", "/logiciel", &format!("humeur={mood}")).await;
            assert_eq!((set.status, set.header("location")), (303, "/logiciel"));
            let said = visit.post(TOWN_SOFTWARE, "{}").await;
            assert_eq!(said.status, status, "{mood}");
            assert!(said.body.contains(words), "{mood}: {}", said.body);
        }
        let received = visit.get(TOWN_SOFTWARE).await.body;
        assert_eq!((received.matches(r#""file":"D-0001""#).count(), received.matches(r#""file":null"#).count()), (1, 4), "{received}");
        let page = visit.get("/logiciel").await.body;
        assert!(page.contains("D-0001") && page.contains("Aucun"), "{page}");
    })
    .await;
}

#[test]
fn one_key_opens_one_file() {
    let (town, at) = (crate::town::Town::default(), "2027-01-31T08:00:00Z".parse().unwrap());
    let numbers = ["a", "b", "a", "", ""].map(|key| town.receive(at, key, "BRON-27-1"));
    let expected = ["D-0001", "D-0002", "D-0001", "D-0003", "D-0004"].map(|number| Some(number.to_owned()));
    assert_eq!(numbers, expected);
}
