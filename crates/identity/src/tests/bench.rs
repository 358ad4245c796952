//! A provider in this process, browsers that keep cookies, and clients.

use std::{
    collections::BTreeMap,
    net::IpAddr,
    sync::{Arc, Mutex},
};

use axum::body::Body;
use base64::{Engine, engine::general_purpose::STANDARD};
use db::{InstanceKey, jobs::Runner, testing::Bench};
use http::{Request, Response, header};
use http_body_util::BodyExt;
use kernel::{Moment, Personal, Problem, values::Email};
use outbound::Http;
use serde_json::Value;
use web::{
    Actor, Admission, Ctx, Failure, Foundation, Head, House, Policy, Site, Sites, Web,
    cookie::Secret,
    house::BoxFuture,
    posted::{decode, encode},
};

use crate::{Identity, Letter, Mailer, NewAccount, NewClient, Profile, Scope, jobs, routes, schedules};

pub(super) const ISSUER: &str = "http://localhost:8082";
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
    web: Web,
    runner: Runner,
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
    /// Takes the letters out: whom to, about what, and the link.
    pub fn take(&self) -> Vec<(String, String, String)> {
        let letters = std::mem::take(&mut *self.0.lock().unwrap());
        letters.into_iter().map(|l| (l.to.into_exposed(), l.subject, l.action.map(|(_, url)| url).unwrap_or_default())).collect()
    }
}

/// The least of a binary.
struct SmallHouse(Identity);

impl House for SmallHouse {
    fn identify<'a>(&'a self, head: Head<'a>) -> BoxFuture<'a, Result<Actor, Failure>> {
        Box::pin(async move { self.0.identify(&head).await })
    }
    fn admit<'a>(&'a self, policy: Policy, actor: Actor, _: Option<&'a InstanceKey>) -> BoxFuture<'a, Result<Admission, Failure>> {
        Box::pin(async move {
            Ok(match (policy, &actor) {
                (Policy::Public, _) | (Policy::SignedIn, Actor::Person(_)) => Admission::Granted(actor),
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

/// Runs a journey on SQLite, and on PostgreSQL when there is one.
pub(super) async fn journey(test: impl AsyncFn(World)) {
    db::testing::on_each_engine(&[crate::MIGRATIONS], async |bench| test(World::new(bench).await).await).await;
}

impl World {
    async fn new(bench: Bench) -> Self {
        let sites = Sites::default().with(Site::Connect, ISSUER);
        let http = Http::new(Vec::new()).unwrap();
        let identity = Identity::open(bench.databases.clone(), [7; 32], sites.clone(), http, &bench.rng).await.unwrap();
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
        let web = Web::build(foundation, routes(&identity)).unwrap();
        let mailer = Arc::clone(&letters) as Arc<dyn Mailer>;
        let runner = Runner::new(bench.databases.clone(), Arc::clone(&bench.rng), jobs(&identity, mailer), schedules(&identity));
        Self { bench, identity, letters, web, runner }
    }

    pub fn moment(&self) -> Moment {
        self.bench.moment()
    }

    /// Lets time pass.
    pub fn wait(&self, seconds: i64) {
        self.bench.clock.advance(seconds);
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

    /// Registers a client under this name.
    pub async fn client(&self, id: &str, change: impl FnOnce(&mut NewClient)) -> TestClient {
        let mut new = NewClient {
            id: Some(id.to_owned()),
            secret: None,
            name: format!("Ville de {id}"),
            profile: Profile::Strict,
            sector: None,
            redirect_uris: vec![format!("https://{id}.example/retour")],
            post_logout_uris: vec![format!("https://{id}.example/")],
            backchannel_uri: None,
            scopes: vec![Scope::Profile, Scope::Email],
            asks_consent: true,
            is_ours: false,
        };
        change(&mut new);
        let redirect_uri = new.redirect_uris[0].clone();
        let mut tx = self.bench.databases.identity_write().await.unwrap();
        let (id, secret) = self.identity.create_client(&mut tx, &self.moment(), new).await.unwrap();
        tx.commit().await.unwrap();
        TestClient { id, secret, redirect_uri }
    }

    /// Sends a request as nobody in particular.
    pub async fn send(&self, request: http::request::Builder, body: &str) -> Answer {
        let mut request = request.body(Body::from(body.to_owned())).unwrap();
        request.extensions_mut().insert("192.0.2.7".parse::<IpAddr>().unwrap());
        Answer::read(self.web.answer(request, Some(Site::Connect)).await).await
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
        let fields = [("grant_type", "authorization_code"), ("code", code), ("redirect_uri", &client.redirect_uri), ("code_verifier", VERIFIER)];
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
        let mut validation = jsonwebtoken::Validation::new(jsonwebtoken::Algorithm::ES256);
        validation.validate_exp = false;
        validation.set_audience(&[audience]);
        validation.set_issuer(&[ISSUER]);
        jsonwebtoken::decode(token, &key, &validation).unwrap().claims
    }
}

/// A registered client.
pub(super) struct TestClient {
    pub id: String,
    pub secret: String,
    pub redirect_uri: String,
}

impl TestClient {
    pub fn basic(&self) -> String {
        format!("Basic {}", STANDARD.encode(format!("{}:{}", encode(&self.id), encode(&self.secret))))
    }

    /// A good authorization request, with some parameters more or other.
    pub fn authorize(&self, changes: &[(&str, &str)]) -> String {
        let mut fields = vec![
            ("client_id", self.id.as_str()),
            ("redirect_uri", self.redirect_uri.as_str()),
            ("response_type", "code"),
            ("scope", "openid profile email"),
            ("state", STATE),
            ("nonce", NONCE),
            ("code_challenge", CHALLENGE),
            ("code_challenge_method", "S256"),
        ];
        for (name, value) in changes {
            fields.retain(|(known, _)| known != name);
            fields.push((name, value));
        }
        format!("/authorize?{}", form(&fields))
    }
}

/// An answer, read.
#[derive(Debug)]
pub(super) struct Answer {
    pub status: u16,
    pub headers: http::HeaderMap,
    pub body: String,
}

impl Answer {
    async fn read(response: Response<Body>) -> Self {
        let (head, body) = response.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        Self { status: head.status.as_u16(), headers: head.headers, body: String::from_utf8(bytes.to_vec()).unwrap() }
    }
    pub fn header(&self, name: header::HeaderName) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
    pub fn location(&self) -> &str {
        self.header(header::LOCATION)
    }
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }
    /// A text of a JSON answer.
    pub fn text(&self, name: &str) -> String {
        self.json()[name].as_str().unwrap_or_else(|| panic!("{name} in {}", self.body)).to_owned()
    }
    /// A parameter of the address it leads to.
    pub fn parameter(&self, name: &str) -> Option<String> {
        parameter(self.location(), name)
    }
    /// The code it leads back to the client with.
    pub fn code(&self) -> String {
        self.parameter("code").unwrap_or_else(|| panic!("a code in « {} » {}", self.location(), self.body))
    }
}

/// A parameter of an address.
pub(super) fn parameter(url: &str, name: &str) -> Option<String> {
    let query = url.split_once('?').map_or("", |(_, query)| query);
    decode(query.as_bytes()).into_iter().find(|(known, _)| known == name).map(|(_, value)| value)
}

fn form(fields: &[(&str, &str)]) -> String {
    fields.iter().map(|(name, value)| format!("{name}={}", encode(value))).collect::<Vec<_>>().join("&")
}

/// A browser: it keeps cookies and sends forms with what they hide.
#[derive(Default)]
pub(super) struct Browser {
    cookies: Mutex<BTreeMap<String, String>>,
    address: Option<IpAddr>,
}

impl Browser {
    /// A browser somewhere else.
    pub fn at(address: &str) -> Self {
        Self { address: Some(address.parse().unwrap()), ..Self::default() }
    }

    pub async fn get(&self, world: &World, path: &str) -> Answer {
        self.send(world, Request::get(path.strip_prefix(ISSUER).unwrap_or(path)), String::new()).await
    }

    /// Opens the page `path`, fills its form, and sends it to `action`.
    pub async fn fill(&self, world: &World, path: &str, action: &str, typed: &[(&str, &str)]) -> Answer {
        let page = self.get(world, path).await;
        assert_eq!(page.status, 200, "{path} leads to « {} »", page.location());
        let mut fields = hidden_fields(&page.body, action);
        fields.extend(typed.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let request = Request::post(action)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::ORIGIN, ISSUER)
            .header("sec-fetch-site", "same-origin");
        self.send(world, request, form(&fields)).await
    }

    /// Signs in from the page `path`.
    pub async fn sign_in(&self, world: &World, path: &str, email: &str, password: &str) -> Answer {
        self.fill(world, path, "/connexion", &[("email", email), ("password", password)]).await
    }

    /// Forgets its cookies about the session, as when it is closed.
    pub fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.lock().unwrap().get(name).cloned()
    }

    pub fn set_cookie(&self, name: &str, value: &str) {
        self.cookies.lock().unwrap().insert(name.to_owned(), value.to_owned());
    }

    async fn send(&self, world: &World, request: http::request::Builder, body: String) -> Answer {
        let jar: Vec<String> = self.cookies.lock().unwrap().iter().map(|(name, value)| format!("{name}={value}")).collect();
        let mut request = request.header(header::COOKIE, jar.join("; ")).body(Body::from(body)).unwrap();
        let address = self.address.unwrap_or_else(|| "192.0.2.7".parse().unwrap());
        request.extensions_mut().insert(address);
        let answer = Answer::read(world.web.answer(request, Some(Site::Connect)).await).await;
        for cookie in answer.headers.get_all(header::SET_COOKIE) {
            let text = cookie.to_str().unwrap();
            let (name, value) = text.split(';').next().unwrap().split_once('=').unwrap();
            let mut jar = self.cookies.lock().unwrap();
            if text.contains("Max-Age=0") {
                jar.remove(name);
            } else {
                jar.insert(name.to_owned(), value.to_owned());
            }
        }
        answer
    }
}

/// The hidden fields of the form that posts to `action`.
fn hidden_fields(page: &str, action: &str) -> Vec<(String, String)> {
    let start = page.find(&format!("<form method=\"post\" action=\"{action}\"")).unwrap_or_else(|| panic!("a form to {action} in {page}"));
    let form = &page[start..start + page[start..].find("</form>").unwrap()];
    form.split("<input type=\"hidden\"")
        .skip(1)
        .map(|input| {
            let attribute = |name: &str| {
                let from = input.find(&format!("{name}=\"")).unwrap() + name.len() + 2;
                input[from..from + input[from..].find('"').unwrap()].replace("&amp;", "&")
            };
            (attribute("name"), attribute("value"))
        })
        .collect()
}

/// From a request of the client to a code, for somebody who signs in and agrees.
pub(super) async fn code_for(world: &World, browser: &Browser, client: &TestClient, email: &str, changes: &[(&str, &str)]) -> String {
    let begun = browser.get(world, &client.authorize(changes)).await;
    let mut answer = begun;
    if answer.location().starts_with("/connexion?") {
        let page = answer.location().to_owned();
        answer = browser.sign_in(world, &page, email, PASSWORD).await;
    }
    if answer.location().starts_with("/autorisation?") {
        let page = answer.location().to_owned();
        answer = browser.fill(world, &page, "/autorisation", &[("choix", "accepter")]).await;
    }
    answer.code()
}

/// Tokens for somebody who signs in and agrees.
pub(super) async fn tokens_for(world: &World, browser: &Browser, client: &TestClient, email: &str) -> Answer {
    let code = code_for(world, browser, client, email, &[]).await;
    let tokens = world.exchange(client, &code).await;
    assert_eq!(tokens.status, 200, "{}", tokens.body);
    tokens
}
