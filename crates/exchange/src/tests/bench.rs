//! A space with an administrator, a téléservice that calls, and what she sees.

use std::sync::Arc;

use axum::body::{Body, to_bytes};
use cases::{Cases, Place, model::Origin};
use db::{InstanceKey, InstanceTx, Migration, testing::Bench};
use http::{Request, StatusCode, header};
use kernel::{Moment, Personal, Slug, values::Email};
use outbound::Http;
use serde_json::json;
use web::{
    Actor, Admission, AgentPass, Ctx, Failure, Foundation, Head, House, Person, Policy, Right, Site, Sites, Web, cookie::Secret,
    house::BoxFuture, posted::encode,
};

use crate::{Exchange, Services};

const DEFINITION: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../definition/tests/fixtures/demenagement.toml"));
/// The téléservice, and its name for the program that it calls.
pub(super) const CALLER: (&str, &str) = ("stationnement-demenagement", "pose_panneaux");
/// The visitor's cookie of every browser.
const VISITOR: &str = "AAAAAAAAAAAAAAAAAAAAAA";

pub(super) struct Desk {
    pub bench: Bench,
    pub exchange: Exchange,
    web: Web,
}

/// A page that came back, redirections followed.
pub(super) struct Shown {
    pub status: StatusCode,
    pub body: String,
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
            sender: notify::Sender { name: "Guichet".to_owned(), address: Email::parse("guichet@exemple.fr").unwrap() },
            connectors: Arc::new(exchange.clone()),
            antivirus: None,
            offers_changed: Arc::default(),
        });
        let publication = cases.check(definition::from_toml(DEFINITION).unwrap()).unwrap();
        let place = Place { instance: &bron(), origin: Origin::Own, team: (&slug("voirie"), "Voirie"), offered: false };
        cases.publish(&bench.moment(), &publication, place).await.unwrap();
        let uploads = bench.dir.join("uploads");
        std::fs::create_dir_all(&uploads).unwrap();
        let (clock, rng, house) = (bench.clock.clone(), bench.rng.clone(), Arc::new(Doors));
        let web = Web::build(Foundation { databases, sites, secret, clock, rng, uploads, house }, exchange.routes(&cases)).unwrap();
        Self { bench, exchange, web }
    }

    pub(super) async fn tx(&self) -> InstanceTx {
        self.bench.databases.instance_write(&bron()).await.unwrap()
    }

    pub(super) async fn get(&self, path: &str) -> Shown {
        self.send(Request::get(path), Body::empty()).await
    }

    /// Opens a page and sends its form that holds this button, with what is typed.
    pub(super) async fn fill(&self, page: &str, button: &str, typed: &[(&str, &str)]) -> Shown {
        let shown = self.get(page).await;
        let (action, mut fields) = shown.form(button);
        for (name, value) in typed {
            fields.retain(|(field, _)| field != name);
            fields.push(((*name).to_owned(), (*value).to_owned()));
        }
        let body: Vec<String> = fields.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect();
        let request = Request::post(&action).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request, Body::from(body.join("&"))).await
    }

    /// Makes a connector by its form; the page that follows.
    pub(super) async fn make(&self, url: &str, typed: &[(&str, &str)]) -> Shown {
        let typed: Vec<(&str, &str)> = [("nom", "Logiciel de pose"), ("adresse", url)].into_iter().chain(typed.iter().copied()).collect();
        self.fill("/bron/connecteurs", "Créer le connecteur", &typed).await
    }

    async fn send(&self, request: http::request::Builder, body: Body) -> Shown {
        let cookie = format!("guichet-desk-visit={VISITOR}");
        let request = request.header(header::COOKIE, cookie.as_str()).body(body).unwrap();
        let (parts, body) = self.web.answer(request, Some(Site::Desk)).await.into_parts();
        if let Some(location) = parts.headers.get(header::LOCATION) {
            return Box::pin(self.get(location.to_str().unwrap())).await;
        }
        let body = to_bytes(body, 10_000_000).await.unwrap();
        Shown { status: parts.status, body: String::from_utf8_lossy(&body).into_owned() }
    }
}

impl Shown {
    /// Whether these words stand in the page.
    pub(super) fn says(&self, words: &str) -> bool {
        self.text("html").contains(words)
    }

    /// The words of a part of the page.
    pub(super) fn text(&self, part: &str) -> String {
        let html = scraper::Html::parse_document(&self.body);
        let part = scraper::Selector::parse(part).unwrap();
        let words = html.select(&part).flat_map(|part| part.text()).collect::<Vec<_>>().join(" ");
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The form that has a button of these words: where it posts, what it holds.
    fn form(&self, button: &str) -> (String, Vec<(String, String)>) {
        let html = scraper::Html::parse_document(&self.body);
        let [forms, buttons, controls, chosen] =
            ["form[method=post]", "button", "input, select", "option[selected]"].map(|css| scraper::Selector::parse(css).unwrap());
        let is_it = |each: &scraper::ElementRef<'_>| each.text().collect::<String>().contains(button);
        let form = html.select(&forms).find(|form| form.select(&buttons).any(|each| is_it(&each)));
        let form = form.unwrap_or_else(|| panic!("no form with {button} in {}", self.body));
        let value = |control: &scraper::ElementRef<'_>| match control.value().name() {
            "select" => control.select(&chosen).next().and_then(|option| option.attr("value")).unwrap_or_default().to_owned(),
            _ => control.attr("value").unwrap_or_default().to_owned(),
        };
        let named = form.select(&controls).filter_map(|control| Some((control.attr("name")?.to_owned(), value(&control))));
        let mut fields: Vec<(String, String)> = named.collect();
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
