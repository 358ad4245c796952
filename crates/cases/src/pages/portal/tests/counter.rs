//! A counter with one téléservice, at the Métropole.

use std::sync::Arc;

use axum::{body::Body, response::Response};
use db::{DbKey, InstanceKey, jobs::Runner, testing::Bench};
use definition::{Definition, SignIn, from_toml};
use http::Request;
use kernel::{Personal, values::Email};
use web::{Actor, Admission, Ctx, Failure, Foundation, Head, House, Person, Policy, Site, Sites, Web, cookie::Secret, house::BoxFuture};

use crate::{
    Cases, Place, Services,
    model::Origin,
    tests::antivirus::{Antivirus, Kind},
};

const EXAMPLE: &str = include_str!("../../../../../definition/tests/fixtures/demenagement.toml");

/// Who is signed in, as the tests say.
pub(super) const PERSON: &str = "x-person";

/// Runs a test on each engine, with a fresh counter.
pub(super) async fn each(change: impl Fn(&mut Definition), test: impl AsyncFn(Counter)) {
    db::testing::on_each_engine(&MIGRATIONS, async |bench| test(Counter::open(bench, &change, None).await).await).await;
}

/// The same, where files are examined.
pub(super) async fn each_examined(change: impl Fn(&mut Definition), test: impl AsyncFn(Counter)) {
    db::testing::on_each_engine(&MIGRATIONS, async |bench| {
        test(Counter::open(bench, &change, Some(Antivirus::of(&Kind::StandIn).await)).await).await;
    })
    .await;
}

const MIGRATIONS: [&[db::Migration]; 6] =
    [web::signin::MIGRATIONS, territory::MIGRATIONS, notify::MIGRATIONS, catalogue::MIGRATIONS, records::MIGRATIONS, crate::MIGRATIONS];

/// A téléservice for which no account is needed.
pub(super) fn without_account(definition: &mut Definition) {
    definition.settings.sign_in = SignIn::None;
}

pub(super) struct Counter {
    pub bench: Bench,
    pub cases: Cases,
    web: Web,
    _antivirus: Option<Antivirus>,
}

impl Counter {
    async fn open(bench: Bench, change: impl Fn(&mut Definition), antivirus: Option<Antivirus>) -> Self {
        let sites = Sites::default().with(Site::Portal, "http://localhost:8080");
        let secret = Secret::new([9; 32]);
        let cases = Cases::new(Services {
            databases: bench.databases.clone(),
            blobs: bench.blobs.clone(),
            records: crate::tests::records(&bench),
            territory: territory::Territory::new(bench.databases.clone()),
            sites: sites.clone(),
            secret: secret.clone(),
            sender: notify::Sender { name: "Guichet".into(), address: Email::parse("guichet@exemple.fr").unwrap() },
            connectors: Arc::new(crate::Unconnected),
            antivirus: antivirus.as_ref().map(|antivirus| antivirus.clamd.clone()),
            offers_changed: Arc::default(),
        });
        let uploads = bench.dir.join("uploads");
        std::fs::create_dir_all(&uploads).unwrap();
        let foundation = Foundation {
            databases: bench.databases.clone(),
            sites,
            secret,
            clock: bench.clock.clone(),
            rng: bench.rng.clone(),
            uploads,
            house: Arc::new(Doors),
        };
        let web = Web::build(foundation, super::super::routes(&cases)).unwrap();
        let counter = Self { bench, cases, web, _antivirus: antivirus };
        counter.publish(change).await;
        counter
    }

    pub(super) async fn publish(&self, change: impl Fn(&mut Definition)) {
        self.publish_in(&Self::instance(), change).await;
    }

    /// The same in another space, opened if it is not.
    pub(super) async fn publish_in(&self, instance: &InstanceKey, change: impl Fn(&mut Definition)) {
        let mut definition = from_toml(EXAMPLE).unwrap();
        change(&mut definition);
        let moment = self.bench.moment();
        self.bench.databases.create(&DbKey::Instance(instance.clone())).await.unwrap();
        let publication = self.cases.check(definition).unwrap();
        let team = "voirie".parse().unwrap();
        let place = Place { instance, origin: Origin::Own, team: (&team, "Voirie"), offered: false };
        self.cases.publish(&moment, &publication, place).await.unwrap();
    }

    pub(super) fn instance() -> InstanceKey {
        InstanceKey::parse("metropole").unwrap()
    }

    pub(super) async fn answer(&self, request: Request<Body>) -> Response {
        self.web.answer(request, Some(Site::Portal)).await
    }

    /// Lets the jobs run.
    pub(super) async fn work(&self) {
        let handlers = self.cases.jobs().into_iter().chain([self.bench.blobs.eraser(&self.bench.databases)]).collect();
        Runner::new(self.bench.databases.clone(), self.bench.rng.clone(), handlers, self.cases.schedules()).drain().await.unwrap();
    }
}

/// Whoever says her name is known.
struct Doors;

impl House for Doors {
    fn identify<'a>(&'a self, head: Head<'a>) -> BoxFuture<'a, Result<Actor, Failure>> {
        let subject = head.headers.get(PERSON).map(|subject| subject.to_str().unwrap().to_owned());
        let person = subject.map(|subject| {
            let claims = serde_json::json!({ "given_name": "Ana", "family_name": "Diaz", "email": format!("{subject}@example.org") });
            Actor::Person(Person {
                session: head.moment.id(),
                subject,
                claims: Personal::new(claims.as_object().cloned().unwrap()),
                authenticated_at: head.moment.wall,
                second_factor: false,
                unread: 0,
            })
        });
        Box::pin(async { Ok(person.unwrap_or(Actor::Anonymous)) })
    }

    fn admit<'a>(&'a self, policy: Policy, actor: Actor, _: Option<&'a InstanceKey>) -> BoxFuture<'a, Result<Admission, Failure>> {
        let must_sign_in = policy == Policy::SignedIn && actor.person().is_none();
        Box::pin(async move { Ok(if must_sign_in { Admission::SignIn } else { Admission::Granted(actor) }) })
    }

    fn sign_in_url(&self, _: Site, back_to: &str, _: bool) -> String {
        format!("/connexion?vers={back_to}")
    }

    fn chrome(&self, ctx: &Ctx) -> ui::Chrome {
        ui::Chrome { nonce: ctx.nonce().to_owned(), ..ui::Chrome::default() }
    }
}
