//! The acknowledgement leaves, whatever becomes of documents.

use std::collections::BTreeMap;

use db::{
    DbKey,
    jobs::{Filter, State, page},
};
use workflow::{Channel, Effect, Recipient};

use super::bench::{Space, answers, each, metropole, slug};
use crate::{advance::Hand, model::StopReason, store};

/// How many acknowledgements were sent so far.
fn acknowledged(space: &Space) -> usize {
    space.mailer.sent().iter().filter(|mail| mail.text.contains("Votre accusé de réception est joint")).count()
}

/// The kinds of the jobs of the Métropole's space that stand so.
async fn jobs(space: &Space, state: State) -> Vec<String> {
    let mut tx = space.bench.databases.any_read(&DbKey::Instance(metropole())).await.unwrap();
    let lines = page(&mut tx, &Filter { state: Some(state), ..Filter::default() }, None).await.unwrap();
    lines.into_iter().map(|line| line.kind).collect()
}

#[tokio::test]
async fn the_letter_of_the_author_and_the_acknowledgement_are_one() {
    each(
        |definition| definition.settings.after = vec!["Un agent lit votre demande.".to_owned()],
        async |space| {
            space.filed(answers()).await;
            space.work().await;
            let [letter] = space.mailer.sent().try_into().unwrap();
            assert!(letter.subject.starts_with("Demande METRO-26-") && letter.subject.ends_with(" reçue"), "{}", letter.subject);
            for said in ["a reçu votre demande", "Numéro de la demande", "Code de suivi", "Reçue le", "Sans réponse de notre part le"] {
                assert!(letter.text.contains(said), "{said}: {}", letter.text);
            }
            assert!(!letter.text.contains("Un agent lit votre demande."), "the author says what comes next");
        },
    )
    .await;
}

#[tokio::test]
async fn the_letter_says_what_filing_did_before_it() {
    each(
        |definition| {
            let asks = serde_json::json!({ "do": "request_completion", "items": ["Le plan de la rue"] });
            definition.workflow.on_filed.insert(0, serde_json::from_value(asks).unwrap());
            let words = "Il manque : {% for piece in asked %}{{ piece }}{% endfor %}".to_owned();
            definition.messages.get_mut("recue").unwrap().body = words;
            definition.tests.clear();
        },
        async |space| {
            space.filed(answers()).await;
            space.work().await;
            let said = |mail: &notify::Mail| mail.text.contains("Il manque : Le plan de la rue") && mail.text.contains("Reçue le");
            assert_eq!(space.mailer.sent().iter().filter(|mail| said(mail)).count(), 1);
        },
    )
    .await;
}

#[tokio::test]
async fn without_a_letter_of_the_author_the_program_has_its_own() {
    each(
        |definition| {
            definition.settings.after = vec!["Un agent lit votre demande.".to_owned()];
            definition.workflow.on_filed.clear();
            definition.tests.clear();
        },
        async |space| {
            space.filed(answers()).await;
            space.work().await;
            let [letter] = space.mailer.sent().try_into().unwrap();
            assert!(letter.subject.starts_with("Demande reçue – METRO-26-"), "{}", letter.subject);
            assert!(letter.text.contains("Un agent lit votre demande."), "{}", letter.text);
        },
    )
    .await;
}

#[tokio::test]
async fn the_letter_does_not_wait_for_a_receipt_that_cannot_be_kept() {
    each(
        |_| (),
        async |space| {
            // where files go, there is no room
            let shelf = space.bench.dir.join("blobs/metropole.production");
            std::fs::create_dir_all(shelf.parent().unwrap()).unwrap();
            std::fs::write(&shelf, "").unwrap();
            let id = space.filed(answers()).await;
            space.work().await;
            assert_eq!(acknowledged(&space), 1);
            assert!(jobs(&space, State::Waiting).await.contains(&"cases.acknowledge".to_owned()), "the receipt is tried again");

            std::fs::remove_file(&shelf).unwrap();
            space.bench.clock.advance(60);
            space.work().await;
            assert_eq!(acknowledged(&space), 1, "and the letter is not sent twice");
            let mut tx = space.bench.databases.instance_read(&metropole()).await.unwrap();
            let files = store::attachments::of_case(&mut tx, id).await.unwrap();
            assert_eq!(files.iter().map(|file| file.name.expose().as_str()).collect::<Vec<_>>(), ["Accusé de réception.pdf"]);
        },
    )
    .await;
}

#[tokio::test]
async fn a_document_that_fails_holds_back_neither_letters_nor_the_receipt() {
    each(
        |_| (),
        async |space| {
            let id = space.filed(answers()).await;
            let row = space.case(&metropole(), id).await.unwrap();
            let compiled = space.cases.compiled_in(&metropole(), &row.definition).await.unwrap();
            let hand = Hand { instance: &metropole(), compiled: &compiled, who: "Luce", input: BTreeMap::new(), awaits_agent: true };
            let mut tx = space.bench.databases.instance_write(&metropole()).await.unwrap();
            let message = Effect::Message {
                to: Recipient::Citizen,
                channels: vec![Channel::Email],
                template: slug("acceptee"),
                // no such document can be made
                attach: vec![slug("inconnu")],
            };
            let next = Effect::Document { template: slug("arrete"), share: true };
            for (key, effect) in [("first", message), ("second", next)] {
                space.cases.apply(&mut tx, &space.bench.moment(), &row, &effect, key, &hand).await.unwrap();
            }
            tx.commit().await.unwrap();
            space.work().await;
            assert!(jobs(&space, State::Failed).await.is_empty(), "the agents of the case are told, not only who operates");
            assert_eq!(acknowledged(&space), 1);
            assert_eq!(space.mailer.sent().len(), 2, "the acknowledgement and the one with a document");
            let mut tx = space.bench.databases.instance_read(&metropole()).await.unwrap();
            let files = store::attachments::of_case(&mut tx, id).await.unwrap();
            assert_eq!(files.len(), 2, "the receipt, and the document that can be made");
            let stops = store::stops::of_case(&mut tx, id).await.unwrap();
            let stops: Vec<_> = stops.iter().map(|stop| (stop.reason, stop.what.as_str())).collect();
            assert_eq!(stops, [(StopReason::Document, "document «\u{a0}inconnu\u{a0}»")]);
        },
    )
    .await;
}
