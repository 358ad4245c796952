//! What is written to telephones.

use definition::{Definition, MessageTemplate};
use kernel::{Personal, id::AgentId};
use serde_json::json;
use web::Right;

use super::{
    bench::{Space, answers, each, metropole, slug},
    calling::journal,
};
use crate::store::{self, agents::NewAgent};

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

/// A request whose team is told by SMS, in the program and by e-mail when it arrives.
fn tells_the_team(definition: &mut Definition) {
    let message = MessageTemplate { subject: "Une demande urgente".to_owned(), body: "À traiter ce matin.".to_owned(), sms: None };
    definition.messages.insert(slug("urgence"), message);
    let effect = json!({ "do": "message", "to": "team", "channels": ["sms", "in_app"], "template": "urgence" });
    definition.workflow.on_filed.push(serde_json::from_value(effect).unwrap());
    definition.tests.clear();
}

/// Luce and Paul are in the team that receives.
async fn with_two_agents(space: &Space) -> [AgentId; 2] {
    let moment = space.bench.moment();
    let mut agents = Vec::new();
    for (subject, name, email) in [("luce", "Luce Blanc", "luce@metropole.example"), ("paul", "Paul Roux", "paul@metropole.example")] {
        let new = NewAgent { id: moment.id(), subject, name, email, rights: &[Right::Process], at: moment.now };
        agents.push(new.id);
        space.cases.add_agent(&moment, &metropole(), new, &[slug("voirie")]).await.unwrap();
    }
    agents.try_into().unwrap()
}

#[tokio::test]
async fn agents_who_gave_their_telephone_are_told_and_the_case_keeps_the_message() {
    each(tells_the_team, async |space| {
        let [luce, _] = with_two_agents(&space).await;
        let mut tx = space.bench.databases.instance_write(&metropole()).await.unwrap();
        store::agents::set_mobile(&mut tx, luce, Some(Personal::new("+33612345678".to_owned()))).await.unwrap();
        tx.commit().await.unwrap();
        let case = space.filed(answers()).await;
        space.work().await;
        let [sent] = space.texter.sent().try_into().unwrap();
        assert_eq!(sent.to.expose(), "+33612345678");
        assert_eq!(sent.body.expose(), &format!("Une demande urgente. http://localhost:8081/metropole/demandes/{case}"));
        let told = journal(&space, case).await;
        assert!(told.contains(&("SMS envoyé à 1\u{a0}agent".to_owned(), false)), "{told:?}");
        assert!(told.contains(&("Une demande urgente".to_owned(), false)), "in the program: {told:?}");
    })
    .await;
}

#[tokio::test]
async fn a_team_without_telephones_is_not_told_and_says_so() {
    each(tells_the_team, async |space| {
        with_two_agents(&space).await;
        let case = space.filed(answers()).await;
        space.work().await;
        assert!(space.texter.sent().is_empty());
        let told = journal(&space, case).await;
        assert!(told.contains(&("SMS non envoyé\u{a0}: aucun agent n’a donné son téléphone".to_owned(), false)), "{told:?}");
    })
    .await;
}
