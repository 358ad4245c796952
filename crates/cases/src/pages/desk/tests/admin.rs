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
        let bind = [("quoi", "lien"), ("dans.stationnement-demenagement.instructeur", "police-municipale")];
        assert_eq!(desk.fill(ADA, PAGE, PAGE, &bind).await.location(), "/metropole/equipe?fait=lien");
        let all = desk.fill(ADA, PAGE, PAGE, &[("quoi", "tout"), ("toutes", "voirie")]).await;
        assert_eq!(all.location(), "/metropole/equipe?fait=lien");
        assert!(desk.get(ADA, PAGE).await.says("Demander une place de stationnement pour un déménagement : Voirie"));
        let nobody = desk.fill(ADA, PAGE, PAGE, &[("quoi", "tout"), ("toutes", "plombiers")]).await;
        assert_eq!(nobody.status, StatusCode::NOT_FOUND);
        desk.fill(ADA, PAGE, PAGE, &bind).await;
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
        for wrong in [("dans.stationnement-demenagement.inconnue", "voirie"), ("dans.stationnement-demenagement.instructeur", "inconnue")] {
            assert_eq!(desk.fill(ADA, PAGE, PAGE, &[("quoi", "lien"), wrong]).await.status, StatusCode::NOT_FOUND);
        }
        let published = desk.get(ADA, "/metropole/demarches").await;
        assert!(published.says("Partagée Elle ne se modifie pas ici.") && published.says("Créer une démarche"));
        assert!(!desk.get(EVE, "/metropole/demarches").await.says("Créer une démarche"), "only administrators write them");
    })
    .await;
}

#[tokio::test]
async fn an_administrator_says_how_and_when_a_team_is_reached() {
    const CONTACT: &str = "/metropole/equipe/voirie";
    at_desk(async |desk| {
        let blank = desk.get(ADA, CONTACT).await;
        assert!(blank.says("Coordonnées et horaires") && blank.body.contains("9h-17h"), "office hours until somebody says otherwise");
        let wrong = [("nom", "Voirie"), ("courriel", "voirie"), ("telephone", "12"), ("lundi", "toujours"), ("mardi", "9h-12h")];
        let refused = desk.fill(ADA, CONTACT, CONTACT, &wrong).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        for words in ["accueil@mairie.fr", "04 78 00 00 00", "8h30-12h, 13h30-17h. Laissez vide"] {
            assert!(refused.says(words), "{words}");
        }
        assert!(refused.body.contains("toujours"), "what was typed is kept");
        let never = desk.fill(ADA, CONTACT, CONTACT, &[("lundi", "")]).await;
        assert!(never.says("Écrivez les horaires d’un jour au moins."));

        let right = [
            ("nom", "Service voirie"),
            ("courriel", "voirie@metropole.example"),
            ("telephone", "04 65 71 10 10"),
            ("mardi", "8 h 30 - 12 h et 14 h - 17 h"),
        ];
        assert_eq!(desk.fill(ADA, CONTACT, CONTACT, &right).await.location(), "/metropole/equipe?fait=coordonnees");
        assert!(desk.get(ADA, CONTACT).await.body.contains("8h30-12h, 14h-17h"));
        assert_eq!(desk.get(ADA, "/metropole/equipe/inconnue").await.status, StatusCode::NOT_FOUND);
        assert_ne!(desk.get(EVE, CONTACT).await.status, StatusCode::OK, "she administers nothing");
    })
    .await;
}

#[tokio::test]
async fn an_administrator_gives_an_agent_a_telephone_and_takes_it_back() {
    at_desk(async |desk| {
        let page = format!("/metropole/agents/{}/telephone", desk.id_of(EVE).await);
        let refused = desk.fill(ADA, &page, &page, &[("telephone", "04 65 71 10 10")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.says("numéro de portable"));
        desk.fill(ADA, &page, &page, &[("telephone", "06 12 34 56 78")]).await;
        assert!(desk.get(ADA, PAGE).await.says("SMS au +33612345678"));
        desk.fill(ADA, &page, &page, &[("telephone", "")]).await;
        assert!(!desk.get(ADA, PAGE).await.says("SMS au"));
        assert_eq!(desk.get(ADA, "/metropole/agents/00000000-0000-7000-8000-000000000000/telephone").await.status, StatusCode::NOT_FOUND);
    })
    .await;
}
