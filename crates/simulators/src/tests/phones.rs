//! Text messages arrive once, and are read.

use std::sync::Arc;

use db::testing::on_each_engine;
use kernel::clock::ManualClock;

use super::site::Visit;
use crate::{
    Simulators, TEXT_GATEWAY,
    phones::{Phones, Sms},
};

#[tokio::test]
async fn a_message_is_read_on_its_page() {
    on_each_engine(&[], async |bench| {
        let clock = Arc::new(ManualClock::at("2027-01-31T08:00:00Z".parse().unwrap()));
        let visit = Visit::new(&bench, clock.clone(), &Simulators::new(clock, Arc::new(|_| ())));
        assert!(visit.get("/sms").await.body.contains("Aucun SMS"));
        assert_eq!(visit.post(TEXT_GATEWAY, "[]").await.status, 400);
        let sent = visit.post(TEXT_GATEWAY, r#"{"to": "+33612345678", "from": "BRON", "text": "<b>Bonjour"}"#).await;
        assert_eq!(sent.status, 202);
        let page = visit.get("/sms").await.body;
        assert!(page.contains("+33612345678") && page.contains("&lt;b&gt;Bonjour"), "{page}");
        assert!(visit.get(TEXT_GATEWAY).await.body.contains(r#""from":"BRON""#));
    })
    .await;
}

#[test]
fn one_key_is_one_message_and_the_oldest_go() {
    let (phones, at) = (Phones::default(), "2027-01-31T08:00:00Z".parse().unwrap());
    let sms = || Sms { to: "+33612345678".into(), from: "BRON".into(), text: "Bonjour".into() };
    for key in ["a", "b", "a", "", ""] {
        phones.receive(at, key, sms());
    }
    assert_eq!(phones.all().len(), 4);
    for _ in 0..600 {
        phones.receive(at, "", sms());
    }
    assert_eq!(phones.all().len(), 500);
}
