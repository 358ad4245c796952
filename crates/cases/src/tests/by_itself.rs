//! What happens by itself, when it cannot.

use db::Keyring;
use definition::Definition;
use kernel::{Id, Personal};
use serde_json::json;
use web::{AgentPass, Right};

use super::bench::{answers, each, metropole};
use crate::{model::StopReason, store};

fn asks_something_sensitive(definition: &mut Definition) {
    let question = json!({ "slug": "iban", "label": "IBAN", "type": "text", "sensitive": true });
    definition.form.pages[0].fields.push(serde_json::from_value(question).unwrap());
    definition.tests.clear();
}

#[tokio::test]
async fn an_automation_that_is_given_up_stops_its_case_until_it_is_tried_again() {
    each(asks_something_sensitive, async |space| {
        let mut filled = answers();
        filled["iban"] = json!("FR1420041010050500013M02606");
        let id = space.filed(filled).await;
        space.work().await;
        let stops =
            async || store::stops::of_case(&mut space.bench.databases.instance_read(&metropole()).await.unwrap(), id).await.unwrap();
        assert!(stops().await.is_empty());

        // the key of the answers is lost when the legal delay ends: nothing can be decided
        let lost = space.again(Keyring::new([("new".to_owned(), [6; 32])]));
        space.bench.clock.advance(70 * 86_400);
        // every run of its job fails, until it is given up
        for _ in 0..12 {
            space.work_of(&lost).await;
            space.bench.clock.advance(2 * 86_400);
        }
        let [stop] = stops().await.try_into().unwrap();
        assert_eq!((stop.reason, stop.what.as_str()), (StopReason::Fault, "action automatique «\u{a0}Refus par silence\u{a0}»"));
        let mut row = space.case(&metropole(), id).await.unwrap();
        assert_eq!(row.state.0.status.as_str(), "recue");

        let found = space.again(Keyring::new([("new".to_owned(), [6; 32]), ("test".to_owned(), [5; 32])]));
        let agent = AgentPass {
            id: Id::from_uuid(uuid::Uuid::from_u128(7)),
            instance: metropole(),
            name: Personal::new("Luce Blanc".to_owned()),
            teams: Vec::new(),
            rights: vec![Right::SeeAll],
        };
        let mut tx = space.bench.databases.instance_write(&metropole()).await.unwrap();
        let compiled = found.compiled(&mut tx, &row.definition).await.unwrap();
        found.try_again(&mut tx, &space.bench.moment(), &mut row, stop.id, (&agent, &compiled)).await.unwrap();
        tx.commit().await.unwrap();
        space.work_of(&found).await;
        assert_eq!(space.case(&metropole(), id).await.unwrap().state.0.status.as_str(), "refusee");
        assert!(stops().await.is_empty());
    })
    .await;
}
