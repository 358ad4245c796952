//! A space with an administrator, and what she sees.

use std::{ops::Deref, sync::Arc};

use axum::body::Body;
use db::{DbKey, InstanceKey, InstanceTx, jobs::Runner, testing::Bench};
use forms::{Item, List, Lookups};
use http::{Request, header};
use kernel::Slug;
use outbound::Http;
use serde_json::Value;
use web::{
    Site, Sites,
    cookie::Secret,
    testing::{Browser, Shown},
};

use crate::{Column, ColumnKind, Entry, NewList, Records, Services, Written};

pub(super) struct Office {
    pub bench: Bench,
    pub records: Records,
    browser: Browser,
}

impl Deref for Office {
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
pub(super) async fn each_allowing(allow: Vec<String>, test: impl AsyncFn(Office)) {
    db::testing::on_each_engine(&[crate::MIGRATIONS], async |bench| test(Office::open(bench, allow.clone()).await).await).await;
}

pub(super) async fn each(test: impl AsyncFn(Office)) {
    each_allowing(Vec::new(), test).await;
}

fn part(bench: &Bench, allow: Vec<String>) -> Records {
    let communes = List::new(vec![Item::new("69029", "Bron"), Item::new("69123", "Lyon")]);
    Records::new(Services {
        databases: bench.databases.clone(),
        blobs: bench.blobs.clone(),
        http: Http::new(allow).unwrap(),
        base: Lookups { lists: [("communes".to_owned(), Arc::new(communes))].into(), ..Lookups::default() },
    })
}

impl Office {
    async fn open(bench: Bench, allow: Vec<String>) -> Self {
        bench.databases.create(&DbKey::Instance(bron())).await.unwrap();
        let records = part(&bench, allow);
        let sites = Sites::default().with(Site::Desk, "http://localhost:8081");
        let browser = Browser::open(&bench, sites, Secret::new([5; 32]), records.routes());
        Self { bench, records, browser }
    }

    /// Another replica on the same databases.
    pub(super) fn replica(&self) -> Records {
        part(&self.bench, Vec::new())
    }

    pub(super) async fn tx(&self) -> InstanceTx {
        self.bench.databases.instance_write(&bron()).await.unwrap()
    }

    /// Rooms, which relate to communes.
    pub(super) async fn rooms(&self) {
        let column = |name: &str, label: &str, kind| Column { slug: slug(name), label: label.to_owned(), kind };
        let columns = vec![
            column("places", "Places", ColumnKind::Number),
            column("tarif", "Tarif", ColumnKind::Amount),
            column("commune", "Commune", ColumnKind::Relation(slug("communes"))),
        ];
        self.list("salles", columns).await;
    }

    pub(super) async fn list(&self, name: &str, columns: Vec<Column>) {
        let mut tx = self.tx().await;
        let new = NewList { slug: slug(name), label: name.to_owned(), is_public: true, columns };
        assert!(self.records.make_list(&mut tx, &new).await.unwrap());
        tx.commit().await.unwrap();
    }

    /// Writes a record, as a workflow does.
    pub(super) async fn write(&self, list: &str, values: Value) -> Result<Written, String> {
        let mut tx = self.tx().await;
        let values = values.as_object().unwrap().clone().into_iter().collect();
        let entry = Entry { list: slug(list), values, fallback: "BRON-26-7".to_owned(), must_exist: false };
        let written = self.records.write(&mut tx, &self.bench.moment(), "Demande BRON-26-7", entry).await.unwrap();
        tx.commit().await.unwrap();
        written
    }

    /// Does what was asked for after the commits.
    pub(super) async fn work(&self) {
        let mut handlers = self.records.jobs();
        handlers.push(self.bench.blobs.eraser(&self.bench.databases));
        Runner::new(self.bench.databases.clone(), self.bench.rng.clone(), handlers, self.records.schedules()).drain().await.unwrap();
    }

    /// Brings a file in.
    pub(super) async fn bring(&self, list: &str, content: &[u8], typed: &[(&str, &str)]) -> Shown {
        let page = self.get(&format!("/bron/referentiels/{list}/import")).await;
        let (action, fields) = page.form("Vérifier le fichier");
        let mut body = Vec::new();
        let typed = typed.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        for (name, value) in fields.into_iter().chain(typed) {
            body.extend(format!("--limit\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").into_bytes());
        }
        body.extend(b"--limit\r\nContent-Disposition: form-data; name=\"fichier\"; filename=\"liste.csv\"\r\n\r\n");
        body.extend(content);
        body.extend(b"\r\n--limit--\r\n");
        let request = Request::post(&action).header(header::CONTENT_TYPE, "multipart/form-data; boundary=limit");
        self.send(&action, request, Body::from(body)).await
    }
}
