//! A case that something stopped, as agents see it.

use http::StatusCode;
use kernel::id::CaseId;

use super::bench::{Desk, EVE, LUCE, at_desk};

/// Luce accepts a case; the program that it calls then stands behind nothing.
async fn stopped(desk: &Desk) -> CaseId {
    let id = desk.filed("Ana", "Martin").await;
    for act in ["prendre", "accepter"] {
        let page = format!("/metropole/demandes/{id}/actions/{act}");
        desk.fill(LUCE, &page, &page, &[]).await;
    }
    desk.run_jobs().await;
    id
}

/// Where the form of the panel posts.
fn panel(body: &str) -> String {
    let at = body.find("/blocages/").unwrap_or_else(|| panic!("no panel in {body}"));
    let begin = body[..at].rfind('"').unwrap() + 1;
    body[begin..].split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn it_is_listed_explained_and_tried_again() {
    at_desk(async |desk| {
        assert!(!desk.get(LUCE, "/metropole").await.text("nav.tabs").contains("Bloquées"), "no tab while nothing is stopped");
        let id = stopped(&desk).await;
        let reference = desk.case(id).await.reference;
        let queue = desk.get(LUCE, "/metropole?vue=bloquees").await;
        assert!(queue.text("nav.tabs").contains("Bloquées") && queue.text("nav.tabs").contains('1'), "{}", queue.body);
        assert!(queue.text("table").contains(&reference), "closed by its decision, and yet there is something to do");
        assert!(!desk.get(EVE, "/metropole?vue=bloquees").await.says(&reference), "it is not of her team");

        let address = format!("/metropole/demandes/{id}");
        let case = desk.get(LUCE, &address).await;
        for words in
            ["Demande bloquée", "appel à «\u{a0}Logiciel de pose des panneaux\u{a0}»", "Aucun connecteur", "Depuis le", "Connecteurs"]
        {
            assert!(case.body.contains(words), "{words}: {}", case.body);
        }
        let action = panel(&case.body);
        let done = desk.send_form(LUCE, &case, &action, &[("quoi", "encore")]).await;
        assert_eq!((done.status, done.location()), (StatusCode::SEE_OTHER, format!("{address}?fait=relance").as_str()), "{}", done.body);
        assert!(!desk.get(LUCE, &address).await.says("Ce qui n’a pas pu être fait"), "under way");
        desk.run_jobs().await;
        assert!(desk.get(LUCE, &address).await.says("Ce qui n’a pas pu être fait"), "nothing was repaired");
    })
    .await;
}

#[tokio::test]
async fn it_goes_on_without_once() {
    at_desk(async |desk| {
        let id = stopped(&desk).await;
        let address = format!("/metropole/demandes/{id}");
        let (case, other) = (desk.get(LUCE, &address).await, desk.get(LUCE, &address).await);
        let action = panel(&case.body);
        let done = desk.send_form(LUCE, &case, &action, &[("quoi", "sans")]).await;
        assert_eq!(done.location(), format!("{address}?fait=sans"), "{}", done.body);
        assert!(desk.get(LUCE, &address).await.says("A continué sans"));
        let late = desk.send_form(LUCE, &other, &action, &[("quoi", "encore")]).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        assert!(late.says("Quelqu’un s’en est occupé avant vous"), "{}", late.body);
        assert!(!desk.get(LUCE, "/metropole").await.text("nav.tabs").contains("Bloquées"));
    })
    .await;
}
