//! The end of an account: asked for, done, and never undone.

use kernel::{Personal, id::AccountId};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};

use super::bench::{Browser, PASSWORD, TOTP, World, certified_journey, journey, tokens_for};
use crate::{
    Identity, Ledger,
    flow::closing::{self, Why},
    model::datum::Datum,
    store::{
        accounts::{self, AccountRow},
        attributes,
    },
};

const CANARY: &str = "canari@exemple.fr";
const DAY: i64 = 86_400;
const HERE: &str = "/compte/suppression";

async fn id(world: &World, email: &str) -> Option<AccountId> {
    let mut tx = world.bench.databases.identity_read().await.unwrap();
    accounts::id_of(&mut tx, email).await.unwrap()
}

async fn close(world: &World, account: AccountId) {
    let mut tx = world.bench.databases.identity_write().await.unwrap();
    closing::close(&world.identity, &mut tx, &world.moment(), account, Why::Asked).await.unwrap();
    tx.commit().await.unwrap();
}

/// Starts the provider again on the same databases.
async fn start_again(world: &World) {
    let (sites, http) = (world.identity.sites.clone(), world.identity.http.clone());
    let ledger = Ledger::at(world.bench.dir.join("erasures.log"));
    Identity::open(world.bench.databases.clone(), [7; 32], sites, http, &world.bench.rng, (None, ledger)).await.unwrap();
}

/// What a restored backup does: the account is there again.
async fn restore(world: &World, account: AccountId) {
    let canary = Personal::new(CANARY.to_owned());
    let row = AccountRow {
        id: account,
        email_key: CANARY,
        email: &canary,
        password: &canary,
        given_name: &canary,
        family_name: &canary,
        confirmed_at: Some(world.moment().wall),
    };
    let mut tx = world.bench.databases.identity_write().await.unwrap();
    accounts::create(&mut tx, row, world.moment().wall).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn she_asks_changes_her_mind_asks_again_and_is_gone() {
    journey(async |world| {
        world.account(CANARY, None).await;
        let browser = Browser::default();
        browser.sign_in(&world, "/connexion", CANARY, PASSWORD).await;
        for page in ["/compte", "/compte/identite"] {
            assert!(browser.get(&world, page).await.body.contains(HERE), "{page}");
        }
        assert_eq!(browser.get(&world, "/compte/suppression/demandee").await.location(), HERE, "she asked for nothing");
        world.wait(601);
        let check = browser.get(&world, HERE).await.location().to_owned();
        assert_eq!(check, "/compte/verification?vers=%2Fcompte%2Fsuppression", "her proof is too old");
        assert_eq!(browser.fill(&world, &check, "/compte/verification", &[("password", "faux")]).await.status, 422);
        let back = browser.fill(&world, &check, "/compte/verification", &[("password", PASSWORD)]).await;
        assert_eq!(back.location(), HERE);
        let asked = browser.fill(&world, HERE, HERE, &[]).await;
        assert_eq!(asked.location(), "/compte/suppression/demandee");
        assert_eq!(browser.get(&world, "/compte").await.location(), "/connexion", "signed out at once");
        assert_eq!(browser.get(&world, asked.location()).await.status, 200);
        world.work().await;
        let letters = world.letters.take();
        assert_eq!(letters.len(), 1);
        let link = &letters[0].2;

        world.wait(6 * DAY);
        let kept = browser.fill(&world, link, "/compte/suppression/annulation", &[]).await;
        assert!(kept.body.contains("Votre compte est gardé"), "{}", kept.body);
        assert_eq!(browser.get(&world, link).await.status, 410, "it serves once");
        world.wait(2 * DAY);
        world.work().await;
        assert!(id(&world, CANARY).await.is_some());

        browser.sign_in(&world, "/connexion", CANARY, PASSWORD).await;
        browser.fill(&world, HERE, HERE, &[]).await;
        browser.sign_in(&world, "/connexion", CANARY, PASSWORD).await;
        let overview = browser.get(&world, "/compte").await.body;
        assert!(overview.contains("Votre compte sera supprimé le lundi 7 décembre 2026."), "{overview}");
        browser.fill(&world, "/compte", "/compte/suppression/abandon", &[]).await;
        assert!(!browser.get(&world, "/compte").await.body.contains("sera supprimé"));

        browser.fill(&world, HERE, HERE, &[]).await;
        world.wait(7 * DAY - 7_200);
        world.work().await;
        assert!(id(&world, CANARY).await.is_some(), "not a moment sooner");
        world.wait(7_200);
        world.work().await;
        assert!(id(&world, CANARY).await.is_none());
        assert_eq!(browser.sign_in(&world, "/connexion", CANARY, PASSWORD).await.status, 422);
    })
    .await;
}

#[tokio::test]
async fn whoever_has_codes_gives_one() {
    journey(async |world| {
        world.account(CANARY, Some(TOTP)).await;
        let browser = Browser::default();
        let step = browser.sign_in(&world, "/connexion", CANARY, PASSWORD).await;
        let code = crate::one_time_code(TOTP, world.moment().wall).unwrap();
        browser.fill(&world, step.location(), "/connexion/code", &[("code", &code)]).await;
        assert_eq!(browser.get(&world, HERE).await.status, 200, "she has just given one");
        world.wait(601);
        let proof = browser.get(&world, HERE).await.location().to_owned();
        assert!(proof.starts_with("/connexion/code?"), "{proof}");
        assert!(browser.get(&world, &proof).await.body.contains("Cette page touche à la sécurité de votre compte."));
    })
    .await;
}

#[tokio::test]
async fn whoever_has_no_password_comes_by_franceconnect() {
    certified_journey(async |world| {
        let browser = Browser::default();
        browser.by_franceconnect(&world, "/connexion", "claire").await;
        let fields = [("email", CANARY), ("accord", "oui")];
        browser.fill(&world, "/franceconnect/arrivee", "/franceconnect/inscription", &fields).await;
        world.work().await;
        let link = world.letters.take().remove(0).2;
        browser.fill(&world, &link, "/franceconnect/confirmation", &[]).await;
        world.wait(601);
        let check = browser.get(&world, HERE).await.location().to_owned();
        assert!(!browser.get(&world, &check).await.body.contains("Mot de passe"));
        assert_eq!(browser.by_franceconnect(&world, &check, "claire").await.location(), HERE);
        assert_eq!(browser.fill(&world, HERE, HERE, &[]).await.location(), "/compte/suppression/demandee");
    })
    .await;
}

#[tokio::test]
async fn nothing_personal_stays_and_the_proof_of_consent_does() {
    journey(async |world| {
        world.account(CANARY, Some(TOTP)).await;
        let account = id(&world, CANARY).await.unwrap();
        let mut tx = world.bench.databases.identity_write().await.unwrap();
        for datum in [Datum::GivenName, Datum::FamilyName, Datum::MobilePhone] {
            attributes::put(&mut tx, account, datum, &Personal::new("Canari".to_owned()), world.moment().wall).await.unwrap();
        }
        let entry = db::audit::Entry {
            actor: account.to_string(),
            action: "identity.tested",
            subject: account.to_string(),
            detail: Some(serde_json::json!({ "from": "Canari" })),
        };
        db::audit::record(&mut tx, &world.moment(), entry).await.unwrap();
        tx.commit().await.unwrap();
        let client = world.client("bron", |_| {}).await;
        let browser = Browser::default();
        let step = browser.sign_in(&world, browser.get(&world, &client.authorize(&[])).await.location(), CANARY, PASSWORD).await;
        let code = crate::one_time_code(TOTP, world.moment().wall).unwrap();
        let consent = browser.fill(&world, step.location(), "/connexion/code", &[("code", &code)]).await;
        let back = browser.fill(&world, consent.location(), "/autorisation", &[("choix", "accepter")]).await;
        let token = world.exchange(&client, &back.code()).await.text("access_token");

        close(&world, account).await;
        assert_eq!(world.userinfo(&token).await.status, 401, "at once");
        world.work().await;
        let mut tx = world.bench.databases.identity_write().await.unwrap();
        for table in [
            "accounts",
            "attributes",
            "second_factors",
            "sessions",
            "client_sessions",
            "tickets",
            "grants",
            "codes",
            "access_tokens",
            "refresh_tokens",
            "agreements",
            "acquaintances",
        ] {
            let left: i64 = tx.value(format!("SELECT COUNT(*) AS value FROM {table}"), db::args![]).await.unwrap();
            assert_eq!(left, 0, "{table}");
        }
        for (table, column) in [
            ("audit", "detail"),
            ("audit", "actor"),
            ("audit", "subject"),
            ("jobs", "payload"),
            ("jobs", "last_error"),
            ("requests", "parameters"),
            ("consent_texts", "text"),
            ("throttles", "key"),
            ("departures", "subject"),
            ("erasures", "digest"),
        ] {
            let sql = format!("SELECT COUNT(*) AS value FROM {table} WHERE LOWER(CAST({column} AS TEXT)) LIKE '%canari%'");
            let left: i64 = tx.value(sql, db::args![]).await.unwrap();
            assert_eq!(left, 0, "{table}.{column}");
        }
        while db::audit::seal(&mut tx).await.unwrap() > 0 {}
        assert!(crate::register::verify(&mut tx, None).await.unwrap().is_ok(), "the register bears it");
        let proofs = db::audit::sealed(&mut tx, crate::flow::sharing::GIVEN, 0, 10).await.unwrap();
        assert_eq!(proofs[0].detail.as_ref().unwrap()["client"], "bron");
        assert_eq!(proofs[0].detail.as_ref().unwrap()["given"], serde_json::json!(["given_name", "family_name", "email"]));
    })
    .await;
}

/// Whether these letters are in a file of this folder.
fn is_written(dir: &std::path::Path, letters: &str) -> bool {
    std::fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()).any(|path| {
        if path.is_dir() {
            return is_written(&path, letters);
        }
        let content = std::fs::read(path).unwrap().to_ascii_lowercase();
        content.windows(letters.len()).any(|window| window == letters.as_bytes())
    })
}

#[tokio::test]
async fn nothing_of_her_is_left_in_the_bytes_of_the_files() {
    journey(async |world| {
        let db::Engine::Sqlite { dir } = world.bench.engine.clone() else { return };
        let browser = Browser::default();
        let typed = [("given_name", "Canarizq"), ("family_name", "Perrin"), ("email", "canarizq@exemple.fr"), ("password", PASSWORD)];
        browser.fill(&world, "/inscription", "/inscription", &typed).await;
        world.work().await;
        let link = world.letters.take().remove(0).2;
        browser.fill(&world, &link, "/inscription/confirmation", &[]).await;
        let client = world.client("bron", |_| {}).await;
        tokens_for(&world, &browser, &client, "canarizq@exemple.fr").await;
        assert!(is_written(&dir, "canarizq"), "the search finds her");

        close(&world, id(&world, "canarizq@exemple.fr").await.unwrap()).await;
        world.work().await;
        assert!(world.bench.databases.wipe(&db::DbKey::Identity).await.unwrap());
        assert!(!is_written(&dir, "canarizq"));
    })
    .await;
}

#[tokio::test]
async fn a_restored_backup_brings_nobody_back() {
    journey(async |world| {
        world.account(CANARY, None).await;
        let account = id(&world, CANARY).await.unwrap();
        let ledger = world.bench.dir.join("erasures.log");
        close(&world, account).await;
        assert!(!ledger.exists(), "the process stopped between the commit and the ledger");
        start_again(&world).await;
        let line = std::fs::read_to_string(&ledger).unwrap();
        assert!(line.ends_with(&format!("{}\n", crate::ledger::digest(account))) && !line.contains(&account.to_string()), "{line}");

        restore(&world, account).await;
        world.account("bob@exemple.fr", None).await;
        start_again(&world).await;
        assert!(id(&world, CANARY).await.is_none(), "gone before the first request");
        assert!(id(&world, "bob@exemple.fr").await.is_some(), "nobody else");
    })
    .await;
}

#[tokio::test]
async fn a_client_with_an_address_is_told_by_a_signed_event() {
    journey(async |world| {
        world.account(CANARY, None).await;
        let client = world.client("bron", |_| {}).await;
        let address = format!("http://{}/evenements", world.ear.local_addr().unwrap());
        let mut tx = world.bench.databases.identity_write().await.unwrap();
        assert!(world.identity.set_events_uri(&mut tx, "bron", Some("ftp://bron.example")).await.is_err());
        assert!(world.identity.set_events_uri(&mut tx, "nobody", None).await.is_err());
        world.identity.set_events_uri(&mut tx, "bron", Some(&address)).await.unwrap();
        tx.commit().await.unwrap();
        let tokens = tokens_for(&world, &Browser::default(), &client, CANARY).await;
        let subject = world.claims(&tokens.text("id_token"), "bron").await["sub"].clone();
        close(&world, id(&world, CANARY).await.unwrap()).await;

        let (heard, ()) = tokio::join!(heard(&world.ear), world.work());
        assert!(heard.starts_with("POST /evenements HTTP/1.1") && heard.contains("application/secevent+jwt"), "{heard}");
        let token = heard.rsplit("\r\n\r\n").next().unwrap();
        assert_eq!(jsonwebtoken::decode_header(token).unwrap().typ.as_deref(), Some("secevent+jwt"));
        let said = world.claims(token, "bron").await;
        assert_eq!(said["sub_id"]["sub"], subject);
        assert!(said["events"][crate::model::security_event::ACCOUNT_PURGED].is_object());
        assert!(said["sub"].is_null() && said["exp"].is_null() && said["jti"].is_string(), "it is no token to sign in with");
    })
    .await;
}

/// Listens to one call, and answers that it was kept.
async fn heard(ear: &TcpListener) -> String {
    let (mut stream, _) = ear.accept().await.unwrap();
    let mut text = String::new();
    while text.split_once("\r\n\r\n").is_none_or(|(_, body)| body.matches('.').count() < 2 || body.len() < length(&text)) {
        let mut chunk = [0; 4_096];
        let read = stream.read(&mut chunk).await.unwrap();
        text.push_str(&String::from_utf8_lossy(&chunk[..read]));
    }
    stream.write_all(b"HTTP/1.1 202 Accepted\r\ncontent-length: 0\r\nconnection: close\r\n\r\n").await.unwrap();
    text
}

/// The length that a request announces.
fn length(text: &str) -> usize {
    let header = text.lines().find_map(|line| line.to_lowercase().strip_prefix("content-length: ").map(str::to_owned));
    header.and_then(|length| length.trim().parse().ok()).unwrap_or(0)
}
