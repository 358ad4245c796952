//! A canary, planted wherever the platform keeps what is personal.

use std::{path::Path, sync::Arc};

use db::{DbKey, Engine, Keyring, args};
use identity::NewAccount;
use kernel::{
    Clock, Personal, Rng,
    clock::{ManualClock, from_micros},
    rng::SeededRng,
    values::Email,
};
use notify::Mailer;
use web::{Site, Sites};

use crate::app::{App, SECTOR, Setting, sender};

const CANARY: &str = "canari@exemple.fr";

async fn open(dir: &Path) -> App {
    let site = |site, port: u16| (site, format!("http://localhost:{port}"));
    let bases = [site(Site::Portal, 8080), site(Site::Desk, 8081), site(Site::Connect, 8082), site(Site::Console, 8083)];
    let clock: Arc<dyn Clock> = Arc::new(ManualClock::at(from_micros(1_795_334_400_000_000)));
    let rng: Arc<dyn Rng> = Arc::new(SeededRng::new(1));
    let setting = Setting {
        engine: Engine::Sqlite { dir: dir.join("databases") },
        data: dir.to_owned(),
        erasures: dir.join("erasures.log"),
        sites: bases.into_iter().fold(Sites::default(), |sites, (site, base)| sites.with(site, &base)),
        secret: [1; 32],
        answer_keys: Keyring::new([("test".to_owned(), [2; 32])]),
        clock,
        rng,
        mailer: Mailer::memory(),
        sender: sender("Guichet", "guichet@exemple.fr").unwrap(),
        texts: None,
        outbound_allow: Vec::new(),
        antivirus: None,
        places: territory::places::Sources::default(),
        franceconnect: None,
        trusted_proxies: Vec::new(),
        is_demo: false,
        more_routes: Vec::new(),
    };
    App::open(setting).await.unwrap()
}

/// Every column of a database that holds the canary.
async fn found(app: &App, key: &DbKey) -> Vec<String> {
    let mut tx = app.parts.databases.any_read(key).await.unwrap();
    let columns = "SELECT group_concat(m.name || '.' || p.name) AS value FROM sqlite_master m, pragma_table_info(m.name) p \
                   WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%'";
    let columns: String = tx.value(columns, args![]).await.unwrap();
    let mut found = Vec::new();
    for column in columns.split(',') {
        let (table, name) = column.split_once('.').unwrap();
        let sql = format!("SELECT COUNT(*) AS value FROM {table} WHERE LOWER(CAST(\"{name}\" AS TEXT)) LIKE '%canari%'");
        if tx.value::<i64>(sql, args![]).await.unwrap() > 0 {
            found.push(column.to_owned());
        }
    }
    found
}

#[tokio::test]
async fn a_canary_planted_on_the_platform_goes_with_its_account() {
    let dir = tempfile::tempdir().unwrap();
    let app = open(dir.path()).await;
    let password = app.parts.identity.hash_password(Personal::new("trois cerises volent".to_owned()), &*app.rng).await.unwrap();
    let name = Personal::new("Canari".to_owned());
    let email = Email::parse(CANARY).unwrap();
    let new =
        NewAccount { email: email.clone(), password, given_name: name.clone(), family_name: name, totp_secret: None, confirmed: true };
    let mut tx = app.parts.databases.identity_write().await.unwrap();
    let id = app.parts.identity.create_account(&mut tx, &app.moment(), new).await.unwrap();
    let subject = app.parts.identity.subject_for(&mut tx, &email, SECTOR).await.unwrap().unwrap();
    tx.execute("INSERT INTO acquaintances (account_id, client_id, since) VALUES ($1, 'guichet-portal', 1)", args![id]).await.unwrap();
    tx.execute("UPDATE accounts SET closes_at = 1 WHERE id = $1", args![id]).await.unwrap();
    tx.commit().await.unwrap();
    plant(&app, &subject).await;
    let planted = found(&app, &DbKey::Platform).await;
    for column in ["site_sessions.claims", "drafts.answers", "draft_files.name", "followed_cases.title", "notices.body"] {
        assert!(planted.contains(&column.to_owned()), "{column} is planted: {planted:?}");
    }

    app.runner.drain().await.unwrap();
    assert_eq!(found(&app, &DbKey::Platform).await, Vec::<String>::new());
    assert_eq!(found(&app, &DbKey::Identity).await, Vec::<String>::new());
    app.parts.databases.close().await;
}

/// Puts the canary in every personal column of the platform.
async fn plant(app: &App, subject: &str) {
    let mut tx = app.parts.databases.platform_write().await.unwrap();
    let id: kernel::id::DraftId = app.moment().id();
    for sql in [
        "INSERT INTO site_sessions (id, site, token_digest, subject, claims, id_token, access_token, authenticated_at, second_factor, \
         created_at, seen_at, checked_at) VALUES ($1, 'portal', 't', $2, '{\"n\":\"Canari\"}', 'Canari', 'a', 1, FALSE, 1, 1, 1)",
        "INSERT INTO drafts (id, visitor, subject, authority, teleservice, instance, definition, answers, version, created_at, updated_at, \
         expires_at) VALUES ($1, 'v', $2, 'bron', 'acte', 'bron', 'd', '{\"n\":\"Canari\"}', 1, 1, 1, 9000000000000000)",
        "INSERT INTO draft_files (id, draft, field, name, media_type, size, hash, at) \
         SELECT $1, id, 'f', 'Canari.pdf', 'application/pdf', 1, 'h', 1 FROM drafts WHERE subject = $2",
        "INSERT INTO followed_cases (case_id, instance, subject, reference, title, authority, status_label, nature, version, filed_at, \
         updated_at) VALUES ($1, 'bron', $2, 'B-1', 'Acte de Canari', 'bron', 'Envoyée', 'waiting', 1, 1, 1)",
        "INSERT INTO notices (id, subject, key, title, body, href, created_at) VALUES ($1, $2, 'k', 'Canari', 'Canari', '/', 1)",
    ] {
        tx.execute(sql, args![id, subject]).await.unwrap();
    }
    tx.commit().await.unwrap();
}
