//! The smallest binary: one operator, or nobody.

use std::sync::Arc;

use axum::body::Body;
use db::{InstanceKey, testing::Bench};
use http::{Request, Response, header};
use http_body_util::BodyExt;
use kernel::{Personal, Problem, id::SessionId};
use ui::Chrome;
use web::{
    Actor, Admission, Ctx, Failure, Foundation, Head, House, Person, Policy, Site, Sites, Web,
    cookie::{self, Secret},
    house::BoxFuture,
};

use crate::{Territory, routes};

const SECRET: [u8; 32] = [7; 32];
const VISITOR: &str = "abcdefghijklmnopqrstuv";

struct Alone {
    is_operator: bool,
}

impl House for Alone {
    fn identify<'a>(&'a self, head: Head<'a>) -> BoxFuture<'a, Result<Actor, Failure>> {
        let person = Person {
            session: SessionId::from_uuid(head.moment.id::<()>().uuid()),
            subject: "operator-1".to_owned(),
            claims: Personal::default(),
            authenticated_at: head.moment.wall,
            second_factor: true,
            unread: 0,
        };
        Box::pin(async move { Ok(if self.is_operator { Actor::Operator(person) } else { Actor::Anonymous }) })
    }

    fn admit<'a>(&'a self, policy: Policy, actor: Actor, _: Option<&'a InstanceKey>) -> BoxFuture<'a, Result<Admission, Failure>> {
        Box::pin(async move {
            Ok(match (policy, &actor) {
                (Policy::Public, _) | (Policy::Operator, Actor::Operator(_)) => Admission::Granted(actor),
                _ => Admission::Refused(Problem::NotFound),
            })
        })
    }

    fn sign_in_url(&self, _: Site, _: &str, _: bool) -> String {
        "/connexion".to_owned()
    }

    fn chrome(&self, _: &Ctx) -> Chrome {
        Chrome::default()
    }
}

/// The sites of the part, as somebody meets them.
pub(super) struct Console {
    web: Web,
    sites: Sites,
}

/// What came back.
pub(super) struct Answered {
    pub status: u16,
    pub location: String,
    pub cache: String,
    pub body: String,
}

impl Console {
    pub fn of(territory: &Territory, bench: &Bench, is_operator: bool) -> Self {
        let sites = Sites::default().with(Site::Portal, "http://localhost:1").with(Site::Console, "http://localhost:4");
        let foundation = Foundation {
            databases: bench.databases.clone(),
            sites: sites.clone(),
            secret: Secret::new(SECRET),
            clock: Arc::clone(&bench.clock) as _,
            rng: Arc::clone(&bench.rng),
            uploads: bench.dir.clone(),
            house: Arc::new(Alone { is_operator }),
        };
        Self { web: Web::build(foundation, routes(territory)).unwrap(), sites }
    }

    pub async fn get(&self, site: Site, path: &str) -> Answered {
        self.ask(site, Request::get(path), String::new()).await
    }

    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answered {
        let visitor = cookie::digest(VISITOR);
        let proof = Secret::new(SECRET).sign("csrf", &visitor);
        let csrf = proof.rsplit('.').next().unwrap();
        let mut fields = fields.to_vec();
        fields.push((ui::CSRF_FIELD, csrf));
        let pairs: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={}", web::posted::encode(value))).collect();
        let request = Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.ask(Site::Console, request, pairs.join("&")).await
    }

    async fn ask(&self, site: Site, request: http::request::Builder, body: String) -> Answered {
        let visit = format!("{}={VISITOR}", cookie::name(&self.sites, site, "visit"));
        let request = request.header(header::COOKIE, visit).body(Body::from(body)).unwrap();
        read(self.web.answer(request, Some(site)).await).await
    }
}

async fn read(response: Response<Body>) -> Answered {
    let text = |name| response.headers().get(name).map_or("", |value| value.to_str().unwrap()).to_owned();
    let (status, location, cache) = (response.status().as_u16(), text(header::LOCATION), text(header::CACHE_CONTROL));
    let bytes = response.into_body().collect().await.unwrap().to_bytes();
    Answered { status, location, cache, body: String::from_utf8(bytes.to_vec()).unwrap() }
}
