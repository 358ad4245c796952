//! An identity provider that answers what a test tells it to, on a real socket.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};

use aws_lc_rs::{
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair},
};
use axum::{body::Body, extract::State, response::IntoResponse};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use db::testing::Bench;
use http::{HeaderMap, StatusCode, header};
use jsonwebtoken::{Algorithm, EncodingKey, Header, jwk::Jwk};
use serde_json::{Value, json};
use tokio::net::TcpListener;

use super::house::{self, sites};
use crate::{Answer, Method, Policy, Site, Sites, route};

/// The provider, shared with its handlers.
#[derive(Clone)]
pub(super) struct Provider(Arc<Inner>);

struct Inner {
    issuer: String,
    key: EncodingKey,
    jwks: Value,
    script: Mutex<Script>,
}

/// What it answers, and what it was asked.
pub(super) struct Script {
    pub id_token: String,
    pub token_status: u16,
    pub userinfo: (u16, Value),
    /// The last exchange, its `Authorization` under that name.
    pub exchanged: HashMap<String, String>,
    pub keys_read: usize,
}

pub(super) fn new_key() -> EncodingKey {
    let pkcs8 = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &SystemRandom::new()).unwrap();
    EncodingKey::from_ec_der(pkcs8.as_ref())
}

impl Provider {
    /// Listens on a port of its own.
    pub async fn start(bench: &Bench) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let issuer = format!("http://{}", listener.local_addr().unwrap());
        let key = new_key();
        let mut public = Jwk::from_encoding_key(&key, Algorithm::ES256).unwrap();
        public.common.key_id = Some("k1".to_owned());
        let script = Script {
            id_token: String::new(),
            token_status: 200,
            userinfo: (200, json!({ "sub": "zoe", "given_name": "Zoé" })),
            exchanged: HashMap::new(),
            keys_read: 0,
        };
        let provider = Self(Arc::new(Inner { issuer, key, jwks: json!({ "keys": [public] }), script: Mutex::new(script) }));
        let state = || provider.clone();
        let routes = vec![
            route(Site::Connect, Method::Get, "/jwks", Policy::Protocol, state(), jwks),
            route(Site::Connect, Method::Post, "/token", Policy::Protocol, state(), token),
            route(Site::Connect, Method::Get, "/userinfo", Policy::Protocol, state(), userinfo),
        ];
        let web = Arc::new(house::web(bench, provider.sites(), None, routes));
        tokio::spawn(web.serve(vec![(listener, Some(Site::Connect))], std::future::pending()));
        provider
    }

    /// The sites of the test, with this provider as connect.
    pub fn sites(&self) -> Sites {
        sites().with(Site::Connect, &*self.0.issuer)
    }

    pub fn issuer(&self) -> &str {
        &self.0.issuer
    }

    /// `host:port`, to be allowed.
    pub fn authority(&self) -> String {
        self.0.issuer.trim_start_matches("http://").to_owned()
    }

    pub fn script(&self) -> std::sync::MutexGuard<'_, Script> {
        self.0.script.lock().unwrap()
    }

    pub fn sign(&self, claims: &Value) -> String {
        self.sign_as("k1", &self.0.key, claims)
    }

    pub fn sign_as(&self, kid: &str, key: &EncodingKey, claims: &Value) -> String {
        let header = Header { kid: Some(kid.to_owned()), ..Header::new(Algorithm::ES256) };
        jsonwebtoken::encode(&header, claims, key).unwrap()
    }

    /// A token that says it needs no signature.
    pub fn unsigned(claims: &Value) -> String {
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        format!("{}.{}.", part(&json!({ "alg": "none", "kid": "k1" })), part(claims))
    }

    /// A token signed with the public key as if it were a shared secret.
    pub fn confused(&self, claims: &Value) -> String {
        let secret = URL_SAFE_NO_PAD.decode(self.0.jwks["keys"][0]["x"].as_str().unwrap()).unwrap();
        let header = Header { kid: Some("k1".to_owned()), ..Header::new(Algorithm::HS256) };
        jsonwebtoken::encode(&header, claims, &EncodingKey::from_secret(&secret)).unwrap()
    }
}

async fn jwks(State(provider): State<Provider>) -> Answer {
    provider.script().keys_read += 1;
    json_answer(200, &provider.0.jwks)
}

async fn token(State(provider): State<Provider>, headers: HeaderMap, body: bytes::Bytes) -> Answer {
    let mut script = provider.script();
    script.exchanged = crate::posted::decode(&body).into_iter().collect();
    script.exchanged.insert("authorization".to_owned(), headers[header::AUTHORIZATION].to_str().unwrap().to_owned());
    json_answer(script.token_status, &json!({ "access_token": "opaque", "id_token": script.id_token, "token_type": "Bearer" }))
}

async fn userinfo(State(provider): State<Provider>, headers: HeaderMap) -> Answer {
    assert_eq!(headers[header::AUTHORIZATION], "Bearer opaque");
    let (status, claims) = provider.script().userinfo.clone();
    json_answer(status, &claims)
}

fn json_answer(status: u16, value: &Value) -> Answer {
    let kind = [(header::CONTENT_TYPE, "application/json")];
    (StatusCode::from_u16(status).unwrap(), kind, Body::from(value.to_string())).into_response()
}
