//! Two open spaces and a published téléservice, without pages.

use std::{
    collections::VecDeque,
    io::Cursor,
    sync::{Arc, Mutex},
};

use db::{Doc, InstanceKey, InstanceTx, Keyring, jobs::Runner, testing::Bench};
use definition::{Definition, SignIn, from_toml};
use forms::Answers;
use kernel::{
    Moment, Personal, Slug,
    id::{CaseId, DraftId},
    values::Email,
};
use notify::Mailer;
use serde_json::{Value, json};
use web::{Failure, Site, Sites, cookie::Secret, house::BoxFuture};
use workflow::CallFailure;

use super::antivirus::{Antivirus, Kind};
use crate::{
    Call, CallTrouble, Cases, Connectors, Place, Services,
    filing::{Sender, Sent},
    model::{Channel, Origin},
    sealing::Holder,
    store::{
        self,
        cases::CaseRow,
        drafts::{Draft, DraftFile, Owner},
    },
};

const DEFINITION: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../definition/tests/fixtures/demenagement.toml"));

pub(super) const TELESERVICE: &str = "stationnement-demenagement";

pub(super) struct Space {
    pub bench: Bench,
    pub cases: Cases,
    pub connectors: Arc<Scripted>,
    pub mailer: Mailer,
    pub texter: notify::Texter,
    pub antivirus: Option<Antivirus>,
}

/// Other programs that answer what they are told to, in order; nobody answers after that.
#[derive(Default)]
pub(super) struct Scripted {
    pub answers: Mutex<VecDeque<Result<Value, CallTrouble>>>,
    /// The key, the reference and the body of each call.
    pub calls: Mutex<Vec<(String, String, Value)>>,
}

impl Scripted {
    pub(super) fn says(&self, answer: Result<Value, CallFailure>) {
        let answer = answer.map_err(|failure| CallTrouble::Failed { failure, status: None });
        self.answers.lock().unwrap().push_back(answer);
    }

    pub(super) fn keys(&self) -> Vec<String> {
        self.calls.lock().unwrap().iter().map(|(key, ..)| key.clone()).collect()
    }
}

impl Connectors for Scripted {
    fn call<'a>(&'a self, _: &'a Moment, _: &'a InstanceKey, call: Call<'a>) -> BoxFuture<'a, Result<Value, CallTrouble>> {
        self.calls.lock().unwrap().push((call.key.to_owned(), call.reference.to_owned(), call.body.clone()));
        let answer = self.answers.lock().unwrap().pop_front();
        Box::pin(async { answer.unwrap_or(Err(CallTrouble::Failed { failure: CallFailure::Unreachable, status: None })) })
    }

    fn is_bound<'a>(&'a self, _: &'a mut InstanceTx, _: &'a Slug, _: &'a Slug) -> BoxFuture<'a, Result<bool, Failure>> {
        Box::pin(async { Ok(true) })
    }
}

pub(super) fn metropole() -> InstanceKey {
    InstanceKey::parse("metropole").unwrap()
}

pub(super) fn bron() -> InstanceKey {
    InstanceKey::parse("bron").unwrap()
}

pub(super) fn slug(text: &str) -> Slug {
    text.parse().unwrap()
}

/// Answers to every question of the téléservice.
pub(super) fn answers() -> Value {
    json!({
        "jour": "2026-12-15", "duree": 2, "vehicule": "camion",
        "adresse": { "street": "12 rue Garibaldi", "postcode": "69003", "city": "Lyon", "commune": "69123" },
        "entreprise": false, "courriel": "ana@example.org"
    })
}

/// Runs a test on each engine; `change` edits the téléservice before it is published.
pub(super) async fn each(change: impl Fn(&mut Definition), test: impl AsyncFn(Space)) {
    db::testing::on_each_engine(&MIGRATIONS, async |bench| test(Space::open(bench, &change, None).await).await).await;
}

/// Runs a test on each engine with each of these antiviruses.
pub(super) async fn each_examined(kinds: &[Kind], test: impl AsyncFn(Space)) {
    for kind in kinds {
        db::testing::on_each_engine(&MIGRATIONS, async |bench| {
            test(Space::open(bench, |_| (), Some(Antivirus::of(kind).await)).await).await;
        })
        .await;
    }
}

const MIGRATIONS: [&[db::Migration]; 5] =
    [territory::MIGRATIONS, notify::MIGRATIONS, catalogue::MIGRATIONS, records::MIGRATIONS, crate::MIGRATIONS];

/// The part, with what surrounds it.
fn part(bench: &Bench, territory: territory::Territory, keys: Keyring, connectors: &Arc<Scripted>, antivirus: Option<&Antivirus>) -> Cases {
    Cases::new(Services {
        databases: bench.databases.clone(),
        blobs: bench.blobs.clone(),
        records: crate::tests::records(bench),
        territory,
        sites: Sites::default().with(Site::Portal, "http://localhost:8080").with(Site::Desk, "http://localhost:8081"),
        secret: Secret::new([3; 32]),
        keys,
        sender: notify::Sender { name: "Guichet".to_owned(), address: Email::parse("guichet@exemple.fr").unwrap() },
        connectors: connectors.clone(),
        antivirus: antivirus.map(|antivirus| antivirus.clamd.clone()),
        offers_changed: Arc::default(),
    })
}

impl Space {
    async fn open(bench: Bench, change: impl Fn(&mut Definition), antivirus: Option<Antivirus>) -> Self {
        let territory = territory::Territory::new(bench.databases.clone());
        let mut tx = bench.databases.platform_write().await.unwrap();
        territory::seed(&mut tx, &bench.moment()).await.unwrap();
        tx.commit().await.unwrap();
        territory.refresh().await.unwrap();
        for authority in ["metropole", "bron"] {
            territory::open_instances(&territory, &slug(authority), "test", &bench.moment()).await.unwrap();
        }
        let connectors = Arc::new(Scripted::default());
        let cases = part(&bench, territory, Keyring::new([("test".to_owned(), [5; 32])]), &connectors, antivirus.as_ref());
        let space = Self { bench, cases, connectors, mailer: Mailer::memory(), texter: notify::Texter::memory(), antivirus };
        space.publish(change).await;
        space
    }

    /// Publishes the téléservice, edited, in both spaces.
    pub(super) async fn publish(&self, change: impl FnOnce(&mut Definition)) {
        let mut definition = from_toml(DEFINITION).unwrap();
        definition.settings.sign_in = SignIn::None;
        change(&mut definition);
        let publication = self.cases.check(definition).unwrap();
        for instance in [metropole(), bron()] {
            let place = Place { instance: &instance, origin: Origin::Shared, team: (&slug("voirie"), "Voirie"), offered: false };
            self.cases.publish(&self.bench.moment(), &publication, place).await.unwrap();
        }
    }

    /// The same part once it is started again with other keys.
    pub(super) fn again(&self, keys: Keyring) -> Cases {
        part(&self.bench, self.cases.territory().clone(), keys, &self.connectors, self.antivirus.as_ref())
    }

    /// Keeps a draft of a visitor, begun at the Métropole.
    pub(super) async fn draft(&self, answers: Value) -> Draft {
        let mut tx = self.bench.databases.instance_read(&metropole()).await.unwrap();
        let published = store::definitions::published_as(&mut tx, &slug(TELESERVICE)).await.unwrap().unwrap();
        let compiled = self.cases.compiled(&mut tx, &published.hash).await.unwrap();
        drop(tx);
        let moment = self.bench.moment();
        let id: DraftId = moment.id();
        let answers = self.cases.seal(compiled.form(), &Answers::from_json(answers), Holder::Draft(id), &*moment.rng).unwrap();
        let draft = Draft {
            id,
            authority: slug("metropole"),
            teleservice: published.teleservice,
            instance: "metropole".to_owned(),
            definition: published.hash,
            answers: Doc(answers),
            version: 1,
            subject: None,
            updated_at: moment.now,
            expires_at: moment.now + jiff::SignedDuration::from_hours(30 * 24),
            sent_to: None,
        };
        let mut tx = self.bench.databases.platform_write().await.unwrap();
        store::drafts::add(&mut tx, Owner { visitor: "a browser", subject: None }, &draft).await.unwrap();
        tx.commit().await.unwrap();
        draft
    }

    /// A file put and held, that no draft names yet.
    pub(super) async fn held(&self, content: &str) -> DraftFile {
        let moment = self.bench.moment();
        let blob = self.bench.blobs.put(&metropole(), Cursor::new(content.to_owned())).await.unwrap();
        let file = DraftFile {
            id: moment.id(),
            field: "devis".to_owned(),
            name: Personal::new("devis.pdf".to_owned()),
            media_type: "application/pdf".to_owned(),
            size: blob.size.cast_signed(),
            hash: blob.hash.clone(),
            at: moment.now,
        };
        self.cases.hold(&metropole(), &moment, &[(file.id, blob)]).await.unwrap();
        file
    }

    /// The same, named by a draft.
    pub(super) async fn joined(&self, draft: &Draft, content: &str) -> DraftFile {
        let file = self.held(content).await;
        let mut tx = self.bench.databases.platform_write().await.unwrap();
        store::drafts::add_file(&mut tx, draft.id, &file).await.unwrap();
        tx.commit().await.unwrap();
        file
    }

    /// Whether the Métropole's space still keeps the content of a file.
    pub(super) async fn keeps(&self, file: &DraftFile) -> bool {
        self.bench.blobs.open(&metropole(), &file.hash).await.is_ok()
    }

    pub(super) async fn send(&self, draft: &Draft, files: &[DraftFile]) -> Result<CaseId, Failure> {
        let sender = Sender { person: None, from: None, channel: Channel::Web, is_kept: true };
        match self.cases.file(&self.bench.moment(), draft, files, sender).await? {
            Sent::Kept(_) => Ok(kernel::Id::from_uuid(draft.id.uuid())),
            Sent::Incomplete(page) => panic!("the page {page} is not answered"),
        }
    }

    /// A request, filed at the Métropole.
    pub(super) async fn filed(&self, answers: Value) -> CaseId {
        let draft = self.draft(answers).await;
        self.send(&draft, &[]).await.unwrap()
    }

    pub(super) async fn case(&self, instance: &InstanceKey, id: CaseId) -> Option<CaseRow> {
        let mut tx = self.bench.databases.instance_read(instance).await.unwrap();
        store::cases::by_id(&mut tx, id).await.unwrap()
    }

    /// Does what was asked for after the commits, and what is due by itself.
    pub(super) async fn work(&self) {
        self.work_of(&self.cases).await;
    }

    /// The same by a part that was started again.
    pub(super) async fn work_of(&self, cases: &Cases) {
        let mut handlers = cases.jobs();
        handlers.push(self.bench.blobs.eraser(&self.bench.databases));
        handlers.extend(notify::jobs(self.bench.databases.clone(), self.mailer.clone(), self.texter.clone()));
        Runner::new(self.bench.databases.clone(), self.bench.rng.clone(), handlers, cases.schedules()).drain().await.unwrap();
    }
}
