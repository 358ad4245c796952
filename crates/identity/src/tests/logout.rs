use http::header;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};
use web::posted::encode;

use super::bench::{Browser, PASSWORD, journey, tokens_for};

const ANA: &str = "ana@exemple.fr";

#[tokio::test]
async fn signing_out_at_the_client_ends_every_token_at_once() {
    journey(async |world| {
        world.account(ANA, None).await;
        let (bron, lyon) = (world.client("bron", |_| {}).await, world.client("lyon", |_| {}).await);
        let browser = Browser::default();
        let (here, there) = (tokens_for(&world, &browser, &bron, ANA).await, tokens_for(&world, &browser, &lyon, ANA).await);
        world.wait(400);
        let url = format!(
            "/end-session?id_token_hint={}&post_logout_redirect_uri={}&state=abc",
            here.text("id_token"),
            encode("https://bron.example/")
        );
        let left = browser.get(&world, &url).await;
        assert_eq!(left.location(), "https://bron.example/?state=abc", "an expired hint is still a hint");
        for tokens in [&here, &there] {
            assert_eq!(world.userinfo(&tokens.text("access_token")).await.status, 401);
        }
        assert_eq!(world.refresh(&lyon, &there.text("refresh_token")).await.status, 400);
        assert_eq!(browser.get(&world, "/compte").await.location(), "/connexion");
    })
    .await;
}

#[tokio::test]
async fn without_proof_she_is_asked_and_never_sent_elsewhere() {
    journey(async |world| {
        world.account(ANA, None).await;
        let client = world.client("bron", |_| {}).await;
        let browser = Browser::default();
        let tokens = tokens_for(&world, &browser, &client, ANA).await;
        let claims = world.claims(&tokens.text("id_token"), "bron").await;
        let keys = world.send(http::Request::get("/jwks"), "").await.json();
        let public = jsonwebtoken::EncodingKey::from_secret(keys["keys"][0]["x"].as_str().unwrap().as_bytes());
        let header = jsonwebtoken::Header { kid: keys["keys"][0]["kid"].as_str().map(str::to_owned), ..Default::default() };
        let symmetric = jsonwebtoken::encode(&header, &claims, &public).unwrap();
        let unsigned = format!("eyJhbGciOiJub25lIn0.{}.", symmetric.split('.').nth(1).unwrap());
        let forged = tokens.text("id_token").replace("eyJ0eXAiOiJKV1Qi", "eyJ0eXAiOiJKV1Ri");
        for url in [
            "/end-session".to_owned(),
            format!("/end-session?id_token_hint={forged}"),
            format!("/end-session?id_token_hint={symmetric}"),
            format!("/end-session?id_token_hint={unsigned}"),
            format!("/end-session?client_id=bron&post_logout_redirect_uri={}", encode("https://evil.example/")),
        ] {
            let asked = browser.get(&world, &url).await;
            assert_eq!(asked.location(), "/deconnexion", "{url}");
        }
        assert_eq!(world.userinfo(&tokens.text("access_token")).await.status, 200, "still there");
        assert_eq!(browser.get(&world, "/deconnexion/faite").await.location(), "/deconnexion", "nothing says that she has left");

        let asked =
            browser.get(&world, &format!("/end-session?client_id=bron&post_logout_redirect_uri={}", encode("https://bron.example/"))).await;
        let page = browser.get(&world, asked.location()).await;
        assert!(page.body.contains("Se déconnecter"));
        assert!(page.header(header::CONTENT_SECURITY_POLICY).contains("https://bron.example"));
        let left = browser.fill(&world, asked.location(), "/deconnexion", &[]).await;
        assert_eq!(left.location(), "https://bron.example/");
        assert_eq!(world.userinfo(&tokens.text("access_token")).await.status, 401);
    })
    .await;
}

#[tokio::test]
async fn somebody_elses_hint_does_not_sign_her_out() {
    journey(async |world| {
        world.account(ANA, None).await;
        world.account("eve@exemple.fr", None).await;
        let client = world.client("bron", |_| {}).await;
        let (ana, eve) = (Browser::default(), Browser::default());
        let hers = tokens_for(&world, &ana, &client, ANA).await;
        let eves = tokens_for(&world, &eve, &client, "eve@exemple.fr").await;
        let forced = ana.get(&world, &format!("/end-session?id_token_hint={}", eves.text("id_token"))).await;
        assert_eq!(forced.location(), "/deconnexion", "she is asked");
        assert_eq!(world.userinfo(&hers.text("access_token")).await.status, 200);
    })
    .await;
}

#[tokio::test]
async fn each_client_with_an_address_is_told_once() {
    journey(async |world| {
        world.account(ANA, None).await;
        let address = format!("http://{}/fin", world.ear.local_addr().unwrap());
        let told = world.client("bron", |client| client.backchannel_uri = Some(address)).await;
        let untold = world.client("lyon", |_| {}).await;
        let browser = Browser::default();
        tokens_for(&world, &browser, &told, ANA).await;
        let tokens = tokens_for(&world, &browser, &told, ANA).await;
        tokens_for(&world, &browser, &untold, ANA).await;
        browser.fill(&world, "/deconnexion", "/deconnexion", &[]).await;

        let (heard, ()) = tokio::join!(heard(&world.ear), world.work());
        assert!(heard.starts_with("POST /fin HTTP/1.1"), "{heard}");
        let token = heard.rsplit("logout_token=").next().unwrap();
        assert_eq!(jsonwebtoken::decode_header(token).unwrap().typ.as_deref(), Some("logout+jwt"));
        let (said, id) = (world.claims(token, "bron").await, world.claims(&tokens.text("id_token"), "bron").await);
        assert_eq!((&said["sid"], &said["sub"]), (&id["sid"], &id["sub"]));
        assert!(said["events"]["http://schemas.openid.net/event/backchannel-logout"].is_object());
        assert!(said["nonce"].is_null() && said["jti"].is_string());
        let asked = browser.get(&world, &format!("/end-session?id_token_hint={token}")).await;
        assert_eq!(asked.location(), "/deconnexion/faite", "a logout token is no hint");

        let filter = db::jobs::Filter { kind: Some("identity.backchannel".into()), ..Default::default() };
        let mut tx = world.bench.databases.identity_read().await.unwrap();
        let jobs = db::jobs::page(&mut tx, &filter, None).await.unwrap();
        assert_eq!(jobs.iter().map(|job| job.state).collect::<Vec<_>>(), [db::jobs::State::Done]);
    })
    .await;
}

/// Listens to one call, and answers that it was understood.
async fn heard(ear: &TcpListener) -> String {
    let (mut stream, _) = ear.accept().await.unwrap();
    let mut bytes = Vec::new();
    while !String::from_utf8_lossy(&bytes).contains("logout_token=") {
        let mut chunk = [0; 4_096];
        let read = stream.read(&mut chunk).await.unwrap();
        bytes.extend_from_slice(&chunk[..read]);
    }
    stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n").await.unwrap();
    String::from_utf8(bytes).unwrap()
}

#[tokio::test]
async fn the_session_is_renewed_at_each_sign_in_and_a_planted_one_is_nothing() {
    journey(async |world| {
        world.account(ANA, None).await;
        let browser = Browser::default();
        let cookie = "guichet-connect-session";
        browser.get(&world, "/connexion").await;
        browser.set_cookie(cookie, "cGxhbnRlZA");
        assert_eq!(browser.get(&world, "/compte").await.location(), "/connexion");
        browser.sign_in(&world, "/connexion", ANA, PASSWORD).await;
        let first = browser.cookie(cookie).unwrap();
        assert_ne!(first, "cGxhbnRlZA");
        browser.sign_in(&world, "/connexion", ANA, PASSWORD).await;
        let second = browser.cookie(cookie).unwrap();
        assert_ne!(first, second);
        browser.set_cookie(cookie, &first);
        assert_eq!(browser.get(&world, "/compte").await.location(), "/connexion", "the one before is dead");
    })
    .await;
}

#[tokio::test]
async fn she_sees_what_is_open_before_she_leaves() {
    journey(async |world| {
        world.account(ANA, None).await;
        let told = world.client("bron", |client| client.backchannel_uri = Some("https://bron.example/fin".into())).await;
        let untold = world.client("lyon", |_| {}).await;
        world.client("oullins", |_| {}).await;
        let browser = Browser::default();
        tokens_for(&world, &browser, &told, ANA).await;
        tokens_for(&world, &browser, &untold, ANA).await;
        let page = browser.get(&world, "/deconnexion").await.body;
        assert!(page.contains("<li>Ville de bron</li><li>Ville de lyon</li></ul>"), "{page}");
        assert!(page.contains("prévenir\u{a0}: Ville de lyon. Fermez"), "{page}");
        assert!(!page.contains("tous mes appareils"), "there is no other");
    })
    .await;
}

#[tokio::test]
async fn she_leaves_this_browser_or_all_of_them() {
    journey(async |world| {
        world.account(ANA, None).await;
        let (here, there) = (Browser::default(), Browser::default());
        for browser in [&here, &there] {
            browser.sign_in(&world, "/connexion", ANA, PASSWORD).await;
        }
        assert!(here.get(&world, "/deconnexion").await.body.contains("Déconnecter tous mes appareils"));
        here.fill(&world, "/deconnexion", "/deconnexion", &[]).await;
        assert_eq!(here.get(&world, "/compte").await.location(), "/connexion");
        assert_eq!(there.get(&world, "/compte").await.status, 200, "this browser only");

        here.sign_in(&world, "/connexion", ANA, PASSWORD).await;
        here.fill(&world, "/deconnexion", "/deconnexion", &[("etendue", "partout")]).await;
        for browser in [&here, &there] {
            assert_eq!(browser.get(&world, "/compte").await.location(), "/connexion");
        }
    })
    .await;
}
