//! Who works here.

use http::StatusCode;

use super::bench::{ADA, EVE, at_desk};

const PAGE: &str = "/metropole/equipe";

#[tokio::test]
async fn an_administrator_makes_a_team_and_gives_it_a_function() {
    at_desk(async |desk| {
        let id = desk.filed("Ana", "Martin").await;
        let nameless = desk.fill(ADA, PAGE, PAGE, &[("quoi", "equipe"), ("nom", " ! ")]).await;
        assert_eq!(nameless.status, StatusCode::UNPROCESSABLE_ENTITY);
        let added = desk.fill(ADA, PAGE, PAGE, &[("quoi", "equipe"), ("nom", "Police municipale")]).await;
        assert_eq!(added.location(), "/metropole/equipe?fait=equipe-ajoutee", "{}", added.body);
        let bind =
            [("quoi", "lien"), ("demarche", "stationnement-demenagement"), ("fonction", "instructeur"), ("dans.0", "police-municipale")];
        assert_eq!(desk.fill(ADA, PAGE, PAGE, &bind).await.location(), "/metropole/equipe?fait=lien");
        let eve = desk.id_of(EVE).await.to_string();
        for team in ["voirie", "police-municipale"] {
            let joined = desk.fill(ADA, PAGE, PAGE, &[("quoi", "entree"), ("agent", &eve), ("dans", team)]).await;
            assert_eq!(joined.location(), "/metropole/equipe?fait=membres");
        }
        assert!(desk.get(ADA, PAGE).await.says("Accueil, Police municipale, Voirie"));
        assert!(desk.get(EVE, &format!("/metropole/demandes/{id}")).await.says("Prendre la demande"), "she bears the function now");
        desk.fill(ADA, PAGE, PAGE, &[("quoi", "sortie"), ("agent", &eve), ("dans", "voirie")]).await;
        assert_eq!(desk.get(EVE, &format!("/metropole/demandes/{id}")).await.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn a_suspended_agent_comes_in_no_more_until_she_is_restored() {
    at_desk(async |desk| {
        let (eve, ada) = (desk.id_of(EVE).await.to_string(), desk.id_of(ADA).await.to_string());
        desk.fill(ADA, PAGE, PAGE, &[("quoi", "suspendre"), ("agent", &eve)]).await;
        assert_eq!(desk.get(EVE, "/metropole").await.status, StatusCode::NOT_FOUND);
        assert!(desk.get(ADA, PAGE).await.says("Suspendu"));
        desk.fill(ADA, PAGE, PAGE, &[("quoi", "retablir"), ("agent", &eve)]).await;
        assert_eq!(desk.get(EVE, "/metropole").await.status, StatusCode::OK);
        let own = desk.fill(ADA, PAGE, PAGE, &[("quoi", "suspendre"), ("agent", &ada)]).await;
        assert_eq!(own.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(desk.get(ADA, "/metropole").await.status, StatusCode::OK);
    })
    .await;
}

#[tokio::test]
async fn strangers_are_not_put_in_teams() {
    at_desk(async |desk| {
        let eve = desk.id_of(EVE).await.to_string();
        for typed in
            [[("agent", eve.as_str()), ("dans", "inconnue")], [("agent", "00000000-0000-7000-8000-000000000000"), ("dans", "voirie")]]
        {
            let refused = desk.fill(ADA, PAGE, PAGE, &[("quoi", "entree"), typed[0], typed[1]]).await;
            assert_eq!(refused.status, StatusCode::NOT_FOUND);
        }
        let published = desk.get(ADA, "/metropole/demarches").await;
        assert!(published.says("Partagée Elle ne se modifie pas ici.") && published.says("Créer une démarche"));
        assert!(!desk.get(EVE, "/metropole/demarches").await.says("Créer une démarche"), "only administrators write them");
    })
    .await;
}
