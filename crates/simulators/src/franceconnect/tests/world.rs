//! A FranceConnect in this process, a browser, and clients.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
    time::Duration,
};

use axum::body::Body;
use db::testing::on_each_engine;
use http::{Request, header, request::Builder};
use jsonwebtoken::{
    Algorithm, DecodingKey, Validation,
    jwk::{Jwk, JwkSet},
};
use kernel::clock::ManualClock;
use serde_json::Value;
use web::{
    Foundation, Site, Sites, Web,
    posted::{decode, encode},
};

use super::super::{Client, FranceConnect, Proof, SCOPES, Signing};
use crate::tests::site::{Asked, Open};

pub(super) const BASE: &str = "http://localhost:8092";
pub(super) const SECRET: &str = "a-secret-of-a-client";
pub(super) const STATE: &str = "Xq2-8dKfPz0_vLw7AbQy3s4TtRn6Uv1-Wc9Hm5Jd0Ke";
pub(super) const NONCE: &str = "n0-W4gTb9RzYq-5kEeXq2-8dKfPz0_vLw7AbQy3s4Tt";

/// A client with every scope.
pub(super) fn client(id: &str) -> Client {
    Client {
        id: id.to_owned(),
        name: format!("Ville de {id}"),
        entity: id.to_owned(),
        proof: Proof::Secret(SECRET.to_owned()),
        redirect_uris: vec![redirect_uri(id)],
        post_logout_uris: vec![format!("https://{id}.example/adieu")],
        scopes: SCOPES.map(|(scope, _)| scope.to_owned()).to_vec(),
        signing: Signing::Es256,
        is_active: true,
    }
}

pub(super) fn redirect_uri(client: &str) -> String {
    format!("https://{client}.example/retour")
}

/// The simulator, and one browser.
pub(super) struct World {
    pub fc: FranceConnect,
    pub clock: Arc<ManualClock>,
    web: Web,
    jar: Mutex<BTreeMap<String, String>>,
}

/// Runs a test with these clients.
pub(super) async fn with(clients: Vec<Client>, test: impl AsyncFn(World)) {
    on_each_engine(&[], async |bench| {
        let fc = FranceConnect::new(BASE, clients.clone(), Duration::ZERO).unwrap();
        let foundation = Foundation {
            databases: bench.databases.clone(),
            sites: Sites::default().with(Site::FranceConnect, BASE),
            secret: web::cookie::Secret::new([7; 32]),
            clock: bench.clock.clone(),
            rng: bench.rng.clone(),
            uploads: bench.dir.clone(),
            house: Arc::new(Open),
        };
        let web = Web::build(foundation, fc.routes()).unwrap();
        test(World { fc, clock: bench.clock.clone(), web, jar: Mutex::default() }).await;
    })
    .await;
}

/// Runs a test with two clients, `bron` and `lyon`.
pub(super) async fn on(test: impl AsyncFn(World)) {
    with(vec![client("bron"), client("lyon")], test).await;
}

impl World {
    /// As a browser.
    pub async fn get(&self, path: &str) -> Asked {
        self.send(Request::get(path.strip_prefix(BASE).unwrap_or(path)), String::new()).await
    }

    /// As a browser that follows one redirection.
    pub async fn follow(&self, path: &str) -> Asked {
        let first = self.get(path).await;
        assert_eq!(first.status, 303, "{path}: {}", first.body);
        self.get(first.header("location")).await
    }

    /// Fills the form of a page.
    pub async fn fill(&self, page: &Asked, action: &str, typed: &[(&str, &str)]) -> Asked {
        let mut fields = hidden_fields(&page.body, action);
        fields.extend(typed.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        let request = Request::post(action).header("sec-fetch-site", "same-origin").header(header::CONTENT_TYPE, FORM);
        self.send(request, form(&fields)).await
    }

    /// As a program: no cookies.
    pub async fn call(&self, request: Builder, body: String) -> Asked {
        Asked::read(self.web.answer(request.body(Body::from(body)).unwrap(), Some(Site::FranceConnect)).await).await
    }

    /// Posts a form to an endpoint.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Asked {
        let fields: Vec<(String, String)> = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        self.call(Request::post(path).header(header::CONTENT_TYPE, FORM), form(&fields)).await
    }

    /// Somebody signs in, and goes on to the client: where she comes back to.
    pub async fn sign_in(&self, client: &str, more: &[(&str, &str)], login: &str) -> Asked {
        let page = self.follow(&authorize_url(client, more)).await;
        let welcomed = self.fill(&page, "/connexion", &[("fournisseur", "compte-essai"), ("login", login)]).await;
        assert_eq!(welcomed.status, 303, "{login}: {}", welcomed.body);
        self.go_on(&self.get(welcomed.header("location")).await).await
    }

    pub async fn go_on(&self, page: &Asked) -> Asked {
        self.fill(page, "/continuer", &[]).await
    }

    pub fn seconds(&self) -> i64 {
        kernel::Clock::wall(&*self.clock).as_second()
    }

    /// Forgets who signed in, as a browser closed.
    pub fn close(&self) {
        self.jar.lock().unwrap().clear();
    }

    /// A code for claire, and what `bron` gets with it.
    pub async fn tokens(&self, more: &[(&str, &str)]) -> Asked {
        self.close();
        let code = parameter(&self.sign_in("bron", more, "claire").await, "code").unwrap();
        self.exchange("bron", &code, &[]).await
    }

    /// Exchanges a code.
    pub async fn exchange(&self, client: &str, code: &str, more: &[(&str, &str)]) -> Asked {
        let redirect_uri = redirect_uri(client);
        let mut fields = vec![
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", &redirect_uri),
            ("client_id", client),
            ("client_secret", SECRET),
        ];
        for (name, value) in more {
            fields.retain(|(known, _)| known != name);
            fields.push((name, value));
        }
        self.post("/api/v2/token", &fields).await
    }

    pub async fn userinfo(&self, token: &str) -> Asked {
        self.call(Request::get("/api/v2/userinfo").header(header::AUTHORIZATION, format!("Bearer {token}")), String::new()).await
    }

    /// The claims of a token, when a published key signed it with this algorithm.
    pub async fn verified(&self, token: &str, algorithm: Algorithm) -> Option<Value> {
        let keys: JwkSet = serde_json::from_str(&self.get("/api/v2/jwks").await.body).unwrap();
        let key: &Jwk = keys.find(&jsonwebtoken::decode_header(token).ok()?.kid?)?;
        let mut validation = Validation::new(algorithm);
        validation.validate_exp = false;
        validation.validate_aud = false;
        Some(jsonwebtoken::decode::<Value>(token, &DecodingKey::from_jwk(key).unwrap(), &validation).ok()?.claims)
    }

    async fn send(&self, request: Builder, body: String) -> Asked {
        let jar: Vec<String> = self.jar.lock().unwrap().iter().map(|(name, value)| format!("{name}={value}")).collect();
        let answer = self.call(request.header(header::COOKIE, jar.join("; ")), body).await;
        for cookie in answer.headers.get_all(header::SET_COOKIE) {
            let (name, value) = cookie.to_str().unwrap().split(';').next().unwrap().split_once('=').unwrap();
            self.jar.lock().unwrap().insert(name.to_owned(), value.to_owned());
        }
        answer
    }
}

pub(super) const FORM: &str = "application/x-www-form-urlencoded";

/// What a client asks, with some parameters changed or added.
pub(super) fn authorize_url(client: &str, more: &[(&str, &str)]) -> String {
    let redirect_uri = redirect_uri(client);
    let mut fields = vec![
        ("client_id", client),
        ("redirect_uri", &redirect_uri),
        ("response_type", "code"),
        ("scope", "openid profile birth email"),
        ("acr_values", "eidas1"),
        ("state", STATE),
        ("nonce", NONCE),
    ];
    for (name, value) in more {
        fields.retain(|(known, _)| known != name);
        fields.push((name, value));
    }
    let query: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={}", encode(value))).collect();
    format!("/api/v2/authorize?{}", query.join("&"))
}

/// A parameter of the address that an answer leads to.
pub(super) fn parameter(answer: &Asked, name: &str) -> Option<String> {
    let query = answer.header("location").split_once(['?', '#']).map_or("", |(_, query)| query);
    decode(query.as_bytes()).into_iter().find(|(known, _)| known == name).map(|(_, value)| value)
}

pub(super) fn json(answer: &Asked) -> Value {
    serde_json::from_str(&answer.body).unwrap_or_else(|_| panic!("no JSON: {}", answer.body))
}

/// A text of a JSON answer.
pub(super) fn text(answer: &Asked, name: &str) -> String {
    json(answer)[name].as_str().unwrap_or_else(|| panic!("{name} in {}", answer.body)).to_owned()
}

fn form(fields: &[(String, String)]) -> String {
    fields.iter().map(|(name, value)| format!("{name}={}", encode(value))).collect::<Vec<_>>().join("&")
}

/// The hidden fields of the form that posts to `action`.
fn hidden_fields(page: &str, action: &str) -> Vec<(String, String)> {
    let after = page.split(&format!("<form method=\"post\" action=\"{action}\"")).nth(1).unwrap_or_else(|| panic!("no {action} in {page}"));
    let attribute = |input: &str, name: &str| {
        let after = input.split(&format!("{name}=\"")).nth(1).unwrap();
        after.split('"').next().unwrap().to_owned()
    };
    let inputs = after.split("</form>").next().unwrap().split("<input type=\"hidden\"").skip(1);
    inputs.map(|input| (attribute(input, "name"), attribute(input, "value"))).collect()
}
