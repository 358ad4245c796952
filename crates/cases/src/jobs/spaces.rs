//! The projection by which an agent finds the spaces where she works, without
//! every instance being asked.

use db::{
    InstanceKey, InstanceTx,
    jobs::{self, JobError, JobRun, NewJob},
};
use kernel::{Moment, id::AgentId};
use web::Failure;

use crate::{
    Cases,
    documents::instance_of,
    store::{self, spaces::Standing},
};

/// Tells the platform who works in an instance; kind of job. It names an agent
/// whose standing changed, or nobody: then everybody is told again, which also
/// fills a deployment that had no such projection.
pub(super) const TELL_SPACES: &str = "cases.spaces";

/// Asks that the platform be told of an agent whose standing changes in this transaction.
pub(crate) async fn ask(tx: &mut InstanceTx, moment: &Moment, agent: AgentId) -> db::Result<()> {
    jobs::enqueue(tx, moment, NewJob::new(TELL_SPACES, Some(agent)).stream(format!("spaces/{agent}"))).await
}

pub(super) async fn run(cases: Cases, run: JobRun) -> Result<(), JobError> {
    let agent: Option<AgentId> = run.job.payload()?;
    Ok(cases.tell_spaces(&instance_of(&run)?, agent).await?)
}

impl Cases {
    /// Writes on the platform how these agents stand in an instance now. Done
    /// twice, or late, it changes nothing.
    pub(crate) async fn tell_spaces(&self, instance: &InstanceKey, agent: Option<AgentId>) -> db::Result<()> {
        let mut tx = self.databases().instance_read(instance).await?;
        let agents = match agent {
            Some(agent) => store::agents::by_id(&mut tx, agent).await?.into_iter().collect(),
            None => store::agents::all(&mut tx).await?,
        };
        drop(tx);
        if agents.is_empty() {
            return Ok(());
        }
        let mut tx = self.databases().platform_write().await?;
        for agent in &agents {
            let standing = Standing { subject: &agent.subject, instance, is_active: agent.suspended_at.is_none(), version: agent.version };
            store::spaces::project(&mut tx, standing).await?;
        }
        tx.commit().await
    }

    /// The open spaces where this person works.
    pub(crate) async fn spaces_of(&self, subject: &str) -> Result<Vec<InstanceKey>, Failure> {
        let mut tx = self.databases().platform_read().await?;
        let mut spaces = store::spaces::of_subject(&mut tx, subject).await?;
        spaces.retain(|space| self.territory().directory().is_open(space));
        Ok(spaces)
    }
}
