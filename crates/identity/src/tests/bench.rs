//! A provider in this process, browsers that keep cookies, and clients.

mod answer;
mod browser;
mod client;
mod franceconnect;
mod signing;

use std::sync::{Arc, Mutex};

use axum::body::Body;
use db::{InstanceKey, jobs::Runner, testing::Bench};
use http::{Request, header};
use kernel::{Moment, Personal, Problem, values::Email};
use outbound::Http;
use serde_json::Value;
use tokio::net::TcpListener;
use web::{
    Actor, Admission, Ctx, Failure, Foundation, Head, House, Person, Policy, Site, Sites, Web, cookie::Secret, house::BoxFuture,
    posted::encode,
};

pub(super) use self::{
    answer::{Answer, parameter},
    browser::Browser,
    client::{TestClient, code_for, tokens_for},
    franceconnect::{FranceConnectSite, certified_journey, keyed_journey, patient_journey},
};
use crate::{
    Crowd, Identity, Ledger, Letter, Mailer, NewAccount, NewClient, Operators, Registered, flow::forgetting, jobs, routes, schedules,
    store::clients,
};

pub(super) const ISSUER: &str = "http://localhost:8082";
/// The console.
pub(super) const CONSOLE: &str = "http://localhost:8083";
pub(super) const PASSWORD: &str = "trois cerises volent";
pub(super) const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
pub(super) const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
pub(super) const STATE: &str = "Xq2-8dKfPz0_vLw7Ab";
pub(super) const NONCE: &str = "n0-W4gTb9RzYq-5kEe";

/// A secret of one-time codes.
pub(super) const TOTP: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

/// The provider under test.
pub(super) struct World {
    pub bench: Bench,
    pub identity: Identity,
    pub letters: Arc<Letterbox>,
    pub staff: Arc<Staff>,
    /// Where a client may be told that a session ended.
    pub ear: TcpListener,
    /// FranceConnect, where there is one.
    fc: Option<FranceConnectSite>,
    web: Web,
    runner: Runner,
}

/// Who operates the console: nobody until a test says so.
#[derive(Default)]
pub(super) struct Staff(Mutex<Vec<String>>);

impl Staff {
    /// The sector of our own sites.
    pub const SECTOR: &str = "sites";
}

impl Operators for Staff {
    fn all(&self) -> BoxFuture<'_, Result<Crowd, db::DbError>> {
        let subjects = self.0.lock().unwrap().iter().cloned().collect();
        Box::pin(async { Ok(Crowd { sector: Self::SECTOR.to_owned(), subjects }) })
    }
}

/// Letters sent.
#[derive(Default)]
pub(super) struct Letterbox(Mutex<Vec<Letter>>);

impl Mailer for Letterbox {
    fn send<'a>(&'a self, letter: &'a Letter, _: &'a str) -> BoxFuture<'a, Result<(), String>> {
        self.0.lock().unwrap().push(letter.clone());
        Box::pin(async { Ok(()) })
    }
}

impl Letterbox {
    /// Takes the letters out, whole.
    pub fn take_whole(&self) -> Vec<Letter> {
        std::mem::take(&mut *self.0.lock().unwrap())
    }

    /// Takes the letters out: whom to, about what, and the link.
    pub fn take(&self) -> Vec<(String, String, String)> {
        self.take_whole().into_iter().map(|l| (l.to.into_exposed(), l.subject, l.action.map(|(_, url)| url).unwrap_or_default())).collect()
    }
}

/// The least of a binary.
struct SmallHouse(Identity);

impl House for SmallHouse {
    fn identify<'a>(&'a self, head: Head<'a>) -> BoxFuture<'a, Result<Actor, Failure>> {
        Box::pin(
            async move { if head.site == Site::Console { Ok(Actor::Operator(operator(&head))) } else { self.0.identify(&head).await } },
        )
    }
    fn admit<'a>(&'a self, policy: Policy, actor: Actor, _: Option<&'a InstanceKey>) -> BoxFuture<'a, Result<Admission, Failure>> {
        Box::pin(async move {
            Ok(match (policy, &actor) {
                (Policy::Public, _) | (Policy::SignedIn, Actor::Person(_)) | (Policy::Operator, Actor::Operator(_)) => {
                    Admission::Granted(actor)
                }
                (Policy::SignedIn, _) => Admission::SignIn,
                _ => Admission::Refused(Problem::NotFound),
            })
        })
    }
    fn sign_in_url(&self, _: Site, _: &str, _: bool) -> String {
        "/connexion".to_owned()
    }
    fn chrome(&self, ctx: &Ctx) -> ui::Chrome {
        ui::Chrome { nonce: ctx.nonce().to_owned(), ..ui::Chrome::default() }
    }
}

/// Whoever comes to the console.
fn operator(head: &Head<'_>) -> Person {
    Person {
        session: head.moment.id(),
        subject: "operator".to_owned(),
        claims: Personal::new(serde_json::Map::new()),
        // she signed in when a header says so; now otherwise
        authenticated_at: proved_at(head).unwrap_or(head.moment.wall),
        second_factor: true,
        unread: 0,
    }
}

/// The header by which a test says when the operator signed in.
pub(super) const PROVED_AT: &str = "x-proved-at";

fn proved_at(head: &Head<'_>) -> Option<kernel::Timestamp> {
    head.headers.get(PROVED_AT)?.to_str().ok()?.parse().ok()
}

/// Runs a journey on SQLite, and on PostgreSQL when there is one.
pub(super) async fn journey(test: impl AsyncFn(World)) {
    db::testing::on_each_engine(&[crate::MIGRATIONS], async |bench| test(World::new(bench, None).await).await).await;
}

fn sites() -> Sites {
    Sites::default().with(Site::Connect, ISSUER).with(Site::Console, CONSOLE)
}

impl World {
    async fn new(bench: Bench, fc: Option<FranceConnectSite>) -> Self {
        let sites = sites();
        let ear = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let allowed = fc.iter().map(FranceConnectSite::address).chain([ear.local_addr().unwrap().to_string()]).collect();
        let settings = fc.as_ref().map(|fc| fc.settings.clone());
        let http = Http::new(allowed).unwrap();
        let identity = Identity::open(
            bench.databases.clone(),
            [7; 32],
            sites.clone(),
            http,
            &bench.rng,
            (settings, Ledger::at(bench.dir.join("erasures.log"))),
        )
        .await
        .unwrap();
        let letters = Arc::new(Letterbox::default());
        let foundation = Foundation {
            databases: bench.databases.clone(),
            sites,
            secret: Secret::new([9; 32]),
            clock: Arc::clone(&bench.clock) as Arc<dyn kernel::Clock>,
            rng: Arc::clone(&bench.rng),
            uploads: bench.dir.clone(),
            house: Arc::new(SmallHouse(identity.clone())),
        };
        let routes = routes(&identity).into_iter().chain([super::programs::api(&identity)]).collect();
        let web = Web::build(foundation, routes).unwrap();
        let mailer = Arc::clone(&letters) as Arc<dyn Mailer>;
        let staff = Arc::new(Staff::default());
        let schedules = schedules(&identity, Arc::clone(&staff) as Arc<dyn Operators>);
        let runner = Runner::new(bench.databases.clone(), Arc::clone(&bench.rng), jobs(&identity, mailer), schedules);
        Self { bench, identity, letters, staff, ear, fc, web, runner }
    }

    pub fn moment(&self) -> Moment {
        self.bench.moment()
    }

    /// FranceConnect.
    pub fn fc(&self) -> &FranceConnectSite {
        self.fc.as_ref().expect("a certified journey")
    }

    /// Lets time pass.
    pub fn wait(&self, seconds: i64) {
        self.bench.clock.advance(seconds);
    }

    /// The open alerts, by kind.
    pub async fn alerts(&self) -> Vec<(&'static str, i64)> {
        let mut tx = self.bench.databases.identity_read().await.unwrap();
        self.identity.alerts(&mut tx).await.unwrap().into_iter().map(|alert| (alert.kind.as_str(), alert.times)).collect()
    }

    /// Forgets what can serve no more: how many rows.
    pub async fn forget(&self) -> u64 {
        forgetting::forget(&self.bench.databases, self.moment().wall).await.unwrap()
    }

    /// Does what the pages left to jobs.
    pub async fn work(&self) {
        self.runner.drain().await.unwrap();
    }

    /// Makes a confirmed account.
    pub async fn account(&self, email: &str, totp: Option<&str>) {
        let password = self.identity.hash_password(Personal::new(PASSWORD.to_owned()), &*self.bench.rng).await.unwrap();
        let new = NewAccount {
            email: Email::parse(email).unwrap(),
            password,
            given_name: Personal::new("Ana".to_owned()),
            family_name: Personal::new("Perrin".to_owned()),
            totp_secret: totp.map(|secret| Personal::new(secret.to_owned())),
            confirmed: true,
        };
        let mut tx = self.bench.databases.identity_write().await.unwrap();
        self.identity.create_account(&mut tx, &self.moment(), new).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// Makes the account of somebody who operates the console.
    pub async fn operator_account(&self, email: &str) {
        self.account(email, Some(TOTP)).await;
        let email = Email::parse(email).unwrap();
        let mut tx = self.bench.databases.identity_write().await.unwrap();
        self.identity.require_second_factor(&mut tx, &email, true).await.unwrap();
        let subject = self.identity.subject_for(&mut tx, &email, Staff::SECTOR).await.unwrap().unwrap();
        tx.commit().await.unwrap();
        self.staff.0.lock().unwrap().push(subject);
    }

    /// Registers a client under this name.
    pub async fn client(&self, id: &str, change: impl FnOnce(&mut NewClient)) -> TestClient {
        let mut new = NewClient {
            id: Some(id.to_owned()),
            redirect_uris: vec![format!("https://{id}.example/retour")],
            post_logout_uris: vec![format!("https://{id}.example/")],
            ..NewClient::confidential(format!("Ville de {id}"))
        };
        change(&mut new);
        let redirect_uri = new.redirect_uris[0].clone();
        let mut tx = self.bench.databases.identity_write().await.unwrap();
        let Registered { id, secret } = self.identity.create_client(&mut tx, &self.moment(), new).await.unwrap();
        tx.commit().await.unwrap();
        TestClient { id, secret: secret.unwrap_or_default(), redirect_uri }
    }

    /// A client gives up the address to which it had people sent back.
    pub async fn moved(&self, client: &str) {
        let mut tx = self.bench.databases.identity_write().await.unwrap();
        let mut kept = clients::by_id(&mut tx, client).await.unwrap().unwrap();
        kept.redirect_uris.0 = vec![format!("https://{client}.example/nouveau")];
        clients::set_addresses(&mut tx, &kept).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// Sends a request as nobody in particular.
    pub async fn send(&self, request: http::request::Builder, body: &str) -> Answer {
        let request = request.body(Body::from(body.to_owned())).unwrap();
        Answer::read(self.web.answer(request, Some(Site::Connect)).await).await
    }

    /// Reads a page of the console, as an operator.
    pub async fn operator(&self, path: &str) -> Answer {
        let request = Request::get(path).header(header::HOST, "localhost:8083").body(Body::empty()).unwrap();
        Answer::read(self.web.answer(request, Some(Site::Console)).await).await
    }

    /// The same, as an operator who signed in at `proved_at`.
    pub async fn operator_since(&self, proved_at: kernel::Timestamp, path: &str) -> Answer {
        let request = Request::get(path).header(header::HOST, "localhost:8083").header(PROVED_AT, proved_at.to_string());
        Answer::read(self.web.answer(request.body(Body::empty()).unwrap(), Some(Site::Console)).await).await
    }

    /// Subjects of the letters sent since the last time.
    pub async fn told(&self) -> Vec<String> {
        self.work().await;
        self.letters.take().into_iter().map(|(_, subject, _)| subject).collect()
    }

    /// Sends a form as a program does.
    pub async fn post_form(&self, path: &str, authorization: Option<&str>, fields: &[(&str, &str)]) -> Answer {
        let mut request = Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        if let Some(authorization) = authorization {
            request = request.header(header::AUTHORIZATION, authorization);
        }
        self.send(request, &form(fields)).await
    }

    pub async fn userinfo(&self, access_token: &str) -> Answer {
        self.send(Request::get("/userinfo").header(header::AUTHORIZATION, format!("Bearer {access_token}")), "").await
    }

    /// Exchanges a code as its client does.
    pub async fn exchange(&self, client: &TestClient, code: &str) -> Answer {
        let fields =
            [("grant_type", "authorization_code"), ("code", code), ("redirect_uri", &client.redirect_uri), ("code_verifier", VERIFIER)];
        self.post_form("/token", Some(&client.basic()), &fields).await
    }

    /// Uses a refresh token.
    pub async fn refresh(&self, client: &TestClient, token: &str) -> Answer {
        self.post_form("/token", Some(&client.basic()), &[("grant_type", "refresh_token"), ("refresh_token", token)]).await
    }

    /// The claims of a token of ours, its signature checked with the published keys.
    pub async fn claims(&self, token: &str, audience: &str) -> Value {
        let keys: jsonwebtoken::jwk::JwkSet = serde_json::from_str(&self.send(Request::get("/jwks"), "").await.body).unwrap();
        let kid = jsonwebtoken::decode_header(token).unwrap().kid.unwrap();
        let key = jsonwebtoken::DecodingKey::from_jwk(keys.find(&kid).unwrap()).unwrap();
        let algorithm = keys.find(&kid).unwrap().common.key_algorithm.unwrap().to_string().parse().unwrap();
        let mut validation = jsonwebtoken::Validation::new(algorithm);
        validation.validate_exp = false;
        validation.set_required_spec_claims(&["iss", "aud"]);
        validation.set_audience(&[audience]);
        validation.set_issuer(&[ISSUER]);
        jsonwebtoken::decode(token, &key, &validation).unwrap().claims
    }
}

fn form(fields: &[(&str, &str)]) -> String {
    fields.iter().map(|(name, value)| format!("{name}={}", encode(value))).collect::<Vec<_>>().join("&")
}
