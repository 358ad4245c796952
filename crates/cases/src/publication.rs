//! Publishing definitions in an instance, and telling the catalogue.

use std::sync::Arc;

use catalogue::entry::{Entry, Kind, Responder};
use db::{
    InstanceKey, InstanceTx, Stage,
    jobs::{self, JobError, JobRun, NewJob},
};
use definition::{About, Compiled, Definition, run_tests};
use kernel::{Moment, Problem, Slug};
use web::{Failure, Outcome, Right};

use crate::{
    Cases,
    documents::instance_of,
    jobs::spaces,
    model::Origin,
    store::{self, agents::NewAgent},
};

/// Tells the catalogue what an instance offers; kind of job.
pub(crate) const OFFER: &str = "cases.offer";

/// A definition that compiles and whose tests are green: it may be published.
#[derive(Clone)]
pub struct Publication {
    compiled: Arc<Compiled>,
    document: serde_json::Value,
}

impl Publication {
    /// The definition, compiled.
    pub(crate) fn compiled(&self) -> &Compiled {
        &self.compiled
    }

    /// The definition, as it is kept.
    pub(crate) fn document(&self) -> &serde_json::Value {
        &self.document
    }
}

/// Where and how a definition is published.
pub struct Place<'a> {
    /// The instance.
    pub instance: &'a InstanceKey,
    /// Its own, or the Métropole's.
    pub origin: Origin,
    /// The team that bears every function until the administrator says
    /// otherwise: name and label.
    pub team: (&'a Slug, &'a str),
    /// Whether citizens find it in the catalogue there: a shared téléservice is
    /// offered once, by the Métropole, and routed.
    pub offered: bool,
}

impl Cases {
    /// Checks a definition: refused when it does not compile or when one of its
    /// tests is red.
    ///
    /// # Errors
    /// A sentence that names the findings or the red test.
    pub fn check(&self, definition: Definition) -> Result<Publication, Failure> {
        let document = serde_json::to_value(&definition).map_err(|_| Failure::fault("a definition does not serialise"))?;
        let tests = definition.tests.clone();
        let compiled = Compiled::new(definition).map_err(|findings| {
            let errors: Vec<String> =
                findings.iter().filter(|finding| finding.is_error()).map(|f| format!("{} : {}", f.path, f.message)).collect();
            Failure::invalid(format!("La démarche ne peut pas être publiée. {}", errors.join(" ; ")))
        })?;
        match run_tests(&compiled, &tests, self.lookups()).into_iter().find(|report| !report.passed) {
            Some(red) => Err(Failure::invalid(format!("L’essai « {} » échoue : {}", red.name, red.failures.join(" ; ")))),
            None => Ok(Publication { compiled: Arc::new(compiled), document }),
        }
    }

    /// Publishes a checked definition in an instance. Done again, it changes nothing.
    ///
    /// # Errors
    /// When the instance cannot be written.
    pub async fn publish(&self, moment: &Moment, publication: &Publication, place: Place<'_>) -> Result<(), Failure> {
        let mut tx = self.databases().instance_write(place.instance).await?;
        self.put(&mut tx, moment, publication, &place).await?;
        Ok(tx.commit().await?)
    }

    /// The same, in a transaction that may hold more. The caller commits.
    ///
    /// # Errors
    /// A conflict when what is another's is published there; or when the
    /// instance cannot be written.
    pub async fn put(&self, tx: &mut InstanceTx, moment: &Moment, publication: &Publication, place: &Place<'_>) -> Outcome<()> {
        let about = publication.compiled.about();
        let hash = publication.compiled.hash().to_string();
        let live = store::definitions::published_as(tx, &about.slug).await?;
        if place.origin == Origin::Own && live.is_some_and(|live| live.origin == Origin::Shared) {
            let sentence = "Une autre collectivité partage cette démarche\u{a0}: elle ne se modifie pas ici.";
            return Err(Problem::Conflict(sentence.to_owned()).into());
        }
        store::definitions::keep(tx, &hash, (&about.slug, &about.title), publication.document.clone(), moment.now).await?;
        store::definitions::publish(tx, &about.slug, &hash, place.origin, moment.now).await?;
        self.staffed(tx, &publication.compiled, (place.team.0.as_str(), place.team.1)).await?;
        if place.offered && place.instance.stage == Stage::Production {
            self.announce_offer(tx, moment, &about.slug).await?;
        }
        Ok(())
    }

    /// A team behind each function that has none: the one of this short name and name.
    pub(crate) async fn staffed(&self, tx: &mut InstanceTx, compiled: &Compiled, (team, label): (&str, &str)) -> Outcome<()> {
        let team: Slug = team.parse().map_err(|_| Failure::fault("the team's name is not a slug"))?;
        let teleservice = &compiled.about().slug;
        store::agents::add_team(tx, &team, label).await?;
        let bound = store::definitions::bindings(tx, teleservice).await?;
        for function in &compiled.workflow().workflow().functions {
            if !bound.iter().any(|(name, _)| *name == function.slug) {
                store::definitions::bind(tx, teleservice, &function.slug, &team).await?;
            }
        }
        Ok(())
    }

    /// Asks that the catalogue be told what is published under a name, or that nothing is any more.
    ///
    /// # Errors
    /// When the instance cannot be written.
    pub(crate) async fn announce_offer(&self, tx: &mut InstanceTx, moment: &Moment, teleservice: &Slug) -> Outcome<()> {
        Ok(jobs::enqueue(tx, moment, NewJob::new(OFFER, teleservice).stream("offer")).await.map(drop)?)
    }

    /// Where a téléservice stands in the catalogue.
    fn entry_id(authority: &Slug, teleservice: &Slug) -> String {
        format!("{authority}/{teleservice}")
    }

    /// What the catalogue says of a téléservice that an authority publishes.
    fn entry(&self, about: &About, authority: &Slug) -> Entry {
        let directory = self.territory().directory();
        let is_metropole = directory.metropole().slug == *authority;
        let settings = &about.settings;
        Entry {
            id: Self::entry_id(authority, &about.slug),
            title: about.title.clone(),
            summary: about.summary.clone(),
            keywords: settings.keywords.clone(),
            themes: settings.themes.clone(),
            life_events: settings.life_events.clone(),
            responder: if is_metropole { Responder::Metropole } else { Responder::Commune },
            authority: authority.clone(),
            communes: (!is_metropole).then(|| vec![authority.clone()]),
            url: format!("/{authority}/{}", about.slug),
            kind: Kind::Filing,
        }
    }

    /// Puts an agent in an instance, with her rights and her teams. She finds
    /// the space at once; a job makes sure of it if this is interrupted.
    ///
    /// # Errors
    /// When the instance cannot be written.
    pub async fn add_agent(&self, moment: &Moment, instance: &InstanceKey, new: NewAgent<'_>, teams: &[Slug]) -> Result<(), Failure> {
        let mut tx = self.databases().instance_write(instance).await?;
        let subject = new.subject.to_owned();
        store::agents::add(&mut tx, new).await?;
        let agent = store::agents::by_subject(&mut tx, &subject).await?.ok_or(db::DbError::NotFound)?;
        for team in teams {
            store::agents::join(&mut tx, agent.id, team).await?;
        }
        spaces::ask(&mut tx, moment, agent.id).await?;
        tx.commit().await?;
        Ok(self.tell_spaces(instance, Some(agent.id)).await?)
    }

    /// What an agent may do in an instance; nothing for whoever is not its agent.
    ///
    /// # Errors
    /// When the instance cannot be read.
    pub async fn pass_of(&self, instance: &InstanceKey, subject: &str) -> Result<Option<web::AgentPass>, Failure> {
        let mut tx = match self.databases().instance_read(instance).await {
            Err(db::DbError::NotFound) => return Ok(None),
            tx => tx?,
        };
        let Some(agent) = store::agents::by_subject(&mut tx, subject).await?.filter(|agent| agent.suspended_at.is_none()) else {
            return Ok(None);
        };
        let rights: Vec<Right> = agent.rights();
        let teams = store::agents::teams_of(&mut tx, agent.id).await?;
        Ok(Some(web::AgentPass { id: agent.id, instance: instance.clone(), name: agent.name, teams, rights }))
    }
}

/// The job of [`OFFER`]: the projection of what an instance publishes.
pub(crate) async fn offer(cases: Cases, run: JobRun) -> Result<(), JobError> {
    let teleservice: Slug = run.job.payload()?;
    let instance = instance_of(&run)?;
    let mut tx = cases.databases().instance_read(&instance).await?;
    let compiled = match store::definitions::published_as(&mut tx, &teleservice).await? {
        Some(published) => Some(cases.compiled(&mut tx, &published.hash).await.map_err(crate::documents::retry)?),
        None => None,
    };
    drop(tx);
    let mut tx = cases.databases().platform_write().await?;
    match compiled {
        Some(compiled) => catalogue::store::put(&mut tx, &run.moment, &cases.entry(compiled.about(), &instance.authority)).await?,
        None => catalogue::store::remove(&mut tx, &Cases::entry_id(&instance.authority, &teleservice)).await.map(drop)?,
    }
    tx.commit().await?;
    cases.services().offers_changed.notify_one();
    Ok(())
}
