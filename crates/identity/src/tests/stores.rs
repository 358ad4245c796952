use std::sync::Arc;

use kernel::{Rng, values::Email};
use outbound::Http;
use web::{Site, Sites};

use super::bench::{Browser, ISSUER, PASSWORD, TOTP, journey, tokens_for};
use crate::{
    Identity, Ledger, keys,
    store::{accounts, purge, second_factors},
};

const ANA: &str = "ana@exemple.fr";

#[tokio::test]
async fn a_provider_opened_again_knows_the_same_people_and_keys() {
    journey(async |world| {
        world.account(ANA, None).await;
        let sites = Sites::default().with(Site::Connect, ISSUER);
        let rng: Arc<dyn Rng> = Arc::new(kernel::rng::SystemRng);
        let open = async |secret| {
            let ledger = Ledger::at(world.bench.dir.join("erasures.log"));
            Identity::open(world.bench.databases.clone(), secret, sites.clone(), Http::new(vec![]).unwrap(), &rng, (None, ledger)).await
        };
        let again = open([7; 32]).await.unwrap();
        let mut tx = world.bench.databases.identity_read().await.unwrap();
        let email = Email::parse("ANA@exemple.fr").unwrap();
        let before = world.identity.subject_for(&mut tx, &email, "bron").await.unwrap().unwrap();
        assert_eq!(again.subject_for(&mut tx, &email, "bron").await.unwrap().unwrap(), before);
        assert_eq!(again.subject_for(&mut tx, &Email::parse("x@exemple.fr").unwrap(), "bron").await.unwrap(), None);
        assert_eq!(crate::store::keys::all(&mut tx).await.unwrap().len(), 2, "one key of each algorithm, and no other");
        drop(tx);
        assert!(open([8; 32]).await.is_err(), "another deployment's secret opens nothing");
    })
    .await;
}

#[tokio::test]
async fn keys_turn_and_old_tokens_are_still_read() {
    journey(async |world| {
        world.account(ANA, None).await;
        let client = world.client("bron", |_| {}).await;
        let browser = Browser::default();
        let rotate = async || {
            keys::renew(&world.bench.databases, &world.identity.vault, &world.moment()).await.unwrap();
        };
        let kid = |token: &str| jsonwebtoken::decode_header(token).unwrap().kid.unwrap();
        let first = tokens_for(&world, &browser, &client, ANA).await.text("id_token");
        world.wait(90 * 86_400);
        rotate().await;
        let second = tokens_for(&world, &browser, &client, ANA).await.text("id_token");
        assert_eq!(kid(&first), kid(&second), "the new key is only published");
        world.wait(86_400);
        let third = tokens_for(&world, &browser, &client, ANA).await.text("id_token");
        assert_ne!(kid(&first), kid(&third));
        assert!(world.claims(&first, "bron").await["sub"].is_string());
        world.wait(3 * 86_400);
        rotate().await;
        world.wait(61);
        let keys = world.send(http::Request::get("/jwks"), "").await;
        assert!(!keys.body.contains(&kid(&first)) && keys.body.contains(&kid(&third)));
    })
    .await;
}

#[tokio::test]
async fn what_serves_no_more_is_forgotten() {
    journey(async |world| {
        world.account(ANA, None).await;
        let client = world.client("bron", |_| {}).await;
        tokens_for(&world, &Browser::default(), &client, ANA).await;
        Browser::default().get(&world, &client.authorize(&[])).await;
        world.wait(3_600);
        let mut tx = world.bench.databases.identity_write().await.unwrap();
        assert_eq!(purge::end_expired_sessions(&mut tx, world.moment().wall).await.unwrap(), 1);
        tx.commit().await.unwrap();
        world.wait(3 * 86_400);
        assert!(world.forget().await >= 2);
        let mut tx = world.bench.databases.identity_read().await.unwrap();
        for table in ["sessions", "grants", "codes", "access_tokens", "refresh_tokens", "requests"] {
            let left: i64 = tx.value(format!("SELECT COUNT(*) AS value FROM {table}"), db::args![]).await.unwrap();
            assert_eq!(left, 0, "{table}");
        }
        let accounts: i64 = tx.value("SELECT COUNT(*) AS value FROM accounts", db::args![]).await.unwrap();
        assert_eq!(accounts, 1, "people stay");
    })
    .await;
}

#[tokio::test]
async fn nothing_that_opens_a_door_is_kept_in_clear() {
    journey(async |world| {
        world.account(ANA, Some(TOTP)).await;
        let client = world.client("bron", |_| {}).await;
        let browser = Browser::default();
        let begun = browser.get(&world, &client.authorize(&[])).await;
        let step = browser.sign_in(&world, begun.location(), ANA, PASSWORD).await;
        let code = crate::one_time_code(TOTP, world.moment().wall).unwrap();
        let consent = browser.fill(&world, step.location(), "/connexion/code", &[("code", &code)]).await;
        let back = browser.fill(&world, consent.location(), "/autorisation", &[("choix", "accepter")]).await;
        let tokens = world.exchange(&client, &back.code()).await;
        let secrets = [
            PASSWORD.to_owned(),
            TOTP.to_owned(),
            client.secret.clone(),
            back.code(),
            tokens.text("access_token"),
            tokens.text("refresh_token"),
            browser.cookie("guichet-connect-session").unwrap(),
            step.parameter("etape").unwrap(),
        ];
        let mut tx = world.bench.databases.identity_read().await.unwrap();
        for (table, columns) in [
            ("accounts", "password"),
            ("second_factors", "secret"),
            ("client_secrets", "digest"),
            ("codes", "digest"),
            ("access_tokens", "digest"),
            ("refresh_tokens", "digest"),
            ("sessions", "token_digest"),
        ] {
            let kept: String = tx.value(format!("SELECT {columns} AS value FROM {table}"), db::args![]).await.unwrap();
            assert!(!secrets.iter().any(|secret| kept.contains(secret.as_str())), "{table}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_step_is_used_once_even_by_two_who_read_it_together() {
    journey(async |world| {
        world.account(ANA, Some(TOTP)).await;
        let mut tx = world.bench.databases.identity_write().await.unwrap();
        let account = accounts::id_of(&mut tx, ANA).await.unwrap().unwrap();
        assert!(second_factors::use_step(&mut tx, account, 5).await.unwrap());
        assert!(!second_factors::use_step(&mut tx, account, 5).await.unwrap());
        assert!(!second_factors::use_step(&mut tx, account, 4).await.unwrap());
        assert!(second_factors::use_step(&mut tx, account, 6).await.unwrap());
    })
    .await;
}
