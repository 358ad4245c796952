//! A small house: who asks is said by a header, and the doors are simple.

use std::sync::{Arc, Mutex};

use axum::body::Body;
use db::{InstanceKey, testing::Bench};
use http::{HeaderMap, Request, Response, header, request::Builder};
use http_body_util::BodyExt;
use kernel::{Personal, Problem};

use crate::{
    Actor, Admission, AgentPass, Ctx, Failure, Foundation, Head, House, Person, Policy, Right, Route, Site, Sites, Web,
    cookie::{self, Secret},
    house::BoxFuture,
    posted::encode,
    signin::SignIn,
};

pub(super) const PORTAL: &str = "http://localhost:8080";
pub(super) const DESK: &str = "https://desk.example";
/// The header that says who asks: `person`, `agent`, `operator`; `weak-…` without second factor.
pub(super) const ACTOR: &str = "x-actor";
const SECRET: [u8; 32] = [7; 32];

struct Door {
    sign_in: Option<SignIn>,
}

impl House for Door {
    fn identify<'a>(&'a self, head: Head<'a>) -> BoxFuture<'a, Result<Actor, Failure>> {
        Box::pin(async move {
            match &self.sign_in {
                Some(sign_in) => sign_in.identify(&head).await,
                None => Ok(head.headers.get(ACTOR).map_or(Actor::Anonymous, |who| Actor::Person(person(who.to_str().unwrap())))),
            }
        })
    }

    fn admit<'a>(&'a self, policy: Policy, actor: Actor, instance: Option<&'a InstanceKey>) -> BoxFuture<'a, Result<Admission, Failure>> {
        Box::pin(async move {
            let Actor::Person(person) = actor else {
                return Ok(if matches!(policy, Policy::Public) { Admission::Granted(actor) } else { Admission::SignIn });
            };
            let needed = match policy {
                Policy::Agent(_) => "agent",
                Policy::Operator => "operator",
                _ => return Ok(Admission::Granted(Actor::Person(person))),
            };
            if person.subject != needed {
                return Ok(Admission::Refused(Problem::NotFound));
            }
            if !person.second_factor {
                return Ok(Admission::SecondFactor);
            }
            Ok(Admission::Granted(match instance {
                Some(instance) => Actor::Agent(person, pass(instance)),
                None => Actor::Operator(person),
            }))
        })
    }

    fn sign_in_url(&self, _: Site, back_to: &str, second_factor: bool) -> String {
        SignIn::url(back_to, second_factor)
    }

    fn chrome(&self, ctx: &Ctx) -> ui::Chrome {
        let account = ctx.person().map(|person| ui::Account { name: person.subject.clone(), links: Vec::new(), sign_out: None, unread: 0 });
        ui::Chrome { account, nonce: ctx.nonce().to_owned(), ..ui::Chrome::default() }
    }
}

fn person(who: &str) -> Person {
    Person {
        session: kernel::Id::from_uuid(Default::default()),
        subject: who.trim_start_matches("weak-").to_owned(),
        claims: Personal::default(),
        authenticated_at: kernel::Timestamp::UNIX_EPOCH,
        second_factor: !who.starts_with("weak-"),
        unread: 0,
    }
}

fn pass(instance: &InstanceKey) -> AgentPass {
    AgentPass {
        id: kernel::Id::from_uuid(Default::default()),
        instance: instance.clone(),
        name: Personal::default(),
        teams: Vec::new(),
        rights: vec![Right::Process],
    }
}

pub(super) fn sites() -> Sites {
    Sites::default().with(Site::Portal, PORTAL).with(Site::Desk, DESK).with(Site::Console, "http://localhost:8083")
}

/// The sites with these routes, on a bench; people sign in if `sign_in` is given.
pub(super) fn web(bench: &Bench, sites: Sites, sign_in: Option<SignIn>, routes: Vec<Route>) -> Web {
    let uploads = bench.dir.join("uploads");
    std::fs::create_dir_all(&uploads).unwrap();
    let foundation = Foundation {
        databases: bench.databases.clone(),
        sites,
        secret: Secret::new(SECRET),
        clock: Arc::clone(&bench.clock) as _,
        rng: Arc::clone(&bench.rng),
        uploads,
        house: Arc::new(Door { sign_in }),
    };
    Web::build(foundation, routes).unwrap()
}

/// How many files wait in the folder of uploads.
pub(super) fn waiting_files(bench: &Bench) -> usize {
    std::fs::read_dir(bench.dir.join("uploads")).unwrap().count()
}

/// What came back.
pub(super) struct Answered {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: String,
}

impl Answered {
    pub async fn read(response: Response<Body>) -> Self {
        let (head, body) = response.into_parts();
        let body = body.collect().await.unwrap().to_bytes();
        Self { status: head.status.as_u16(), headers: head.headers, body: String::from_utf8(body.to_vec()).unwrap() }
    }
    /// A header, empty when absent.
    pub fn header(&self, name: impl header::AsHeaderName) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
    pub fn location(&self) -> &str {
        self.header(header::LOCATION)
    }
    /// A parameter of the address it redirects to, decoded.
    pub fn parameter(&self, name: &str) -> String {
        let query = self.location().split_once('?').map_or("", |(_, query)| query);
        let pairs = crate::posted::decode(query.as_bytes());
        pairs.into_iter().find(|(given, _)| given == name).map(|(_, value)| value).unwrap_or_default()
    }
}

/// Somebody's browser on one site: it keeps cookies and says where its requests come from.
pub(super) struct Browser<'a> {
    web: &'a Web,
    site: Site,
    base: String,
    jar: Mutex<Vec<(String, String)>>,
}

impl<'a> Browser<'a> {
    pub fn on(web: &'a Web, site: Site, base: &str) -> Self {
        Self { web, site, base: base.to_owned(), jar: Mutex::default() }
    }

    pub async fn get(&self, path: &str) -> Answered {
        self.send(Request::get(path), "").await
    }

    /// Sends a form from a page of the site, with the proof that it was given.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answered {
        let csrf = self.csrf();
        let mut pairs: Vec<String> = fields.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect();
        pairs.push(format!("{}={csrf}", ui::CSRF_FIELD));
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::ORIGIN, &self.base)
            .header("sec-fetch-site", "same-origin");
        self.send(request, &pairs.join("&")).await
    }

    pub async fn send(&self, request: Builder, body: &str) -> Answered {
        let jar: Vec<String> = self.jar.lock().unwrap().iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = request.header(header::COOKIE, jar.join("; ")).body(Body::from(body.to_owned())).unwrap();
        let answered = Answered::read(self.web.answer(request, Some(self.site)).await).await;
        for line in answered.headers.get_all(header::SET_COOKIE) {
            let (name, value) = line.to_str().unwrap().split(';').next().unwrap().split_once('=').unwrap();
            self.keep(name, value);
        }
        answered
    }

    /// Puts a cookie in the jar.
    pub fn keep(&self, name: &str, value: &str) {
        let mut jar = self.jar.lock().unwrap();
        jar.retain(|(known, _)| known != name);
        if !value.is_empty() {
            jar.push((name.to_owned(), value.to_owned()));
        }
    }

    /// The value of one of our cookies, empty when it has none.
    pub fn cookie(&self, name: &str) -> String {
        let name = self.cookie_name(name);
        self.jar.lock().unwrap().iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone()).unwrap_or_default()
    }

    pub fn cookie_name(&self, name: &str) -> String {
        cookie::name(&Sites::default().with(self.site, &self.base), self.site, name)
    }

    /// The proof that pages give to this browser.
    pub fn csrf(&self) -> String {
        let signed = Secret::new(SECRET).sign("csrf", &cookie::digest(&self.cookie("visit")));
        signed.rsplit('.').next().unwrap().to_owned()
    }
}
