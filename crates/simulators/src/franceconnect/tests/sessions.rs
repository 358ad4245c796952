//! Single sign-on, and the pages on the way.

use super::world::{authorize_url, json, on, parameter, text};

#[tokio::test]
async fn a_second_service_sees_the_information_page_only() {
    on(async |world| {
        let first = world.sign_in("bron", &[], "claire").await;
        world.clock.advance(1_799);
        let page = world.follow(&authorize_url("lyon", &[("prompt", "login consent")])).await;
        assert_eq!(page.status, 200);
        assert!(page.body.contains("Continuer sur Ville de lyon") && page.body.contains("Claire Odile VASSIEUX"), "{}", page.body);
        let second = world.go_on(&page).await;
        assert!(second.header("location").starts_with("https://lyon.example/retour?code="));
        // asking kept the session alive
        world.clock.advance(1_799);
        assert!(world.follow(&authorize_url("bron", &[])).await.body.contains("Continuer sur Ville de bron"));
        assert!(first.header("location").starts_with("https://bron.example/"));
    })
    .await;
}

#[tokio::test]
async fn a_session_sleeps_thirty_minutes_at_most() {
    on(async |world| {
        world.sign_in("bron", &[], "claire").await;
        world.clock.advance(1_800);
        assert!(world.follow(&authorize_url("lyon", &[])).await.body.contains("Choisissez un compte et une personne."));
    })
    .await;
}

#[tokio::test]
async fn each_entity_has_its_own_identifier_of_a_person() {
    on(async |world| {
        let subject = async |client: &str| {
            world.close();
            let code = parameter(&world.sign_in(client, &[], "claire").await, "code").unwrap();
            let token = text(&world.exchange(client, &code, &[]).await, "id_token");
            world.verified(&token, jsonwebtoken::Algorithm::ES256).await.unwrap()["sub"].clone()
        };
        let (bron, lyon) = (subject("bron").await, subject("lyon").await);
        assert_ne!(bron, lyon);
        assert_eq!(bron, subject("bron").await);
    })
    .await;
}

#[tokio::test]
async fn the_page_says_what_the_service_will_know() {
    on(async |world| {
        let page = world.follow(&authorize_url("bron", &[("scope", "openid email")])).await;
        let welcomed = world.fill(&page, "/connexion", &[("login", "couple_1")]).await;
        let page = world.get(welcomed.header("location")).await;
        assert!(page.body.contains("couple@example.org"));
        assert!(!page.body.contains("Date de naissance"), "it was not asked for");
        assert!(page.header("content-security-policy").contains("form-action 'self' http: https:"));
    })
    .await;
}

#[tokio::test]
async fn nobody_answers_in_the_place_of_another_browser() {
    on(async |world| {
        let page = world.follow(&authorize_url("bron", &[])).await;
        let url = format!("/connexion?demande={}", page.body.split("name=\"demande\" value=\"").nth(1).unwrap().split('"').next().unwrap());
        assert_eq!(world.get(&url).await.status, 200);
        world.close();
        let elsewhere = world.get(&url).await;
        assert_eq!(elsewhere.status, 400);
        assert!(elsewhere.body.contains("Y190001"));
    })
    .await;
}

#[tokio::test]
async fn a_request_is_answered_once_and_in_time() {
    on(async |world| {
        let page = world.follow(&authorize_url("bron", &[])).await;
        let welcomed = world.fill(&page, "/connexion", &[("login", "claire")]).await;
        let page = world.get(welcomed.header("location")).await;
        assert_eq!(world.go_on(&page).await.status, 303);
        let again = world.go_on(&page).await;
        assert_eq!(again.status, 400);
        assert!(again.body.contains("Y190001"));

        let page = world.follow(&authorize_url("bron", &[])).await;
        world.clock.advance(1_800);
        assert!(world.fill(&page, "/continuer", &[]).await.body.contains("Y190001"));
    })
    .await;
}

#[tokio::test]
async fn a_client_may_prefer_an_identity_provider() {
    on(async |world| {
        let more = [("idp_hint", "identite-essai"), ("scope", "openid idp_id")];
        let page = world.follow(&authorize_url("bron", &more)).await;
        assert!(page.body.contains("value=\"identite-essai\" checked"), "{}", page.body);
        let welcomed = world.fill(&page, "/connexion", &[("fournisseur", "identite-essai"), ("login", "claire")]).await;
        let back = world.go_on(&world.get(welcomed.header("location")).await).await;
        let tokens = world.exchange("bron", &parameter(&back, "code").unwrap(), &[]).await;
        let identity = world.userinfo(&text(&tokens, "access_token")).await;
        let said = world.verified(&identity.body, jsonwebtoken::Algorithm::ES256).await.unwrap();
        assert_eq!(said["idp_id"], "identite-essai");
        assert_eq!(json(&tokens)["scope"], "openid idp_id");
    })
    .await;
}
