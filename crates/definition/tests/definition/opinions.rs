//! What tests can do and expect of opinions, of effects not done, of the delay.

use crate::common::{compiled, example};
use definition::{Definition, run_tests};
use forms::Lookups;
use serde_json::{Value as Json, json};

/// What a test says whose steps follow the filing of the example, where taking
/// a request asks for an opinion, and tags the long ones.
fn told(steps: &[Json]) -> Vec<String> {
    let mut document = serde_json::to_value(example()).unwrap();
    let transitions = document["workflow"]["transitions"].as_array_mut().unwrap();
    let take = transitions.iter_mut().find(|transition| transition["slug"] == "prendre").unwrap();
    take["effects"] = json!([
        {"do": "request_opinion", "function": "instructeur", "days": 10},
        {"do": "tag", "tag": "long", "when": "duree > 3"}
    ]);
    let filed = document["tests"][0]["steps"].as_array().unwrap().iter().take_while(|step| step["do"] != "press").cloned();
    let taken = json!({"do": "press", "transition": "prendre", "by": "instructeur"});
    let steps: Vec<Json> = filed.chain([taken]).chain(steps.iter().cloned()).collect();
    document["tests"] = json!([{"name": "Un avis", "steps": steps}]);
    let definition: Definition = serde_json::from_value(document).unwrap();
    run_tests(&compiled(definition.clone()), &definition.tests, &Lookups::default()).remove(0).failures
}

#[test]
fn an_opinion_is_expected_then_given_once() {
    let asked = json!({"do": "expect", "opinion": "instructeur", "skipped": "tag"});
    let given = json!({"do": "give_opinion", "by": "instructeur", "opinion": "reserved"});
    assert_eq!(told(&[asked, given.clone()]), Vec::<String>::new());
    assert!(told(&[given.clone(), given])[0].contains("Aucun avis de «\u{a0}instructeur\u{a0}» n’est attendu."));
}

#[test]
fn what_was_expected_and_was_not_is_told() {
    let opinion = told(&[json!({"do": "expect", "opinion": "voirie"})]);
    assert!(opinion[0].contains("Avis demandés\u{a0}: «\u{a0}instructeur\u{a0}»"), "{opinion:?}");
    let skipped = told(&[json!({"do": "expect", "skipped": "message"})]);
    assert!(skipped[0].contains("Effets non faits\u{a0}: «\u{a0}tag\u{a0}»"), "{skipped:?}");
    let due = told(&[json!({"do": "expect", "due": "2026-01-01"})]);
    assert!(due[0].contains("1er janvier 2026"), "{due:?}");
}
