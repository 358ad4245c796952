//! What a case answered follows it, whatever becomes of its version.

use definition::Definition;
use serde_json::json;
use workflow::EffectSpec;

use super::{
    super::bench::{answers, bron, each, metropole, slug},
    bench::{duration, interrupted, next_version},
};
use crate::{store, transfer::TransferOrder};

#[tokio::test]
async fn answers_come_back_with_their_question_and_follow_the_case_elsewhere() {
    each(
        |_| (),
        async |space| {
            let (ada, id) = (space.administrator().await, space.filed(answers()).await);
            let filed = space.case(&metropole(), id).await.unwrap();
            space.publish(next_version).await;
            space.order(&ada, &filed.definition, &[]).await.unwrap();
            space.work().await;
            let second = space.version(id).await;

            let mut tx = space.bench.databases.instance_write(&metropole()).await.unwrap();
            space.cases.order_transfer(&mut tx, &space.bench.moment(), TransferOrder { case: id, to: slug("bron") }).await.unwrap();
            tx.commit().await.unwrap();
            space.work().await;
            assert_eq!(space.kept(&bron(), id).await, duration(), "in the other space too");
            let mut tx = space.bench.databases.instance_write(&bron()).await.unwrap();
            space.cases.order_transfer(&mut tx, &space.bench.moment(), TransferOrder { case: id, to: slug("metropole") }).await.unwrap();
            tx.commit().await.unwrap();
            space.work().await;
            assert_eq!((space.version(id).await, space.kept(&metropole(), id).await), (second.clone(), duration()));

            space.publish(|_| ()).await;
            space.order(&ada, &second, &[]).await.unwrap();
            space.work().await;
            let row = space.case(&metropole(), id).await.unwrap();
            assert!(row.answers == filed.answers && row.definition == filed.definition);
            assert!(space.kept(&metropole(), id).await.is_empty());
        },
    )
    .await;
}

#[tokio::test]
async fn what_is_forgotten_is_forgotten_under_every_version() {
    each(
        |_| (),
        async |space| {
            let (ada, id) = (space.administrator().await, space.filed(answers()).await);
            let from = space.version(id).await;
            space
                .publish(|definition| {
                    next_version(definition);
                    let erase = json!({ "slug": "effacer", "from": ["recue"], "to": "same", "label": "Effacer", "effects": [{ "do": "anonymise" }] });
                    definition.workflow.transitions.push(serde_json::from_value(erase).unwrap());
                    let at_once = json!({ "slug": "effacement", "in_status": ["recue"], "transition": "effacer" });
                    definition.workflow.automations.push(serde_json::from_value(at_once).unwrap());
                })
                .await;
            space.order(&ada, &from, &[]).await.unwrap();
            space.work().await;
            let row = space.case(&metropole(), id).await.unwrap();
            assert!(space.cases.answers_of(&metropole(), &row).unwrap().is_empty(), "what the new version does at once is done");
            let mut tx = space.bench.databases.instance_read(&metropole()).await.unwrap();
            assert!(store::former::of_case(&mut tx, id).await.unwrap().is_empty());
        },
    )
    .await;
}

#[tokio::test]
async fn a_document_asked_for_before_is_made_as_it_was_written() {
    let with_letter = |definition: &mut Definition| {
        definition.tests.clear();
        let letter = json!({ "do": "document", "template": "arrete", "share": false });
        let taking = definition.workflow.transitions.iter_mut().find(|one| one.slug == slug("prendre")).unwrap();
        taking.effects.push(serde_json::from_value(letter).unwrap());
    };
    each(with_letter, async |space| {
        let (ada, id) = (space.administrator().await, space.filed(answers()).await);
        let from = space.version(id).await;
        space.taking(&ada, id).await.commit().await.unwrap();
        space
            .publish(|definition| {
                next_version(definition);
                definition.documents.clear();
                let is_about_it = |effect: &EffectSpec| matches!(effect, EffectSpec::Document(_) | EffectSpec::Message(_));
                definition.workflow.transitions.iter_mut().for_each(|one| one.effects.retain(|guarded| !is_about_it(&guarded.effect)));
            })
            .await;
        space.order(&ada, &from, &[]).await.unwrap();
        interrupted(&space, &from, id).await;
        space.work().await;
        let mut tx = space.bench.databases.instance_read(&metropole()).await.unwrap();
        let files = store::attachments::of_case(&mut tx, id).await.unwrap();
        assert!(files.iter().any(|file| file.name.expose().starts_with("Arrêté")), "{:?}", files.len());
    })
    .await;
}
