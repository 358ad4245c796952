//! Sensitive answers of a version that the case left: sealed, read by whoever
//! may, taken along, erased first.

use definition::Definition;
use serde_json::{Value, json};

use super::super::bench::{Space, answers, bron, each, metropole, slug};
use super::bench::next_version;
use crate::{answering::Press, store, transfer::TransferOrder};

const IBAN: &str = "FR1420041010050500013M02606";

fn with_a_bank_account(definition: &mut Definition) {
    let iban = json!({ "slug": "iban", "label": "IBAN", "type": "text", "sensitive": true });
    definition.form.pages[0].fields.push(serde_json::from_value(iban).unwrap());
    definition.tests.clear();
}

/// A case whose bank account was asked by the version that it left.
async fn moved(space: &Space) -> kernel::id::CaseId {
    let mut given: Value = answers();
    given["iban"] = json!(IBAN);
    let (ada, id) = (space.administrator().await, space.filed(given).await);
    let from = space.version(id).await;
    space.publish(next_version).await;
    space.order(&ada, &from, &[]).await.unwrap();
    space.work().await;
    assert_eq!(space.moved().await, (1, 0, 0));
    id
}

fn account() -> (String, String) {
    ("IBAN".to_owned(), IBAN.to_owned())
}

#[tokio::test]
async fn a_former_sensitive_answer_stays_sealed_and_is_erased_after_the_end() {
    each(with_a_bank_account, async |space| {
        let id = moved(&space).await;
        let mut tx = space.bench.databases.instance_read(&metropole()).await.unwrap();
        let former = store::former::of_case(&mut tx, id).await.unwrap();
        drop(tx);
        assert!(!serde_json::to_string(&former[0].answers.0).unwrap().contains(IBAN));
        assert!(space.kept(&metropole(), id).await.contains(&account()), "agents read it");
        let seen_version = space.case(&metropole(), id).await.unwrap().state.0.version;
        let press = Press { transition: slug("annuler"), seen_version, key: "" };
        space.cases.citizen_acts(&space.bench.moment(), &metropole(), id, press).await.unwrap();
        space.bench.clock.advance(91 * 86_400);
        space.work().await;
        let kept = space.kept(&metropole(), id).await;
        assert!(!kept.contains(&account()) && !kept.is_empty(), "the rest stays: {kept:?}");
    })
    .await;
}

#[tokio::test]
async fn a_former_sensitive_answer_travels_with_the_case() {
    each(with_a_bank_account, async |space| {
        let id = moved(&space).await;
        let mut tx = space.bench.databases.instance_write(&metropole()).await.unwrap();
        space.cases.order_transfer(&mut tx, &space.bench.moment(), TransferOrder { case: id, to: slug("bron") }).await.unwrap();
        tx.commit().await.unwrap();
        space.work().await;
        assert!(space.kept(&bron(), id).await.contains(&account()));
        space.bench.clock.advance(91 * 86_400);
        space.work().await;
        assert!(!space.kept(&metropole(), id).await.contains(&account()), "erased where it was");
        assert!(space.kept(&bron(), id).await.contains(&account()), "not where it goes on");
    })
    .await;
}
