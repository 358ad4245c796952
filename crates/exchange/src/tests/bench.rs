//! A space with an administrator, a téléservice that calls, and what she sees.

use std::{ops::Deref, sync::Arc};

use cases::{Cases, Place, model::Origin};
use db::{InstanceKey, InstanceTx, Migration, testing::Bench};
use kernel::{Slug, values::Email};
use outbound::Http;
use web::{
    Site, Sites,
    cookie::Secret,
    testing::{Browser, Shown},
};

use crate::{Exchange, Services};

const DEFINITION: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../definition/tests/fixtures/demenagement.toml"));
/// The téléservice, and its name for the program that it calls.
pub(super) const CALLER: (&str, &str) = ("stationnement-demenagement", "pose_panneaux");

pub(super) struct Desk {
    pub bench: Bench,
    pub exchange: Exchange,
    browser: Browser,
}

impl Deref for Desk {
    type Target = Browser;

    fn deref(&self) -> &Browser {
        &self.browser
    }
}

pub(super) fn bron() -> InstanceKey {
    InstanceKey::parse("bron").unwrap()
}

pub(super) fn slug(text: &str) -> Slug {
    text.parse().unwrap()
}

/// Runs a test on each engine; `allow` are addresses of our own that may be called.
pub(super) async fn each(allow: &[String], test: impl AsyncFn(Desk)) {
    let migrations: &[&[Migration]] =
        &[territory::MIGRATIONS, notify::MIGRATIONS, records::MIGRATIONS, cases::MIGRATIONS, crate::MIGRATIONS];
    db::testing::on_each_engine(migrations, async |bench| test(Desk::open(bench, allow.to_vec()).await).await).await;
}

impl Desk {
    async fn open(bench: Bench, allow: Vec<String>) -> Self {
        let territory = territory::Territory::new(bench.databases.clone());
        let mut tx = bench.databases.platform_write().await.unwrap();
        territory::seed(&mut tx, &bench.moment()).await.unwrap();
        tx.commit().await.unwrap();
        territory.refresh().await.unwrap();
        territory::open_instances(&territory, &slug("bron"), "test", &bench.moment()).await.unwrap();
        let (secret, http) = (Secret::new([5; 32]), Http::new(allow).unwrap());
        let sites = Sites::default().with(Site::Desk, "http://localhost:8081").with(Site::Portal, "http://localhost:8080");
        let databases = bench.databases.clone();
        let exchange = Exchange::new(Services { databases: databases.clone(), http: http.clone(), secret: secret.clone() });
        let base = cases::territory_lookups();
        let cases = Cases::new(cases::Services {
            databases: databases.clone(),
            blobs: bench.blobs.clone(),
            records: records::Records::new(records::Services { databases: databases.clone(), blobs: bench.blobs.clone(), http, base }),
            territory,
            sites: sites.clone(),
            secret: secret.clone(),
            keys: db::Keyring::new([("test".to_owned(), [5; 32])]),
            sender: notify::Sender { name: "Guichet".to_owned(), address: Email::parse("guichet@exemple.fr").unwrap() },
            connectors: Arc::new(exchange.clone()),
            antivirus: None,
            offers_changed: Arc::default(),
        });
        let publication = cases.check(definition::from_toml(DEFINITION).unwrap()).unwrap();
        let place = Place { instance: &bron(), origin: Origin::Own, team: (&slug("voirie"), "Voirie"), offered: false };
        cases.publish(&bench.moment(), &publication, place).await.unwrap();
        let browser = Browser::open(&bench, sites, secret, exchange.routes(&cases));
        Self { bench, exchange, browser }
    }

    pub(super) async fn tx(&self) -> InstanceTx {
        self.bench.databases.instance_write(&bron()).await.unwrap()
    }

    /// Makes a connector by its form; the page that follows.
    pub(super) async fn make(&self, url: &str, typed: &[(&str, &str)]) -> Shown {
        let typed: Vec<(&str, &str)> = [("nom", "Logiciel de pose"), ("adresse", url)].into_iter().chain(typed.iter().copied()).collect();
        self.fill("/bron/connecteurs", "Créer le connecteur", &typed).await
    }
}
