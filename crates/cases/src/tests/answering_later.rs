//! A program that was called answers later, at the address that the call gave it.

use definition::Definition;
use kernel::id::CaseId;
use serde_json::{Value, json};

use super::bench::{Space, answers, bron, each, metropole, slug};
use crate::late::{Teller, Told};

/// Filing calls a program that says nothing yet; its number sets the request off.
fn waits_for_a_number(definition: &mut Definition) {
    let posed = json!({ "slug": "poser", "from": ["recue"], "to": "same", "label": "Poser", "effects": [{ "do": "tag", "tag": "posee" }] });
    definition.workflow.transitions.push(serde_json::from_value(posed).unwrap());
    let rule = json!({ "slug": "numero", "in_status": ["recue"], "on": "answered", "condition": "has(data.motif)", "transition": "poser" });
    definition.workflow.automations.push(serde_json::from_value(rule).unwrap());
    let call = json!({ "do": "call_connector", "connector": "pose_panneaux" });
    definition.workflow.on_filed.push(serde_json::from_value(call).unwrap());
    definition.tests.clear();
}

async fn called(space: &Space) -> Teller {
    space.connectors.says(Ok(Value::Null));
    let case = space.filed(answers()).await;
    space.work().await;
    Teller { instance: metropole(), case, connector: slug("pose_panneaux") }
}

async fn tells(space: &Space, teller: &Teller, told: Value) -> Told {
    space.cases.told_later(&space.bench.moment(), teller, told.as_object().unwrap()).await.unwrap()
}

async fn stands(space: &Space, case: CaseId) -> (i64, Vec<String>) {
    let state = space.case(&metropole(), case).await.unwrap().state.0;
    (state.version, state.tags.iter().map(ToString::to_string).collect())
}

#[tokio::test]
async fn what_is_told_later_is_kept_and_sets_the_request_off_once() {
    each(waits_for_a_number, async |space| {
        let teller = called(&space).await;
        assert!(stands(&space, teller.case).await.1.is_empty(), "the first answer says nothing");
        assert_eq!(tells(&space, &teller, json!({ "motif": "P-7" })).await, Told::Kept);
        let after = stands(&space, teller.case).await;
        assert_eq!(after.1, ["posee"]);
        let row = space.case(&metropole(), teller.case).await.unwrap();
        assert_eq!(row.state.0.data[&slug("motif")].0, "P-7");
        assert_eq!(tells(&space, &teller, json!({ "motif": "P-7" })).await, Told::Kept);
        assert_eq!(stands(&space, teller.case).await, after, "told twice, done once");
    })
    .await;
}

#[tokio::test]
async fn what_is_no_datum_is_refused_and_nothing_changes() {
    each(waits_for_a_number, async |space| {
        let teller = called(&space).await;
        let before = stands(&space, teller.case).await;
        for (told, unfit) in
            [(json!({ "inconnu": 1 }), "inconnu"), (json!({ "motif": "P", "Ça !": 1 }), "Ça !"), (json!({ "motif": [] }), "motif")]
        {
            assert_eq!(tells(&space, &teller, told).await, Told::Unfit(vec![unfit.to_owned()]));
        }
        assert_eq!(stands(&space, teller.case).await, before);
    })
    .await;
}

#[tokio::test]
async fn a_request_that_is_over_is_told_nothing() {
    each(waits_for_a_number, async |space| {
        let teller = called(&space).await;
        // silence decides when the legal delay is over
        space.bench.clock.advance(70 * 86_400);
        space.work().await;
        assert_eq!(tells(&space, &teller, json!({ "motif": "P-7" })).await, Told::Over);
    })
    .await;
}

#[tokio::test]
async fn an_address_is_of_one_case_and_of_nobody_who_invents_it() {
    each(waits_for_a_number, async |space| {
        let teller = called(&space).await;
        let address = space.cases.answer_at(&teller);
        let code = address.strip_prefix("http://localhost:8080/api/reponses/").unwrap();
        assert_eq!(space.cases.teller(code), Some(teller.clone()));
        let elsewhere = space.cases.answer_at(&Teller { instance: bron(), ..teller.clone() });
        let (_, signature) = elsewhere.rsplit_once('.').unwrap();
        let (value, _) = code.rsplit_once('.').unwrap();
        for forged in [format!("{value}.{signature}"), value.to_owned(), String::new(), format!("{code}a")] {
            assert_eq!(space.cases.teller(&forged), None, "{forged}");
        }
    })
    .await;
}
