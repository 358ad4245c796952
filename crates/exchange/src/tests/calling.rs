//! Calls to another program: what it receives, what is kept of each.

use cases::{Call, CallTrouble, Connectors};
use serde_json::{Value, json};
use workflow::CallFailure;

use super::{
    bench::{CALLER, Desk, bron, each, slug},
    machine::Machine,
};
use crate::store::calls;

const ONE: &str = "/bron/connecteurs/logiciel-de-pose";

/// The call of a case, by the name that its téléservice gives.
async fn call(desk: &Desk) -> Result<Value, CallTrouble> {
    let (teleservice, connector, body) = (slug(CALLER.0), slug(CALLER.1), json!({ "duree": 2 }));
    let call = Call {
        teleservice: &teleservice,
        connector: &connector,
        key: "case:1:0",
        reference: "BRON-26-7",
        answer_at: "http://localhost:8080/api/reponses/1",
        body: &body,
    };
    desk.exchange.call(&desk.bench.moment(), &bron(), call).await
}

async fn bound(desk: &Desk, url: &str, typed: &[(&str, &str)]) {
    desk.make(url, typed).await;
    let mut tx = desk.tx().await;
    desk.exchange.bind(&mut tx, &slug(CALLER.0), &slug(CALLER.1), &slug("logiciel-de-pose")).await.unwrap();
    tx.commit().await.unwrap();
}

fn failed(failure: CallFailure, status: Option<u16>) -> Result<Value, CallTrouble> {
    Err(CallTrouble::Failed { failure, status })
}

#[tokio::test]
async fn each_proof_is_given_as_the_other_program_wants_it() {
    let machine = Machine::start().await;
    for (typed, header) in [
        (vec![], None),
        (vec![("preuve", "bearer"), ("secret", "jeton")], Some("authorization: Bearer jeton")),
        (vec![("preuve", "basic"), ("identifiant", "moi"), ("secret", "mdp")], Some("authorization: Basic bW9pOm1kcA==")),
        (vec![("preuve", "header"), ("identifiant", "X-Api-Key"), ("secret", "cle")], Some("x-api-key: cle")),
    ] {
        each(std::slice::from_ref(&machine.address), async |desk| {
            machine.says(200, r#"{"pose":"P-7"}"#);
            bound(&desk, &machine.url(), &typed).await;
            assert_eq!(call(&desk).await, Ok(json!({ "pose": "P-7" })));
            let received = machine.received().pop().unwrap();
            assert!(received.starts_with("POST /demandes HTTP/1.1"), "{received}");
            for expected in [
                "idempotency-key: case:1:0",
                "guichet-reference: BRON-26-7",
                "guichet-answer-at: http://localhost:8080/api/reponses/1",
                "content-type: application/json",
                r#"{"duree":2}"#,
            ] {
                assert!(received.contains(expected), "{expected}: {received}");
            }
            match header {
                Some(header) => assert!(received.contains(header), "{received}"),
                None => assert!(!received.contains("authorization"), "{received}"),
            }
        })
        .await;
    }
}

#[tokio::test]
async fn each_way_to_fail_is_told_apart_and_written_down_without_what_was_said() {
    let machine = Machine::start().await;
    each(std::slice::from_ref(&machine.address), async |desk| {
        assert_eq!(call(&desk).await, failed(CallFailure::Unbound, None));
        bound(&desk, &machine.url(), &[]).await;
        for (status, body, expected) in [
            (422, r#"{"erreur":"Ana Martin est inconnue"}"#, failed(CallFailure::Refused, Some(422))),
            (503, "", failed(CallFailure::Failing, Some(503))),
            (200, "<html>", failed(CallFailure::Unreadable, Some(200))),
            (204, "", Ok(Value::Null)),
        ] {
            machine.says(status, body);
            desk.bench.clock.advance(60);
            assert_eq!(call(&desk).await, expected);
        }
        let page = desk.get(ONE).await;
        let table = page.text("table");
        for words in ["BRON-26-7", "Refusé", "réponse 422", "En panne", "Réponse illisible", "A répondu"] {
            assert!(table.contains(words), "{words}: {table}");
        }
        assert!(!page.body.contains("Ana Martin"));
        assert!(desk.get("/bron/connecteurs").await.says("A répondu"), "the last one");
        desk.bench.clock.advance(40 * 86_400);
        call(&desk).await.unwrap();
        assert_eq!(calls::latest(&mut desk.tx().await, &slug("logiciel-de-pose"), 20).await.unwrap().len(), 1, "old ones are forgotten");
    })
    .await;
}

#[tokio::test]
async fn our_own_machines_are_not_called() {
    let machine = Machine::start().await;
    each(&[], async |desk| {
        bound(&desk, &machine.url(), &[]).await;
        assert_eq!(call(&desk).await, failed(CallFailure::Refused, None));
        assert!(machine.received().is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_try_says_that_it_is_one() {
    let machine = Machine::start().await;
    each(std::slice::from_ref(&machine.address), async |desk| {
        desk.make(&machine.url(), &[]).await;
        machine.says(200, "{}");
        assert!(desk.fill(ONE, "Envoyer un essai", &[]).await.says("Le logiciel a répondu à l’essai."));
        assert!(machine.received().last().unwrap().ends_with(r#"{"essai":true}"#));
        machine.says(401, "{}");
        let shown = desk.fill(ONE, "Envoyer un essai", &[]).await;
        assert!(shown.says("L’essai a échoué.") && shown.text("table").contains("Essai Refusé réponse 401"), "{}", shown.body);
    })
    .await;
}
