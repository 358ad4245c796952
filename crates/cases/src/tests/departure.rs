//! A citizen whose account was deleted.

use kernel::id::CaseId;
use workflow::Nature;

use super::bench::{Space, answers, each, metropole, slug};
use crate::store::followed::{self, Projection};

const ANA: &str = "ana-at-the-portal";
const ZOE: &str = "zoe-at-the-portal";

/// A request that somebody follows, as the dashboard keeps it.
async fn follow(space: &Space, case_id: CaseId, subject: &str) {
    let now = space.bench.moment().now;
    let projection = Projection {
        case_id,
        instance: "metropole",
        subject,
        reference: "M-1",
        title: "Benne",
        authority: &slug("metropole"),
        status_label: "Envoyée",
        nature: Nature::Waiting,
        version: 1,
        filed_at: now,
        updated_at: now,
    };
    let mut tx = space.bench.databases.platform_write().await.unwrap();
    followed::project(&mut tx, projection).await.unwrap();
    tx.commit().await.unwrap();
}

async fn count(space: &Space, table: &str, subject: &str) -> i64 {
    let mut tx = space.bench.databases.platform_read().await.unwrap();
    tx.value(format!("SELECT COUNT(*) AS value FROM {table} WHERE subject = $1"), db::args![subject]).await.unwrap()
}

#[tokio::test]
async fn what_the_platform_keeps_of_her_goes_and_does_not_come_back() {
    each(
        |_| (),
        async |space| {
            let (hers, other) = (space.draft(answers()).await, space.draft(answers()).await);
            let file = space.joined(&hers, "un devis").await;
            for (draft, subject) in [(&hers, ANA), (&other, ZOE)] {
                let mut tx = space.bench.databases.platform_write().await.unwrap();
                tx.execute("UPDATE drafts SET subject = $2 WHERE id = $1", db::args![draft.id, subject]).await.unwrap();
                tx.commit().await.unwrap();
                follow(&space, kernel::Id::from_uuid(draft.id.uuid()), subject).await;
            }
            for _ in 0..2 {
                let mut tx = space.bench.databases.platform_write().await.unwrap();
                space.cases.forget_person(&mut tx, &space.bench.moment(), ANA).await.unwrap();
                tx.commit().await.unwrap();
            }
            space.work().await;
            for table in ["drafts", "followed_cases"] {
                assert_eq!((count(&space, table, ANA).await, count(&space, table, ZOE).await), (0, 1), "{table}");
            }
            assert!(!space.keeps(&file).await, "with its files");

            let case = space.filed(answers()).await;
            let mut tx = space.bench.databases.instance_write(&metropole()).await.unwrap();
            tx.execute("UPDATE cases SET subject = $2 WHERE id = $1", db::args![case, ANA]).await.unwrap();
            tx.commit().await.unwrap();
            space.work().await;
            space.cases.follow_now(&space.bench.moment(), &metropole(), case).await;
            for table in ["followed_cases", "notices"] {
                assert_eq!(count(&space, table, ANA).await, 0, "{table}: her request goes on without her");
            }
            assert!(space.case(&metropole(), case).await.is_some(), "the commune keeps it");
        },
    )
    .await;
}
