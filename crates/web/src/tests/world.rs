//! The portal as a client of the provider of a test.

use std::collections::BTreeMap;

use db::testing::Bench;
use http::{Request, header};
use serde_json::{Value, json};

use super::{
    house::{Answered, Browser, PORTAL, web},
    provider::Provider,
};
use crate::{
    Ctx, Html, Method, Outcome, Policy, Site, Web,
    posted::encode,
    route,
    signin::{Client, SignIn},
};

async fn mine(ctx: Ctx) -> Outcome<Html> {
    let person = ctx.signed_in()?;
    let body = ui::html! { p { (person.display_name()) " " (person.subject) " " (person.second_factor) } };
    Ok(ui::Page::new("Moi", body).into())
}

/// A portal, its provider, and time.
pub(super) struct World {
    pub bench: Bench,
    pub provider: Provider,
    pub sign_in: SignIn,
    web: Web,
}

impl World {
    pub async fn open(bench: Bench) -> Self {
        let provider = Provider::start(&bench).await;
        let http = outbound::Http::new(vec![provider.authority()]).unwrap();
        let clients = BTreeMap::from([(Site::Portal, Client { id: "portail".to_owned(), secret: "très secret".to_owned() })]);
        let sign_in = SignIn::new(bench.databases.clone(), http, provider.sites(), clients);
        let mut routes = sign_in.routes(Site::Portal);
        routes.push(route(Site::Portal, Method::Get, "/moi", Policy::SignedIn, (), mine));
        let web = web(&bench, provider.sites(), Some(sign_in.clone()), routes);
        Self { bench, provider, sign_in, web }
    }

    pub fn browser(&self) -> Browser<'_> {
        Browser::on(&self.web, Site::Portal, PORTAL)
    }

    pub fn now(&self) -> i64 {
        self.bench.moment().wall.as_second()
    }

    /// What a genuine ID token says.
    pub fn claims(&self, nonce: &str) -> Value {
        json!({
            "iss": self.provider.issuer(), "aud": "portail", "sub": "zoe", "nonce": nonce, "sid": "s1",
            "iat": self.now(), "exp": self.now() + 300, "auth_time": self.now(), "amr": ["pwd", "otp", "mfa"],
        })
    }

    /// What a genuine logout token says.
    pub fn logout(&self) -> Value {
        json!({
            "iss": self.provider.issuer(), "aud": "portail", "sid": "s1", "iat": self.now(), "exp": self.now() + 120, "jti": "1",
            "events": { "http://schemas.openid.net/event/backchannel-logout": {} },
        })
    }

    pub async fn tell(&self, logout_token: &str) -> Answered {
        let request = Request::post("/connexion/fin").header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        Browser::on(&self.web, Site::Portal, PORTAL).send(request, &format!("logout_token={logout_token}")).await
    }

    /// Leaves for the provider.
    pub async fn leave(&self, browser: &Browser<'_>, back_to: &str) -> Answered {
        browser.get(&format!("/connexion?vers={}", encode(back_to))).await
    }

    /// Comes back with a code, the provider having signed `id_token`.
    pub async fn come_back(&self, browser: &Browser<'_>, left: &Answered, id_token: String) -> Answered {
        self.provider.script().id_token = id_token;
        let (state, iss) = (left.parameter("state"), encode(self.provider.issuer()));
        browser.get(&format!("/connexion/retour?code=c1&state={state}&iss={iss}")).await
    }

    /// The whole way, for a page of hers.
    pub async fn sign_in(&self, browser: &Browser<'_>) -> Answered {
        let left = self.leave(browser, "/moi").await;
        let token = self.provider.sign(&self.claims(&left.parameter("nonce")));
        self.come_back(browser, &left, token).await
    }
}

pub(super) async fn is_signed_in(browser: &Browser<'_>) -> bool {
    browser.get("/moi").await.status == 200
}
