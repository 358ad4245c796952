//! Each rule of the logout.

use web::posted::encode;

use super::world::{World, authorize_url, on, text};

const BACK: &str = "https://bron.example/adieu";

fn url(hint: &str, back: &str) -> String {
    format!("/api/v2/session/end?id_token_hint={hint}&state=a%26b&post_logout_redirect_uri={}", encode(back))
}

async fn is_signed_in(world: &World) -> bool {
    world.follow(&authorize_url("lyon", &[])).await.body.contains("Continuer sur")
}

#[tokio::test]
async fn an_expired_hint_ends_the_session_and_leads_back() {
    on(async |world| {
        let hint = text(&world.tokens(&[]).await, "id_token");
        world.clock.advance(600);
        assert!(is_signed_in(&world).await);
        let answer = world.get(&url(&hint, BACK)).await;
        assert_eq!((answer.status, answer.header("location")), (303, "https://bron.example/adieu?state=a%26b"));
        assert!(!is_signed_in(&world).await);
        assert_eq!(world.get(&url(&hint, BACK)).await.status, 303, "twice is as once");
    })
    .await;
}

#[tokio::test]
async fn a_hint_of_before_the_keys_changed_is_one_still() {
    on(async |world| {
        let hint = text(&world.tokens(&[]).await, "id_token");
        assert!(world.fc.behave("new-keys").unwrap());
        assert_eq!(world.get(&url(&hint, BACK)).await.status, 303);
    })
    .await;
}

#[tokio::test]
async fn what_is_wrong_ends_nothing() {
    on(async |world| {
        let hint = text(&world.tokens(&[]).await, "id_token");
        for (path, code) in [
            ("/api/v2/session/end".to_owned(), "Y030007"),
            (url("", BACK), "Y030007"),
            (url("x.y.z", BACK), "Y040001"),
            (url(&format!("{}AAAA", &hint[..hint.len() - 4]), BACK), "Y040001"),
            (url(&hint, "https://bron.example/adieu/"), "Y040001"),
            (url(&hint, "https://lyon.example/adieu"), "Y040001"),
        ] {
            let answer = world.get(&path).await;
            assert_eq!(answer.status, 400, "{path}");
            assert!(answer.body.contains(code), "{path}: {}", answer.body);
        }
        assert!(is_signed_in(&world).await);
    })
    .await;
}

#[tokio::test]
async fn without_an_address_one_stays_here() {
    on(async |world| {
        let hint = text(&world.tokens(&[]).await, "id_token");
        let answer = world.get(&format!("/api/v2/session/end?id_token_hint={hint}")).await;
        assert_eq!(answer.status, 200);
        assert!(answer.body.contains("Vous êtes déconnecté"));
        assert!(!is_signed_in(&world).await);
    })
    .await;
}
