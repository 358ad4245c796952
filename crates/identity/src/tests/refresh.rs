use super::bench::{Browser, journey, tokens_for};

const ANA: &str = "ana@exemple.fr";

#[tokio::test]
async fn a_refresh_token_serves_once_and_its_reuse_ends_the_family() {
    journey(async |world| {
        world.account(ANA, None).await;
        let client = world.client("bron", |_| {}).await;
        let first = tokens_for(&world, &Browser::default(), &client, ANA).await;
        world.wait(601);
        assert_eq!(world.userinfo(&first.text("access_token")).await.status, 401, "ten minutes for a partner");

        let second = world.refresh(&client, &first.text("refresh_token")).await;
        assert_eq!(second.status, 200, "{}", second.body);
        assert_eq!(world.userinfo(&second.text("access_token")).await.status, 200);
        let (before, after) = (world.claims(&first.text("id_token"), "bron").await, world.claims(&second.text("id_token"), "bron").await);
        assert_eq!((&before["sub"], &before["auth_time"], &before["sid"]), (&after["sub"], &after["auth_time"], &after["sid"]));

        let stolen = world.refresh(&client, &first.text("refresh_token")).await;
        assert_eq!((stolen.status, stolen.text("error")), (400, "invalid_grant".into()));
        assert_eq!(world.userinfo(&second.text("access_token")).await.status, 401, "nobody knows which one is the thief");
        assert_eq!(world.refresh(&client, &second.text("refresh_token")).await.status, 400);
    })
    .await;
}

#[tokio::test]
async fn a_refresh_token_is_its_clients_own_and_never_widens() {
    journey(async |world| {
        world.account(ANA, None).await;
        let (bron, lyon) = (world.client("bron", |_| {}).await, world.client("lyon", |_| {}).await);
        let tokens = tokens_for(&world, &Browser::default(), &bron, ANA).await;
        let token = tokens.text("refresh_token");
        assert_eq!(world.refresh(&lyon, &token).await.text("error"), "invalid_grant");
        let ask = async |scope: &str| {
            let fields = [("grant_type", "refresh_token"), ("refresh_token", &*token), ("scope", scope)];
            world.post_form("/token", Some(&bron.basic()), &fields).await
        };
        assert_eq!(ask("openid phone").await.text("error"), "invalid_scope");
        assert_eq!(ask("email").await.text("error"), "invalid_scope", "openid goes with it");
        let less = ask("openid").await;
        assert_eq!((less.status, less.text("scope")), (200, "openid".into()));
        let person = world.userinfo(&less.text("access_token")).await.json();
        assert!(person["email"].is_null() && person["sub"].is_string());
    })
    .await;
}

#[tokio::test]
async fn our_own_sites_have_a_token_as_long_as_the_session_and_no_other() {
    journey(async |world| {
        world.account(ANA, None).await;
        let portal = world
            .client("portal", |client| {
                client.is_ours = true;
                client.asks_consent = false;
            })
            .await;
        let tokens = tokens_for(&world, &Browser::default(), &portal, ANA).await;
        assert_eq!(tokens.json()["expires_in"], 12 * 3_600);
        assert!(tokens.json()["refresh_token"].is_null());
        for _ in 0..13 {
            world.wait(3_000);
            assert_eq!(world.userinfo(&tokens.text("access_token")).await.status, 200, "asking keeps the session alive");
        }
        world.wait(3_000);
        world.wait(1_300);
        assert_eq!(world.userinfo(&tokens.text("access_token")).await.status, 401, "twelve hours, whatever happens");
    })
    .await;
}
