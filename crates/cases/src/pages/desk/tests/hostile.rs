//! Labels that would be code, as agents read them.

use http::StatusCode;

use super::bench::{Desk, LUCE, at_desk, metropole, slug};
use crate::{
    Place,
    model::Origin,
    tests::code::{is_shown_as_words, with_code},
};

async fn publish_with_code(desk: &Desk) {
    let mut definition = definition::from_toml(include_str!("../../../../../definition/tests/fixtures/demenagement.toml")).unwrap();
    with_code(&mut definition);
    let publication = desk.cases.check(definition).unwrap();
    let place = Place { instance: &metropole(), origin: Origin::Shared, team: (&slug("voirie"), "Voirie"), offered: false };
    desk.cases.publish(&desk.moment(), &publication, place).await.unwrap();
}

#[tokio::test]
async fn labels_that_would_be_code_are_words_at_the_desk() {
    at_desk(async |desk| {
        publish_with_code(&desk).await;
        let id = desk.filed("<script>alert(1)</script>", "Martin").await;
        let case = format!("/metropole/demandes/{id}");
        let taken = format!("{case}/actions/prendre");
        desk.fill(LUCE, &taken, &taken, &[]).await;
        for path in ["/metropole", "/metropole/demarches", &case, &format!("{case}/actions/refuser"), &format!("{case}/completer")] {
            let shown = desk.get(LUCE, path).await;
            assert_eq!(shown.status, StatusCode::OK, "{path}");
            is_shown_as_words(&shown.body, path);
        }
    })
    .await;
}
