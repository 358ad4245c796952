//! A workshop to try: the spaces of two communes, who administers them, and a
//! browser without scripts.

mod browser;

use std::sync::Arc;

use axum::body::{Body, to_bytes};
use db::{InstanceKey, jobs::Runner, testing::Bench};
use http::{Request, header, request::Builder};
use kernel::{Moment, Personal, Problem, Slug, values::Email};
use web::{
    Actor, Admission, Ctx, Failure, Foundation, Head, House, Person, Policy, Right, Site, Sites, Web, cookie::Secret, house::BoxFuture,
};

use crate::Studio;

pub(super) use browser::Shown;

/// She administers both spaces of Bron.
pub(super) const ADA: &str = "ada";
/// She administers the test space of Bron only.
pub(super) const BEA: &str = "bea";
/// He administers the spaces of Villeurbanne.
pub(super) const LEO: &str = "leo";
/// Ada on the portal, where she tries what is published in the test space.
pub(super) const ADA_TRYING: &str = "portal:ada";

/// Where works of Bron are written.
pub(super) const SHELF: &str = "/bron~test/atelier";
/// The work that most tests write.
pub(super) const WORK: &str = "/bron~test/atelier/reserver-une-salle";

/// The visitor's cookie of every browser.
const VISITOR: &str = "AAAAAAAAAAAAAAAAAAAAAA";

pub(super) struct Workshop {
    pub bench: Bench,
    pub cases: cases::Cases,
    pub records: records::Records,
    studio: Studio,
    web: Web,
}

pub(super) fn space(name: &str) -> InstanceKey {
    InstanceKey::parse(name).unwrap()
}

pub(super) fn slug(text: &str) -> Slug {
    text.parse().unwrap()
}

/// Runs a test on each engine, with a workshop ready.
pub(super) async fn each(test: impl AsyncFn(Workshop)) {
    let migrations: &[&[db::Migration]] =
        &[web::signin::MIGRATIONS, territory::MIGRATIONS, notify::MIGRATIONS, records::MIGRATIONS, cases::MIGRATIONS, crate::MIGRATIONS];
    db::testing::on_each_engine(migrations, async |bench| test(Workshop::open(bench).await).await).await;
}

/// The same, with a new work.
pub(super) async fn at_work(test: impl AsyncFn(Workshop)) {
    each(async |shop| {
        let shelf = shop.get(ADA, SHELF).await;
        let begun = shop.press(ADA, &shelf, "Créer la démarche", &[("titre", "Réserver une salle")]).await;
        assert_eq!((begun.status, begun.url.as_str()), (200, WORK), "{}", begun.text());
        test(shop).await;
    })
    .await;
}

impl Workshop {
    async fn open(bench: Bench) -> Self {
        let territory = territory::Territory::new(bench.databases.clone());
        let mut tx = bench.databases.platform_write().await.unwrap();
        territory::seed(&mut tx, &bench.moment()).await.unwrap();
        tx.commit().await.unwrap();
        territory.refresh().await.unwrap();
        for authority in ["bron", "villeurbanne"] {
            territory::open_instances(&territory, &slug(authority), "test", &bench.moment()).await.unwrap();
        }
        let sites = Sites::default().with(Site::Desk, "http://localhost:8081").with(Site::Portal, "http://localhost:8080");
        let secret = Secret::new([7; 32]);
        let records = records::Records::new(records::Services {
            databases: bench.databases.clone(),
            blobs: bench.blobs.clone(),
            http: outbound::Http::new(Vec::new()).unwrap(),
            base: cases::territory_lookups(),
        });
        let cases = cases::Cases::new(cases::Services {
            databases: bench.databases.clone(),
            blobs: bench.blobs.clone(),
            records: records.clone(),
            territory,
            sites: sites.clone(),
            secret: secret.clone(),
            keys: db::Keyring::new([("test".to_owned(), [5; 32])]),
            sender: notify::Sender { name: "Guichet".to_owned(), address: Email::parse("guichet@exemple.fr").unwrap() },
            connectors: Arc::new(cases::Unconnected),
            antivirus: None,
            offers_changed: Arc::default(),
        });
        let studio = Studio::new(bench.databases.clone(), cases.clone());
        let foundation = Foundation {
            databases: bench.databases.clone(),
            sites,
            secret,
            clock: bench.clock.clone(),
            rng: bench.rng.clone(),
            uploads: bench.dir.clone(),
            house: Arc::new(Doors(cases.clone())),
        };
        let routes = studio.routes().into_iter().chain(cases.routes()).collect();
        let web = Web::build(foundation, routes).unwrap();
        let shop = Self { bench, cases, records, studio, web };
        shop.administrator(ADA, "Ada Roche", &["bron", "bron~test"]).await;
        shop.administrator(BEA, "Béa Ferrand", &["bron~test"]).await;
        shop.administrator(LEO, "Léo Nallet", &["villeurbanne", "villeurbanne~test"]).await;
        shop
    }

    async fn administrator(&self, subject: &str, name: &str, spaces: &[&str]) {
        for space in spaces {
            let moment = self.bench.moment();
            let email = format!("{subject}@exemple.fr");
            let new = cases::NewAgent { id: moment.id(), subject, name, email: &email, rights: &[Right::Administer], at: moment.now };
            self.cases.add_agent(&moment, &self::space(space), new, &[]).await.unwrap();
        }
    }

    /// Does what was asked for after the commits, once it is due.
    pub(super) async fn work(&self) {
        let jobs = self.studio.jobs().into_iter().chain(self.cases.jobs()).collect();
        Runner::new(self.bench.databases.clone(), self.bench.rng.clone(), jobs, vec![]).drain().await.unwrap();
    }

    /// The title that is published in a space, if the work is.
    pub(super) async fn published(&self, space: &str) -> Option<String> {
        let mut tx = self.bench.databases.instance_read(&self::space(space)).await.unwrap();
        let live = self.cases.live(&mut tx, &slug("reserver-une-salle")).await.unwrap();
        live.map(|live| live.compiled.about().title.clone())
    }

    /// Makes a list of rooms in a space.
    pub(super) async fn rooms(&self, space: &str, is_public: bool) {
        let mut tx = self.bench.databases.instance_write(&self::space(space)).await.unwrap();
        let new = records::NewList { slug: slug("salles"), label: "Salles municipales".to_owned(), is_public, columns: Vec::new() };
        assert!(self.records.make_list(&mut tx, &new).await.unwrap());
        for (key, label) in [("fetes", "Salle des fêtes"), ("halle", "La halle")] {
            let values = [("key", key), ("label", label)].map(|(name, value)| (name.to_owned(), serde_json::json!(value))).into();
            let entry = records::Entry { list: slug("salles"), values, fallback: String::new(), must_exist: false };
            self.records.write(&mut tx, &self.bench.moment(), "Ada", entry).await.unwrap().unwrap();
        }
        tx.commit().await.unwrap();
    }

    /// Opens a page, wherever it leads.
    pub(super) async fn get(&self, who: &str, path: &str) -> Shown {
        let mut shown = self.send(Request::get(path), who, path, Body::empty()).await;
        while let Some(next) = shown.next() {
            shown = self.send(Request::get(&next), who, &next, Body::empty()).await;
        }
        shown
    }

    /// Presses the button that reads so, once its form is filled in, and goes where it leads.
    pub(super) async fn press(&self, who: &str, shown: &Shown, button: &str, typed: &[(&str, &str)]) -> Shown {
        let (action, values) = shown.pressed(button, typed);
        self.post(who, &action, &values).await
    }

    /// Sends what no page offers, with the proof that a page gives.
    pub(super) async fn forge(&self, who: &str, shown: &Shown, action: &str, typed: &[(&str, &str)]) -> Shown {
        let proof = (ui::CSRF_FIELD.to_owned(), shown.proof());
        let values: Vec<_> = typed.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).chain([proof]).collect();
        self.post(who, action, &values).await
    }

    async fn post(&self, who: &str, action: &str, values: &[(String, String)]) -> Shown {
        let encode = web::posted::encode;
        let body: Vec<String> = values.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect();
        let request = Request::post(action).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        let shown = self.send(request, who, action, Body::from(body.join("&"))).await;
        match shown.next() {
            Some(next) => self.get(who, &next).await,
            None => shown,
        }
    }

    async fn send(&self, request: Builder, who: &str, url: &str, body: Body) -> Shown {
        let cookie = format!("guichet-desk-visit={VISITOR}; guichet-portal-visit={VISITOR}");
        let (site, who) = who.strip_prefix("portal:").map_or((Site::Desk, who), |who| (Site::Portal, who));
        let request = request.header("x-agent", who).header(header::COOKIE, cookie).body(body).unwrap();
        let (head, body) = self.web.answer(request, Some(site)).await.into_parts();
        let body = to_bytes(body, 60_000_000).await.unwrap();
        let location = head.headers.get(header::LOCATION).map(|location| location.to_str().unwrap().to_owned());
        let body = String::from_utf8_lossy(&body).into_owned();
        Shown { status: head.status.as_u16(), url: url.split(['?', '#']).next().unwrap().to_owned(), location, body }
    }
}

/// A house where a header tells who asks.
struct Doors(cases::Cases);

impl House for Doors {
    fn identify<'a>(&'a self, head: Head<'a>) -> BoxFuture<'a, Result<Actor, Failure>> {
        let subject = head.headers.get("x-agent").and_then(|who| who.to_str().ok()).unwrap_or_default();
        let person = person(subject, head.moment);
        Box::pin(async { Ok(Actor::Person(person)) })
    }

    fn admit<'a>(&'a self, policy: Policy, actor: Actor, instance: Option<&'a InstanceKey>) -> BoxFuture<'a, Result<Admission, Failure>> {
        Box::pin(async move {
            let Policy::Agent(right) = policy else { return Ok(Admission::Granted(actor)) };
            let (Some(instance), Actor::Person(person)) = (instance, &actor) else { return Ok(Admission::Refused(Problem::NotFound)) };
            let pass = self.0.pass_of(instance, &person.subject).await?.filter(|pass| pass.may(right));
            Ok(pass.map_or(Admission::Refused(Problem::NotFound), |pass| Admission::Granted(Actor::Agent(person.clone(), pass))))
        })
    }

    fn sign_in_url(&self, _: Site, _: &str, _: bool) -> String {
        "/connexion".to_owned()
    }

    fn chrome(&self, _: &Ctx) -> ui::Chrome {
        ui::Chrome::default()
    }
}

fn person(subject: &str, moment: &Moment) -> Person {
    Person {
        session: moment.id(),
        subject: subject.to_owned(),
        claims: Personal::new(serde_json::Map::new()),
        authenticated_at: moment.wall,
        second_factor: true,
        unread: 0,
    }
}
