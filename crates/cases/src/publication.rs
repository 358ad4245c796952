//! Publishing definitions in an instance, and telling the catalogue.

use db::InstanceKey;
use definition::{Compiled, Definition, run_tests};
use kernel::{Moment, Slug};
use web::{Failure, Right};

use crate::{
    Cases,
    model::Origin,
    store::{self, agents::NewAgent},
};

/// What is published, where, and who stands behind its functions.
pub struct Publication {
    /// The document.
    pub definition: Definition,
    /// The instance's own, or the Métropole's.
    pub origin: Origin,
    /// The team that bears every function until the administrator says otherwise: name and label.
    pub team: (Slug, String),
}

impl Cases {
    /// Publishes a definition in an instance, refused when it does not compile
    /// or when one of its tests is red.
    ///
    /// # Errors
    /// A sentence that names the finding or the red test.
    pub async fn publish(&self, instance: &InstanceKey, moment: &Moment, publication: Publication) -> Result<(), Failure> {
        let Publication { definition, origin, team } = publication;
        let compiled = Compiled::new(definition).map_err(|findings| {
            let errors: Vec<String> =
                findings.iter().filter(|finding| finding.is_error()).map(|f| format!("{} : {}", f.path, f.message)).collect();
            Failure::invalid(format!("La démarche ne peut pas être publiée. {}", errors.join(" ; ")))
        })?;
        let red = run_tests(&compiled, self.lookups(), moment.now).into_iter().find(|report| !report.passed);
        if let Some(report) = red {
            return Err(Failure::invalid(format!("L’essai « {} » échoue : {}", report.name, report.failures.join(" ; "))));
        }
        let definition = compiled.definition();
        let hash = compiled.hash().to_string();
        let document = serde_json::to_value(definition).map_err(|_| Failure::fault("a definition does not serialise"))?;
        let mut tx = self.databases().instance_write(instance).await?;
        store::definitions::keep(&mut tx, &hash, &definition.slug, document, moment.now).await?;
        store::definitions::publish(&mut tx, &definition.slug, &hash, origin, moment.now).await?;
        store::agents::add_team(&mut tx, &team.0, &team.1).await?;
        let bound = store::definitions::bindings(&mut tx, &definition.slug).await?;
        for function in &definition.workflow.functions {
            if !bound.iter().any(|(name, _)| *name == function.slug) {
                store::definitions::bind(&mut tx, &definition.slug, &function.slug, &team.0).await?;
            }
        }
        tx.commit().await?;
        self.keep_compiled(&hash, compiled);
        Ok(())
    }

    /// Puts an agent in an instance, with her rights and her teams.
    ///
    /// # Errors
    /// When the instance cannot be written.
    pub async fn add_agent(&self, instance: &InstanceKey, new: NewAgent<'_>, teams: &[Slug]) -> Result<(), Failure> {
        let mut tx = self.databases().instance_write(instance).await?;
        let subject = new.subject.to_owned();
        store::agents::add(&mut tx, new).await?;
        if let Some(agent) = store::agents::by_subject(&mut tx, &subject).await? {
            for team in teams {
                store::agents::join(&mut tx, agent.id, team).await?;
            }
        }
        tx.commit().await?;
        Ok(())
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
