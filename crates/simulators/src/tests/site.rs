//! The site of the simulators, served without sockets.

use std::sync::Arc;

use axum::body::Body;
use db::{InstanceKey, testing::Bench};
use http::{Request, Response, header};
use http_body_util::BodyExt;
use kernel::clock::ManualClock;
use web::{Actor, Admission, Ctx, Failure, Foundation, Head, House, Policy, Site, Sites, Web, house::BoxFuture};

use crate::Simulators;

/// A house where everybody may pass.
pub(crate) struct Open;

impl House for Open {
    fn identify<'a>(&'a self, _: Head<'a>) -> BoxFuture<'a, Result<Actor, Failure>> {
        Box::pin(async { Ok(Actor::Anonymous) })
    }
    fn admit<'a>(&'a self, _: Policy, actor: Actor, _: Option<&'a InstanceKey>) -> BoxFuture<'a, Result<Admission, Failure>> {
        Box::pin(async { Ok(Admission::Granted(actor)) })
    }
    fn sign_in_url(&self, _: Site, _: &str, _: bool) -> String {
        "/".to_owned()
    }
    fn chrome(&self, _: &Ctx) -> ui::Chrome {
        ui::Chrome::default()
    }
}

/// What the tests ask.
pub(crate) struct Asked {
    pub(crate) status: u16,
    pub(crate) headers: http::HeaderMap,
    pub(crate) body: String,
}

impl Asked {
    pub(crate) async fn read(response: Response<Body>) -> Self {
        let (head, body) = response.into_parts();
        let body = String::from_utf8(body.collect().await.unwrap().to_bytes().to_vec()).unwrap();
        Self { status: head.status.as_u16(), headers: head.headers, body }
    }
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
    /// The value of the first hidden field of this name.
    fn field(&self, name: &str) -> &str {
        let after = self.body.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap();
        after.split('"').next().unwrap()
    }
}

/// The site, and one browser on it.
pub(super) struct Visit {
    web: Web,
}

impl Visit {
    pub(super) fn new(bench: &Bench, clock: Arc<ManualClock>, simulators: &Simulators) -> Self {
        let foundation = Foundation {
            databases: bench.databases.clone(),
            sites: Sites::default().with(Site::Simulators, "http://localhost:8090"),
            secret: web::cookie::Secret::new([7; 32]),
            clock,
            rng: bench.rng.clone(),
            uploads: bench.dir.clone(),
            house: Arc::new(Open),
        };
        Self { web: Web::build(foundation, simulators.routes()).unwrap() }
    }

    pub(super) async fn get(&self, path: &str) -> Asked {
        self.send(Request::get(path), Body::empty()).await
    }

    /// As a program posts.
    pub(super) async fn post(&self, path: &str, body: &str) -> Asked {
        self.send(Request::post(path), Body::from(body.to_owned())).await
    }

    /// As a person sends the form of a page.
    pub(super) async fn send_form(&self, page: &str, action: &str, fields: &str) -> Asked {
        let form = self.get(page).await;
        let cookie = form.header("set-cookie").split(';').next().unwrap().to_owned();
        let request = Request::post(action)
            .header(header::COOKIE, cookie)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin");
        self.send(request, Body::from(format!("{fields}&{}={}", ui::CSRF_FIELD, form.field(ui::CSRF_FIELD)))).await
    }

    async fn send(&self, request: http::request::Builder, body: Body) -> Asked {
        Asked::read(self.web.answer(request.body(body).unwrap(), Some(Site::Simulators)).await).await
    }
}
