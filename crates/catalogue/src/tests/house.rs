//! The smallest binary: nobody is signed in.

use std::sync::Arc;

use axum::body::Body;
use db::{InstanceKey, testing::Bench};
use http::{Request, header};
use http_body_util::BodyExt;
use ui::Chrome;
use web::{
    Actor, Admission, Ctx, Failure, Foundation, Head, House, Policy, Site, Sites, Web,
    cookie::{self, Secret},
    house::BoxFuture,
};

use crate::{Catalogue, routes};

const SECRET: [u8; 32] = [7; 32];
const VISITOR: &str = "abcdefghijklmnopqrstuv";

struct Open;

impl House for Open {
    fn identify<'a>(&'a self, _: Head<'a>) -> BoxFuture<'a, Result<Actor, Failure>> {
        Box::pin(async { Ok(Actor::Anonymous) })
    }
    fn admit<'a>(&'a self, _: Policy, actor: Actor, _: Option<&'a InstanceKey>) -> BoxFuture<'a, Result<Admission, Failure>> {
        Box::pin(async { Ok(Admission::Granted(actor)) })
    }
    fn sign_in_url(&self, _: Site, _: &str, _: bool) -> String {
        "/connexion".to_owned()
    }
    fn chrome(&self, _: &Ctx) -> Chrome {
        Chrome::default()
    }
}

/// The portal, as somebody without an account meets it.
pub(super) struct Portal {
    web: Web,
    sites: Sites,
}

/// What came back.
pub(super) struct Answered {
    pub status: u16,
    pub location: String,
    pub cookies: String,
    pub body: String,
}

impl Portal {
    pub fn of(catalogue: &Catalogue, bench: &Bench) -> Self {
        let sites = Sites::default().with(Site::Portal, "http://localhost:1");
        let foundation = Foundation {
            databases: bench.databases.clone(),
            sites: sites.clone(),
            secret: Secret::new(SECRET),
            clock: Arc::clone(&bench.clock) as _,
            rng: Arc::clone(&bench.rng),
            uploads: bench.dir.clone(),
            house: Arc::new(Open),
        };
        Self { web: Web::build(foundation, routes(catalogue)).unwrap(), sites }
    }

    /// A page, for an inhabitant of `commune` (none chosen when empty).
    pub async fn get(&self, path: &str, commune: &str) -> Answered {
        let chosen = format!("{}={commune}", cookie::name(&self.sites, Site::Portal, "commune"));
        self.ask(Request::get(path).header(header::COOKIE, chosen).body(Body::empty()).unwrap()).await
    }

    pub async fn choose(&self, commune: &str, back: &str) -> Answered {
        let proof = Secret::new(SECRET).sign("csrf", &cookie::digest(VISITOR));
        let pairs = [("commune", commune), ("retour", back), (ui::CSRF_FIELD, proof.rsplit('.').next().unwrap())];
        let body: Vec<String> = pairs.iter().map(|(name, value)| format!("{name}={}", web::posted::encode(value))).collect();
        let visit = format!("{}={VISITOR}", cookie::name(&self.sites, Site::Portal, "visit"));
        let request = Request::post(crate::urls::MY_COMMUNE)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::COOKIE, visit);
        self.ask(request.body(Body::from(body.join("&"))).unwrap()).await
    }

    async fn ask(&self, request: Request<Body>) -> Answered {
        let response = self.web.answer(request, Some(Site::Portal)).await;
        let all = |name| response.headers().get_all(name).iter().map(|value| value.to_str().unwrap()).collect::<Vec<_>>().join("\n");
        let (status, location, cookies) = (response.status().as_u16(), all(header::LOCATION), all(header::SET_COOKIE));
        let bytes = response.into_body().collect().await.unwrap().to_bytes();
        Answered { status, location, cookies, body: String::from_utf8(bytes.to_vec()).unwrap() }
    }
}
