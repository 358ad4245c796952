//! Reading a case: what it leaves, and the files.

use http::StatusCode;
use kernel::id::CaseId;

use super::bench::{Desk, LUCE, MAX, at_desk, metropole};
use crate::{advance::Hand, model::Author, store};

/// How many readings of a case are written down.
async fn readings(desk: &Desk, id: CaseId) -> usize {
    let mut tx = desk.bench.databases.instance_read(&metropole()).await.unwrap();
    let lines = db::audit::of_subject(&mut tx, &format!("case/{id}"), kernel::Timestamp::MAX, 100).await.unwrap();
    lines.iter().filter(|line| line.action == "case.read").count()
}

#[tokio::test]
async fn a_reading_is_written_down_once_an_hour_and_agent() {
    at_desk(async |desk| {
        let id = desk.filed("Ana", "Martin").await;
        let case = format!("/metropole/demandes/{id}");
        for _ in 0..3 {
            assert_eq!(desk.get(LUCE, &case).await.status, StatusCode::OK);
        }
        assert_eq!(readings(&desk, id).await, 1);
        desk.get(MAX, &case).await;
        assert_eq!(readings(&desk, id).await, 2);
        desk.bench.clock.advance(3_600);
        desk.get(LUCE, &case).await;
        assert_eq!(readings(&desk, id).await, 3);
        assert_eq!(desk.case(id).await.state.0.version, 1, "the case itself is as it was");
    })
    .await;
}

#[tokio::test]
async fn a_document_opens_without_running_anything() {
    at_desk(async |desk| {
        let id = desk.filed("Ana", "Martin").await;
        desk.run_jobs().await;
        let case = format!("/metropole/demandes/{id}");
        let shown = desk.get(LUCE, &case).await;
        assert!(shown.says("Accusé de réception.pdf"), "{}", shown.body);
        let piece = shown.body.split(&format!("{case}/pieces/")).nth(1).unwrap().split('"').next().unwrap();
        let file = desk.get(LUCE, &format!("{case}/pieces/{piece}")).await;
        let header = |name: &str| file.headers.get(name).map_or("", |value| value.to_str().unwrap());
        assert_eq!((file.status, header("content-type")), (StatusCode::OK, "application/pdf"));
        assert!(header("content-disposition").starts_with("inline; filename*=UTF-8''Accus"));
        assert!(header("content-security-policy").contains("sandbox"));
        assert_eq!(header("x-content-type-options"), "nosniff");
        assert!(file.body.starts_with("%PDF"));
        let kept = desk.get(LUCE, &format!("{case}/pieces/{piece}?telecharger=1")).await;
        assert!(kept.headers["content-disposition"].to_str().unwrap().starts_with("attachment"));
    })
    .await;
}

#[tokio::test]
async fn a_case_that_is_forgotten_tells_nothing_of_who_asked() {
    at_desk(async |desk| {
        let id = desk.filed("Ana", "Martin").await;
        desk.run_jobs().await;
        let row = desk.case(id).await;
        let moment = desk.moment();
        let mut tx = desk.bench.databases.instance_write(&metropole()).await.unwrap();
        store::messages::add(&mut tx, &moment, id, Author::Citizen, "Ana Martin", "Mon téléphone a changé.").await.unwrap();
        let compiled = desk.cases.compiled(&mut tx, &row.definition).await.unwrap();
        let hand = Hand { instance: &metropole(), compiled: &compiled, who: "Automatique", input: Default::default(), awaits_agent: false };
        desk.cases.forget(&mut tx, &moment, &row, &hand).await.unwrap();
        tx.commit().await.unwrap();
        desk.run_jobs().await;

        let shown = desk.get(LUCE, &format!("/metropole/demandes/{id}")).await;
        assert_eq!(shown.status, StatusCode::OK);
        for trace in ["Martin", "ana@example.org", "Garibaldi", "téléphone", "Accusé de réception.pdf"] {
            assert!(!shown.says(trace), "{trace}: {}", shown.body);
        }
        assert!(shown.says("Données personnelles effacées"));
        let mut tx = desk.bench.databases.platform_read().await.unwrap();
        assert!(store::followed::of_subject(&mut tx, row.subject.as_deref().unwrap_or_default()).await.unwrap().is_empty());
    })
    .await;
}
