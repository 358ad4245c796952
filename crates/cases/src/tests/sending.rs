//! While it is sent, a draft is held to what was read and to where it goes.

use std::sync::Arc;

use kernel::{Moment, Problem, rng::SeededRng};
use web::Failure;

use super::bench::{answers, each, metropole};
use crate::{
    filing::Sender,
    model::Channel,
    store::{
        self,
        drafts::{Draft, Saving},
    },
};

/// What another tab saves.
fn saving(draft: &Draft) -> Saving<'static> {
    Saving { answers: draft.answers.0.clone(), now: draft.updated_at, expires_at: draft.expires_at, subject: None }
}

#[tokio::test]
async fn a_draft_that_is_being_sent_does_not_change() {
    each(
        |_| (),
        async |space| {
            let draft = space.draft(answers()).await;
            let mut tx = space.bench.databases.platform_write().await.unwrap();
            assert!(store::drafts::hold_for(&mut tx, &draft, "metropole").await.unwrap());
            assert!(store::drafts::hold_for(&mut tx, &draft, "metropole").await.unwrap(), "sent again, it goes where it went");
            assert!(!store::drafts::hold_for(&mut tx, &draft, "bron").await.unwrap(), "and nowhere else");
            assert!(!store::drafts::save(&mut tx, &draft, saving(&draft)).await.unwrap());
            tx.commit().await.unwrap();
            space.send(&draft, &[]).await.unwrap();
        },
    )
    .await;
}

#[tokio::test]
async fn a_draft_that_changed_since_it_was_read_is_not_sent() {
    each(
        |_| (),
        async |space| {
            let read = space.draft(answers()).await;
            let mut tx = space.bench.databases.platform_write().await.unwrap();
            assert!(store::drafts::save(&mut tx, &read, saving(&read)).await.unwrap());
            tx.commit().await.unwrap();
            let refused = space.send(&read, &[]).await;
            assert!(
                matches!(&refused, Err(Failure::Problem(Problem::Conflict(why))) if why.contains("dans un autre onglet")),
                "{refused:?}"
            );
            assert!(space.case(&metropole(), kernel::Id::from_uuid(read.id.uuid())).await.is_none(), "no case was made of it");
        },
    )
    .await;
}

#[tokio::test]
async fn of_two_presses_at_once_one_case_is_made() {
    each(
        |_| (),
        async |space| {
            let draft = space.draft(answers()).await;
            let (one, two) = tokio::join!(space.send(&draft, &[]), space.send(&draft, &[]));
            assert_eq!(one.unwrap(), two.unwrap());
            space.work().await;
            let mut tx = space.bench.databases.instance_read(&metropole()).await.unwrap();
            let cases: i64 = tx.value("SELECT COUNT(*) AS value FROM cases", db::args![]).await.unwrap();
            assert_eq!(cases, 1);
            assert_eq!(space.mailer.sent().iter().filter(|mail| mail.subject.ends_with("reçue")).count(), 1);
        },
    )
    .await;
}

#[tokio::test]
async fn two_requests_never_have_one_number() {
    each(
        |_| (),
        async |space| {
            let mut numbers = std::collections::BTreeSet::new();
            for _ in 0..3 {
                let draft = space.draft(answers()).await;
                space.bench.clock.advance(60);
                // each draws the same numbers as the one before
                let moment = Moment { rng: Arc::new(SeededRng::new(9)), ..space.bench.moment() };
                let sender = Sender { person: None, from: None, channel: Channel::Web, is_kept: true };
                space.cases.file(&moment, &draft, &[], sender).await.unwrap();
                let case = space.case(&metropole(), kernel::Id::from_uuid(draft.id.uuid())).await.expect("kept");
                numbers.insert(case.reference);
            }
            assert_eq!(numbers.len(), 3, "{numbers:?}");
        },
    )
    .await;
}
