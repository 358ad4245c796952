//! A space with an administrator, and what she sees.

use std::sync::Arc;

use axum::body::{Body, to_bytes};
use db::{DbKey, InstanceKey, InstanceTx, jobs::Runner, testing::Bench};
use forms::{Item, List, Lookups};
use http::{Request, StatusCode, header};
use kernel::{Moment, Personal, Slug};
use outbound::Http;
use serde_json::{Value, json};
use web::{
    Actor, Admission, AgentPass, Ctx, Failure, Foundation, Head, House, Person, Policy, Right, Site, Sites, Web, cookie::Secret,
    house::BoxFuture, posted::encode,
};

use crate::{Column, ColumnKind, Entry, NewList, Records, Services, Written};

/// The visitor's cookie of every browser.
const VISITOR: &str = "AAAAAAAAAAAAAAAAAAAAAA";

pub(super) struct Office {
    pub bench: Bench,
    pub records: Records,
    web: Web,
}

/// A page that came back, redirections followed.
pub(super) struct Shown {
    pub status: StatusCode,
    pub url: String,
    pub body: String,
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
        base: Lookups { lists: [("communes".to_owned(), Arc::new(communes))].into() },
    })
}

impl Office {
    async fn open(bench: Bench, allow: Vec<String>) -> Self {
        bench.databases.create(&DbKey::Instance(bron())).await.unwrap();
        let records = part(&bench, allow);
        let uploads = bench.dir.join("uploads");
        std::fs::create_dir_all(&uploads).unwrap();
        let foundation = Foundation {
            databases: bench.databases.clone(),
            sites: Sites::default().with(Site::Desk, "http://localhost:8081"),
            secret: Secret::new([5; 32]),
            clock: bench.clock.clone(),
            rng: bench.rng.clone(),
            uploads,
            house: Arc::new(Doors),
        };
        let web = Web::build(foundation, records.routes()).unwrap();
        Self { bench, records, web }
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

    pub(super) async fn get(&self, path: &str) -> Shown {
        self.send(path, Request::get(path), Body::empty()).await
    }

    /// Opens a page and sends its form that holds `button` (`name=value`, or the words of the only button).
    pub(super) async fn fill(&self, page: &str, button: &str, typed: &[(&str, &str)]) -> Shown {
        let shown = self.get(page).await;
        assert_eq!(shown.status, StatusCode::OK, "{page}: {}", shown.body);
        self.send_form(&shown, button, typed).await
    }

    /// Sends a form of a page that was shown, as it stands but for what is typed.
    pub(super) async fn send_form(&self, shown: &Shown, button: &str, typed: &[(&str, &str)]) -> Shown {
        let (action, mut fields) = shown.form(button);
        for (name, value) in typed {
            fields.retain(|(field, _)| field != name);
            fields.push(((*name).to_owned(), (*value).to_owned()));
        }
        let body: Vec<String> = fields.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect();
        let request = Request::post(&action).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(&action, request, Body::from(body.join("&"))).await
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

    async fn send(&self, path: &str, request: http::request::Builder, body: Body) -> Shown {
        let cookie = format!("guichet-desk-visit={VISITOR}");
        let request = request.header(header::COOKIE, cookie.as_str()).body(body).unwrap();
        let (parts, body) = self.web.answer(request, Some(Site::Desk)).await.into_parts();
        if let Some(location) = parts.headers.get(header::LOCATION) {
            return Box::pin(self.get(location.to_str().unwrap())).await;
        }
        let body = to_bytes(body, 50_000_000).await.unwrap();
        Shown { status: parts.status, url: path.to_owned(), body: String::from_utf8_lossy(&body).into_owned() }
    }
}

impl Shown {
    /// Whether these words stand in the page.
    pub(super) fn says(&self, words: &str) -> bool {
        self.text("html").contains(words)
    }

    /// The words of a part of the page.
    pub(super) fn text(&self, part: &str) -> String {
        self.all(part).join(" ")
    }

    /// The words of each part of the page that a selector finds.
    pub(super) fn all(&self, part: &str) -> Vec<String> {
        let html = scraper::Html::parse_document(&self.body);
        let part = scraper::Selector::parse(part).unwrap();
        let words = |part: scraper::ElementRef<'_>| part.text().collect::<Vec<_>>().join(" ");
        html.select(&part).map(|part| words(part).split_whitespace().collect::<Vec<_>>().join(" ")).collect()
    }

    /// Where a link leads.
    pub(super) fn link(&self, words: &str) -> String {
        let html = scraper::Html::parse_document(&self.body);
        let links = scraper::Selector::parse("a").unwrap();
        let link = html.select(&links).find(|link| link.text().collect::<String>().contains(words));
        link.unwrap_or_else(|| panic!("no link {words} in {}", self.body)).attr("href").unwrap().to_owned()
    }

    /// The form that has a button of these words: where it posts, what it holds.
    fn form(&self, button: &str) -> (String, Vec<(String, String)>) {
        let html = scraper::Html::parse_document(&self.body);
        let [forms, buttons, controls, chosen] = ["form[method=post]", "button", "input, select, textarea", "option[selected]"]
            .map(|css| scraper::Selector::parse(css).unwrap());
        let is_it = |each: &scraper::ElementRef<'_>| each.text().collect::<String>().contains(button);
        let form = html.select(&forms).find(|form| form.select(&buttons).any(|each| is_it(&each)));
        let form = form.unwrap_or_else(|| panic!("no form with {button} in {}", self.body));
        let mut fields = Vec::new();
        for control in form.select(&controls) {
            let (Some(name), kind) = (control.attr("name"), control.attr("type")) else { continue };
            let is_left = kind == Some("file") || (matches!(kind, Some("checkbox" | "radio")) && control.attr("checked").is_none());
            let value = match control.value().name() {
                "select" => control.select(&chosen).next().and_then(|option| option.attr("value")).unwrap_or_default(),
                _ => control.attr("value").unwrap_or_default(),
            };
            if !is_left {
                fields.push((name.to_owned(), value.to_owned()));
            }
        }
        let pressed = form.select(&buttons).find(|each| is_it(each)).unwrap();
        fields.extend(pressed.attr("name").map(|name| (name.to_owned(), pressed.attr("value").unwrap_or_default().to_owned())));
        (form.attr("action").unwrap().to_owned(), fields)
    }
}

/// A house where everybody is the administrator of Bron.
struct Doors;

impl House for Doors {
    fn identify<'a>(&'a self, head: Head<'a>) -> BoxFuture<'a, Result<Actor, Failure>> {
        let person = person(head.moment);
        Box::pin(async move { Ok(Actor::Person(person)) })
    }
    fn admit<'a>(&'a self, _: Policy, actor: Actor, instance: Option<&'a InstanceKey>) -> BoxFuture<'a, Result<Admission, Failure>> {
        Box::pin(async move {
            let (Some(instance), Actor::Person(person)) = (instance, actor) else {
                return Ok(Admission::Refused(kernel::Problem::NotFound));
            };
            let pass = AgentPass {
                id: kernel::Id::from_uuid(uuid::Uuid::from_u128(7)),
                instance: instance.clone(),
                name: Personal::new("Ada Roche".to_owned()),
                teams: Vec::new(),
                rights: vec![Right::Administer],
            };
            Ok(Admission::Granted(Actor::Agent(person, pass)))
        })
    }
    fn sign_in_url(&self, _: Site, _: &str, _: bool) -> String {
        "/connexion".to_owned()
    }
    fn chrome(&self, _: &Ctx) -> ui::Chrome {
        ui::Chrome::default()
    }
}

fn person(moment: &Moment) -> Person {
    Person {
        session: moment.id(),
        subject: "ada".to_owned(),
        claims: Personal::new(json!({}).as_object().cloned().unwrap_or_default()),
        authenticated_at: moment.wall,
        second_factor: true,
        unread: 0,
    }
}
