//! What people see when they cannot go on, and what their service is told.

use super::world::{STATE, authorize_url, on};

#[tokio::test]
async fn an_incident_has_its_code_and_the_way_back() {
    on(async |world| {
        for (login, code, error) in [
            ("sans_email", "Y600006", "server_error"),
            ("desactive", "Y180001", "access_denied"),
            ("rnipp_plusieurs", "Y010006", "access_denied"),
            ("decede", "Y010015", "access_denied"),
            ("rnipp_lent", "Y010012", "temporarily_unavailable"),
        ] {
            world.close();
            let page = world.follow(&authorize_url("bron", &[])).await;
            let incident = world.fill(&page, "/connexion", &[("login", login)]).await;
            assert_eq!(incident.status, 400, "{login}");
            assert!(incident.body.contains(code), "{login}: {}", incident.body);
            let way_back =
                format!("href=\"https://bron.example/retour?error={error}&amp;error_description={code}&amp;state={STATE}&amp;iss=");
            assert!(incident.body.contains(&way_back), "{login}: {}", incident.body);
            assert!(world.follow(&authorize_url("bron", &[])).await.body.contains("Je me connecte"), "{login} is not signed in");
        }
    })
    .await;
}

#[tokio::test]
async fn whoever_gives_up_goes_back() {
    on(async |world| {
        let page = world.follow(&authorize_url("bron", &[])).await;
        let way_back =
            format!("https://bron.example/retour?error=access_denied&amp;error_description=user%20auth%20aborted&amp;state={STATE}");
        assert!(page.body.contains(&way_back), "{}", page.body);
        assert!(page.body.contains("Revenir sur Ville de bron"));
    })
    .await;
}

#[tokio::test]
async fn somebody_must_be_chosen() {
    on(async |world| {
        let page = world.follow(&authorize_url("bron", &[])).await;
        for login in ["", "nobody"] {
            let again = world.fill(&page, "/connexion", &[("fournisseur", "identite-essai"), ("login", login)]).await;
            assert_eq!(again.status, 422);
            assert!(again.body.contains("Choisissez une personne.") && again.body.contains("value=\"identite-essai\" checked"));
        }
    })
    .await;
}

#[tokio::test]
async fn a_request_that_cannot_be_trusted_leads_nowhere() {
    on(async |world| {
        for (more, code) in [
            (("nonce", "short"), "Y030007"),
            (("client_id", "nobody"), "Y04EA6EF"),
            (("redirect_uri", "https://evil.example/retour"), "Y04C013C"),
        ] {
            let answer = world.get(&authorize_url("bron", &[more])).await;
            assert_eq!((answer.status, answer.header("location")), (400, ""));
            assert!(answer.body.contains(code), "{}", answer.body);
            assert!(!answer.body.contains("evil.example"));
        }
    })
    .await;
}

#[tokio::test]
async fn a_level_that_it_does_not_give_is_told_to_the_client() {
    on(async |world| {
        let answer = world.get(&authorize_url("bron", &[("acr_values", "eidas2")])).await;
        assert_eq!(answer.status, 303);
        assert!(answer.header("location").starts_with("https://bron.example/retour?error=invalid_acr&error_description=acr_value"));
    })
    .await;
}
