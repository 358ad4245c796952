//! Time can be told and moved, by a program and by a person.

use std::sync::{Arc, Mutex};

use db::testing::on_each_engine;
use kernel::{Timestamp, clock::ManualClock};

use super::site::Visit;
use crate::Simulators;

/// Runs a test on a site whose clock says 31 January 2027, 9:00 in Paris.
async fn on_site(test: impl AsyncFn(Visit, Arc<Mutex<Vec<Timestamp>>>)) {
    on_each_engine(&[], async |bench| {
        let clock = Arc::new(ManualClock::at("2027-01-31T08:00:00Z".parse().unwrap()));
        let moves = Arc::new(Mutex::new(Vec::new()));
        let told = Arc::clone(&moves);
        let simulators = Simulators::new(clock.clone(), Arc::new(move |now| told.lock().unwrap().push(now)));
        test(Visit::new(&bench, clock, &simulators), moves).await;
    })
    .await;
}

#[tokio::test]
async fn a_program_moves_the_clock() {
    on_site(async |visit, moves| {
        assert_eq!(visit.get("/clock").await.body, "{\"now\":\"2027-01-31T08:00:00Z\"}");
        assert_eq!(visit.post("/clock", "{\"now\": \"2027-07-14T10:00:00+02:00\"}").await.status, 200);
        assert_eq!(*moves.lock().unwrap(), ["2027-07-14T08:00:00Z".parse().unwrap()]);
        for bad in ["", "{}", "{\"now\": \"demain\"}", "{\"now\": \"9999-01-01T00:00:00Z\"}"] {
            assert_eq!(visit.post("/clock", bad).await.status, 422, "{bad}");
        }
        assert_eq!(moves.lock().unwrap().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_person_moves_the_clock_and_keeps_the_hour_in_paris() {
    on_site(async |visit, moves| {
        assert!(visit.get("/horloge").await.body.contains("nous sommes le dimanche 31 janvier 2027, à 9\u{a0}h\u{a0}00."));
        for fields in ["step=day", "step=week", "step=month", "date.day=14&date.month=7&date.year=2027"] {
            let answer = visit.send_form("/horloge", "/horloge", fields).await;
            assert_eq!((answer.status, answer.header("location")), (303, "/horloge"), "{fields}");
        }
        let expected = ["2027-02-01T08:00:00Z", "2027-02-07T08:00:00Z", "2027-02-28T08:00:00Z", "2027-07-14T07:00:00Z"];
        assert_eq!(*moves.lock().unwrap(), expected.map(|text| text.parse().unwrap()));
    })
    .await;
}

#[tokio::test]
async fn a_date_that_does_not_exist_is_asked_again() {
    on_site(async |visit, moves| {
        for fields in ["date.day=30&date.month=2&date.year=2027", "date.day=1&date.month=1&date.year=9000", "date.day=x", ""] {
            let answer = visit.send_form("/horloge", "/horloge", fields).await;
            assert_eq!(answer.status, 422, "{fields}");
            assert!(answer.body.contains("Écrivez une date entre 2000 et 2100"), "{fields}");
        }
        assert!(moves.lock().unwrap().is_empty());
    })
    .await;
}
