//! A téléservice that is published no more: its requests go on.

use super::bench::{LUCE, at_desk, metropole, slug};

#[tokio::test]
async fn requests_under_way_go_on_after_their_teleservice_is_withdrawn() {
    at_desk(async |desk| {
        let id = desk.filed("Ana", "Martin").await;
        let teleservice = slug("stationnement-demenagement");
        let mut tx = desk.bench.databases.instance_write(&metropole()).await.unwrap();
        desk.cases.withdraw(&mut tx, &desk.moment(), &metropole(), &teleservice).await.unwrap();
        assert!(desk.cases.live(&mut tx, &teleservice).await.unwrap().is_none());
        tx.commit().await.unwrap();
        desk.run_jobs().await;

        let case = format!("/metropole/demandes/{id}");
        assert!(desk.get(LUCE, &case).await.says("Ana Martin"));
        let take = format!("{case}/actions/prendre");
        let done = desk.fill(LUCE, &take, &take, &[]).await;
        assert_eq!(done.location(), format!("{case}?fait=action"), "{}", done.body);
    })
    .await;
}
