//! Publishing definitions in an instance, and telling the catalogue.

use std::sync::Arc;

use catalogue::entry::{Entry, Kind, Responder};
use db::{
    InstanceKey, Stage,
    jobs::{self, JobError, JobRun, NewJob},
};
use definition::{Compiled, Definition, SignIn, TESTS_BEGIN, run_tests};
use kernel::{Moment, Slug};
use web::{Failure, Right};

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
        if definition.settings.sign_in == SignIn::Certified {
            return Err(Failure::invalid("Une identité certifiée ne peut pas encore être demandée : choisissez « account » pour sign_in."));
        }
        let document = serde_json::to_value(&definition).map_err(|_| Failure::fault("a definition does not serialise"))?;
        let compiled = Compiled::new(definition).map_err(|findings| {
            let errors: Vec<String> =
                findings.iter().filter(|finding| finding.is_error()).map(|f| format!("{} : {}", f.path, f.message)).collect();
            Failure::invalid(format!("La démarche ne peut pas être publiée. {}", errors.join(" ; ")))
        })?;
        match run_tests(&compiled, self.lookups(), TESTS_BEGIN).into_iter().find(|report| !report.passed) {
            Some(red) => Err(Failure::invalid(format!("L’essai « {} » échoue : {}", red.name, red.failures.join(" ; ")))),
            None => Ok(Publication { compiled: Arc::new(compiled), document }),
        }
    }

    /// Publishes a checked definition in an instance. Done again, it changes nothing.
    ///
    /// # Errors
    /// When the instance cannot be written.
    pub async fn publish(&self, moment: &Moment, publication: &Publication, place: Place<'_>) -> Result<(), Failure> {
        let definition = publication.compiled.definition();
        let hash = publication.compiled.hash().to_string();
        let mut tx = self.databases().instance_write(place.instance).await?;
        store::definitions::keep(&mut tx, &hash, &definition.slug, publication.document.clone(), moment.now).await?;
        store::definitions::publish(&mut tx, &definition.slug, &hash, place.origin, moment.now).await?;
        store::agents::add_team(&mut tx, place.team.0, place.team.1).await?;
        let bound = store::definitions::bindings(&mut tx, &definition.slug).await?;
        for function in &definition.workflow.functions {
            if !bound.iter().any(|(name, _)| *name == function.slug) {
                store::definitions::bind(&mut tx, &definition.slug, &function.slug, place.team.0).await?;
            }
        }
        if place.offered && place.instance.stage == Stage::Production {
            let key = format!("offer:{}:{hash}", definition.slug);
            jobs::enqueue(&mut tx, moment, NewJob::new(OFFER, &definition.slug).stream("offer").key(key)).await?;
        }
        tx.commit().await?;
        self.keep_compiled(&hash, Arc::clone(&publication.compiled));
        Ok(())
    }

    /// What the catalogue says of a téléservice that an authority publishes.
    fn entry(&self, definition: &Definition, authority: &Slug) -> Entry {
        let directory = self.territory().directory();
        let is_metropole = directory.metropole().slug == *authority;
        let settings = &definition.settings;
        Entry {
            id: format!("{authority}/{}", definition.slug),
            title: definition.title.clone(),
            summary: definition.summary.clone(),
            keywords: settings.keywords.clone(),
            themes: settings.themes.clone(),
            life_events: settings.life_events.clone(),
            responder: if is_metropole { Responder::Metropole } else { Responder::Commune },
            authority: authority.clone(),
            communes: (!is_metropole).then(|| vec![authority.clone()]),
            url: format!("/{authority}/{}", definition.slug),
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
    let Some(published) = store::definitions::published_as(&mut tx, &teleservice).await? else { return Ok(()) };
    let compiled = cases.compiled(&mut tx, &published.hash).await.map_err(crate::documents::retry)?;
    drop(tx);
    let entry = cases.entry(compiled.definition(), &instance.authority);
    let mut tx = cases.databases().platform_write().await?;
    catalogue::store::put(&mut tx, &run.moment, &entry).await?;
    tx.commit().await?;
    cases.services().offers_changed.notify_one();
    Ok(())
}
