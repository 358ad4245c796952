//! What is written to a citizen's telephone.

use definition::{Definition, MessageTemplate};
use serde_json::json;

use super::{
    bench::{answers, each, slug},
    calling::journal,
};

const WORDS: &str = "Votre demande {{ case.reference }} est arrivée.";

/// A request that asks for a telephone, and is told by SMS that it arrived.
fn told_by_sms(definition: &mut Definition, sms: Option<&str>) {
    let field = json!({ "slug": "telephone", "label": "Téléphone", "type": "phone", "required": false });
    definition.form.pages.last_mut().unwrap().fields.push(serde_json::from_value(field).unwrap());
    let message =
        MessageTemplate { subject: "Votre demande est arrivée".to_owned(), body: "Bonjour.".to_owned(), sms: sms.map(str::to_owned) };
    definition.messages.insert(slug("arrivee"), message);
    let effect = json!({ "do": "message", "to": "citizen", "channels": ["sms"], "template": "arrivee" });
    definition.workflow.on_filed.push(serde_json::from_value(effect).unwrap());
    definition.tests.clear();
}

#[tokio::test]
async fn a_citizen_who_gave_her_number_receives_it_once() {
    each(
        |definition| told_by_sms(definition, Some(WORDS)),
        async |space| {
            let mut answers = answers();
            answers["telephone"] = json!("+33612345678");
            let case = space.filed(answers).await;
            space.work().await;
            space.work().await;
            let sent = space.texter.sent();
            assert_eq!(sent.len(), 1);
            assert_eq!(sent[0].to.expose(), "+33612345678");
            let said = sent[0].body.expose();
            assert!(said.starts_with("Votre demande METRO-") && said.ends_with(" est arrivée."), "{said}");
            assert!(journal(&space, case).await.contains(&("SMS envoyé".to_owned(), true)));
        },
    )
    .await;
}

#[tokio::test]
async fn without_a_text_for_telephones_the_subject_and_the_page_are_told() {
    each(
        |definition| told_by_sms(definition, None),
        async |space| {
            let mut answers = answers();
            answers["telephone"] = json!("+33612345678");
            space.filed(answers).await;
            space.work().await;
            let said = space.texter.sent().remove(0).body.into_exposed();
            assert!(said.starts_with("Votre demande est arrivée. http://localhost:8080/"), "{said}");
        },
    )
    .await;
}

#[tokio::test]
async fn without_a_number_nothing_leaves_and_agents_know() {
    each(
        |definition| told_by_sms(definition, Some(WORDS)),
        async |space| {
            let mut answers = answers();
            answers["telephone"] = json!(null);
            let case = space.filed(answers).await;
            space.work().await;
            assert!(space.texter.sent().is_empty());
            let told = journal(&space, case).await;
            assert!(told.contains(&("SMS non envoyé\u{a0}: pas de numéro de téléphone".to_owned(), false)), "{told:?}");
        },
    )
    .await;
}
