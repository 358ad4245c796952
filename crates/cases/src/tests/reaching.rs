//! What stands, in each instance, behind the sender and the opening hours of a téléservice.

use db::{Doc, InstanceKey};
use definition::{Definition, MessageTemplate};
use kernel::OpeningHours;
use serde_json::json;

use super::bench::{Space, TELESERVICE, answers, bron, each, metropole, slug};
use crate::{
    jobs::Replan,
    store::{self, contacts::Contact},
};

/// Says who writes when it arrives, and closes after two hours of work.
fn signed_and_timed(definition: &mut Definition) {
    let body = "{{ service.name }}, {{ service.phone }}, {{ service.email }}, {{ service.hours }}".to_owned();
    definition.messages.insert(slug("signe"), MessageTemplate { subject: "{{ service.name }}".to_owned(), body, sms: None });
    let message = json!({ "do": "message", "to": "citizen", "channels": ["email"], "template": "signe" });
    definition.workflow.on_filed.push(serde_json::from_value(message).unwrap());
    let rule = json!({ "slug": "trop-tard", "in_status": ["recue"], "after": { "working_hours": 2 }, "transition": "silence" });
    definition.workflow.automations.push(serde_json::from_value(rule).unwrap());
    definition.tests.clear();
}

fn town_hall(hours: [&str; 7]) -> Contact {
    Contact {
        public_name: "Service voirie".to_owned(),
        email: "voirie@metropole.example".to_owned(),
        phone: "04 65 71 10 10".to_owned(),
        hours: OpeningHours::new(hours.map(|day| day.parse().unwrap())).map(Doc),
    }
}

async fn says(space: &Space, instance: &InstanceKey, contact: &Contact) {
    let mut tx = space.bench.databases.instance_write(instance).await.unwrap();
    assert!(store::contacts::put(&mut tx, &slug("voirie"), contact).await.unwrap());
    db::jobs::enqueue(&mut tx, &space.bench.moment(), Replan::of(slug("voirie"))).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn letters_come_from_the_team_and_answers_go_to_it() {
    each(signed_and_timed, async |space| {
        says(&space, &metropole(), &town_hall(["9h-12h", "", "", "", "", "", ""])).await;
        says(&space, &bron(), &Contact { public_name: "Service de Bron".to_owned(), ..Contact::default() }).await;
        space.filed(answers()).await;
        space.work().await;
        let letter = space.mailer.sent().into_iter().find(|letter| letter.subject == "Service voirie").unwrap();
        assert_eq!(letter.from.name, "Métropole de Lyon – Service voirie");
        assert_eq!(letter.reply_to.as_ref().map(|to| to.as_str()), Some("voirie@metropole.example"));
        assert!(letter.text.contains("Service voirie, 04 65 71 10 10, voirie@metropole.example, lundi\u{a0}: 9h-12h"), "{}", letter.text);
    })
    .await;
}

#[tokio::test]
async fn without_a_contact_the_definition_and_the_authority_are_said() {
    each(signed_and_timed, async |space| {
        space.filed(answers()).await;
        space.work().await;
        let letter = space.mailer.sent().into_iter().find(|letter| letter.text.contains("lundi au vendredi")).unwrap();
        assert_eq!((letter.from.name.as_str(), letter.reply_to), ("Métropole de Lyon", None));
        assert!(letter.text.contains("04 65 71 ") && letter.text.contains("lundi au vendredi\u{a0}: 9h-17h"), "{}", letter.text);
    })
    .await;
}

#[tokio::test]
async fn hours_of_work_are_those_of_the_team() {
    each(signed_and_timed, async |space| {
        // the clock stands at some hour of some day: the team is there day and night
        let always = ["0h-23h59"; 7];
        says(&space, &metropole(), &town_hall(always)).await;
        let case = space.filed(answers()).await;
        space.bench.clock.advance(2 * 3_600 + 60);
        space.work().await;
        assert_eq!(space.case(&metropole(), case).await.unwrap().state.0.status.as_str(), "refusee");
    })
    .await;
}

/// The case follows a version that this program reads no more.
async fn unreadable(space: &Space, case: kernel::id::CaseId) {
    let mut tx = space.bench.databases.instance_write(&metropole()).await.unwrap();
    let sql = "INSERT INTO definitions (hash, teleservice, document, created_at) VALUES ('lost', $1, $2, 0)";
    tx.execute(sql, db::args![slug(TELESERVICE), json!({})]).await.unwrap();
    tx.execute("UPDATE cases SET definition = 'lost' WHERE id = $1", db::args![case]).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn a_case_that_cannot_be_read_holds_no_other_back_when_hours_change() {
    each(signed_and_timed, async |space| {
        says(&space, &metropole(), &town_hall(["", "", "", "", "", "", "9h-11h"])).await;
        let mut cases = Vec::new();
        for _ in 0..3 {
            cases.push(space.filed(answers()).await);
        }
        space.work().await;
        // the first one that is planned again
        cases.sort();
        unreadable(&space, cases[0]).await;
        says(&space, &metropole(), &town_hall(["0h-23h59"; 7])).await;
        space.work().await;
        space.bench.clock.advance(2 * 3_600 + 60);
        space.work().await;
        for case in &cases[1..] {
            assert_eq!(space.case(&metropole(), *case).await.unwrap().state.0.status.as_str(), "refusee");
        }
    })
    .await;
}

#[tokio::test]
async fn what_was_planned_follows_hours_that_change_sooner_or_later() {
    each(signed_and_timed, async |space| {
        let status = async |case| space.case(&metropole(), case).await.unwrap().state.0.status.to_string();
        let now = space.bench.moment().now.to_zoned(kernel::text::paris()).date();
        let tomorrow = usize::try_from(now.tomorrow().unwrap().weekday().to_monday_zero_offset()).unwrap();
        let mut once_a_week = [""; 7];
        once_a_week[(tomorrow + 5) % 7] = "9h-11h";
        says(&space, &metropole(), &town_hall(once_a_week)).await;
        let case = space.filed(answers()).await;
        space.work().await;

        says(&space, &metropole(), &town_hall(["0h-23h59"; 7])).await;
        space.work().await;
        space.bench.clock.advance(2 * 3_600 + 60);
        space.work().await;
        assert_eq!(status(case).await, "refusee", "sooner");

        let case = space.filed(answers()).await;
        space.work().await;
        says(&space, &metropole(), &town_hall(once_a_week)).await;
        space.bench.clock.advance(3 * 3_600);
        space.work().await;
        assert_eq!(status(case).await, "recue", "not yet");
        space.bench.clock.advance(15 * 86_400);
        space.work().await;
        assert_eq!(status(case).await, "refusee", "later, and not never");
    })
    .await;
}
