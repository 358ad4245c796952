//! A case that is over awaits nothing.

use definition::Definition;
use serde_json::json;

use super::bench::{answers, each, metropole};
use crate::store;

/// Filing closes the case by itself, after it asked for a piece and an opinion.
fn closes_and_asks(definition: &mut Definition) {
    let over = json!({ "slug": "clore", "from": ["recue"], "to": "refusee", "label": "Clore" });
    definition.workflow.transitions.push(serde_json::from_value(over).unwrap());
    let at_once = json!({ "slug": "aussitot", "in_status": ["recue"], "transition": "clore" });
    definition.workflow.automations.push(serde_json::from_value(at_once).unwrap());
    for effect in
        [json!({ "do": "request_completion", "items": ["Le plan"] }), json!({ "do": "request_opinion", "function": "instructeur" })]
    {
        definition.workflow.on_filed.push(serde_json::from_value(effect).unwrap());
    }
    definition.tests.clear();
}

#[tokio::test]
async fn what_a_step_asks_while_it_closes_the_case_is_told_to_agents_instead() {
    each(closes_and_asks, async |space| {
        let id = space.filed(answers()).await;
        space.work().await;
        let mut tx = space.bench.databases.instance_read(&metropole()).await.unwrap();
        assert!(store::completions::pending(&mut tx, id).await.unwrap().is_none());
        assert!(store::opinions::of_case(&mut tx, id).await.unwrap().is_empty());
        let mut stops: Vec<String> = store::stops::of_case(&mut tx, id).await.unwrap().into_iter().map(|stop| stop.what).collect();
        stops.sort();
        assert_eq!(stops, ["demande de pièces à l’usager", "demande d’avis à «\u{a0}instructeur\u{a0}»"]);
    })
    .await;
}
