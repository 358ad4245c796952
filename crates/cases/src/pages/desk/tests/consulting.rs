//! Opinions: asked, read for, given, given up.

use http::StatusCode;
use kernel::id::CaseId;

use super::bench::{Desk, EVE, LUCE, MAX, at_desk, metropole};
use crate::store;

fn address(id: CaseId) -> String {
    format!("/metropole/demandes/{id}")
}

/// Luce asks the reception for an opinion; the address where it is given.
async fn asked(desk: &Desk, id: CaseId) -> String {
    let ask = format!("{}/avis", address(id));
    let typed =
        [("equipe", "accueil"), ("question", "La rue est-elle libre ?"), ("avant.day", "1"), ("avant.month", "12"), ("avant.year", "2026")];
    let done = desk.fill(LUCE, &ask, &ask, &typed).await;
    assert_eq!(done.location(), format!("{}?fait=avis-demande", address(id)), "{}", done.body);
    let mut tx = desk.bench.databases.instance_read(&metropole()).await.unwrap();
    let opinions = store::opinions::of_case(&mut tx, id).await.unwrap();
    format!("{ask}/{}", opinions.last().unwrap().id)
}

#[tokio::test]
async fn who_is_asked_reads_the_case_and_answers_then_reads_it_no_more() {
    at_desk(async |desk| {
        let id = desk.filed("Ana", "Martin").await;
        assert_eq!(desk.get(EVE, &address(id)).await.status, StatusCode::NOT_FOUND);
        let give = asked(&desk, id).await;
        let waiting = desk.get(LUCE, &address(id)).await;
        assert!(waiting.says("Avis attendu de « Accueil », avant le 1er décembre 2026"), "{}", waiting.body);

        assert!(desk.get(EVE, "/metropole").await.says("Avis à donner : 1"));
        assert!(desk.get(EVE, "/metropole/avis").await.says("Luce Aubry demande cet avis, avant le 1er décembre 2026."));
        let read = desk.get(EVE, &address(id)).await;
        assert!(read.says("12 rue Garibaldi") && read.says("La rue est-elle libre ?"), "{}", read.body);
        assert!(!read.says("Prendre la demande") && !read.says("Écrire à l’usager"), "she only reads");
        for act in ["ecrire", "note", "completer", "transmettre", "avis", "actions/prendre"] {
            assert_eq!(desk.get(EVE, &format!("{}/{act}", address(id))).await.status, StatusCode::NOT_FOUND, "{act}");
        }

        let bare = desk.fill(EVE, &give, &give, &[("sens", "reserved"), ("avis", " ")]).await;
        assert_eq!(bare.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(bare.says("Dites pourquoi."));
        let done = desk.send_form(EVE, &bare, &give, &[("sens", "reserved"), ("avis", "Oui, avant 9 heures.")]).await;
        assert_eq!(done.location(), "/metropole/avis?fait=avis-donne", "{}", done.body);
        assert!(desk.get(EVE, done.location()).await.says("Aucun avis à donner"));
        for path in [address(id), give.clone()] {
            assert_eq!(desk.get(EVE, &path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        let told = desk.get(LUCE, &address(id)).await;
        for words in ["Avis favorable avec réserves de « Accueil »", "Oui, avant 9 heures.", "Ève Nallet"] {
            assert!(told.says(words), "{words}: {}", told.body);
        }
        assert_eq!(desk.case(id).await.state.0.opinions.reserved, 1);
    })
    .await;
}

#[tokio::test]
async fn an_opinion_is_given_once_and_by_those_who_are_asked() {
    at_desk(async |desk| {
        let id = desk.filed("Ana", "Martin").await;
        let give = asked(&desk, id).await;
        assert_eq!(desk.get(MAX, &give).await.status, StatusCode::NOT_FOUND, "he sees the case and is not asked");
        let page = desk.get(EVE, &give).await;
        let first = desk.send_form(EVE, &page, &give, &[("sens", "favourable"), ("avis", "")]).await;
        assert_eq!(first.status, StatusCode::SEE_OTHER);
        let again = desk.send_form(EVE, &page, &give, &[("sens", "favourable"), ("avis", "")]).await;
        assert_eq!(again.location(), first.location(), "a double click is answered alike");
        assert_eq!(desk.case(id).await.state.0.opinions.favourable, 1);

        let ask = format!("{}/avis", address(id));
        let max = desk.id_of(MAX).await.to_string();
        let both = desk.fill(LUCE, &ask, &ask, &[("equipe", "accueil"), ("agent", &max), ("question", " ")]).await;
        assert!(both.says("Choisissez une équipe ou une personne, pas les deux.") && both.says("Écrivez votre question."));
        desk.send_form(LUCE, &both, &ask, &[("agent", &max), ("question", "Et vous ?")]).await;
        assert!(desk.get(MAX, &address(id)).await.says("Donner mon avis"));
        assert!(!desk.get(LUCE, &address(id)).await.says("Donner mon avis"));
    })
    .await;
}

#[tokio::test]
async fn nobody_waits_for_ever() {
    at_desk(async |desk| {
        let id = desk.filed("Ana", "Martin").await;
        let give = asked(&desk, id).await;
        let (drop, page) = (format!("{give}/retrait"), desk.get(LUCE, &address(id)).await);
        let form = desk.get(EVE, &give).await;
        let done = desk.send_form(LUCE, &page, &drop, &[]).await;
        assert_eq!(done.location(), format!("{}?fait=avis-retire", address(id)), "{}", done.body);
        let late = desk.send_form(EVE, &form, &give, &[("sens", "favourable"), ("avis", "Bien sûr.")]).await;
        assert_eq!(late.status, StatusCode::NOT_FOUND);
        assert!(late.says("Bien sûr."), "her words are given back");
        assert_eq!(desk.case(id).await.state.0.opinions.pending, 0);

        let give = asked(&desk, id).await;
        desk.fill(LUCE, &format!("{}/actions/prendre", address(id)), &format!("{}/actions/prendre", address(id)), &[]).await;
        let refuse = format!("{}/actions/refuser", address(id));
        let refused = desk.fill(LUCE, &refuse, &refuse, &[("motif", "Rue trop étroite")]).await;
        assert_eq!(refused.status, StatusCode::SEE_OTHER, "{}", refused.body);
        assert_eq!(desk.get(EVE, &give).await.status, StatusCode::NOT_FOUND, "a case that ends waits for nobody");
    })
    .await;
}
