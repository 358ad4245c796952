//! Handing cases over.

use http::StatusCode;

use super::bench::{ADA, EVE, LUCE, MAX, at_desk, bron, slug};
use crate::{model::Author, store, transfer::TransferOrder};

#[tokio::test]
async fn a_case_given_to_another_team_leaves_the_first_one() {
    at_desk(async |desk| {
        let id = desk.filed("Ana", "Martin").await;
        let (case, hand) = (format!("/metropole/demandes/{id}"), format!("/metropole/demandes/{id}/transmettre"));
        let write = format!("{case}/ecrire");
        let writing = desk.get(MAX, &write).await;
        let nobody = desk.fill(LUCE, &hand, &hand, &[("equipe", "")]).await;
        assert_eq!(nobody.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(nobody.says("Choisissez une équipe."));
        let done = desk.send_form(LUCE, &nobody, &hand, &[("equipe", "accueil")]).await;
        assert_eq!(done.location(), "/metropole?fait=equipe", "she does not see it any more: {}", done.body);
        assert_eq!(desk.get(LUCE, &case).await.status, StatusCode::NOT_FOUND);
        assert!(desk.get(EVE, &case).await.says("Demande transmise à l’équipe « Accueil »"));
        let late = desk.send_form(MAX, &writing, &write, &[("message", "Bonjour, il me faut le plan.")]).await;
        assert_eq!(late.status, StatusCode::NOT_FOUND);
        assert!(late.says("Bonjour, il me faut le plan."), "his words are given back");
    })
    .await;
}

#[tokio::test]
async fn a_case_given_to_another_authority_is_only_read_here() {
    at_desk(async |desk| {
        let id = desk.filed("Ana", "Martin").await;
        let reference = desk.case(id).await.reference;
        let (case, hand) = (format!("/metropole/demandes/{id}"), format!("/metropole/demandes/{id}/transmettre"));
        let write = format!("{case}/ecrire");
        let writing = desk.get(LUCE, &write).await;
        let done = desk.fill(LUCE, &hand, &hand, &[("collectivite", "bron")]).await;
        assert_eq!(done.location(), format!("{case}?fait=collectivite"), "{}", done.body);
        desk.run_jobs().await;
        assert_eq!(desk.case(id).await.moved_to.as_deref(), Some("bron"));
        let there = desk.case_in(&bron(), id).await;
        assert_eq!((there.authority.as_str(), there.reference == reference), ("bron", true));

        let here = desk.get(LUCE, &case).await;
        assert!(here.says("Cette demande a été transmise") && here.says("La Ville de Bron") && !here.says("Écrire à l’usager"));
        assert_eq!(desk.get(LUCE, &write).await.status, StatusCode::CONFLICT);
        let late = desk.send_form(LUCE, &writing, &write, &[("message", "Bonjour, il me faut le plan.")]).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        assert!(late.says("Bonjour, il me faut le plan.") && late.says("transmise à une autre collectivité"), "{}", late.body);
        assert!(!desk.get(LUCE, "/metropole").await.says(&reference));
        let over = desk.get(LUCE, "/metropole?vue=terminees").await;
        assert!(over.says(&reference) && over.says("Transmise"), "{}", over.body);
    })
    .await;
}

#[tokio::test]
async fn a_case_that_comes_back_is_worked_on_again_with_all_that_happened_elsewhere() {
    at_desk(async |desk| {
        let id = desk.filed("Ana", "Martin").await;
        let (case, hand) = (format!("/metropole/demandes/{id}"), format!("/metropole/demandes/{id}/transmettre"));
        desk.fill(LUCE, &hand, &hand, &[("collectivite", "bron")]).await;
        desk.run_jobs().await;
        let moment = desk.moment();
        let mut tx = desk.bench.databases.instance_write(&bron()).await.unwrap();
        store::messages::add(&mut tx, &moment, id, Author::Service, "Ville de Bron", "Ce n’est pas chez nous.").await.unwrap();
        desk.cases.order_transfer(&mut tx, &moment, TransferOrder { case: id, to: slug("metropole") }).await.unwrap();
        tx.commit().await.unwrap();
        desk.run_jobs().await;

        assert_eq!(desk.case_in(&bron(), id).await.moved_to.as_deref(), Some("metropole"));
        let here = desk.case(id).await;
        assert_eq!((here.moved_to, here.authority.as_str()), (None, "metropole"));
        let shown = desk.get(LUCE, &case).await;
        assert!(shown.says("Écrire à l’usager") && shown.says("Ce n’est pas chez nous."), "{}", shown.body);
        assert_eq!(shown.body.matches("Demande reçue</p>").count(), 1, "what was known is not told twice");
    })
    .await;
}

#[tokio::test]
async fn what_is_not_hers_does_not_exist() {
    at_desk(async |desk| {
        let id = desk.filed("Ana", "Martin").await;
        for path in [
            format!("/bron/demandes/{id}"),
            "/bron".to_owned(),
            "/metropole/demandes/rien".to_owned(),
            "/metropole/demandes/00000000-0000-7000-8000-000000000000".to_owned(),
            format!("/metropole/demandes/{id}/pieces/00000000-0000-7000-8000-000000000000"),
            "/metropole/equipe".to_owned(),
            "/nulle-part".to_owned(),
        ] {
            assert_eq!(desk.get(MAX, &path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        for what in ["", "/ecrire", "/note", "/completer", "/transmettre", "/actions/prendre"] {
            assert_eq!(desk.get(EVE, &format!("/metropole/demandes/{id}{what}")).await.status, StatusCode::NOT_FOUND, "{what}");
        }
        let opened = desk.get(LUCE, &format!("/metropole/demandes/{id}/note")).await;
        let action = format!("/metropole/demandes/{id}/note");
        assert_eq!(desk.send_form(EVE, &opened, &action, &[("note", "Bonjour")]).await.status, StatusCode::NOT_FOUND);
        assert_eq!(desk.get(ADA, "/metropole/equipe").await.status, StatusCode::OK);
    })
    .await;
}
