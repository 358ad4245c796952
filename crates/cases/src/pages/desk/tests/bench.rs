//! A desk to try: two open spaces, a published téléservice, agents, requests.

use std::sync::Arc;

use axum::body::{Body, to_bytes};
use db::{InstanceKey, testing::Bench};
use http::{Request, StatusCode, header};
use kernel::{
    Moment, Personal, Problem, Slug,
    id::{AgentId, CaseId},
    values::Email,
};
use serde_json::json;
use tokio::sync::Notify;
use web::{
    Actor, Admission, Ctx, Failure, Foundation, Head, House, Person, Policy, Right, Site, Sites, Web, cookie::Secret, house::BoxFuture,
    posted::encode,
};

use crate::{
    Cases, NewAgent, Place, Services,
    filing::{Sender, Sent},
    model::{Channel, Origin},
    store::{self, cases::CaseRow, drafts::Draft},
};

const DEFINITION: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../definition/tests/fixtures/demenagement.toml"));

/// The agents of the tests: who they are, their rights and teams in the Métropole's space.
pub(super) const LUCE: &str = "luce";
pub(super) const MAX: &str = "max";
pub(super) const EVE: &str = "eve";
pub(super) const ADA: &str = "ada";

/// The visitor's cookie of every browser.
const VISITOR: &str = "AAAAAAAAAAAAAAAAAAAAAA";

pub(super) struct Desk {
    pub cases: Cases,
    pub bench: Bench,
    web: Web,
}

/// A page that came back.
pub(super) struct Shown {
    pub status: StatusCode,
    pub headers: http::HeaderMap,
    pub body: String,
}

pub(super) fn metropole() -> InstanceKey {
    InstanceKey::parse("metropole").unwrap()
}

pub(super) fn bron() -> InstanceKey {
    InstanceKey::parse("bron").unwrap()
}

pub(super) fn slug(text: &str) -> Slug {
    text.parse().unwrap()
}

/// Runs a test on each engine, with a desk ready.
pub(super) async fn at_desk(test: impl AsyncFn(Desk)) {
    let migrations: &[&[db::Migration]] = &[records::MIGRATIONS, crate::MIGRATIONS, territory::MIGRATIONS, catalogue::MIGRATIONS];
    db::testing::on_each_engine(migrations, async |bench| test(Desk::open(bench).await).await).await;
}

impl Desk {
    async fn open(bench: Bench) -> Self {
        let sites = Sites::default().with(Site::Desk, "http://localhost:8081").with(Site::Portal, "http://localhost:8080");
        let territory = territory::Territory::new(bench.databases.clone());
        let mut tx = bench.databases.platform_write().await.unwrap();
        territory::seed(&mut tx, &bench.moment()).await.unwrap();
        tx.commit().await.unwrap();
        territory.refresh().await.unwrap();
        for authority in ["metropole", "bron"] {
            territory::open_instances(&territory, &slug(authority), "test", &bench.moment()).await.unwrap();
        }
        let secret = Secret::new([7; 32]);
        let cases = Cases::new(Services {
            databases: bench.databases.clone(),
            blobs: bench.blobs.clone(),
            records: crate::tests::records(&bench),
            territory,
            sites: sites.clone(),
            secret: secret.clone(),
            sender: notify::Sender { name: "Métropole de Lyon".to_owned(), address: Email::parse("guichet@grandlyon.example").unwrap() },
            connectors: Arc::new(crate::Unconnected),
            antivirus: None,
            offers_changed: Arc::new(Notify::new()),
        });
        let foundation = Foundation {
            databases: bench.databases.clone(),
            sites,
            secret,
            clock: bench.clock.clone(),
            rng: bench.rng.clone(),
            uploads: bench.dir.clone(),
            house: Arc::new(Doors(cases.clone())),
        };
        let web = Web::build(foundation, super::super::routes(&cases)).unwrap();
        let desk = Self { cases, bench, web };
        desk.publish(|_| {}).await;
        desk.staff().await;
        desk
    }

    /// Publishes the téléservice of these tests, changed for one of them.
    pub(super) async fn publish(&self, change: fn(&mut definition::Definition)) {
        let moment = self.moment();
        let mut definition = definition::from_toml(DEFINITION).unwrap();
        change(&mut definition);
        let publication = self.cases.check(definition).unwrap();
        for instance in [metropole(), bron()] {
            let place = Place { instance: &instance, origin: Origin::Shared, team: (&slug("voirie"), "Voirie"), offered: false };
            self.cases.publish(&moment, &publication, place).await.unwrap();
        }
    }

    async fn staff(&self) {
        let mut tx = self.bench.databases.instance_write(&metropole()).await.unwrap();
        store::agents::add_team(&mut tx, &slug("accueil"), "Accueil").await.unwrap();
        tx.commit().await.unwrap();
        self.agent(LUCE, "Luce Aubry", &[Right::Process], &["voirie"]).await;
        self.agent(MAX, "Max Ferrand", &[Right::Process], &["voirie"]).await;
        self.agent(EVE, "Ève Nallet", &[Right::Process], &["accueil"]).await;
        self.agent(ADA, "Ada Roche", &[Right::Process, Right::SeeAll, Right::Administer], &[]).await;
    }

    async fn agent(&self, subject: &str, name: &str, rights: &[Right], teams: &[&str]) {
        let moment = self.moment();
        let email = format!("{subject}@grandlyon.example");
        let new = NewAgent { id: moment.id(), subject, name, email: &email, rights, at: moment.now };
        let teams: Vec<Slug> = teams.iter().map(|team| slug(team)).collect();
        self.cases.add_agent(&moment, &metropole(), new, &teams).await.unwrap();
    }

    pub(super) fn moment(&self) -> Moment {
        self.bench.moment()
    }

    /// The membership of an agent in the Métropole's space.
    pub(super) async fn id_of(&self, subject: &str) -> AgentId {
        self.cases.pass_of(&metropole(), subject).await.unwrap().unwrap().id
    }

    /// A request, filed by a citizen of this name.
    pub(super) async fn filed(&self, given_name: &str, family_name: &str) -> CaseId {
        let moment = self.moment();
        let mut tx = self.bench.databases.instance_read(&metropole()).await.unwrap();
        let published = store::definitions::published_as(&mut tx, &slug("stationnement-demenagement")).await.unwrap().unwrap();
        drop(tx);
        let answers = json!({
            "jour": "2026-12-15", "duree": 2, "vehicule": "camion",
            "adresse": { "street": "12 rue Garibaldi", "postcode": "69003", "city": "Lyon" },
            "entreprise": false, "courriel": "ana@example.org"
        });
        let draft = Draft {
            id: moment.id(),
            authority: slug("metropole"),
            teleservice: published.teleservice,
            instance: "metropole".to_owned(),
            definition: published.hash,
            answers: Personal::new(answers),
            version: 1,
            subject: None,
            updated_at: moment.now,
            expires_at: moment.now,
            sent_to: None,
        };
        let person = person("ana", json!({ "given_name": given_name, "family_name": family_name, "email": "ana@example.org" }), &moment);
        let sent = self
            .cases
            .file(&moment, &draft, &[], Sender { person: Some(&person), from: None, channel: Channel::Web, is_kept: false })
            .await
            .unwrap();
        if let Sent::Incomplete(page) = sent {
            panic!("the page {page} is not answered");
        }
        kernel::Id::from_uuid(draft.id.uuid())
    }

    /// A case as it stands in a space.
    pub(super) async fn case_in(&self, instance: &InstanceKey, id: CaseId) -> CaseRow {
        let mut tx = self.bench.databases.instance_read(instance).await.unwrap();
        store::cases::by_id(&mut tx, id).await.unwrap().unwrap()
    }

    /// A case in the Métropole's space.
    pub(super) async fn case(&self, id: CaseId) -> CaseRow {
        self.case_in(&metropole(), id).await
    }

    /// Does what was asked for after the commits.
    pub(super) async fn run_jobs(&self) {
        db::jobs::Runner::new(self.bench.databases.clone(), self.bench.rng.clone(), self.cases.jobs(), vec![]).drain().await.unwrap();
    }

    /// The same, with what is done periodically.
    pub(super) async fn run_schedules(&self) {
        let (databases, rng) = (self.bench.databases.clone(), self.bench.rng.clone());
        db::jobs::Runner::new(databases, rng, self.cases.jobs(), self.cases.schedules()).drain().await.unwrap();
    }

    pub(super) async fn get(&self, who: &str, path: &str) -> Shown {
        self.send(Request::get(path), who, Body::empty()).await
    }

    /// Opens a page, fills in its form that posts to `action`, and sends it.
    pub(super) async fn fill(&self, who: &str, page: &str, action: &str, typed: &[(&str, &str)]) -> Shown {
        let shown = self.get(who, page).await;
        assert_eq!(shown.status, StatusCode::OK, "{page}: {}", shown.body);
        self.send_form(who, &shown, action, typed).await
    }

    /// Sends the form of a page that was shown: the first one that posts to `action`.
    pub(super) async fn send_form(&self, who: &str, shown: &Shown, action: &str, typed: &[(&str, &str)]) -> Shown {
        let hidden = shown.hidden(action);
        let pairs = hidden.iter().map(|(name, value)| (name.as_str(), value.as_str())).chain(typed.iter().copied());
        let body: Vec<String> = pairs.map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect();
        let request = Request::post(action).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request, who, Body::from(body.join("&"))).await
    }

    async fn send(&self, request: http::request::Builder, who: &str, body: Body) -> Shown {
        let cookie = format!("guichet-desk-visit={VISITOR}");
        let request = request.header("x-agent", who).header(header::COOKIE, cookie).body(body).unwrap();
        let answer = self.web.answer(request, Some(Site::Desk)).await;
        let (parts, body) = answer.into_parts();
        let body = to_bytes(body, 10_000_000).await.unwrap();
        Shown { status: parts.status, headers: parts.headers, body: String::from_utf8_lossy(&body).into_owned() }
    }
}

impl Shown {
    /// Where it leads.
    pub(super) fn location(&self) -> &str {
        self.headers.get(header::LOCATION).map_or("", |value| value.to_str().unwrap())
    }

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

    /// The hidden fields of a form.
    fn hidden(&self, action: &str) -> Vec<(String, String)> {
        let html = scraper::Html::parse_document(&self.body);
        let form = scraper::Selector::parse(&format!("form[method=post][action='{action}']")).unwrap();
        let hidden = scraper::Selector::parse("input[type=hidden]").unwrap();
        let form = html.select(&form).next().unwrap_or_else(|| panic!("no form posts to {action} in {}", self.body));
        let field = |input: scraper::ElementRef<'_>| {
            Some((input.value().attr("name")?.to_owned(), input.value().attr("value").unwrap_or_default().to_owned()))
        };
        form.select(&hidden).filter_map(field).collect()
    }
}

/// A house where a header tells who asks.
struct Doors(Cases);

impl House for Doors {
    fn identify<'a>(&'a self, head: Head<'a>) -> BoxFuture<'a, Result<Actor, Failure>> {
        let who = head.headers.get("x-agent").and_then(|who| who.to_str().ok()).unwrap_or_default().to_owned();
        let person = person(&who, json!({}), head.moment);
        Box::pin(async move { Ok(Actor::Person(person)) })
    }
    fn admit<'a>(&'a self, policy: Policy, actor: Actor, instance: Option<&'a InstanceKey>) -> BoxFuture<'a, Result<Admission, Failure>> {
        Box::pin(async move {
            let (Policy::Agent(right), Some(instance), Actor::Person(person)) = (policy, instance, &actor) else {
                return Ok(if matches!(policy, Policy::Agent(_)) {
                    Admission::Refused(Problem::NotFound)
                } else {
                    Admission::Granted(actor)
                });
            };
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

fn person(subject: &str, claims: serde_json::Value, moment: &Moment) -> Person {
    Person {
        session: moment.id(),
        subject: subject.to_owned(),
        claims: Personal::new(claims.as_object().cloned().unwrap_or_default()),
        authenticated_at: moment.wall,
        second_factor: true,
        unread: 0,
    }
}
